import type { Ligne } from '../format/model/ligne.js';
import type { Finding, KeysOf, Repeated } from '../rules/contract.js';

export interface LigneState {
  readonly ligne: Ligne;
  readonly findings: readonly Finding[];
}

/**
 * So many are looked through at each question; with one more, the list is written anew. Of a long file more are: its
 * list takes longer to write.
 */
const maxReplaced = (lignes: number): number => Math.max(32, Math.sqrt(lignes));

/**
 * The lignes of a file. An edit in one notes what takes its place, and copies none of the others: of 20,000 that would
 * cost more than the edit. Immutable.
 */
export class LigneStates {
  private written: readonly LigneState[] | undefined;

  constructor(
    private readonly base: readonly LigneState[],
    private readonly replaced: ReadonlyMap<number, LigneState> = new Map(),
    /** Of `base`. */
    private readonly ranks = new Map<KeysOf, Ranks>(),
  ) {}

  at(index: number): LigneState | undefined {
    return this.replaced.get(index) ?? this.base[index];
  }

  with(index: number, state: LigneState): LigneStates {
    const replaced = new Map(this.replaced).set(index, state);
    const next = new LigneStates(this.base, replaced, this.ranks);
    return replaced.size > maxReplaced(this.base.length) ? new LigneStates(next.all) : next;
  }

  /** The first ones. */
  first(count: number): readonly LigneState[] {
    return this.base.slice(0, count).map((state, i) => this.replaced.get(i) ?? state);
  }

  /** The keys of more than one ligne. */
  repeated(keysOf: KeysOf): readonly Repeated[] {
    const ranks = this.ranksBy(keysOf);
    const edited = new Ranks();
    for (const [rank, { ligne }] of this.replaced) edited.add(rank, keysOf(ligne));
    const found: Repeated[] = [];
    const isKept = (rank: number): boolean => !this.replaced.has(rank);
    const add = (key: string): void => {
      // Nearly every key is that of one ligne, for which nothing is made.
      if (edited.count(key) + ranks.count(key, isKept) < 2) return;
      const [first, ...others] = [...ranks.of(key).filter(isKept), ...edited.of(key)]
        .sort((a, b) => a - b)
        .flatMap(rank => this.at(rank)?.ligne ?? []);
      if (first !== undefined && others.length > 0) found.push({ key, first, others });
    };
    for (const key of ranks.shared) add(key);
    for (const key of edited.keys) if (ranks.count(key) < 2) add(key);
    return found;
  }

  /** Whether the lignes have more than one key among them. */
  differ(keysOf: KeysOf): boolean {
    const found = new Set<string>();
    for (const { ligne } of this.replaced.values()) for (const key of keysOf(ligne)) found.add(key);
    const ranks = this.ranksBy(keysOf);
    for (const key of ranks.keys) {
      if (found.size > 1) break;
      if (ranks.of(key).some(rank => !this.replaced.has(rank))) found.add(key);
    }
    return found.size > 1;
  }

  private ranksBy(keysOf: KeysOf): Ranks {
    const known = this.ranks.get(keysOf);
    if (known !== undefined) return known;
    const ranks = new Ranks();
    for (const [rank, { ligne }] of this.base.entries()) ranks.add(rank, keysOf(ligne));
    this.ranks.set(keysOf, ranks);
    return ranks;
  }

  /** Written out, to go through them. */
  get all(): readonly LigneState[] {
    this.written ??= this.replaced.size === 0 ? this.base : this.base.map((state, i) => this.replaced.get(i) ?? state);
    return this.written;
  }
}

/** Which lignes have a key. Most keys are those of one, which takes no list. */
class Ranks {
  readonly shared: string[] = [];
  private readonly byKey = new Map<string, number | number[]>();

  get keys(): Iterable<string> {
    return this.byKey.keys();
  }

  count(key: string, counts: (rank: number) => boolean = () => true): number {
    const known = this.byKey.get(key);
    if (known === undefined) return 0;
    return typeof known === 'number' ? Number(counts(known)) : known.filter(counts).length;
  }

  of(key: string): readonly number[] {
    const known = this.byKey.get(key) ?? [];
    return typeof known === 'number' ? [known] : known;
  }

  /** Ranks in ascending order, each once for a key. */
  add(rank: number, keys: readonly string[]): void {
    for (const key of keys) {
      const known = this.byKey.get(key);
      if (known === undefined) this.byKey.set(key, rank);
      else if (typeof known !== 'number') {
        if (known.at(-1) !== rank) known.push(rank);
      } else if (known !== rank) {
        this.byKey.set(key, [known, rank]);
        this.shared.push(key);
      }
    }
  }
}
