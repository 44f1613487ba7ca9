import { BracketReader } from './brackets.js';
import type { Draft } from './chunks.js';
import type { ArrayFrame, ObjectFrame } from './frames.js';
import type { TokenKind } from './lexer.js';

const isScalar = (token: TokenKind): boolean =>
  token === 'number' || token === 'true' || token === 'false' || token === 'null';

/** After a text that is not a key: more texts, which are a list when a bracket closes them. */
const LIST = /\s*(?:,\s*"[^"\r\n]*"\s*)*/y;
const ZERO_WIDTH = /^[\u00ad\u180e\u200b-\u200f\u2060\ufeff]+$/;
const END = /\s*(?:[}\]]|$)/y;
/** A comment that holds a field: somebody may want it back. */
const FIELD = /(["'])[^"'\r\n]+\1\s*:/;

/** Reads one text in one way (see `Reading`). */
export class Parser extends BracketReader {
  private listFrom = 0;
  private listTo = -1;

  run(): Draft {
    const { lexer } = this;
    for (let token = lexer.next('item'); token !== 'end'; token = lexer.next(this.due())) {
      if (token === 'comment') this.comment();
      else if (this.done) {
        // A text that doesn't even begin as JSON is one mistake.
        if (this.root?.kind !== 'invalid') this.report('extra-content');
        return this.draft();
      } else {
        this.token(token);
        this.lastEnd = lexer.end;
        if (this.problems.at(-1)?.code === 'too-deep') break;
      }
    }
    if (!this.done && this.frames.length === 0 && this.problems.length === 0)
      this.report('empty', { start: 0, end: 0 });
    this.closeAtEnd();
    return this.draft();
  }

  private token(token: TokenKind): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      if (token === 'string' && this.followedByColon()) return this.implicitObject(undefined, token);
      return this.value(token);
    }
    if (this.reading.indent && this.outdented(frame, token)) return;
    if (frame.kind === 'object') this.inObject(frame, token);
    else this.inArray(frame, token);
  }

  private comment(): void {
    const { fault } = this.lexer;
    if (fault === 'stray-blank')
      return this.report(
        fault,
        this.here(ZERO_WIDTH.test(this.text.slice(this.lexer.start, this.lexer.end)) ? '' : ' '),
      );
    if (fault !== undefined || !FIELD.test(this.text.slice(this.lexer.start, this.lexer.end)))
      return this.report(fault ?? 'comment');
    // The field is wanted or not: until that is said, nothing is known of what the object lacks.
    const frame = this.frames.at(-1);
    if (frame === undefined) return this.report('commented-field');
    frame.heldAt = this.lexer.start;
    this.reportIn(frame, 'commented-field');
  }

  protected override inObject(frame: ObjectFrame, token: TokenKind): void {
    if (token === ']' && frame.orphans) return;
    switch (frame.expects) {
      case 'key-or-end':
      case 'key':
        return this.keyDue(frame, token);
      case 'colon':
        return this.colonDue(frame, token);
      case 'value':
        return this.memberDue(frame, token);
      case 'comma-or-end':
        return this.afterMember(frame, token);
    }
  }

  protected override keyDue(frame: ObjectFrame, token: TokenKind): void {
    if (token === 'string' && (this.followedByColon() || !this.endsList())) return this.key(frame);
    if (token === '}' || token === ']') return this.closing(frame, token);
    if (token === ',') return this.reportIn(frame, 'extra-comma', this.excess);
    if (token === ':') {
      this.reportIn(frame, 'missing-key');
      return this.nameless(frame);
    }
    if (token === '{' || token === '[') return this.orphan(frame, token);
    const { fault } = this.lexer;
    if (fault === 'single-quotes' || fault === 'curly-quotes' || this.followedByColon()) return this.key(frame);
    if (frame.orphans) frame.skipping = true;
    this.stray(frame);
    // The items of a list whose opening bracket is missing.
    if (token === 'string') frame.orphans = true;
    frame.expects = 'comma-or-end';
  }

  /** The text at hand is one of a list. What follows one of its items follows them all, and is looked at once. */
  private endsList(): boolean {
    const { end } = this.lexer;
    if (end < this.listFrom || end > this.listTo) {
      LIST.lastIndex = end;
      LIST.test(this.text);
      this.listFrom = end;
      this.listTo = LIST.lastIndex;
    }
    return this.text[this.listTo] === ']';
  }

  /** The word at hand is a key, whatever its quotes. */
  private key(frame: ObjectFrame): void {
    const { lexer } = this;
    const bare = lexer.fault === 'bare-word' || lexer.fault === 'bad-number' || lexer.fault === 'leading-zero';
    const code = bare || (lexer.fault === undefined && this.text[lexer.start] !== '"') ? 'unquoted-key' : lexer.fault;
    const quoted = code === 'single-quotes' || code === 'curly-quotes';
    if (code !== undefined) this.report(code);
    // Which key is meant isn't sure: it may be the one that the object seems to lack.
    if (code !== undefined && !quoted && code !== 'unquoted-key') frame.broken = true;
    frame.properties.push({
      key: quoted ? lexer.value.slice(1, -1) : code === undefined ? lexer.value : lexer.value.replaceAll('"', ''),
      faulty: code !== undefined,
      value: undefined,
      keyStart: lexer.start - this.origin,
      keyEnd: lexer.end - this.origin,
    });
    frame.expects = 'colon';
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
    if (token === ']') {
      // A list that lacks its opening bracket: this bracket closes nothing else here.
      this.reportIn(frame, 'missing-value', this.insert(' ['));
      frame.expects = 'comma-or-end';
      return;
    }
    if (token === ',' || token === '}') {
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

  protected override inArray(frame: ArrayFrame, token: TokenKind): void {
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
}
