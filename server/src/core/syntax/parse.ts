import type { Span } from '../text/span.js';
import { createLexer, type Lexer, type TokenKind } from './lexer.js';
import type { JsonNode, PathSegment, PropertyNode, SyntaxErrorCode, SyntaxProblem, SyntaxTree } from './nodes.js';

/** A request is six levels deep; beyond this, a text is no request and its tree would only cost memory. */
const MAX_DEPTH = 64;
/** Beyond this many errors a text is no JSON at all, and more of them help nobody. */
const MAX_PROBLEMS = 100;
const EXCERPT = 40;

interface ObjectFrame {
  readonly kind: 'object';
  readonly start: number;
  readonly properties: { key: string; keyStart: number; keyEnd: number; value: JsonNode | undefined }[];
  broken: boolean;
  /** What may come next. */
  expects: 'key-or-end' | 'key' | 'colon' | 'value' | 'comma-or-end';
  commaAt: number;
}

interface ArrayFrame {
  readonly kind: 'array';
  readonly start: number;
  readonly items: JsonNode[];
  readonly origins: number[] | undefined;
  broken: boolean;
  expects: 'value-or-end' | 'value' | 'comma-or-end';
  commaAt: number;
}

type Frame = ObjectFrame | ArrayFrame;

/**
 * Parses a whole request. Never throws: what is no strict JSON becomes a problem, and the tree holds all that could be read.
 * Iterative, so that no depth of nesting overflows the stack.
 */
export const parseRequest = (text: string): SyntaxTree => new Parser(text, true).run();

/** Parses one value that stands alone (a ligne's text); offsets are relative to the text's start. */
export const parseValue = (text: string): SyntaxTree => new Parser(text, false).run();

