import { letterOf } from './problems.js';
import type { Headings } from './headings.js';
import type { Note } from './notes.js';

/** Of the number that was observed. */
const LENGTH = 10;
/** No number begins with more zeros than this: a shorter one is something else. */
const MAX_LOST_ZEROS = 3;

type Rows = readonly (readonly string[])[];

/**
 * The ANS's number with the zeros that a workbook lost where its cell is a number. No key tells whether a number is
 * whole, so that a cell of text stays as it was typed.
 */
export function withZeros(
  rows: Rows,
  headings: Headings,
  isNumber: (row: number, at: number) => boolean,
): { readonly rows: Rows; readonly notes: readonly Note[] } {
  const column = headings.matched.find(({ column: { role } }) => role === 'numeroAns');
  if (column === undefined) return { rows, notes: [] };
  const { index, heading } = column;
  const isShort = (text: string, row: number): boolean =>
    row > headings.row &&
    text.length < LENGTH &&
    text.length >= LENGTH - MAX_LOST_ZEROS &&
    /^\d+$/.test(text) &&
    isNumber(row, index);
  if (!rows.some((cells, row) => isShort(cells[index] ?? '', row))) return { rows, notes: [] };
  const name = `${letterOf(index)} «\u00a0${heading}\u00a0»`;
  return {
    rows: rows.map((cells, row) =>
      isShort(cells[index] ?? '', row)
        ? cells.map((cell, at) => (at === index ? cell.padStart(LENGTH, '0') : cell))
        : cells,
    ),
    notes: [
      {
        severity: 'info',
        code: 'zeros',
        message: {
          fr:
            `la colonne ${name} est faite de nombres\u00a0: les zéros de tête que le tableur a perdus sont remis, ` +
            `jusqu'à ${String(LENGTH)} chiffres. Mettez-la au format texte.`,
          en:
            `the column ${name} is made of numbers: the leading zeros that the spreadsheet lost are put back, up to ` +
            `${String(LENGTH)} digits. Format it as text.`,
        },
      },
    ],
  };
}
