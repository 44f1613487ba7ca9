/** All numbers after `after` are higher by `by`. */
interface Move {
  readonly after: number;
  readonly by: number;
}

/** How many shifts each look goes through; with one more, the numbers are written anew. */
const MAX_MOVES = 32;

/**
 * Increasing numbers of which an edit shifts all from some place on: the shift is recorded, the numbers stay untouched.
 * Immutable.
 */
export class Offsets {
  private moved: readonly number[] | undefined;

  constructor(
    private readonly base: readonly number[],
    /** Each `after` once. */
    private readonly moves: readonly Move[] = [],
  ) {}

  get length(): number {
    return this.base.length;
  }

  at(index: number): number | undefined {
    let number = this.base[index];
    if (number !== undefined) for (const { after, by } of this.moves) if (index > after) number += by;
    return number;
  }

  /** The last of the first `length` numbers that is not above `value`, or the first. */
  lastUpTo(value: number, length = this.base.length): number {
    let low = 0;
    let high = length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.at(middle) ?? 0) <= value) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }

  movedBy(by: number, after: number): Offsets {
    const known = this.moves.findIndex(move => move.after === after);
    const sum = by + (this.moves[known]?.by ?? 0);
    const others = known < 0 ? this.moves : this.moves.toSpliced(known, 1);
    const moves = sum === 0 ? others : [...others, { after, by: sum }];
    const next = new Offsets(this.base, moves);
    return moves.length > MAX_MOVES ? new Offsets(next.all) : next;
  }

  /** Written out, for iteration. */
  get all(): readonly number[] {
    this.moved ??= this.moves.length === 0 ? this.base : this.base.map((number, i) => this.at(i) ?? number);
    return this.moved;
  }
}
