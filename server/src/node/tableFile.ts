import { basename } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { TableModel } from '../app/table/columns.js';
import type { TableReadRefused, TableRows, TableSource } from '../app/table/plan.js';
import { typedText } from '../app/table/guard.js';
import { findHeadings, scoreOf, type ColumnMapping } from '../app/table/headings.js';
import { Refused } from '../app/refused.js';
import { readLater } from './read.js';
import { MAX_TABLE_BYTES, readContent } from './tableRows.js';
import { type Sheet, shownNumber } from './sheets.js';

type TableRead = TableRows | TableReadRefused;

/** A table in a file, or what was read of a stream. */
export const tableSource = (table: { readonly path: string } | { readonly bytes: Buffer }): TableSource =>
  'path' in table
    ? {
        name: basename(table.path),
        read: (model, mapping, sheet) => loadTable(table.path, model, mapping, sheet),
      }
    : {
        name: undefined,
        read: (model, mapping, sheet) => readTable(table.bytes, model, mapping, sheet),
      };

/** A shorter text takes less than what packs it. */
const MIN_PACKED = 8_000;

/** Keeps a text in a twentieth of the memory: the requests of one table are much alike. */
export function packed(text: string): () => string {
  if (text.length < MIN_PACKED) return () => text;
  const bytes = deflateRawSync(text, { level: 1 });
  return () => inflateRawSync(bytes).toString('utf8');
}

/** Reads a publisher's table from a file. */
export async function loadTable(
  path: string,
  model: TableModel,
  mapping: ColumnMapping,
  sheet?: string,
): Promise<TableRead> {
  const read = await readLater(path, MAX_TABLE_BYTES);
  return read.ok
    ? readTable(read.bytes, model, mapping, sheet)
    : new Refused('table-unreadable', { reason: read.failure.reason });
}

/** `sheet`: the one that the user asks for. */
export async function readTable(
  bytes: Buffer,
  model: TableModel,
  mapping: ColumnMapping,
  sheet?: string,
): Promise<TableRead> {
  const content = await readContent(bytes, first => scoreOf(first, model, mapping), {
    number: shownNumber,
    text: typedText,
    other: cellText,
  });
  if (typeof content === 'string') return new Refused('table-unreadable', { reason: content });
  if ('sheets' in content) return chooseSheet(content.sheets, model, mapping, sheet);
  if (sheet !== undefined) return new Refused('table-not-workbook', undefined);
  // Rows may have been swallowed: a request that misses some of its own must not be written.
  return content.quote === undefined
    ? { rows: content.rows }
    : new Refused('table-quote', { row: content.quote.row + 1, kind: content.quote.kind });
}

/** Days and booleans are typed in a workbook. A day has no zone there. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '#N/A' : cell.toISOString().slice(0, 10);
  return cell === true ? 'oui' : cell === false ? 'non' : '#N/A';
}

/** How many fields a sheet's headings name, if rows follow them. */
interface Ranked {
  readonly sheet: Sheet;
  readonly score: number;
}

/**
 * The one sheet that holds requests. Where several do, the user says which: none is dropped without a word. A sheet
 * that names fewer than half of the fields of the best one (a summary, a follow-up) is not a rival, and is named beside
 * it. Hidden sheets count where no visible one does.
 */
function chooseSheet(
  sheets: readonly Sheet[],
  model: TableModel,
  mapping: ColumnMapping,
  asked: string | undefined,
): TableRead {
  const ranked = sheets.map((sheet): Ranked => ({ sheet, score: sheetScore(sheet, model, mapping) }));
  const told = ranked.filter(({ score }) => score > 0);
  if (asked !== undefined) {
    const found =
      sheets.find(({ name }) => name === asked) ?? sheets.find(({ name }) => folded(name) === folded(asked));
    return found === undefined
      ? new Refused('table-no-sheet', { asked, sheets: sheets.map(({ name }) => name) })
      : chosenOf(found, told, sheets);
  }
  const visible = told.filter(({ sheet }) => !sheet.hidden);
  const among = visible.length > 0 ? visible : told;
  const best = Math.max(0, ...among.map(({ score }) => score));
  const rivals = among.filter(({ score }) => score * 2 > best).map(({ sheet }) => sheet);
  if (rivals.length > 1) return new Refused('table-sheets', { sheets: rivals.map(({ name }) => name) });
  const [only] = rivals;
  return only === undefined ? { rows: withHeadings(sheets, model, mapping)?.rows ?? [] } : chosenOf(only, told, sheets);
}

function chosenOf(chosen: Sheet, told: readonly Ranked[], sheets: readonly Sheet[]): TableRead {
  const others = told.filter(({ sheet }) => sheet !== chosen).map(({ sheet }) => sheet.name);
  return {
    rows: chosen.rows,
    isNumber: chosen.isNumber,
    ...(sheets.length > 1 ? { choice: { name: chosen.name, others } } : {}),
  };
}

/** Headings without a row under them are a form to fill. */
function sheetScore({ rows }: Sheet, model: TableModel, mapping: ColumnMapping): number {
  const headings = findHeadings(rows, model, mapping);
  const holds =
    headings !== undefined && rows.some((cells, i) => i > headings.row && cells.some(cell => cell.trim() !== ''));
  return holds ? headings.matched.length : 0;
}

/** Where no sheet has a row to read: what is said will be about this one. */
const withHeadings = (sheets: readonly Sheet[], model: TableModel, mapping: ColumnMapping): Sheet | undefined =>
  sheets.find(({ rows }) => findHeadings(rows, model, mapping) !== undefined) ??
  sheets.find(({ hidden }) => !hidden) ??
  sheets[0];

const folded = (name: string): string => name.trim().toLowerCase();
