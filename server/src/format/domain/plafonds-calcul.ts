import type { Cents } from './montant.js';
import type { Micro } from './plafonds-lecture.js';

/** What the file says of one beneficiary: one of the two amounts at least. */
export interface Plafond {
  readonly ht: Micro | undefined;
  readonly ttc: Micro | undefined;
  /** Row of the file, from 1; 0 for a forfait that stands in no file. */
  readonly row: number;
}

/** A beneficiary's part of a ceiling; `perMille` is the rate of VAT in thousandths. */
interface PlafondPart {
  readonly plafond: Plafond;
  readonly perMille: number;
}

/** A ceiling before tax: rounded down to the cent, and to the nearest. */
export interface PlafondHT {
  readonly floor: Cents;
  readonly nearest: Cents;
}

/** A fraction; its parts pass what a number holds exactly. */
interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

/** Units of 10⁻⁶ € in a cent. */
const PER_CENT = 10_000n;

/**
 * The sum of the parts before tax, without any rounding before its end. An amount given before tax is the ceiling as it
 * is.
 */
export function plafondHT(parts: readonly PlafondPart[]): PlafondHT {
  const { over, under } = sumHT(parts);
  return { floor: Number(over / under), nearest: Number((2n * over + under) / (2n * under)) };
}

function sumHT(parts: readonly PlafondPart[]): Exact {
  let under = 1n;
  for (const perMille of new Set(parts.map(part => part.perMille))) under *= BigInt(1000 + perMille);
  let over = 0n;
  for (const { plafond, perMille } of parts) {
    if (plafond.ht !== undefined) over += BigInt(plafond.ht) * under;
    else over += BigInt(plafond.ttc ?? 0) * 1000n * (under / BigInt(1000 + perMille));
  }
  return { over, under: under * PER_CENT };
}

/**
 * The amounts that a ceiling with tax can be written as: the one that the file gives, and the one before tax with the
 * tax put on it, each rounded down or up to the cent. Empty where no tax is due and none is told.
 */
export function plafondsTTC(parts: readonly PlafondPart[]): ReadonlySet<Cents> {
  const sums = [
    sumTTC(parts, ({ plafond, perMille }) =>
      plafond.ttc === undefined ? taxed(plafond.ht ?? 0, perMille) : BigInt(plafond.ttc) * 1000n,
    ),
    sumTTC(parts, ({ plafond, perMille }) =>
      plafond.ht === undefined ? BigInt(plafond.ttc ?? 0) * 1000n : taxed(plafond.ht, perMille),
    ),
    sumTTC(parts, part => taxed(plafondHT([part]).floor * 10_000, part.perMille)),
  ];
  return new Set(sums.flatMap(({ over, under }) => [Number(over / under), Number((over + under - 1n) / under)]));
}

const taxed = (ht: Micro, perMille: number): bigint => BigInt(ht) * BigInt(1000 + perMille);

function sumTTC(parts: readonly PlafondPart[], thousandths: (part: PlafondPart) => bigint): Exact {
  return { over: parts.reduce((sum, part) => sum + thousandths(part), 0n), under: 1000n * PER_CENT };
}
