import { foldHeading } from '../../format/domain/plafonds-lecture.js';
import { foldLoose } from '../../format/domain/fold.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { readCell } from './cells.js';
import { unguarded } from './guard.js';
import type { Headings, Matched } from './headings.js';

const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';

/** A row that is not a request: the headings once more, where exports were put one under the other, or a sum. */
export function oddRow(cells: readonly string[], { matched }: Headings): 'repeated-headings' | 'total-row' | undefined {
  let count = 0;
  let isRepeated = true;
  let isTotal = true;
  for (const { index, heading, column } of matched) {
    const cell = cells[index] ?? '';
    if (isBlank(cell)) continue;
    count++;
    isRepeated &&= foldHeading(cell) === foldHeading(heading);
    isTotal &&= column.role === 'numeroEditeur' ? TOTAL.test(foldLoose(cell)) : column.role === 'montantSegurHT';
    if (!isRepeated && !isTotal) return undefined;
  }
  if (count > 1 && isRepeated) return 'repeated-headings';
  return count > 0 && isTotal ? 'total-row' : undefined;
}

const TOTAL = /^(?:grand|sous)?(?:total|totaux|somme)(?:general|ht|ttc|eur)?:?$/;

/** Which columns have a heading. */
export const headed = (headings: readonly string[]): readonly boolean[] =>
  headings.map(heading => foldHeading(heading) !== '');

/** Indices of cells with something in a column without a heading. */
export function strayCells(cells: readonly string[], isHeaded: readonly boolean[]): readonly number[] {
  const stray: number[] = [];
  for (let at = 0; at < cells.length; at++) if (isHeaded[at] !== true && !isBlank(cells[at])) stray.push(at);
  return stray;
}

/** Whether a row names a beneficiary. */
export const hasClient = (cells: readonly string[], { matched }: Headings): boolean =>
  matched.some(({ index, column }) => column.scope === 'client' && !isBlank(cells[index]));

const DATES: ReadonlySet<FieldRole> = new Set(['dateCommande', 'dateFacture']);
const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)/;

/** What only all the rows under the headings tell together. They are shown to it one by one. */
export class Overview {
  /** Columns of days in which a day comes second: its other days can't be trusted. */
  readonly monthFirst = new Set<number>();
  /** Columns that the portal fills, where the table says something. */
  readonly ofPortal = new Set<number>();
  private readonly days: readonly number[];
  private readonly portal: readonly number[];
  private crossed: readonly Crossed[];
  private plain: readonly PlainNumbers[];

  constructor({ matched }: Headings) {
    this.days = matched
      .filter(({ column: { role } }) => role !== undefined && DATES.has(role))
      .map(({ index }) => index);
    this.portal = matched.filter(({ column }) => column.use === 'portal').map(({ index }) => index);
    this.crossed = matched
      .filter(({ column: { shape, use } }) => shape.types.has('boolean') && use === 'read')
      .map(one => ({ one, yes: new Set() }));
    this.plain = matched
      .filter(({ column: { role } }) => role === 'numeroEditeur' || role === 'numeroFacture')
      .map(one => ({ one, shortest: '', padded: '' }));
  }

  see(cells: readonly string[]): void {
    for (const at of this.days) if (!this.monthFirst.has(at) && isMonthFirst(cells[at] ?? '')) this.monthFirst.add(at);
    for (const at of this.portal) if (!this.ofPortal.has(at) && !isBlank(cells[at])) this.ofPortal.add(at);
    if (!this.crossed.every(of => saysYesOnly(of, cells)))
      this.crossed = this.crossed.filter(of => saysYesOnly(of, cells));
    if (!this.plain.every(of => isPlainNumber(of, cells)))
      this.plain = this.plain.filter(of => isPlainNumber(of, cells));
  }

  /** Columns of the publisher's own numbers that are plain numbers from end to end. */
  get numbers(): readonly PlainNumbers[] {
    return this.plain;
  }

  /**
   * Columns of yes and no where no cell ever says no: « x » or nothing. There a blank is a no; in one of them that
   * nobody crossed as well, where the others are such.
   */
  get marks(): readonly Matched[] {
    return this.crossed.some(({ yes }) => yes.size > 0) ? this.crossed.map(({ one }) => one) : [];
  }
}

interface Crossed {
  readonly one: Matched;
  /** How the column is known to say yes. */
  readonly yes: Set<string>;
}

/** Yes, or nothing. */
function saysYesOnly({ one: { index, column }, yes }: Crossed, cells: readonly string[]): boolean {
  const cell = cells[index] ?? '';
  if (cell === '' || yes.has(cell)) return true;
  const read = readCell(column, cell);
  if (read === undefined) return true;
  if ('error' in read || read.value !== true) return false;
  yes.add(cell);
  return true;
}

export interface PlainNumbers {
  readonly one: Matched;
  /** Of those without a zero before them, unless the cell says that it is text. */
  shortest: string;
  /** The longest one that begins with a zero. */
  padded: string;
}

/** That, or nothing. */
function isPlainNumber(of: PlainNumbers, cells: readonly string[]): boolean {
  const { text, typed } = unguarded((cells[of.one.index] ?? '').trim());
  if (text === '') return true;
  if (text.startsWith('0')) of.padded = text.length > of.padded.length ? text : of.padded;
  else if (!typed && (of.shortest === '' || text.length < of.shortest.length)) of.shortest = text;
  return /^\d+$/.test(text);
}

function isMonthFirst(text: string): boolean {
  const [first, second] = numbersOf(text);
  return first >= 1 && first <= 12 && second > 12 && second <= 31;
}

/** A day that reads both ways. */
export function hasTwoReadings(text: string): boolean {
  const [first, second] = numbersOf(text);
  return first >= 1 && first <= 12 && second >= 1 && second <= 12 && first !== second;
}

function numbersOf(text: string): readonly [number, number] {
  const [, first, second] = NUMERIC.exec(text.trim()) ?? [];
  return [Number(first ?? 0), Number(second ?? 0)];
}
