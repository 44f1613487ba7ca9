import type { Position } from './lines.js';
import { Offsets } from './offsets.js';

const LF = 10;
const CR = 13;
/** About as long as a ligne: what an edit copies. */
const PIECE = 2_048;
/** With one more edited piece, the text is split anew: of a long one later, since that takes longer. */
const maxEdited = (pieces: number): number => Math.max(32, Math.sqrt(pieces));

/** What an analysis needs from a text: a part of it immediately, the whole on demand. A string qualifies too. */
export interface Sliceable {
  readonly length: number;
  slice(start: number, end?: number): string;
  toString(): string;
}

/**
 * A text in pieces, with the sums of their lengths and line breaks: an edit copies one piece and never the whole.
 * Immutable; the whole is assembled on demand, once. `\n`, `\r\n` and a lone `\r` end a line, as in LSP, and no piece
 * ends between a `\r` and its `\n`.
 */
export class PiecedText implements Sliceable {
  private whole: string | undefined;

  private constructor(
    private readonly pieces: readonly string[],
    /** Where each piece begins, and the end of the last. */
    private readonly starts: Offsets,
    /** The line breaks before each piece, and in total. */
    private readonly breaks: Offsets,
    /** False if every line ends with `\n` alone, as nearly always: that is found faster. */
    private readonly returns: boolean,
    /** Edited pieces, by index. */
    private readonly edited: ReadonlyMap<number, string> = new Map(),
  ) {}

  static of(text: string): PiecedText {
    const pieces = cut(text);
    const [starts, breaks] = [[0], [0]];
    addSums(pieces, starts, breaks);
    const pieced = new PiecedText(pieces, new Offsets(starts), new Offsets(breaks), text.includes('\r'));
    pieced.whole = text;
    return pieced;
  }

  get length(): number {
    return this.starts.at(this.pieces.length) ?? 0;
  }

  get lineCount(): number {
    return (this.breaks.at(this.pieces.length) ?? 0) + 1;
  }

  toString(): string {
    return (this.whole ??= this.current().join(''));
  }

  slice(from: number, to = this.length): string {
    const [start, end] = [Math.max(0, from), Math.min(to, this.length)];
    const first = this.starts.lastUpTo(start, this.pieces.length);
    let text = '';
    for (let i = first; i < this.pieces.length && this.startOf(i) < end; i++) {
      const at = this.startOf(i);
      text += this.piece(i).slice(Math.max(0, start - at), end - at);
    }
    return text;
  }

  replaced(start: number, end: number, text: string): PiecedText {
    let first = this.starts.lastUpTo(start, this.pieces.length);
    let last = this.starts.lastUpTo(end, this.pieces.length);
    let changed =
      this.piece(first).slice(0, start - this.startOf(first)) + text + this.piece(last).slice(end - this.startOf(last));
    // A `\r` and its `\n` may now be adjacent, or a piece may be empty.
    while (first > 0 && (changed === '' || changed.charCodeAt(0) === LF)) changed = this.piece(--first) + changed;
    while (last + 1 < this.pieces.length && (changed === '' || changed.endsWith('\r'))) changed += this.piece(++last);
    const returns = this.returns || text.includes('\r');
    if (first === last && this.edited.size < maxEdited(this.pieces.length) && changed.length <= 2 * PIECE)
      return this.with(first, changed, returns);
    return this.spliced(first, last, cut(changed), returns);
  }

  private spliced(first: number, last: number, fresh: readonly string[], returns: boolean): PiecedText {
    const [oldStarts, oldBreaks] = [this.starts.all, this.breaks.all];
    const starts = oldStarts.slice(0, first + 1);
    const breaks = oldBreaks.slice(0, first + 1);
    addSums(fresh, starts, breaks);
    const longer = (starts.at(-1) ?? 0) - this.startOf(last + 1);
    const more = (breaks.at(-1) ?? 0) - (oldBreaks[last + 1] ?? 0);
    for (let i = last + 2; i < oldStarts.length; i++) {
      starts.push((oldStarts[i] ?? 0) + longer);
      breaks.push((oldBreaks[i] ?? 0) + more);
    }
    const pieces = this.current().toSpliced(first, last + 1 - first, ...fresh);
    return new PiecedText(pieces, new Offsets(starts), new Offsets(breaks), returns);
  }

