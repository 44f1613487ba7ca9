import type { ArrayFrame, Frame, ObjectFrame } from './frames.js';
import type { TokenKind } from './lexer.js';
import { ParserState } from './state.js';

const CLOSER = /\s*[}\]]/y;
/** After an object: the position before was an item of a list. */
const NEXT_ITEM = /\s*(?:\]|,\s*\{)/y;

/** How to interpret missing, extra or wrong brackets, in the current reading. */
export abstract class BracketReader extends ParserState {
  protected abstract inObject(frame: ObjectFrame, token: TokenKind): void;
  protected abstract inArray(frame: ArrayFrame, token: TokenKind): void;
  protected abstract keyDue(frame: ObjectFrame, token: TokenKind): void;

  protected nameless(frame: ObjectFrame): void {
    const at = this.lexer.start - this.origin;
    frame.properties.push({ key: '', keyStart: at, keyEnd: at, faulty: true, value: undefined });
    frame.expects = 'value';
  }

  protected comma(frame: Frame): void {
    if (this.lexer.fault !== undefined) {
      // `;` after the last member separates nothing.
      if (this.follows(CLOSER)) return this.report('trailing-comma', this.excess);
      this.report('missing-comma', this.here(','));
    }
    frame.expects = frame.kind === 'object' ? 'key' : 'value';
    frame.commaAt = this.lexer.start;
    frame.skipping = false;
  }

  /** A word that fits nowhere, together with what follows up to the next comma. */
  protected stray(frame: Frame): void {
    if (!frame.skipping) this.reportIn(frame, 'unexpected', this.excess);
    frame.skipping = true;
    // `"key": "x" ]`: a list without its opening bracket, not a value of the wrong type.
    const last = frame.kind === 'object' ? frame.properties.at(-1) : undefined;
    if (last?.value !== undefined && last.value.kind !== 'array' && this.text[this.lexer.start] === ']') {
      last.value = { kind: 'invalid', start: last.value.start, end: last.value.end, text: '' };
    }
  }

  /** A closing bracket: of this frame, of one around it (then this one was never closed), or of none. */
  protected closing(frame: Frame, token: '}' | ']'): void {
    const wanted = token === '}' ? 'object' : 'array';
    if (frame.kind === wanted) {
      this.trailingComma(frame);
      this.close(this.lexer.end);
      const list = this.frames.at(-1);
      // `[ "key": … }`: the bracket that opened was of the wrong kind.
      if (frame.implicit && list?.kind === 'array' && list.items.length === 1 && !this.follows(NEXT_ITEM))
        this.close(this.lexer.end);
      return;
    }
    const around = this.frames.findLastIndex(f => f.kind === wanted);
    if (frame.implicit && around === this.frames.length - 2) {
      this.close(this.lexer.start);
      return this.close(this.lexer.end);
    }
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
    // The comma before a commented field is right once that field is restored.
    if (frame.commaAt < 0 || frame.heldAt > frame.commaAt) return;
    if (frame.expects !== (frame.kind === 'object' ? 'key' : 'value')) return;
    const at = { start: frame.commaAt, end: frame.commaAt + 1 };
    this.report('trailing-comma', { ...at, repair: { ...at, text: '' } });
  }

  /** The containers from depth `from` on lack their closing brackets, which belong right before `at`. */
  private unclosed(frame: Frame, from: number, at = this.lastEnd, separator = ''): void {
    const { start, end } = this.lexer;
    this.reportIn(frame, 'unclosed', {
      start,
      end,
      opener: this.startOf(this.frames.length - 1),
      repair: { start: at, end: at, text: this.closers(from) + separator },
    });
  }

  /** `{ … , {`: if they are items of one array, the brace that closes the first is missing. */
  protected missingBrace(frame: ObjectFrame): void {
    const separated = frame.expects === 'key';
    const list = this.frames.at(-2);
    this.unclosed(frame, this.frames.length - 1, separated ? frame.commaAt : this.lastEnd, separated ? '' : ',');
    this.close(separated ? frame.commaAt : this.lastEnd);
    if (list !== undefined) list.expects = 'value' as const;
    this.value('{');
  }

  /** A brace that opens the next item of the list that this object is in. */
  protected isSibling(frame: ObjectFrame): boolean {
    if (this.frames.at(-2)?.kind !== 'array') return false;
    this.asked.add('sibling');
    if (this.reading.sibling === 'member') return false;
    return frame.indent < 0 || (this.firstOnLine() ?? 0) <= frame.indent;
  }

  /** A key where a list item may be: which bracket is wrong is the reading's choice. */
  protected keyInList(frame: ArrayFrame, token: TokenKind): boolean {
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
  protected implicitObject(around: Frame | undefined, token: TokenKind): void {
    const isMember = around?.kind === 'object';
    if (around !== undefined) around.broken = true;
    this.report('missing-brace', this.insert(isMember ? ' {' : '{', isMember ? this.lastEnd : this.lexer.start));
    this.open('{', true);
    const frame = this.frames.at(-1);
    if (frame?.kind === 'object') this.keyDue(frame, token);
  }

  /** A container without a key: read it under a key that no model has, so that what follows keeps its place. */
  protected orphan(frame: ObjectFrame, token: '{' | '['): void {
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

  /** Reads by indentation: true if the current word belonged further out and has been dealt with. */
  protected outdented(frame: Frame, token: TokenKind): boolean {
    const isKey = (token === 'string' || token === 'invalid') && this.followedByColon();
    const isCloser = token === '}' || token === ']';
    if (!isKey && !isCloser && token !== '{') return false;
    const column = this.firstOnLine();
    if (column === undefined) return false;
    const kind = token === ']' ? 'array' : token === '{' ? 'array' : 'object';
    const fits = (f: Frame): boolean => f.kind === kind && (isCloser ? f.indent === column : f.indent < column);
    if (isCloser ? column >= frame.indent : column > frame.indent) {
      // A bracket indented further than its container: that of a child, already closed.
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
    if (target.kind === 'object') this.inObject(target, token);
    else this.inArray(target, token);
    return true;
  }

  protected closeAtEnd(): void {
    const frame = this.frames.at(-1);
    const end = this.text.length;
    if (frame !== undefined) {
      for (const open of this.frames) open.broken = true;
      const last = this.problems.at(-1);
      const lastAt = last === undefined ? -1 : last.span.end + (last.origins?.[last.chunk ?? -1] ?? 0);
      // A text that runs to the end may have swallowed the brackets.
      const isCut = last?.code === 'unterminated-string' && lastAt === end && this.lastEnd === end;
      if (last?.code !== 'too-deep' && last?.code !== 'unterminated-comment' && !isCut) this.cutOff(frame);
    }
    while (this.frames.length > 0) this.close(end);
  }

  /** The text ends inside a container. */
  private cutOff(frame: Frame): void {
    const start = this.startOf(this.frames.length - 1);
    const comma =
      frame.commaAt >= 0 && (frame.expects === 'key' || (frame.kind === 'array' && frame.expects === 'value'));
    const value =
      frame.kind === 'object' && frame.expects === 'value' ? ' null' : frame.expects === 'colon' ? ': null' : '';
    const at = comma ? frame.commaAt : this.lastEnd;
    this.report('unclosed', {
      start,
      end: start + 1,
      opener: start,
      repair: { start: at, end: this.lastEnd, text: value + this.closers(0) },
    });
  }
}
