import { median, pairedRatio, quantile, type Samples } from './stats.js';
import type { Measure, Target } from './targets.js';

export interface Result {
  readonly group: string;
  readonly title: string;
  readonly against: string;
  readonly unit: Measure['unit'];
  readonly ours: number;
  readonly peer: number | undefined;
  /** Ours divided by the peer's. */
  readonly ratio: number | undefined;
  readonly target: Target | undefined;
  /** Undefined without a target. */
  readonly ok: boolean | undefined;
}

/** Undefined for a measure that could not be taken here. */
export function judge(measure: Measure, samples: Samples): Result | undefined {
  const mine = samples[measure.ours];
  const theirs = measure.peer === undefined ? undefined : samples[measure.peer];
  if (mine === undefined || (measure.peer !== undefined && theirs === undefined)) return undefined;
  const ours = measure.stat === 'p95' ? quantile(mine, 0.95) : median(mine);
  const peer = theirs && median(theirs);
  const paired = theirs !== undefined && measure.stat === undefined && mine.length === theirs.length;
  const ratio = paired ? pairedRatio(mine, theirs) : peer && ours / peer;
  const { group, title, against, unit, target } = measure;
  return { group, title, against, unit, ours, peer, ratio, target, ok: target && reached(target, ours, ratio) };
}

function reached(target: Target, ours: number, ratio: number | undefined): boolean {
  switch (target.kind) {
    case 'below':
      return ours <= target.value;
    case 'at-most':
      return ratio !== undefined && ratio <= target.times;
    case 'faster':
      return ratio !== undefined && ratio <= 1 / target.times;
  }
}
