import { NOTES, type ColumnName } from '../../texts/table/rows.js';
import type { Bilingual } from '../../texts/typeset.js';
import type { TableModel } from './columns.js';
import type { Generated } from './generate.js';
import type { Headings, Rows } from './headings.js';
import type { PlainNumbers } from './oddities.js';
import { defaultName } from './pieces.js';
import { letterOf } from './problems.js';
import { SYNONYMS } from './synonyms.js';

/** What is reported once for a table, before its rows. */
export interface Note {
  /** `error`: because of it no request can be right. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly code:
    | 'missing-column'
    | 'unknown-heading'
    | 'ambiguous-heading'
    | 'mapping-name'
    | 'mapping-heading'
    | 'portal-column'
    | 'piece-names'
    | 'sheet'
    | 'zeros'
    /** What may have been numbers with zeros before them. */
    | 'plain-numbers';
  readonly message: Bilingual;
  /** The fields that it is about: one of them is to be named. */
  readonly fields?: readonly string[];
  /** The heading of one of them. */
  readonly heading?: string;
}

export function notesOf(headings: Headings, model: TableModel, generated: Generated): readonly Note[] {
  const plain = headings.unknown.filter(({ among }) => among.length === 0);
  const { numbers, ofPortal } = generated.overview;
  return [
    ...numbers.flatMap(plainNumbers),
    ...generated.missing.map(names => missing(model, names)),
    ...headings.mappingProblems.map(
      ({ name, heading, missing: what }): Note =>
        what === 'name'
          ? unknownNameNote(name)
          : { severity: 'warning', code: 'mapping-heading', message: NOTES.noSuchHeading(short(heading)) },
    ),
    ...headings.unknown
      .filter(({ among }) => among.length > 1)
      .map(
        ({ index, heading, among }): Note => ({
          severity: 'warning',
          code: 'ambiguous-heading',
          message: NOTES.ambiguous(named({ index, heading }), among),
          fields: among,
          heading,
        }),
      ),
    ...(plain.length === 0
      ? []
      : [
          {
            severity: 'info',
            code: 'unknown-heading',
            message: NOTES.notRead(plain.map(named)),
          } satisfies Note,
        ]),
    ...headings.matched
      .filter(({ index }) => ofPortal.has(index))
      .map((column): Note => ({ severity: 'info', code: 'portal-column', message: NOTES.ofPortal(named(column)) })),
    ...(generated.named.length === 0
      ? []
      : [
          {
            severity: 'info',
            code: 'piece-names',
            message: NOTES.pieceNames(generated.named, generated.named.map(defaultName)),
          } satisfies Note,
        ]),
  ];
}

/** A column, as its notes name it. */
const named = ({ index, heading }: { readonly index: number; readonly heading: string }): ColumnName => ({
  letter: letterOf(index),
  heading: short(heading),
});
const short = (heading: string): string => heading.replace(/\s+/g, ' ').trim().slice(0, 60);

/** What a field is called here, and by people. */
function missing({ byId }: TableModel, names: readonly string[]): Note {
  const likely = names
    .map(id => {
      const role = byId.get(id)?.role;
      return role && SYNONYMS[role]?.[0];
    })
    .find(text => text !== undefined);
  const fields = names.map(id => ({ id, title: byId.get(id)?.shape.title }));
  return {
    severity: 'error',
    code: 'missing-column',
    fields: names,
    message: NOTES.missing(fields, likely ?? names[0] ?? ''),
  };
}

/** A name that the user gives and that no profile has. */
export const unknownNameNote = (name: string): Note => ({
  severity: 'warning',
  code: 'mapping-name',
  message: NOTES.unknownName(name),
});

/** Which sheet of several is read; `others`: those that hold rows as well. */
export const sheetNote = (name: string, others: readonly string[]): Note => ({
  severity: others.length === 0 ? 'info' : 'warning',
  code: 'sheet',
  message: NOTES.sheet(name, others),
});

/** Of the number that was observed. */
const LENGTH = 10;
/** No number begins with more zeros than this: a shorter one is something else. */
const MAX_LOST_ZEROS = 3;

/**
 * The ANS's number with the zeros that a workbook lost where its cell is a number. No key tells whether a number is
 * whole, so that a cell of text stays as it was typed.
 */
export function withZeros(
  rows: Rows,
  headings: Headings,
  isNumber: ((row: number, at: number) => boolean) | undefined,
): { readonly rows: Rows; readonly notes: readonly Note[] } {
  const column = headings.matched.find(({ column: { role } }) => role === 'numeroAns');
  if (column === undefined || isNumber === undefined) return { rows, notes: [] };
  const { index } = column;
  const isShort = (text: string, row: number): boolean =>
    row > headings.row &&
    text.length < LENGTH &&
    text.length >= LENGTH - MAX_LOST_ZEROS &&
    /^\d+$/.test(text) &&
    isNumber(row, index);
  const all = [...rows];
  if (!all.some((cells, row) => isShort(cells[index] ?? '', row))) return { rows, notes: [] };
  return {
    rows: all.map((cells, row) =>
      isShort(cells[index] ?? '', row)
        ? cells.map((cell, at) => (at === index ? cell.padStart(LENGTH, '0') : cell))
        : cells,
    ),
    notes: [{ severity: 'info', code: 'zeros', message: NOTES.zeros(named(column), LENGTH) }],
  };
}

/** Longer ones are rarely counted from 1. */
const SHORT = 4;

/**
 * `0000001` comes back from a spreadsheet as `1`, and nothing tells it from a `1` that was typed. Beside a number that
 * kept its zeros a shorter one has most likely lost its own.
 */
function plainNumbers({ one, shortest, padded }: PlainNumbers): readonly Note[] {
  if (shortest === '') return [];
  if (padded.length > shortest.length)
    return [{ severity: 'warning', code: 'plain-numbers', message: NOTES.lostZeros(named(one), shortest, padded) }];
  if (shortest.length > SHORT) return [];
  return [{ severity: 'info', code: 'plain-numbers', message: NOTES.plainNumbers(named(one)) }];
}
