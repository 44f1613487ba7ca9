import type { Occurrence } from './facts.js';

/** So many are copied at each change; more are kept in a list that grows. */
const FEW = 16;

/**
 * The occurrences of one number. What it shows is an array that never changes: another one stands for another content.
 */
export class Bucket<T extends Occurrence> {
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

  /** Something about a member is not as it was. */
  touch(): void {
    this.shown = undefined;
    this.members = [...this.members];
  }

  has(test: (member: T) => boolean): boolean {
    return this.members.some(test);
  }

  /** By file, then by ligne: whatever the order in which they came. */
  get occurrences(): readonly T[] {
    this.shown ??= this.members.length === 1 ? this.members : this.members.toSorted(byPlace);
    return this.shown;
  }
}

function byPlace(a: Occurrence, b: Occurrence): number {
  if (a.file.id === b.file.id) return a.ligne.chunk - b.ligne.chunk;
  return a.file.id < b.file.id ? -1 : 1;
}
