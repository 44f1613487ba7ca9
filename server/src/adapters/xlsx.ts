import { findHeadings, type PlafondMapping } from '../core/domain/plafonds-lecture.js';
import { unpackedSize } from './zipSize.js';

/** A hundred thousand rows unpack to 30 MB; a small archive can unpack to gigabytes. */
const MAX_UNPACKED = 400_000_000;

/** The rows of the first sheet that has the headings, else of the first: workbooks often begin with a page of explanations. */
export async function readXlsx(bytes: Buffer, mapping: PlafondMapping): Promise<string[][] | 'unreadable-workbook' | 'workbook-too-large'> {
  const size = unpackedSize(bytes);
  if (size === undefined) return 'unreadable-workbook';
  if (size > MAX_UNPACKED) return 'workbook-too-large';
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    // Numbers as they stand in the file: a float would lose the last digits of some, and all are made text here.
    const sheets = await readWorkbook<string>(bytes, { parseNumber: plainNumber });
    const tables = sheets.map(({ data }) => data.map((row) => row.map(cellText)));
    return tables.find((rows) => findHeadings(rows, mapping) !== undefined) ?? tables[0] ?? [];
  } catch {
    return 'unreadable-workbook';
  }
}

const cellText = (cell: unknown): string => (typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : '?');

/**
 * A number of the workbook without its exponent: `7.50712184E8` → `750712184`. Decimals are never three, so that they can't be
 * taken for thousands.
 */
export function plainNumber(lexeme: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(lexeme.trim());
  if (match === null) return lexeme;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = shift < 0 ? '0'.repeat(-shift) + whole + fraction : (whole + fraction).padEnd(whole.length + shift, '0');
  const point = shift < 0 ? whole.length : whole.length + shift;
  const decimals = digits.slice(point).replace(/0+$/, '');
  const euros = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  return `${sign}${euros}${decimals === '' ? '' : `.${decimals.length === 3 ? `${decimals}0` : decimals}`}`;
}
