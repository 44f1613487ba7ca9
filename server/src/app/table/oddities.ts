import { foldHeading } from '../../format/domain/plafonds-lecture.js';
import { foldLoose } from '../../format/domain/fold.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { readCell } from './cells.js';
import type { Column } from './columns.js';
import type { Headings, Matched, Rows } from './headings.js';

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

/** Columns of days in which a day comes second: its other days can't be trusted. */
export function monthFirstColumns(rows: Rows, { row: headings, matched }: Headings): ReadonlySet<number> {
  const shows = ({ index, column: { role } }: Matched): boolean =>
    role !== undefined &&
    DATES.has(role) &&
    someRow(rows, headings, cells => {
      const [first, second] = numbersOf(cells[index] ?? '');
      return first >= 1 && first <= 12 && second > 12 && second <= 31;
    });
  return new Set(matched.filter(shows).map(({ index }) => index));
}

/** Whether that holds for a row under the headings. */
export function someRow(rows: Rows, headings: number, holds: (cells: readonly string[]) => boolean): boolean {
  for (let row = headings + 1; row < rows.length; row++) if (holds(rows.at(row) ?? [])) return true;
  return false;
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
  let marks = matched
    .filter(({ column: { shape, use } }) => shape.types.has('boolean') && use === 'read')
    .map(one => ({ one, yes: new Set<string>() }));
  // All columns a row: the rows of a long table are cut anew each time.
  for (let i = row + 1; i < rows.length && marks.length > 0; i++) {
    const cells = rows.at(i) ?? [];
    marks = marks.filter(({ one: { index, column }, yes }) => saysYesOnly(column, cells[index] ?? '', yes));
  }
  return marks.some(({ yes }) => yes.size > 0) ? marks.map(({ one }) => one) : [];
}

/** Yes, or nothing. `yes`: how the column is known to say it. */
function saysYesOnly(column: Column, cell: string, yes: Set<string>): boolean {
  if (cell === '' || yes.has(cell)) return true;
  const read = readCell(column, cell);
  if (read === undefined) return true;
  if ('error' in read || read.value !== true) return false;
  yes.add(cell);
  return true;
}
