import { closerOf, nodeOf, pathTo, type ArrayFrame, type Frame, type ObjectFrame, type Reading } from './frames.js';
import { createLexer, type Lexer, type TokenKind } from './lexer.js';
import type { Due } from './words.js';
import { LineIndex } from './lines.js';
import { isBlank } from './words.js';
import type { Draft, DraftProblem } from './chunks.js';
import type { JsonNode, Repair, SyntaxErrorCode } from './nodes.js';

/** A request is six levels deep; anything deeper than this is not a request, and its tree would only cost memory. */
const MAX_DEPTH = 64;
/** With more errors than this a text is not JSON at all, and more of them help nobody. */
/** Further ones aren't reported. */
export const MAX_PROBLEMS = 2_000;
const EXCERPT = 40;
const COLON = 58;
const KEY = /\s*"(?:[^"\\\r\n]|\\.)*"\s*:/y;

/** Offsets here are absolute; nodes and problems get them relative to their chunk. */
export interface At {
  readonly start: number;
  readonly end: number;
  readonly repair?: Repair;
  readonly opener?: number;
}

/** The state of a reading, and what both kinds of container need from it. */
export abstract class ParserState {
  protected readonly lexer: Lexer;
  private readonly lines: LineIndex;
  protected readonly frames: Frame[] = [];
  protected readonly problems: DraftProblem[] = [];
  protected root: JsonNode | undefined;
  protected done = false;
  /** Origin of the current chunk: all offsets are relative to it. */
  protected origin = 0;
  private chunk: number | undefined;
  /** The origins of the list that contains the chunk. */
  private origins: readonly number[] | undefined;
  /** Absolute end of the previous word. */
  protected lastEnd = 0;
  /** The last closed object, reopened if it was closed too early. */
  private lastClosed: { readonly frame: ObjectFrame; readonly end: number } | undefined;
  /** The choices that the reading met. */
  readonly asked = new Set<keyof Reading>();

  constructor(
    protected readonly text: string,
    private readonly chunked: boolean,
    protected readonly reading: Reading,
  ) {
    this.lexer = createLexer(text);
    this.lines = new LineIndex(text);
  }

  /** Reads a value, or opens a container. */
  protected value(token: TokenKind): void {
    const { lexer } = this;
    if (token === '{' || token === '[') return this.open(token);
    if (token === '}' || token === ']' || token === ':' || token === ',') return this.report('unexpected');
    const parent = this.frames.at(-1);
    const opened = this.openChunk(parent);
    const start = lexer.start - this.origin;
    const end = lexer.end - this.origin;
    // A text cut off inside a word is one mistake: the missing brackets.
    const cut = token === 'invalid' && lexer.end === this.text.length && this.frames.length > 0;
    if (lexer.fault !== undefined && !cut) this.report(lexer.fault);
    const node: JsonNode =
      token === 'string' && lexer.fault !== 'unterminated-string'
        ? { kind: 'string', start, end, value: lexer.value, faulty: lexer.fault !== undefined }
        : token === 'number'
          ? { kind: 'number', start, end, lexeme: lexer.value }
          : token === 'true' || token === 'false'
            ? { kind: 'boolean', start, end, value: token === 'true' }
            : token === 'null'
              ? { kind: 'null', start, end }
              : { kind: 'invalid', start, end, text: lexer.value };
    if (opened) this.leaveChunk();
    this.attach(parent, node);
  }

  protected open(token: '{' | '[', implicit = false): void {
    if (this.frames.length >= MAX_DEPTH) return this.report('too-deep');
    const parent = this.frames.at(-1);
    this.openChunk(parent);
    const start = this.lexer.start - this.origin;
    // A missing brace has no column; that of a member's value would be to the right of its key.
    const indent =
      !this.reading.indent || (implicit && parent?.kind === 'array')
        ? -1
        : this.lineIndent(implicit ? this.lastEnd - 1 : this.lexer.start);
    // Written out: objects built by spreading are slow to create, and a request has thousands.
    this.frames.push(
      token === '{'
        ? {
            kind: 'object',
            start,
            broken: implicit,
            commaAt: -1,
            heldAt: -1,
            skipping: false,
            implicit,
            indent,
            properties: [],
            expects: 'key-or-end',
            orphans: false,
          }
        : {
            kind: 'array',
            start,
            broken: implicit,
            commaAt: -1,
            heldAt: -1,
            skipping: false,
            implicit,
            indent,
            items: [],
            expects: 'value-or-end',
            origins: this.chunked && this.frames.length === 1 && parent?.kind === 'object' ? [] : undefined,
          },
    );
  }

  /** The items of an array right under the root object are chunks, each with its own offsets. */
  private openChunk(parent: Frame | undefined): boolean {
    if (parent?.kind !== 'array' || parent.origins === undefined) return false;
    this.origin = this.lexer.start;
    this.chunk = parent.items.length;
    this.origins = parent.origins;
    parent.origins.push(this.origin);
    return true;
  }

  private leaveChunk(): void {
    this.origin = 0;
    this.chunk = undefined;
    this.origins = undefined;
  }

  private attach(parent: Frame | undefined, node: JsonNode): void {
    if (parent === undefined) {
      this.root = node;
      this.done = true;
      return;
    }
    parent.expects = 'comma-or-end';
    if (parent.kind === 'array') {
      parent.items.push(node);
      return;
    }
    const property = parent.properties.at(-1);
    if (property !== undefined) property.value = node;
  }

