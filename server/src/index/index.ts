import type { FieldRole } from '../format/profiles/roles.js';
import { flat } from '../format/domain/fold.js';
import {
  type FileFacts,
  KEY_ROLES,
  type LigneFacts,
  type Lookups,
  meansSame,
  type Occurrence,
  sameHead,
  sirenOf,
} from './facts.js';
import { type PackedLigne, Packer } from './packedLigne.js';

/** How many are copied at each change; beyond, they are kept in a growing list. */
const FEW = 16;

/** The occurrences of one number. It shows an array that never changes: new content is a new array. */
class Bucket<T extends Occurrence> {
  private members: T[];
  private shown: readonly T[] | undefined;

  constructor(first: T) {
    this.members = [first];
  }

  get size(): number {
    return this.members.length;
  }

  add(member: T): void {
    this.shown = undefined;
    if (this.members.length < FEW) this.members = [...this.members, member];
    else this.members.push(member);
  }

  remove(member: T): void {
    const at = this.members.indexOf(member);
    if (at < 0) return;
    this.shown = undefined;
    if (this.members.length <= FEW) this.members = this.members.toSpliced(at, 1);
    else this.members.splice(at, 1);
  }

  /** Something about a member has changed. */
  touch(): void {
    this.shown = undefined;
    this.members = [...this.members];
  }

  has(test: (member: T) => boolean): boolean {
    return this.members.some(test);
  }

  /** By file, then by ligne: in whatever order they came. */
  get occurrences(): readonly T[] {
    this.shown ??= this.members.length === 1 ? this.members : this.members.toSorted(byPlace);
    return this.shown;
  }
}

function byPlace(a: Occurrence, b: Occurrence): number {
  if (a.file.id === b.file.id) return a.ligne.chunk - b.ligne.chunk;
  return a.file.id < b.file.id ? -1 : 1;
}

/** A request of a file, always in the file's current version. */
class Standing implements Occurrence {
  constructor(
    readonly slot: Slot,
    readonly ligne: PackedLigne,
  ) {}

  get file(): FileFacts {
    return this.slot.facts;
  }
}

class Slot {
  /** One for each ligne, by chunk. */
  standing: readonly Standing[] = [];
  /** What they were copied from, for a file that is being edited. */
  sources: readonly LigneFacts[] = NONE;

  constructor(public facts: FileFacts) {}
}

/**
 * The requests of many files, found by what links them. Kept by a face (the server for its workspace, the command line
 * for the files of a run): the core keeps nothing. Every look-up costs one map access.
 */
export class WorkspaceIndex implements Lookups {
  private readonly slots = new Map<string, Slot>();
  private readonly buckets = new Map<FieldRole, Map<string, Bucket<Standing>>>(
    KEY_ROLES.map(role => [role, new Map<string, Bucket<Standing>>()]),
  );
  private readonly outputs = new Map<string, number>();
  private lone: { readonly id: string; readonly take: () => FileFacts } | undefined;
  private readonly packer = new Packer();

  /** Grows with every change that may affect the findings of another file. */
  revision = 0;

  get size(): number {
    this.settle();
    return this.slots.size;
  }

  /** Delays adding a first file until somebody asks: with no other file, nobody does. False if there are others. */
  setLone(id: string, take: () => FileFacts): boolean {
    if (this.lone !== undefined && this.lone.id !== id) this.settle();
    if (this.slots.size > (this.slots.has(id) ? 1 : 0)) return false;
    this.lone = { id, take };
    return true;
  }

  private settle(): void {
    const { lone } = this;
    this.lone = undefined;
    if (lone !== undefined) this.follow(lone.take());
  }

  get(id: string): FileFacts | undefined {
    this.settle();
    return this.slots.get(id)?.facts;
  }

  *all(): Iterable<FileFacts> {
    this.settle();
    for (const { facts } of this.slots.values()) yield facts;
  }

  /**
   * Adds a file, or replaces its former version. True if the change may affect the findings of another file. Costs what
   * changed, not the size of the file; the stored copy contains no text.
   */
  set(facts: FileFacts): boolean {
    if (this.lone?.id === facts.id) this.lone = undefined;
    this.settle();
    const slot = this.slots.get(facts.id) ?? this.enter(facts);
    const before = slot.facts;
    const lignes = facts.lignes.map((ligne, chunk) => this.copyOf(ligne, slot, chunk));
    slot.sources = NONE;
    const sound = sameHead(before, facts);
    slot.facts = { ...(sound ? before : copyOfHead(facts)), lignes, origins: facts.origins };
    const output = this.count(before, facts);
    return this.tell(this.replace(slot, lignes, sound) || (output && this.slots.size > 1));
  }

  /**
   * Like `set`, for a file that is being edited: the next time, the facts of all lignes but one are the same objects.
   */
  follow(facts: FileFacts): boolean {
    const told = this.set(facts);
    const slot = this.slots.get(facts.id);
    if (slot !== undefined) slot.sources = facts.lignes;
    return told;
  }

  delete(id: string): boolean {
    if (this.lone?.id === id) this.lone = undefined;
    const slot = this.slots.get(id);
    if (slot === undefined) return false;
    const told = this.replace(slot, [], true);
    const output = this.count(slot.facts, undefined);
    this.slots.delete(id);
    return this.tell(told || (output && this.slots.size > 0));
  }

