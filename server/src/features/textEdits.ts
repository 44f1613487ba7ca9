import { diffArrays } from 'diff';
import type { Span } from '../language/span.js';

/** Replaces a span of a text; offsets are absolute. */
export interface TextReplacement extends Span {
  readonly text: string;
}

/** Two texts that differ in more lines than this are not compared line by line: it would cost more than it tells. */
const MAX_LINES_APART = 400;

/**
 * Small edits that turn one text into the other, in order, so that cursor, folding and undo survive them. `cuts` are
 * offsets that match in the two texts (where each ligne begins): what is between two of them is compared on its own,
 * which keeps two hundred changed lignes cheap.
 */
export function textEdits(
  before: string,
  after: string,
  cuts: { readonly before: readonly number[]; readonly after: readonly number[] } = NONE,
): TextReplacement[] {
  const paired = cuts.before.length === cuts.after.length ? cuts : NONE;
  const edits: TextReplacement[] = [];
  let from = 0;
  let fromAfter = 0;
  for (let i = 0; i <= paired.before.length; i++) {
    const to = paired.before[i] ?? before.length;
    const toAfter = paired.after[i] ?? after.length;
    compare(before.slice(from, to), after.slice(fromAfter, toAfter), from, edits);
    from = to;
    fromAfter = toAfter;
  }
  return edits;
}

const NONE = { before: [], after: [] };

function compare(before: string, after: string, offset: number, out: TextReplacement[]): void {
  if (before === after) return;
  const changes = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MAX_LINES_APART });
  if (changes === undefined) {
    trimmed(before, after, offset, out);
    return;
  }
  let at = offset;
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    if (removed.length > 0 || added.length > 0) lines(removed, added, at - lengthOf(removed), out);
    removed = [];
    added = [];
  };
  for (const change of changes) {
    if (change.added) {
      added.push(...change.value);
      continue;
    }
    if (!change.removed) flush();
    if (change.removed) removed.push(...change.value);
    at += lengthOf(change.value);
  }
  flush();
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];
const lengthOf = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** A run of changed lines: one by one where they are as many as before. */
function lines(removed: readonly string[], added: readonly string[], offset: number, out: TextReplacement[]): void {
  if (removed.length !== added.length) {
    trimmed(removed.join(''), added.join(''), offset, out);
    return;
  }
  let at = offset;
  removed.forEach((line, i) => {
    trimmed(line, added[i] ?? '', at, out);
    at += line.length;
  });
}

/** One replacement, without what the two have in common at either end. */
function trimmed(before: string, after: string, offset: number, out: TextReplacement[]): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (splits(before, start) || splits(after, start)) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  if (end > 0 && (splits(before, before.length - end) || splits(after, after.length - end))) end--;
  if (start + end < Math.max(before.length, after.length)) {
    out.push({
      start: offset + start,
      end: offset + before.length - end,
      text: after.slice(start, after.length - end),
    });
  }
}

/** An edit never begins or ends between the halves of one character, nor between CR and LF. */
function splits(text: string, at: number): boolean {
  const [left, right] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000) || (left === 13 && right === 10);
}
