import { findHeadings, type PlafondMapping } from '../format/domain/plafonds-lecture.js';
import { buildPlafonds, type PlafondsBuilt } from '../format/domain/plafonds.js';
import { readRegular, type ReadFailure } from './read.js';
import { MAX_TABLE_MEGABYTES } from '../texts/failures.js';
import { unreadable, type TableRefusal } from '../texts/files.js';
import type { Bilingual } from '../texts/typeset.js';
import { MAX_TABLE_BYTES, readRows } from './tableRows.js';
import { plainNumber } from './xlsx.js';

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
  const read = readRegular(path, MAX_TABLE_BYTES);
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
