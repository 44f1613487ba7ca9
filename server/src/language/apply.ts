import type { Edit, Source } from './edit.js';
import type { Span } from './span.js';

/** A replacement in absolute offsets; `order` is that of the groups. */
interface Placed extends Span {
  readonly text: string;
  readonly order: number;
}

/**
 * Applies groups of edits to a text. A group is all or nothing: one that overlaps an earlier group waits for the next
 * round, so that a reordering is never half done. Insertions at one point keep their given order. Groups that produce a
 * text which `isSound` rejects are left out, and no others with them.
 */
export function applyEdits(
  source: Source,
  groups: readonly (readonly Edit[])[],
  isSound: (text: string) => boolean = () => true,
): { readonly text: string; readonly applied: number } {
  const placed = compatible(source, groups);
  const kept = sound(source.text, placed, [], isSound);
  return { text: written(source.text, kept.flat()), applied: kept.length };
}

/** The groups that can be applied together. */
function compatible(source: Source, groups: readonly (readonly Edit[])[]): Placed[][] {
  const taken = new Taken();
  const accepted: Placed[][] = [];
  let order = 0;
  for (const group of groups) {
    const edits = group.map(edit => {
      const origin = source.originOf(edit.chunk);
      return { start: origin + edit.start, end: origin + edit.end, text: edit.text, order: order++ };
    });
    if (edits.some(edit => taken.overlaps(edit))) continue;
    for (const edit of edits) taken.add(edit);
    accepted.push(edits);
  }
  return accepted;
}

/** Halves the groups until the ones that break the text are found: many good ones cost only a few more checks. */
function sound(
  text: string,
  groups: readonly Placed[][],
  given: readonly Placed[][],
  isSound: (text: string) => boolean,
): readonly Placed[][] {
  if (groups.length === 0 || isSound(written(text, [...given, ...groups].flat()))) return [...given, ...groups];
  if (groups.length === 1) return given;
  const middle = groups.length >> 1;
  return sound(text, groups.slice(middle), sound(text, groups.slice(0, middle), given, isSound), isSound);
}

function written(text: string, edits: readonly Placed[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/**
 * The spans already replaced, none of which overlaps another. Kept in runs of bounded length, so that adding one moves
 * few.
 */
class Taken {
  private readonly runs: Span[][] = [[]];

  add(span: Span): void {
    const at = this.runOf(span.start);
    const run = this.runs[at];
    if (run === undefined) return;
    run.splice(insertionIndex(run, span.start), 0, span);
    if (run.length > MAX_RUN) this.runs.splice(at + 1, 0, run.splice(run.length >> 1));
  }

  overlaps(edit: Span): boolean {
    const at = this.runOf(edit.start);
    for (let r = Math.max(0, at - 1); r < this.runs.length; r++) {
      const run = this.runs[r] ?? [];
      for (let i = Math.max(0, insertionIndex(run, edit.start) - 1); i < run.length; i++) {
        const other = run[i];
        if (other === undefined || other.start > edit.end) return false;
        if (edit.start < other.end && other.start < edit.end) return true;
        // Two replacements of the very same span, or a removal repeated.
        if (edit.start === other.start && edit.end === other.end && edit.end > edit.start) return true;
      }
    }
    return false;
  }

  /** The last run that begins before this offset. */
  private runOf(start: number): number {
    let low = 0;
    let high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.runs[middle]?.[0]?.start ?? 0) < start) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const MAX_RUN = 512;

/** First index whose span starts at or after `start`. */
function insertionIndex(sorted: readonly Span[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
