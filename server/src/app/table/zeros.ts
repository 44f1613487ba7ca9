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

/** Longer ones are rarely counted from 1. */
const SHORT = 4;

/**
 * Columns of the publisher's own numbers that are plain numbers from end to end, short ones among them: `0000001` comes
 * back from a spreadsheet as `1`, and nothing tells it from a `1` that was typed.
 */
export function plainNumbers(rows: Rows, { row: heading, matched }: Headings): readonly Note[] {
  return matched
    .filter(({ column: { role } }) => role === 'numeroEditeur' || role === 'numeroFacture')
    .flatMap(({ index, heading: name }): Note[] => {
      let isShort = false;
      for (const [row, cells] of rows.entries()) {
        const text = row > heading ? (cells[index] ?? '').trim() : '';
        if (text === '') continue;
        if (!/^[1-9]\d*$/.test(text)) return [];
        isShort ||= text.length <= SHORT;
      }
      const column = `${letterOf(index)} «\u00a0${name}\u00a0»`;
      return isShort
        ? [
            {
              severity: 'info',
              code: 'plain-numbers',
              message: {
                fr:
                  `les numéros de la colonne ${column} sont de simples nombres\u00a0: si les vôtres commencent par ` +
                  'des zéros, un tableur les a retirés. Mettez-la alors au format texte et ressaisissez-les.',
                en:
                  `the numbers of the column ${column} are plain numbers: if yours begin with zeros, a spreadsheet has ` +
                  'removed them. Then format it as text and type them again.',
              },
            },
          ]
        : [];
    });
}