class Parser {
  private readonly lexer: Lexer;
  private readonly frames: Frame[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private root: JsonNode | undefined;
  private done = false;
  /** Origin of the chunk being read: all offsets are told relative to it. */
  private origin = 0;
  private chunk: number | undefined;

  constructor(private readonly text: string, private readonly chunked: boolean) {
    this.lexer = createLexer(text);
  }

  run(): SyntaxTree {
    const { lexer } = this;
    for (let token = lexer.next(); token !== 'end'; token = lexer.next()) {
      if (token === 'comment') {
        this.report(lexer.fault === 'unterminated-comment' ? 'unterminated-comment' : 'comment');
        continue;
      }
      if (this.done) {
        this.report('extra-content', lexer.start, this.text.length);
        return this.result();
      }
      const frame = this.frames.at(-1);
      if (frame === undefined) this.value(token);
      else if (frame.kind === 'object') this.inObject(frame, token);
      else this.inArray(frame, token);
      if (this.problems.at(-1)?.code === 'too-deep') return this.result();
    }
    if (!this.done && this.frames.length === 0) this.report('empty', 0, 0);
    this.closeAtEnd();
    return this.result();
  }

  private result(): SyntaxTree {
    while (this.frames.length > 0) this.close(this.lexer.end);
    return { root: this.root, problems: this.problems };
  }

  private inObject(frame: ObjectFrame, token: TokenKind): void {
    switch (frame.expects) {
      case 'key-or-end':
      case 'key':
        if (token === 'string') return this.key(frame, this.lexer.value);
        if (token === '}') return this.closing(frame, token);
        if (token === ']') return this.closing(frame, token);
        if (token === 'invalid') {
          this.report(this.lexer.fault === 'single-quotes' ? 'single-quotes' : 'unquoted-key');
          return this.key(frame, this.lexer.value.replace(/^'|'$/g, ''));
        }
        if (token === 'number' && this.decimalComma(frame)) return;
        if (token === ',') return this.reportIn(frame, 'extra-comma');
        if (token === '{' && this.frames.length > 1 && frame.expects === 'key') return this.missingBrace(frame, token);
        if (token === '{' || token === '[') { this.reportIn(frame, 'missing-key'); return this.orphan(frame, token); }
        return this.reportIn(frame, 'missing-key');
      case 'colon':
        if (token === ':') { frame.expects = 'value'; return; }
        this.reportIn(frame, 'missing-colon');
        if (token === ',') { frame.expects = 'key'; frame.commaAt = this.lexer.start - this.origin; return; }
        if (token === '}' || token === ']') return this.closing(frame, token);
        frame.expects = 'value';
        return this.value(token);
      case 'value':
        if (token === ',' || token === '}' || token === ']') {
          this.reportIn(frame, 'missing-value');
          if (token !== ',') return this.closing(frame, token);
          frame.expects = 'key';
          frame.commaAt = this.lexer.start - this.origin;
          return;
        }
        if (token === ':') return this.reportIn(frame, 'unexpected');
        return this.value(token);
      case 'comma-or-end':
        if (token === ',') { frame.expects = 'key'; frame.commaAt = this.lexer.start - this.origin; return; }
        if (token === '}' || token === ']') return this.closing(frame, token);
        if (token === 'string' || (token === 'invalid' && this.followedByColon())) {
          this.reportIn(frame, 'missing-comma');
          frame.expects = 'key-or-end';
          return this.inObject(frame, token);
        }
        if (token === '{' && this.frames.length > 1) return this.missingBrace(frame, token);
        return this.reportIn(frame, 'unexpected');
    }
  }

  private inArray(frame: ArrayFrame, token: TokenKind): void {
    if (token === ']' || token === '}') return this.closing(frame, token);
    if (frame.expects === 'comma-or-end') {
      if (token === ',') { frame.expects = 'value'; frame.commaAt = this.lexer.start - this.origin; return; }
      if (token === ':') return this.reportIn(frame, 'unexpected');
      this.reportIn(frame, 'missing-comma');
      return this.value(token);
    }
    if (token === ',') return this.reportIn(frame, 'extra-comma');
    if (token === ':') return this.reportIn(frame, 'unexpected');
    this.value(token);
  }

  /** Reads a value, or opens a container. */
  private value(token: TokenKind): void {
    const { lexer } = this;
    if (token === '{' || token === '[') return this.open(token);
    if (token === '}' || token === ']' || token === ':' || token === ',') return this.report('unexpected');
    const parent = this.frames.at(-1);
    const opened = this.openChunk(parent);
    const start = lexer.start - this.origin;
    const end = lexer.end - this.origin;
    if (lexer.fault !== undefined) this.report(lexer.fault);
    if (lexer.fault === 'unterminated-string') this.breakAll();
    const node: JsonNode = token === 'string' ? { kind: 'string', start, end, value: lexer.value }
      : token === 'number' ? { kind: 'number', start, end, lexeme: lexer.value }
        : token === 'true' || token === 'false' ? { kind: 'boolean', start, end, value: token === 'true' }
          : token === 'null' ? { kind: 'null', start, end }
            : { kind: 'invalid', start, end, text: lexer.value };
    if (opened) this.leaveChunk();
    this.attach(parent, node);
  }

  private open(token: '{' | '['): void {
    if (this.frames.length >= MAX_DEPTH) return this.report('too-deep');
    const parent = this.frames.at(-1);
    this.openChunk(parent);
    const start = this.lexer.start - this.origin;
    this.frames.push(token === '{'
      ? { kind: 'object', start, properties: [], broken: false, expects: 'key-or-end', commaAt: -1 }
      : {
        kind: 'array', start, items: [], broken: false, expects: 'value-or-end', commaAt: -1,
        origins: this.chunked && this.frames.length === 1 && parent?.kind === 'object' ? [] : undefined,
      });
  }

  /** The items of an array right under the root object are chunks, each with offsets of its own. */
  private openChunk(parent: Frame | undefined): boolean {
    if (parent?.kind !== 'array' || parent.origins === undefined) return false;
    this.origin = this.lexer.start;
    this.chunk = parent.items.length;
    parent.origins.push(this.origin);
    return true;
  }

  private leaveChunk(): void {
    this.origin = 0;
    this.chunk = undefined;
  }

  private key(frame: ObjectFrame, key: string): void {
    if (this.lexer.fault !== undefined && this.lexer.fault !== 'bare-word' && this.lexer.fault !== 'single-quotes') {
      this.report(this.lexer.fault);
    }
    frame.properties.push({ key, keyStart: this.lexer.start - this.origin, keyEnd: this.lexer.end - this.origin, value: undefined });
    frame.expects = 'colon';
  }

  private attach(parent: Frame | undefined, node: JsonNode): void {
    if (parent === undefined) { this.root = node; this.done = true; return; }
    parent.expects = 'comma-or-end';
    if (parent.kind === 'array') { parent.items.push(node); return; }
    const property = parent.properties.at(-1);
    if (property !== undefined) property.value = node;
  }

  /** A closing bracket: of this frame, of one around it (then this one was never closed), or of none. */
  private closing(frame: Frame, token: '}' | ']'): void {
    const wanted = token === '}' ? 'object' : 'array';
    if (frame.kind === wanted) {
      if (frame.expects === 'key' || frame.expects === 'value') this.trailingComma(frame);
      return this.close(this.lexer.end);
    }
    const around = this.frames.findLastIndex((f) => f.kind === wanted);
    if (around < 0) return this.reportIn(frame, 'unexpected');
    this.reportIn(frame, 'unclosed');
    while (this.frames.length > around) this.close(this.frames.length - 1 === around ? this.lexer.end : this.lexer.start);
  }

  private trailingComma(frame: Frame): void {
    // In an object, 'value' means that a key had none: that is told already.
    if (frame.kind === 'object' && frame.expects === 'value') return;
    const at = frame.commaAt + this.origin;
    if (frame.commaAt >= 0) this.report('trailing-comma', at, at + 1);
  }

  private close(end: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    const parent = this.frames.at(-1);
    const span = { start: frame.start, end: end - this.origin };
    const properties: readonly PropertyNode[] = frame.kind === 'object' ? frame.properties : [];
    const node: JsonNode = frame.kind === 'object'
      ? { kind: 'object', ...span, properties, broken: frame.broken }
      : { kind: 'array', ...span, items: frame.items, origins: frame.origins, broken: frame.broken };
    if (parent?.kind === 'array' && parent.origins !== undefined) this.leaveChunk();
    this.attach(parent, node);
  }

  /** `{ … , {`: the brace that closes the first is missing when they are items of one array. */
  private missingBrace(frame: ObjectFrame, token: '{'): void {
    const parent = this.frames.at(-2);
    if (parent?.kind !== 'array') { this.reportIn(frame, 'missing-key'); return this.orphan(frame, token); }
    this.reportIn(frame, 'unclosed');
    this.close(frame.commaAt >= 0 && frame.expects === 'key' ? frame.commaAt + this.origin : this.lexer.start);
    parent.expects = 'value';
    this.value(token);
  }

  /** A container without a key: read it, so that what follows keeps its place, under a key that no model has. */
  private orphan(frame: ObjectFrame, token: '{' | '['): void {
    const at = this.lexer.start - this.origin;
    frame.properties.push({ key: '', keyStart: at, keyEnd: at, value: undefined });
    this.open(token);
  }

  /** `358,33`: a decimal comma, read as one wrong number. */
  private decimalComma(frame: ObjectFrame): boolean {
    const before = frame.properties.at(-1);
    const start = this.lexer.start - this.origin;
    if (frame.expects !== 'key' || before?.value?.kind !== 'number' || before.value.end !== frame.commaAt) return false;
    if (frame.commaAt + 1 !== start || !/^\d+$/.test(this.lexer.value)) return false;
    const from = before.value.start;
    this.report('bad-number', from + this.origin, this.lexer.end);
    before.value = { kind: 'invalid', start: from, end: this.lexer.end - this.origin, text: `${before.value.lexeme},${this.lexer.value}` };
    frame.expects = 'comma-or-end';
    return true;
  }

  private followedByColon(): boolean {
    return /^\s*:/.test(this.text.slice(this.lexer.end, this.lexer.end + EXCERPT));
  }

  private closeAtEnd(): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    this.breakAll();
    if (this.problems.some((p) => p.code === 'unterminated-string' || p.code === 'unterminated-comment')) return;
    this.report('unclosed', frame.start + this.origin, frame.start + this.origin + 1);
  }

  private breakAll(): void {
    for (const frame of this.frames) frame.broken = true;
  }

  private reportIn(frame: Frame, code: SyntaxErrorCode): void {
    frame.broken = true;
    this.report(code);
  }

  private report(code: SyntaxErrorCode, start = this.lexer.start, end = this.lexer.end): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const last = this.frames.at(-1);
    const inValue = last?.kind === 'object' && last.expects === 'value';
    const span: Span = { start: start - this.origin, end: end - this.origin };
    this.problems.push({
      code, span, chunk: this.chunk, path: this.path(),
      text: this.text.slice(start, Math.min(end, start + EXCERPT)),
      key: inValue || code === 'bad-number' ? last?.kind === 'object' ? last.properties.at(-1)?.key : undefined : undefined,
    });
  }

  private path(): PathSegment[] {
    const path: PathSegment[] = [];
    for (const frame of this.frames.slice(0, -1)) {
      path.push(frame.kind === 'array' ? frame.items.length : frame.properties.at(-1)?.key ?? '');
    }
    return path;
  }
}
