import type { FieldSet } from '../format/model/ligne.js';
import type { Finding, Sink, Target } from './contract.js';
import { internalError } from './define.js';

/** A rule's check, bound to the destination of its findings. */
export interface Bound<Run> {
  readonly id: string;
  readonly run: Run;
}

/** Collects findings until they are taken. */
export class Findings {
  private found: Finding[] = [];

  get count(): number {
    return this.found.length;
  }

  readonly add: Sink = finding => {
    this.found.push(finding);
  };
  readonly take = (): readonly Finding[] => {
    if (this.found.length === 0) return NOTHING;
    const { found } = this;
    this.found = [];
    return found;
  };
}

/**
 * Calls each rule. One that throws becomes a finding at the start of its subject; the others continue. Called for every
 * value: it allocates nothing.
 */
export function runAll<A, B, C>(
  rules: readonly Bound<(a: A, b: B, c: C) => void>[],
  out: Sink,
  at: Target | FieldSet,
  a: A,
  b: B,
  c: C,
): void {
  for (const { id, run } of rules) {
    try {
      run(a, b, c);
    } catch (error) {
      out(internalError(id, error, 'span' in at ? at : startOf(at)));
    }
  }
}

export const NOTHING: readonly Finding[] = [];

const startOf = ({ chunk, span, place }: FieldSet): Target => ({
  chunk,
  span: { start: span.start, end: span.start + 1 },
  place,
});
