import type { ArrayFrame, Frame, ObjectFrame } from './frames.js';
import type { TokenKind } from './lexer.js';
import type { SyntaxTree } from './nodes.js';
import { ParserState } from './state.js';

const isScalar = (token: TokenKind): boolean => token === 'number' || token === 'true' || token === 'false' || token === 'null';

/** After a text that is no key: the end of a list. */
const LIST_END = /\s*\]/y;
const END = /\s*(?:[}\]]|$)/y;
/** After an object: it was the item of a list. */
const NEXT_ITEM = /\s*(?:\]|,\s*\{)/y;

/** Reads one text in one way (see `Reading`). */
export class Parser extends ParserState {
  run(): SyntaxTree {
    const { lexer } = this;
    for (let token = lexer.next('item'); token !== 'end'; token = lexer.next(this.due())) {
      if (token === 'comment') this.comment();
      else if (this.done) {
        // A text that doesn't even begin as JSON is one mistake.
        if (this.root?.kind !== 'invalid') this.report('extra-content');
        return this.tree();
      } else {
        this.token(token);
        this.lastEnd = lexer.end;
        if (this.problems.at(-1)?.code === 'too-deep') break;
      }
    }
    if (!this.done && this.frames.length === 0 && this.problems.length === 0) this.report('empty', { start: 0, end: 0 });
    this.closeAtEnd();
    return this.tree();
  }

