import { findHeadings, type PlafondMapping } from '../format/domain/plafonds-lecture.js';
import { buildPlafonds, type PlafondsBuilt } from '../format/domain/plafonds.js';
import { MAX_TABLE_MEGABYTES } from '../texts/failures.js';
import { type TableRefusal, unreadable } from '../texts/files.js';
import type { Bilingual } from '../texts/typeset.js';
import { type CsvRead, plainNumber, readCsv, readXlsx, type Score, type Sheet, type XlsxOptions } from './sheets.js';
import { type ReadFailure, readLater } from './read.js';

export const MAX_TABLE_BYTES = MAX_TABLE_MEGABYTES * 1_000_000;

const ZIP = [0x50, 0x4b];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Buffer, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** A table as its content tells: the sheets of a workbook, or one list of rows. */
type Content = { readonly sheets: readonly Sheet[] } | CsvRead;

export async function readContent(bytes: Buffer, score: Score, options: XlsxOptions): Promise<Content | TableRefusal> {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, OLD_EXCEL)) return 'old-excel';
  if (!startsWith(bytes, ZIP)) return readCsv(bytes, score);
  const sheets = await readXlsx(bytes, options);
  return typeof sheets === 'string' ? sheets : { sheets };
}

/**
 * The rows of a table, CSV or XLSX. Of a workbook, those of the sheet that is understood best, else of the first;
 * visible ones come before hidden ones: workbooks often begin with a page of explanations.
 */
async function readRows(
  bytes: Buffer,
  score: Score,
  options: XlsxOptions,
): Promise<(Pick<CsvRead, 'quote'> & Pick<Sheet, 'rows'>) | TableRefusal> {
  const content = await readContent(bytes, score, options);
  if (typeof content === 'string') return content;
  if ('rows' in content) return { ...content, rows: [...content.rows] };
  return { rows: bestOf(content.sheets, score)?.rows ?? [], quote: undefined };
}

function bestOf(sheets: readonly Sheet[], score: Score): Sheet | undefined {
  const ranked = [...sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
  const scores = ranked.map(({ rows }) => score(rows));
  const understood = ranked.findIndex(
    ({ hidden }, i) =>
      (scores[i] ?? 0) > 0 && scores[i] === Math.max(...scores.filter((_, j) => ranked[j]?.hidden === hidden)),
  );
  return ranked[Math.max(understood, 0)];
}

type TableFailureReason = ReadFailure['reason'] | TableRefusal;

/** Why a calculation file could not be read at all. */
interface TableFailure {
  readonly reason: TableFailureReason;
  readonly message: Bilingual;
}

export type PlafondsOutcome =
  | (PlafondsBuilt & { readonly ok: true })
  | { readonly ok: false; readonly failure: TableFailure };

/**
 * Reads a calculation file, CSV or XLSX as its content tells. Malformed rows are among the problems; only an unreadable
 * file fails. `logiciels`: those that exist, for the column of that name.
 */
export async function loadPlafonds(
  path: string,
  mapping: PlafondMapping = {},
  logiciels: readonly string[] = [],
): Promise<PlafondsOutcome> {
  const read = await readLater(path, MAX_TABLE_BYTES);
  return read.ok ? readPlafonds(read.bytes, mapping, logiciels) : failed(read.failure.reason);
}

/** As `loadPlafonds`, of bytes that were read elsewhere (the editor's file system, standard input). */
export async function readPlafonds(
  bytes: Buffer,
  mapping: PlafondMapping = {},
  logiciels: readonly string[] = [],
): Promise<PlafondsOutcome> {
  const score = (first: readonly (readonly string[])[]): number => (findHeadings(first, mapping) === undefined ? 0 : 1);
  const read = await readRows(bytes, score, { number: plainNumber, other: () => '?' });
  if (typeof read === 'string') return failed(read);
  return { ok: true, ...buildPlafonds(read.rows, mapping, { logiciels, quote: read.quote }) };
}

const failed = (reason: TableFailureReason): PlafondsOutcome => ({
  ok: false,
  failure: { reason, message: unreadable('plafonds', reason, MAX_TABLE_MEGABYTES) },
});
