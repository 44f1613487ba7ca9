import { unzipSync } from 'fflate';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** The comment that may follow the end record. */
const MAX_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

/**
 * What an archive says that its entries take once unpacked, in bytes; undefined where that can't be told (no archive, a
 * broken one, a size that only ZIP64 can write). Whoever unpacks takes memory on the word of these headers, so they are
 * asked first.
 */
export function unpackedSize(bytes: Buffer): number | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + ENTRY_LENGTH > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const size = Math.max(bytes.readUInt32LE(at + 24), localSize(bytes, bytes.readUInt32LE(at + 42)));
    if (size === ZIP64) return undefined;
    total += size;
    at += ENTRY_LENGTH + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return total;
}

function endOf(bytes: Buffer): number | undefined {
  for (let at = bytes.length - END_LENGTH; at >= 0 && at >= bytes.length - END_LENGTH - MAX_COMMENT; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}

/** The size that stands before the entry itself; it may be left out there, and it may be another one. */
function localSize(bytes: Buffer, at: number): number {
  return at + 30 <= bytes.length && bytes.readUInt32LE(at) === LOCAL_HEADER ? bytes.readUInt32LE(at + 22) : 0;
}

/** A hundred thousand rows unpack to 30 MB; a small archive can unpack to gigabytes. */
const MAX_UNPACKED = 400_000_000;

export interface XlsxOptions {
  /** A number's text, from its lexeme: a float would lose the last digits of some. */
  readonly number: (lexeme: string) => string;
  /** What stands for a cell of text: as it is, by default. */
  readonly text?: (text: string) => string;
  /** The text of a cell that is neither text nor number. */
  readonly other: (cell: unknown) => string;
}

/** A sheet of a workbook, in the workbook's order. */
export interface Sheet {
  readonly name: string;
  /** The user doesn't see it. */
  readonly hidden: boolean;
  readonly rows: string[][];
  /** Whether the cell is a number, by its indices. */
  readonly isNumber: (row: number, at: number) => boolean;
}

interface NumberCell {
  readonly shown: string;
}

/** All sheets of a workbook. */
export async function readXlsx(
  bytes: Buffer,
  options: XlsxOptions,
): Promise<readonly Sheet[] | 'unreadable-workbook' | 'workbook-too-large'> {
  const size = unpackedSize(bytes);
  if (size === undefined) return 'unreadable-workbook';
  if (size > MAX_UNPACKED) return 'workbook-too-large';
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbook<NumberCell>(bytes, {
      parseNumber: lexeme => ({ shown: options.number(lexeme) }),
    });
    const hidden = hiddenSheets(bytes);
    return sheets.map(
      ({ sheet: name, data }, i): Sheet => ({
        name,
        hidden: hidden.has(i),
        rows: data.map(row => row.map((cell: unknown) => textOf(cell, options))),
        isNumber: (row, at) => isNumberCell(data[row]?.[at]),
      }),
    );
  } catch {
    return 'unreadable-workbook';
  }
}

function textOf(cell: unknown, { text, other }: XlsxOptions): string {
  if (cell === null || cell === undefined) return '';
  if (isNumberCell(cell)) return cell.shown;
  return typeof cell === 'string' ? (text?.(cell) ?? cell) : other(cell);
}

const isNumberCell = (cell: unknown): cell is NumberCell =>
  typeof cell === 'object' && cell !== null && 'shown' in cell;

const SHEET = /<(?:\w+:)?sheet\s[^>]*>/g;
const HIDDEN = /\sstate\s*=\s*["'](?:hidden|veryHidden)["']/;

/** Ranks of the sheets that the workbook hides, which the library doesn't tell. */
function hiddenSheets(bytes: Buffer): ReadonlySet<number> {
  const [listing] = Object.values(unzipSync(bytes, { filter: ({ name }) => name === 'xl/workbook.xml' }));
  const tags = listing === undefined ? [] : (new TextDecoder().decode(listing).match(SHEET) ?? []);
  return new Set(tags.flatMap((tag, i) => (HIDDEN.test(tag) ? [i] : [])));
}

/**
 * A number of the workbook without its exponent: `7.50712184E8` → `750712184`. Decimals are never three, so that they
 * can't be taken for thousands.
 */
export function plainNumber(lexeme: string): string {
  const { sign, euros, decimals } = partsOf(lexeme) ?? {};
  if (sign === undefined || euros === undefined || decimals === undefined) return lexeme;
  return `${sign}${euros}${decimals === '' ? '' : `.${decimals.length === 3 ? `${decimals}0` : decimals}`}`;
}

interface Parts {
  readonly sign: string;
  readonly euros: string;
  readonly decimals: string;
}

function partsOf(lexeme: string): Parts | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(lexeme.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits =
    shift < 0 ? '0'.repeat(-shift) + whole + fraction : (whole + fraction).padEnd(whole.length + shift, '0');
  const point = shift < 0 ? whole.length : whole.length + shift;
  return {
    sign,
    decimals: digits.slice(point).replace(/0+$/, ''),
    euros: digits.slice(0, point).replace(/^0+(?=\d)/, ''),
  };
}

/** A spreadsheet keeps and shows so many digits of a number. */
const DIGITS = 15;

/**
 * A number as the spreadsheet shows it: binary noise behind its fifteen digits is gone (14100.829999999999 → 14100.83).
 * A whole number of more digits stays a power of ten, since its last ones are lost.
 */
export function shownNumber(lexeme: string): string {
  const parts = partsOf(lexeme);
  if (parts === undefined) return lexeme;
  const whole = parts.euros.replace(/^0$/, '');
  if (whole.length > DIGITS)
    return (
      `${parts.sign}${whole.charAt(0)}.${whole.slice(1, DIGITS).replace(/0+$/, '') || '0'}E+` + String(whole.length - 1)
    );
  const kept = DIGITS - (whole === '' ? -(/^0*/.exec(parts.decimals)?.[0].length ?? 0) : whole.length);
  return parts.decimals.length <= kept ? plainNumber(lexeme) : plainNumber(rounded(parts, kept));
}

/** To so many decimals, in digits: half goes up. */
function rounded({ sign, euros, decimals }: Parts, kept: number): string {
  const up = (decimals[kept] ?? '0') >= '5' ? 1n : 0n;
  const digits = String(BigInt(euros + decimals.slice(0, kept)) + up).padStart(kept + 1, '0');
  return `${sign}${digits.slice(0, digits.length - kept)}.${digits.slice(digits.length - kept)}`;
}