  /** Where a number occurs in all files: `numeroEditeur`, `numeroASP`, or an identifier of a client. */
  occurrences(role: FieldRole, value: string): readonly Occurrence[] {
    this.settle();
    return this.buckets.get(role)?.get(value)?.occurrences ?? NONE;
  }

  /**
   * Whether the portal gave back an avance of that couloir and logiciel: only then is a dossier number that none of
   * them has a mistake.
   */
  hasOutput(stem: string, siren?: string): boolean {
    this.settle();
    return this.outputs.has(siren === undefined ? stem : `${stem} ${siren}`);
  }

  private enter(facts: FileFacts): Slot {
    const slot = new Slot({
      ...facts,
      profile: undefined,
      stems: NONE,
      phase: undefined,
      portalOutput: false,
      siret: undefined,
      numeroAns: undefined,
      lignes: [],
      origins: [],
    });
    this.slots.set(facts.id, slot);
    return slot;
  }

  /** The copy that is already stored, if nothing in the ligne has changed, places included. */
  private copyOf(ligne: LigneFacts, { standing, sources }: Slot, chunk: number): PackedLigne {
    const before = standing[chunk]?.ligne;
    if (before !== undefined && sources[chunk] === ligne) return before;
    const made = this.packer.pack(ligne);
    return before?.equals(made) === true ? before : made;
  }

  /** True if another file has one of the numbers of a changed ligne. */
  private replace(slot: Slot, lignes: readonly PackedLigne[], sameHead: boolean): boolean {
    const { standing } = slot;
    let told = false;
    slot.standing = lignes.map((ligne, chunk) => {
      const before = standing[chunk];
      return before?.ligne === ligne ? before : new Standing(slot, ligne);
    });
    for (let chunk = 0; chunk < Math.max(standing.length, lignes.length); chunk++) {
      const before = standing[chunk];
      const after = slot.standing[chunk];
      if (before === after && sameHead) continue;
      const same = sameHead && before !== undefined && after !== undefined && meansSame(before.ligne, after.ligne);
      told = this.move(before, after, slot, !told && !same) || told;
    }
    return told;
  }

  /** Replaces one occurrence by another. True if another file has the number as well. */
  private move(before: Standing | undefined, after: Standing | undefined, slot: Slot, asked: boolean): boolean {
    let told = false;
    const look = (bucket: Bucket<Standing>): void => {
      told ||= asked && bucket.has(other => other.slot !== slot);
    };
    if (before === after) {
      for (const { role, value } of before?.ligne.numbers ?? []) {
        const bucket = this.buckets.get(role)?.get(value);
        if (bucket !== undefined) {
          look(bucket);
          bucket.touch();
        }
      }
      return told;
    }
    for (const { role, value } of before?.ligne.numbers ?? []) {
      const map = this.buckets.get(role);
      const bucket = map?.get(value);
      if (before === undefined || bucket === undefined) continue;
      look(bucket);
      bucket.remove(before);
      if (bucket.size === 0) map?.delete(value);
    }
    for (const { role, value } of after?.ligne.numbers ?? []) {
      const map = this.buckets.get(role);
      const bucket = map?.get(value);
      if (after === undefined) continue;
      if (bucket === undefined) map?.set(value, new Bucket(after));
      else {
        look(bucket);
        bucket.add(after);
      }
    }
    return told;
  }

  /**
   * Counts the outputs of each couloir and logiciel, and of each publisher. True if one gets its first, or loses its
   * last.
   */
  private count(before: FileFacts, after: FileFacts | undefined): boolean {
    const [old, now] = [outputKeys(before), after === undefined ? [] : outputKeys(after)];
    if (old.length === now.length && old.every((key, i) => key === now[i])) return false;
    const had = [...old, ...now].map(key => this.outputs.has(key));
    for (const key of old) this.add(key, -1);
    for (const key of now) this.add(key, 1);
    return [...old, ...now].some((key, i) => this.outputs.has(key) !== had[i]);
  }

  private add(key: string, by: number): void {
    const count = (this.outputs.get(key) ?? 0) + by;
    if (count > 0) this.outputs.set(key, count);
    else this.outputs.delete(key);
  }

  private tell(told: boolean): boolean {
    if (told) this.revision++;
    return told;
  }
}

const NONE: readonly never[] = [];

/** For a deposit that was refused as a whole, the portal's output has no dossier number. */
function outputKeys({ stems, phase, portalOutput, siret, lignes }: FileFacts): readonly string[] {
  if (phase !== 'avance' || !portalOutput || !lignes.some(({ numeroASP }) => numeroASP !== undefined)) return NONE;
  return siret === undefined ? stems : stems.flatMap(stem => [stem, `${stem} ${sirenOf(siret)}`]);
}

const copyOfHead = (facts: FileFacts): FileFacts => ({
  ...facts,
  siret: facts.siret && { ...facts.siret, value: flat(facts.siret.value) },
  numeroAns: facts.numeroAns && { ...facts.numeroAns, value: flat(facts.numeroAns.value) },
});
