import { readCsv, type Score } from './csv.js';
import { readXlsx, type XlsxOptions } from './xlsx.js';

export type TableRefusal = 'empty' | 'not-a-table' | 'old-excel' | 'unreadable-workbook' | 'workbook-too-large';

/** A hundred thousand rows are 4 MB as CSV. */
export const MAX_TABLE_BYTES = 50_000_000;

const ZIP = [0x50, 0x4b];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Buffer, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** The rows of a table, CSV or XLSX as its content tells. */
export async function readRows(bytes: Buffer, score: Score, options: XlsxOptions): Promise<string[][] | TableRefusal> {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, OLD_EXCEL)) return 'old-excel';
  return startsWith(bytes, ZIP) ? readXlsx(bytes, score, options) : readCsv(bytes, score);
}