  /** Ends the innermost container at an absolute offset. */
  protected close(end: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    const parent = this.frames.at(-1);
    const node = nodeOf(frame, end - this.origin);
    if (frame.kind === 'object') this.lastClosed = { frame, end };
    if (parent?.kind === 'array' && parent.origins !== undefined) this.leaveChunk();
    this.attach(parent, node);
  }

  /** Undoes the closing of a list's last item: its bracket was one too many. */
  protected reopen(list: ArrayFrame): ObjectFrame | undefined {
    const last = this.lastClosed;
    const item = list.items.at(-1);
    if (last === undefined || item?.kind !== 'object' || item.properties !== last.frame.properties) return undefined;
    list.items.pop();
    const origin = list.origins?.at(-1);
    if (origin !== undefined) {
      this.origin = origin;
      this.chunk = list.items.length;
      this.origins = list.origins;
    }
    this.frames.push(last.frame);
    last.frame.broken = true;
    last.frame.skipping = true;
    this.report('unexpected', {
      start: last.end - 1,
      end: last.end,
      repair: { start: last.end - 1, end: last.end, text: '' },
    });
    return last.frame;
  }

  protected reportIn(frame: Frame, code: SyntaxErrorCode, at?: At): void {
    frame.broken = true;
    this.report(code, at);
  }

  protected report(code: SyntaxErrorCode, at: At = this.lexer): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const last = this.frames.at(-1);
    const key = last?.kind === 'object' && last.expects === 'value' ? last.properties.at(-1)?.key : undefined;
    const relative = (span: { start: number; end: number }): { start: number; end: number } => ({
      start: span.start - this.origin,
      end: span.end - this.origin,
    });
    this.problems.push({
      code,
      span: relative(at),
      chunk: this.chunk,
      origins: this.origins,
      path: pathTo(this.frames),
      key,
      text: this.text.slice(at.start, Math.min(at.end, at.start + EXCERPT)),
      repair: at.repair && { ...relative(at.repair), text: at.repair.text },
      opener: at.opener === undefined ? undefined : relative({ start: at.opener, end: at.opener + 1 }),
    });
  }

  protected here(text: string): At {
    const { start, end } = this.lexer;
    return { start, end, repair: { start, end, text } };
  }

  /** The current word is at fault, and inserting text right after the previous word would mend it. */
  protected insert(text: string, at = this.lastEnd): At {
    const { start, end } = this.lexer;
    return { start, end, repair: { start: at, end: at, text } };
  }

  protected get excess(): At {
    return this.here('');
  }

  protected followedByColon(): boolean {
    const { text } = this;
    let at = this.lexer.end;
    let code = text.charCodeAt(at);
    while (isBlank(code)) code = text.charCodeAt(++at);
    return code === COLON;
  }

  /** Brackets for the containers from `from` on, each on its own line if its content is. */
  protected closers(from: number): string {
    return this.frames
      .slice(from)
      .reverse()
      .map((frame, i) => {
        const origin = this.originOf(this.frames.length - 1 - i);
        const first = frame.kind === 'object' ? frame.properties[0]?.keyStart : frame.items[0]?.start;
        const content =
          first === undefined
            ? ''
            : this.text.slice(
                origin + frame.start,
                frame.kind === 'array' ? (frame.origins?.[0] ?? origin + first) : origin + first,
              );
        const eol = /\r?\n/.exec(content)?.[0];
        return eol === undefined ? closerOf(frame) : `${eol}${this.indentText(origin + frame.start)}${closerOf(frame)}`;
      })
      .join('');
  }

  /** What a frame's offsets are relative to. */
  private originOf(depth: number): number {
    const list = this.frames.findIndex(frame => frame.kind === 'array' && frame.origins !== undefined);
    return list >= 0 && depth > list ? this.origin : 0;
  }

  protected startOf(depth: number): number {
    return (this.frames[depth]?.start ?? 0) + this.originOf(depth);
  }

  private indentText(offset: number): string {
    const lineStart = offset - this.lines.positionAt(offset).character;
    return /^[ \t]*/.exec(this.text.slice(lineStart, offset))?.[0] ?? '';
  }

  protected lineIndent(offset: number): number {
    return this.indentText(offset).length;
  }

  /** Column of the current word if it is the first of its line. */
  protected firstOnLine(): number | undefined {
    const { start } = this.lexer;
    const indent = this.indentText(start).length;
    return indent === this.lines.positionAt(start).character ? indent : undefined;
  }

  /** The current word is followed by `"key":`. */
  protected keyFollows(from = this.lexer.end): boolean {
    KEY.lastIndex = from;
    return KEY.test(this.text);
  }

  protected follows(pattern: RegExp): boolean {
    pattern.lastIndex = this.lexer.end;
    return pattern.test(this.text);
  }

  protected due(): Due {
    const frame = this.frames.at(-1);
    if (frame === undefined) return 'item';
    switch (frame.expects) {
      case 'key':
      case 'key-or-end':
        return 'key';
      case 'colon':
        return 'colon';
      case 'comma-or-end':
        return 'comma';
      default:
        return frame.kind === 'object' ? 'member' : 'item';
    }
  }

  protected draft(): Draft {
    return { root: this.root, found: this.problems };
  }
}
