import { foldHeading } from '../../format/domain/plafonds-lecture.js';
import { foldLoose } from '../../format/domain/fold.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { readCell } from './cells.js';
import type { Headings, Matched } from './headings.js';

type Rows = readonly (readonly string[])[];

const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';

/** A row that is not a request: the headings once more, where exports were put one under the other, or a sum. */
export function oddRow(cells: readonly string[], { matched }: Headings): 'repeated-headings' | 'total-row' | undefined {
  const filled = matched.filter(({ index }) => !isBlank(cells[index]));
  if (
    filled.length > 1 &&
    filled.every(({ index, heading }) => foldHeading(cells[index] ?? '') === foldHeading(heading))
  )
    return 'repeated-headings';
  const numbers = filled.filter(({ column: { role } }) => role === 'numeroEditeur');
  const others = filled.filter(({ column: { role } }) => role !== 'numeroEditeur' && role !== 'montantSegurHT');
  if (others.length > 0 || filled.length === 0) return undefined;
  return numbers.every(({ index }) => TOTAL.test(foldLoose(cells[index] ?? ''))) ? 'total-row' : undefined;
}

const TOTAL = /^(?:grand|sous)?(?:total|totaux|somme)(?:general|ht|ttc|eur)?:?$/;

/** Which columns have a heading. */
export const headed = (headings: readonly string[]): readonly boolean[] =>
  headings.map(heading => foldHeading(heading) !== '');

/** Indices of cells that hold something where no heading stands. */
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

/** Columns of days in which a day stands second: its other days can't be trusted. */
export function monthFirstColumns(rows: Rows, { row: headings, matched }: Headings): ReadonlySet<number> {
  const shows = ({ index, column: { role } }: Matched): boolean =>
    role !== undefined &&
    DATES.has(role) &&
    rows.some((cells, row) => {
      const [first, second] = numbersOf(row > headings ? (cells[index] ?? '') : '');
      return first >= 1 && first <= 12 && second > 12 && second <= 31;
    });
  return new Set(matched.filter(shows).map(({ index }) => index));
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

/**
 * Columns of yes and no where no cell ever says no: « x » or nothing. There a blank is a no; in one of them that nobody
 * crossed as well, where the others are such.
 */
export function onlyMarks(rows: Rows, { row, matched }: Headings): readonly Matched[] {
  const booleans = matched
    .filter(({ column: { shape, use } }) => shape.types.has('boolean') && use === 'read')
    .map(one => ({ one, said: saidIn(rows, row, one) }));
  const marks = booleans.filter(({ said }) => said === 'yes' || said === 'nothing');
  return marks.some(({ said }) => said === 'yes') ? marks.map(({ one }) => one) : [];
}

function saidIn(rows: Rows, headings: number, { index, column }: Matched): 'yes' | 'nothing' | 'other' {
  let said: 'yes' | 'nothing' = 'nothing';
  for (let i = headings + 1; i < rows.length; i++) {
    const read = readCell(column, rows[i]?.[index] ?? '');
    if (read === undefined) continue;
    if ('error' in read || read.value !== true) return 'other';
    said = 'yes';
  }
  return said;
}