  /** The others are neither copied nor recounted. */
  private with(index: number, piece: string, returns: boolean): PiecedText {
    const before = this.piece(index);
    return new PiecedText(
      this.pieces,
      this.starts.movedBy(piece.length - before.length, index),
      this.breaks.movedBy(countBreaks(piece) - countBreaks(before), index),
      returns,
      new Map(this.edited).set(index, piece),
    );
  }

  private current(): readonly string[] {
    return this.edited.size === 0 ? this.pieces : this.pieces.map((_, index) => this.piece(index));
  }

  /** An offset inside a line break becomes the line's end; one outside the text, its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.min(Math.max(0, offset), this.length);
    const index = this.starts.lastUpTo(at, this.pieces.length);
    const within = at - this.startOf(index);
    const piece = this.piece(index);
    let line = this.breaks.at(index) ?? 0;
    for (let i = this.nextBreak(piece, 0); i >= 0 && i <= within; i = this.nextBreak(piece, i)) line++;
    const start = this.lineStart(line);
    return { line, character: this.beforeBreak(at, start) - start };
  }

  offsetAt({ line, character }: Position): number {
    if (line >= this.lineCount) return this.length;
    if (line < 0) return 0;
    const start = this.lineStart(line);
    const end = line + 1 < this.lineCount ? this.lineStart(line + 1) : this.length;
    return character <= 0 ? start : this.beforeBreak(Math.min(start + character, end), start);
  }

  /** The line without its break; empty when there is no such line. */
  textOf(line: number): string {
    return this.slice(this.offsetAt({ line, character: 0 }), this.offsetAt({ line, character: this.length }));
  }

  private lineStart(line: number): number {
    if (line === 0) return 0;
    // The piece that contains the break before the line.
    const index = this.breaks.lastUpTo(line - 1, this.pieces.length);
    const piece = this.piece(index);
    let at = 0;
    for (let left = line - (this.breaks.at(index) ?? 0); left > 0; left--) at = this.nextBreak(piece, at);
    return this.startOf(index) + at;
  }

  private beforeBreak(offset: number, start: number): number {
    let at = offset;
    while (at > start && isBreak(this.slice(at - 1, at).charCodeAt(0))) at--;
    return at;
  }

  private nextBreak(piece: string, from: number): number {
    return this.returns ? nextBreak(piece, from) : piece.indexOf('\n', from) + 1 || -1;
  }

  private piece(index: number): string {
    return this.edited.get(index) ?? this.pieces[index] ?? '';
  }

  private startOf(index: number): number {
    return this.starts.at(index) ?? this.length;
  }
}

const isBreak = (code: number): boolean => code === LF || code === CR;

/** Extends the sums over further pieces. */
function addSums(pieces: readonly string[], starts: number[], breaks: number[]): void {
  for (const piece of pieces) {
    starts.push((starts.at(-1) ?? 0) + piece.length);
    breaks.push((breaks.at(-1) ?? 0) + countBreaks(piece));
  }
}

/** No empty pieces, except for an empty text. */
function cut(text: string): string[] {
  if (text.length <= 2 * PIECE) return [text];
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    const near = Math.min(start + PIECE, text.length);
    const line = text.slice(start, near).lastIndexOf('\n') + 1;
    let end = line > 0 ? start + line : near;
    if (text.charCodeAt(end - 1) === CR && text.charCodeAt(end) === LF) end++;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Where the line after the next break begins; -1 if there is no more. */
function nextBreak(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isBreak(code)) return code === CR && text.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
  }
  return -1;
}

function countBreaks(text: string): number {
  let count = 0;
  if (!text.includes('\r')) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++;
    return count;
  }
  for (let i = nextBreak(text, 0); i >= 0; i = nextBreak(text, i)) count++;
  return count;
}
