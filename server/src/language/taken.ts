import type { Span } from './span.js';

/**
 * The spans that are replaced already, none of which overlaps another. Kept in runs of a bounded length, so that adding
 * one moves few.
 */
export class Taken {
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
