import { BracketReader } from './brackets.js';
import { chunked, type Draft } from './chunks.js';
import { type ArrayFrame, type ObjectFrame, PLAIN, type Reading, tangled, tangles } from './frames.js';
import type { TokenKind } from './lexer.js';
import { isChunked, type JsonNode, type SyntaxProblem, type SyntaxTree } from './nodes.js';

/**
 * Parses a whole request. Never throws: whatever is not strict JSON becomes a problem, and the tree holds everything
 * that could be read. Iterative, so that no depth of nesting overflows the stack. `chunked` turns it into the tree.
 */
export const parseRequest = (text: string): Draft => parse(text, true);

/** Parses one value on its own (a ligne's text); offsets are relative to the text's start. */
export const parseValue = (text: string): SyntaxTree => chunked(parse(text, false), undefined);

/**
 * A longer text is read only once: it is not a request, and reading it again costs more than a better message is worth.
 */
const MAX_REREAD = 4_000_000;

function parse(text: string, inChunks: boolean): Draft {
  const first = new Parser(text, inChunks, PLAIN);
  const draft = first.run();
  if (draft.found.length === 0) return draft;
  if (!draft.found.some(isAboutBrackets) || text.length > MAX_REREAD) return untangle(draft);
  return untangle(bestReading(text, inChunks, { draft, asked: first.asked }));
}

interface Read {
  readonly draft: Draft;
  readonly asked: ReadonlySet<keyof Reading>;
}

const ALTERNATIVES: readonly (readonly [keyof Reading, Partial<Reading>])[] = [
  ['indent', { indent: true }],
  ['closer', { closer: 'replace' }],
  ['closer', { closer: 'skip' }],
  ['keyInList', { keyInList: 'reopen' }],
  ['keyInList', { keyInList: 'brace' }],
  ['keyAsValue', { keyAsValue: 'brace' }],
  ['brace', { brace: 'skip' }],
  ['sibling', { sibling: 'member' }],
];

/** Tries the alternative readings that came up, one after the other, and keeps the one with the fewest problems. */
function bestReading(text: string, inChunks: boolean, plain: Read): Draft {
  let best = plain;
  let reading = PLAIN;
  for (const [choice, change] of ALTERNATIVES) {
    // Indentation shows the place of a missing bracket, even if the count is the same.
    if (choice !== 'indent' && (best.draft.found.length === 1 || !best.asked.has(choice))) continue;
    const tried = { ...reading, ...change };
    const parser = new Parser(text, inChunks, tried);
    const read = { draft: parser.run(), asked: parser.asked };
    const gain = best.draft.found.length - read.draft.found.length;
    if (gain < 0 || (gain === 0 && choice !== 'indent')) continue;
    best = read;
    reading = tried;
  }
  return best.draft;
}

const isAboutBrackets = ({ code }: SyntaxProblem): boolean => tangles(code) || code === 'extra-content';

/** Marks the chunks with a wrong bracket: their keys may have been mixed up. */
function untangle(draft: Draft): Draft {
  const wrong = new Map<readonly number[] | undefined, Set<number | undefined>>();
  for (const { code, origins, chunk } of draft.found) {
    if (!tangles(code)) continue;
    const chunks = wrong.get(origins);
    if (chunks === undefined) wrong.set(origins, new Set([chunk]));
    else chunks.add(chunk);
  }
  if (wrong.size === 0 || draft.root?.kind !== 'object') return draft;
  const properties = draft.root.properties.map(property => {
    const { value } = property;
    const chunks = isChunked(value) ? wrong.get(value.origins) : undefined;
    if (!isChunked(value) || chunks === undefined) return property;
    const items = value.items.map((item, i): JsonNode => (chunks.has(i) ? tangled(item) : item));
    return { ...property, value: { ...value, items } };
  });
  const atRoot = wrong.has(undefined);
  return { ...draft, root: { ...draft.root, properties, broken: draft.root.broken || atRoot, tangled: atRoot } };
}

const isScalar = (token: TokenKind): boolean =>
  token === 'number' || token === 'true' || token === 'false' || token === 'null';

/** After a text that isn't a key: more texts are a list if a bracket closes them. */
const LIST = /\s*(?:,\s*"[^"\r\n]*"\s*)*/y;
const ZERO_WIDTH = /^[\u00ad\u180e\u200b-\u200f\u2060\ufeff]+$/;
const END = /\s*(?:[}\]]|$)/y;
/** A comment that contains a field, or is nothing but values: somebody may want it back. */
const FIELD = /(["'])[^"'\r\n]+\1\s*:/;
const VALUES =
  /^(?:\/\/+|#+|\/\*+)\s*(?::|(?:(?:"[^"\r\n]*"|-?\d[\d.]*(?![\d.])|(?:true|false|null)\b|[{}[\],])\s*)+(?:\*\/)?$)/;

/** Reads one text in one way (see `Reading`). */
class Parser extends BracketReader {
  private listFrom = 0;
  private listTo = -1;

  run(): Draft {
    const { lexer } = this;
    for (let token = lexer.next('item'); token !== 'end'; token = lexer.next(this.due())) {
      if (token === 'comment') this.comment();
      else if (this.done) {
        // A text that doesn't even begin like JSON is one mistake.
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
    const comment = this.text.slice(this.lexer.start, this.lexer.end);
    if (fault !== undefined || !(FIELD.test(comment) || VALUES.test(comment))) return this.report(fault ?? 'comment');
    // Whether the field is wanted is open: until then, it is unknown what the object lacks.
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

  /** The current text belongs to a list. What follows one of its items follows them all, and is checked once. */
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

  /** The current word is a key, whatever its quotes. */
  private key(frame: ObjectFrame): void {
    const { lexer } = this;
    const bare = lexer.fault === 'bare-word' || lexer.fault === 'bad-number' || lexer.fault === 'leading-zero';
    const code = bare || (lexer.fault === undefined && this.text[lexer.start] !== '"') ? 'unquoted-key' : lexer.fault;
    const quoted = code === 'single-quotes' || code === 'curly-quotes';
    if (code !== undefined) this.report(code);
    // The intended key is uncertain: it may be the one that the object seems to lack.
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
      // A list without its opening bracket: this bracket can't close anything else here.
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
