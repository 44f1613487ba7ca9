import type { Ligne } from '../format/model/ligne.js';
import type { Finding } from '../rules/contract.js';

export interface LigneState {
  readonly ligne: Ligne;
  readonly findings: readonly Finding[];
}

/** So many are looked through at each question; with one more, the list is written anew. */
const MAX_REPLACED = 32;

/**
 * The lignes of a file. An edit in one notes what takes its place, and copies none of the others: of 20,000 that would
 * cost more than the edit. Immutable.
 */
export class LigneStates {
  private written: readonly LigneState[] | undefined;

  constructor(
    private readonly base: readonly LigneState[],
    private readonly replaced: ReadonlyMap<number, LigneState> = new Map(),
  ) {}

  at(index: number): LigneState | undefined {
    return this.replaced.get(index) ?? this.base[index];
  }

  with(index: number, state: LigneState): LigneStates {
    const next = new LigneStates(this.base, new Map([...this.replaced, [index, state]]));
    return next.replaced.size > MAX_REPLACED ? new LigneStates(next.all) : next;
  }

  /** The first ones. */
  first(count: number): readonly LigneState[] {
    return this.base.slice(0, count).map((state, i) => this.replaced.get(i) ?? state);
  }

  /** Written out, to go through them. */
  get all(): readonly LigneState[] {
    this.written ??= this.replaced.size === 0 ? this.base : this.base.map((state, i) => this.replaced.get(i) ?? state);
    return this.written;
  }
}