  private token(token: TokenKind): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return this.value(token);
    if (this.reading.indent && this.outdented(frame, token)) return;
    if (frame.kind === 'object') this.inObject(frame, token);
    else this.inArray(frame, token);
  }

  private comment(): void {
    const { fault } = this.lexer;
    if (fault === 'stray-blank') return this.report(fault, this.here(/\S/.test(this.text.slice(this.lexer.start, this.lexer.end)) ? '' : ' '));
    this.report(fault ?? 'comment');
  }

  private inObject(frame: ObjectFrame, token: TokenKind): void {
    if (token === ']' && frame.orphans) return;
    switch (frame.expects) {
      case 'key-or-end':
      case 'key': return this.keyDue(frame, token);
      case 'colon': return this.colonDue(frame, token);
      case 'value': return this.memberDue(frame, token);
      case 'comma-or-end': return this.afterMember(frame, token);
    }
  }

  private keyDue(frame: ObjectFrame, token: TokenKind): void {
    if (token === 'string' && !this.follows(LIST_END)) return this.key(frame);
    if (token === '}' || token === ']') return this.closing(frame, token);
    if (token === ',') return this.reportIn(frame, 'extra-comma', this.excess);
    if (token === ':') {
      this.reportIn(frame, 'missing-key');
      return this.nameless(frame);
    }
    if (token === '{' || token === '[') return this.orphan(frame, token);
    const { fault } = this.lexer;
    if (fault === 'single-quotes' || fault === 'curly-quotes' || this.followedByColon()) return this.key(frame);
    this.stray(frame);
    // The items of a list whose opening bracket is missing.
    if (token === 'string') frame.orphans = true;
    frame.expects = 'comma-or-end';
  }

  /** The word at hand is a key, whatever its quotes. */
  private key(frame: ObjectFrame): void {
    const { lexer } = this;
    const bare = lexer.fault === 'bare-word' || lexer.fault === 'bad-number' || lexer.fault === 'leading-zero';
    const code = bare || (lexer.fault === undefined && this.text[lexer.start] !== '"') ? 'unquoted-key' : lexer.fault;
    const quoted = code === 'single-quotes' || code === 'curly-quotes';
    if (code !== undefined) this.report(code);
    frame.properties.push({
      key: quoted ? lexer.value.slice(1, -1) : bare ? lexer.value.replace(/"$/, '') : lexer.value, faulty: code !== undefined, value: undefined,
      keyStart: lexer.start - this.origin, keyEnd: lexer.end - this.origin,
    });
    frame.expects = 'colon';
  }

  private nameless(frame: ObjectFrame): void {
    const at = this.lexer.start - this.origin;
    frame.properties.push({ key: '', keyStart: at, keyEnd: at, faulty: true, value: undefined });
    frame.expects = 'value';
  }

  private colonDue(frame: ObjectFrame, token: TokenKind): void {
    if (token === ':') {
      if (this.lexer.fault !== undefined) this.report('missing-colon', this.here(':'));
      frame.expects = 'value';
      return;
    }
    if (token === ',' && !this.keyFollows() && !this.follows(END)) {
      this.report('missing-colon', this.here(':'));
      frame.expects = 'value';
      return;
    }
    if (token === ',' || token === '}' || token === ']' || (token === 'string' && this.followedByColon())) {
      frame.expects = 'value';
      this.reportIn(frame, 'missing-value', this.insert(token === 'string' ? ': null,' : ': null'));
      return this.withoutValue(frame, token);
    }
    this.reportIn(frame, 'missing-colon', this.insert(':'));
    frame.expects = 'value';
    this.value(token);
  }

  private memberDue(frame: ObjectFrame, token: TokenKind): void {
    if (token === ':') return this.reportIn(frame, 'unexpected', this.excess);
    if (token === ',' || token === '}' || token === ']') {
      this.reportIn(frame, 'missing-value', this.insert(' null'));
      return this.withoutValue(frame, token);
    }
    // `"a": "x": "b": 1`: the second colon stands for a comma.
    if (token === 'string' && this.followedByColon() && !this.keyFollows(this.text.indexOf(':', this.lexer.end) + 1)) {
      this.asked.add('keyAsValue');
      if (this.reading.keyAsValue === 'brace') return this.implicitObject(frame, token);
      this.reportIn(frame, 'missing-value', this.insert(' null,'));
      return this.withoutValue(frame, token);
    }
    this.value(token);
  }

  private withoutValue(frame: ObjectFrame, token: TokenKind): void {
    if (token === '}' || token === ']') return this.closing(frame, token);
    frame.expects = 'key';
    if (token === ',') frame.commaAt = this.lexer.start;
    else this.key(frame);
  }

  private afterMember(frame: ObjectFrame, token: TokenKind): void {
    if (token === ',') return this.comma(frame);
    if (token === ':' && !frame.skipping && this.keyFollows()) {
      this.reportIn(frame, 'missing-comma', this.here(','));
      return this.comma(frame);
    }
    if (token === '}' || token === ']') return this.closing(frame, token);
    if ((token === 'string' || token === 'invalid' || isScalar(token)) && this.followedByColon()) {
      if (!frame.skipping) this.reportIn(frame, 'missing-comma', this.insert(','));
      frame.skipping = false;
      return this.keyDue(frame, token);
    }
    if (token === '{' && this.isSibling(frame)) return this.missingBrace(frame);
    this.stray(frame);
  }

  private inArray(frame: ArrayFrame, token: TokenKind): void {
    if (token === ']' || token === '}') return this.closing(frame, token);
    if (token === ':') return this.stray(frame);
    if ((token === 'string' || token === 'invalid') && this.followedByColon() && this.keyInList(frame, token)) return;
    if (token === ',') {
      if (frame.expects === 'comma-or-end') return this.comma(frame);
      return this.reportIn(frame, 'extra-comma', this.excess);
    }
    if (frame.expects === 'comma-or-end') {
      if (!frame.skipping) this.reportIn(frame, 'missing-comma', this.insert(','));
      frame.skipping = false;
    }
    this.value(token);
  }

  /** A key stands where an item of a list may: which bracket went wrong is the reading's choice. */
  private keyInList(frame: ArrayFrame, token: TokenKind): boolean {
    const around = this.frames.at(-2);
    this.asked.add('keyInList');
    const { keyInList } = this.reading;
    const separated = frame.expects !== 'comma-or-end';
    if (keyInList === 'reopen' && frame.items.length > 0) {
      const commaAt = frame.commaAt;
      const object = this.reopen(frame);
      if (object === undefined) return false;
      object.expects = separated ? 'key' : 'comma-or-end';
      object.commaAt = commaAt;
      this.inObject(object, token);
      return true;
    }
    if (keyInList === 'brace' || frame.items.length === 0 || around?.kind !== 'object') {
      this.implicitObject(frame, token);
      return true;
    }
    this.unclosed(frame, this.frames.length - 1, separated ? frame.commaAt : this.lastEnd, separated ? '' : ',');
    this.close(this.lastEnd);
    around.expects = 'key';
    this.keyDue(around, token);
    return true;
  }

  /** The members of an object whose opening brace is missing. */
  private implicitObject(around: Frame, token: TokenKind): void {
    this.reportIn(around, 'missing-brace', this.insert(around.kind === 'object' ? ' {' : '{', around.kind === 'object' ? this.lastEnd : this.lexer.start));
    this.open('{', true);
    const frame = this.frames.at(-1);
    if (frame?.kind === 'object') this.keyDue(frame, token);
  }

  private comma(frame: Frame): void {
    if (this.lexer.fault !== undefined) this.report('missing-comma', this.here(','));
    frame.expects = frame.kind === 'object' ? 'key' : 'value';
    frame.commaAt = this.lexer.start;
    frame.skipping = false;
  }

  /** A word that fits nowhere, and with it what follows up to the next comma. */
  private stray(frame: Frame): void {
    if (!frame.skipping) this.reportIn(frame, 'unexpected', this.excess);
    frame.skipping = true;
  }

  /** A closing bracket: of this frame, of one around it (then this one was never closed), or of none. */
  private closing(frame: Frame, token: '}' | ']'): void {
    const wanted = token === '}' ? 'object' : 'array';
    if (frame.kind === wanted) {
      this.trailingComma(frame);
      this.close(this.lexer.end);
      const list = this.frames.at(-1);
      // `[ "key": … }`: the bracket that opened was of the wrong kind.
      if (frame.implicit && list?.kind === 'array' && list.items.length === 1 && !this.follows(NEXT_ITEM)) this.close(this.lexer.end);
      return;
    }
    const around = this.frames.findLastIndex((f) => f.kind === wanted);
    if (frame.implicit && around === this.frames.length - 2) { this.close(this.lexer.start); return this.close(this.lexer.end); }
    this.asked.add('closer');
    if (this.reading.closer === 'replace') {
      this.reportIn(frame, 'wrong-closer', this.here(token === '}' ? ']' : '}'));
      return this.close(this.lexer.end);
    }
    if (this.reading.closer === 'skip' || around < 0) return this.stray(frame);
    this.unclosed(frame, around + 1);
    while (this.frames.length > around) this.close(this.frames.length - 1 === around ? this.lexer.end : this.lastEnd);
  }

  private trailingComma(frame: Frame): void {
    if (frame.commaAt < 0 || frame.expects !== (frame.kind === 'object' ? 'key' : 'value')) return;
    const at = { start: frame.commaAt, end: frame.commaAt + 1 };
    this.report('trailing-comma', { ...at, repair: { ...at, text: '' } });
  }

  /** The containers from depth `from` on lack their closing brackets, which belong right before `at`. */
  private unclosed(frame: Frame, from: number, at = this.lastEnd, separator = ''): void {
    const { start, end } = this.lexer;
    this.reportIn(frame, 'unclosed', {
      start, end, opener: this.startOf(this.frames.length - 1), repair: { start: at, end: at, text: this.closers(from) + separator },
    });
  }

  /** `{ … , {`: the brace that closes the first is missing when they are items of one array. */
  private missingBrace(frame: ObjectFrame): void {
    const separated = frame.expects === 'key';
    const list = this.frames.at(-2);
    this.unclosed(frame, this.frames.length - 1, separated ? frame.commaAt : this.lastEnd, separated ? '' : ',');
    this.close(separated ? frame.commaAt : this.lastEnd);
    if (list !== undefined) list.expects = 'value' as const;
    this.value('{');
  }

  /** A brace that opens the next item of the list that this object is in. */
  private isSibling(frame: ObjectFrame): boolean {
    if (this.frames.at(-2)?.kind !== 'array') return false;
    return frame.indent < 0 || (this.firstOnLine() ?? 0) <= frame.indent;
  }

  /** A container without a key: read it, so that what follows keeps its place, under a key that no model has. */
  private orphan(frame: ObjectFrame, token: '{' | '['): void {
    if (token === '{' && frame.expects === 'key' && this.isSibling(frame)) return this.missingBrace(frame);
    this.asked.add('brace');
    const repeated = frame.orphans || frame.skipping;
    if (this.reading.brace === 'skip' && token === '{') {
      if (!repeated) this.reportIn(frame, 'unexpected', this.excess);
      return;
    }
    if (!repeated) this.reportIn(frame, 'missing-key');
    frame.orphans = true;
    this.nameless(frame);
    this.open(token);
  }

  /** Reads by indentation: true when the word at hand belonged further out and has been dealt with. */
  private outdented(frame: Frame, token: TokenKind): boolean {
    const isKey = (token === 'string' || token === 'invalid') && this.followedByColon();
    const isCloser = token === '}' || token === ']';
    if (!isKey && !isCloser && token !== '{') return false;
    const column = this.firstOnLine();
    if (column === undefined) return false;
    const kind = token === ']' ? 'array' : token === '{' ? 'array' : 'object';
    const fits = (f: Frame): boolean => f.kind === kind && (isCloser ? f.indent === column : f.indent < column);
    if (isCloser ? column >= frame.indent : column > frame.indent) {
      // A bracket further in than its container's: that of a child, closed already.
      if (!isCloser || column === frame.indent || frame.indent < 0) return false;
      if (token === ']' && frame.kind === 'object' && frame.orphans) return true;
      this.stray(frame);
      return true;
    }
    const depth = this.frames.findLastIndex(fits);
    const target = this.frames[depth];
    if (target === undefined || target === frame) return false;
    const separated = frame.expects === 'key' || frame.expects === 'value';
    const at = separated && frame.commaAt >= 0 ? frame.commaAt : this.lastEnd;
    this.unclosed(frame, depth + 1, at, isCloser || separated ? '' : ',');
    while (this.frames.length > depth + 1) this.close(at);
    if (!isCloser) target.expects = target.kind === 'object' ? 'key' : 'value';
    if (target.kind === 'object') this.inObject(target, token); else this.inArray(target, token);
    return true;
  }

  private closeAtEnd(): void {
    const frame = this.frames.at(-1);
    const end = this.text.length;
    if (frame !== undefined) {
      for (const open of this.frames) open.broken = true;
      const last = this.problems.at(-1)?.code;
      if (last !== 'too-deep' && last !== 'unterminated-comment' && !(last === 'unterminated-string' && this.lastEnd === end)) this.cutOff(frame);
    }
    while (this.frames.length > 0) this.close(end);
  }

  /** The text ends inside a container. */
  private cutOff(frame: Frame): void {
    const start = this.startOf(this.frames.length - 1);
    const comma = frame.commaAt >= 0 && (frame.expects === 'key' || (frame.kind === 'array' && frame.expects === 'value'));
    const value = frame.kind === 'object' && frame.expects === 'value' ? ' null' : frame.expects === 'colon' ? ': null' : '';
    const at = comma ? frame.commaAt : this.lastEnd;
    this.report('unclosed', { start, end: start + 1, opener: start, repair: { start: at, end: this.lastEnd, text: value + this.closers(0) } });
  }
}
