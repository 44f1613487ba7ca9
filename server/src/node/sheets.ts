import { isUtf8 } from 'node:buffer';
import { unzipSync } from 'fflate';
import type { ParseError } from 'papaparse';
import type { Rows } from '../app/table/headings.js';
import type { TableRefusal } from '../texts/files.js';
import { workbookFault } from './workbookSize.js';

/** French spreadsheets write semicolons; others commas or tabs. */
const DELIMITERS = [';', '\t', ',', '|'];

/** How much is read to find the delimiter: titles may come before the headings. */
const SAMPLE = 30;

/** How well the first rows of a table are understood; 0 where they aren't. */
export type Score = (rows: readonly (readonly string[])[]) => number;

/** A quote that went wrong: what follows it may have been taken for one cell, rows and all. */
interface QuoteFault {
  /** Index of its row. */
  readonly row: number;
  /** `open`: it is never closed; `text`: text follows the closing one. */
  readonly kind: 'open' | 'text';
}

export interface CsvRead {
  readonly rows: Rows;
  /** The first one. */
  readonly quote: QuoteFault | undefined;
}

/** The rows of a CSV, blank ones included so that a row's rank is that of the file. */
export async function readCsv(bytes: Buffer, score: Score): Promise<CsvRead | 'not-a-table'> {
  const text = decode(bytes);
  if (text.includes('\0')) return 'not-a-table';
  const { default: papa } = await import('papaparse');
  const sample = (delimiter: string): string[][] => papa.parse<string[]>(text, { delimiter, preview: SAMPLE }).data;
  const scores = DELIMITERS.map(delimiter => score(sample(delimiter)));
  const best = Math.max(...scores);
  const delimiter = best > 0 ? (DELIMITERS[scores.indexOf(best)] ?? ';') : widest(sample);
  const rows = new TextRows(text, delimiter);
  const errors: ParseError[] = [];
  papa.parse<string[]>(text, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data, errors: wrong, meta }) => {
      for (const error of wrong) errors.push({ ...error, row: rows.length });
      rows.add(data, meta.cursor, meta.linebreak);
    },
  });
  const [fault] = errors.filter(({ type }) => type === 'Quotes').sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  return { rows, quote: fault && { row: fault.row ?? 0, kind: fault.code === 'MissingQuotes' ? 'open' : 'text' } };
}

/**
 * The rows of a text, cut into cells each time that one is asked for: the text once and where each row ends take a
 * tenth of the memory of three million cells. If the library reads a row's cells otherwise than we cut them, the row
 * is kept as read.
 */
class TextRows implements Rows {
  /** Where each row ends, its line break left out, and where the next begins. */
  private readonly ends: number[] = [];
  private readonly starts: number[] = [0];
  private readonly told = new Map<number, readonly string[]>();

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  get length(): number {
    return this.ends.length;
  }

  add(cells: readonly string[], next: number, linebreak: string): void {
    const row = this.length;
    this.ends.push(this.text.endsWith(linebreak, next) ? next - linebreak.length : next);
    this.starts.push(next);
    const cut = this.at(row);
    if (cut?.length !== cells.length || cut.some((cell, i) => cell !== cells[i])) this.told.set(row, cells);
  }

  at(row: number): readonly string[] | undefined {
    const [start, end] = [this.starts[row], this.ends[row]];
    if (start === undefined || end === undefined) return undefined;
    return this.told.get(row) ?? cellsIn(this.text.slice(start, end), this.delimiter);
  }

  *[Symbol.iterator](): Generator<readonly string[]> {
    for (let row = 0; row < this.length; row++) yield this.at(row) ?? [];
  }
}

const QUOTE = '"';

/** Undefined if there is a quote where none should be. */
function cellsIn(line: string, delimiter: string): readonly string[] | undefined {
  if (!line.includes(QUOTE)) return line.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; at += delimiter.length) {
    const isQuoted = line.startsWith(QUOTE, at);
    const close = isQuoted ? closing(line, at) : line.indexOf(delimiter, at);
    if (isQuoted && close < 0) return undefined;
    const end = close < 0 ? line.length : close;
    cells.push(isQuoted ? line.slice(at + 1, end).replaceAll(QUOTE + QUOTE, QUOTE) : line.slice(at, end));
    at = isQuoted ? end + 1 : end;
    if (at === line.length) return cells;
    if (!line.startsWith(delimiter, at)) return undefined;
  }
}

/** The quote that closes this one: two in a row mean one in the text. */
function closing(line: string, open: number): number {
  let at = line.indexOf(QUOTE, open + 1);
  while (at >= 0 && line.startsWith(QUOTE, at + 1)) at = line.indexOf(QUOTE, at + 2);
  return at;
}

/** Without known headings, the delimiter that makes the most columns: the message will be about the headings. */
function widest(sample: (delimiter: string) => string[][]): string {
  const columns = DELIMITERS.map(delimiter => Math.max(0, ...sample(delimiter).map(row => row.length)));
  return DELIMITERS[columns.indexOf(Math.max(...columns))] ?? ';';
}

const UTF16_LE = [0xff, 0xfe];
const UTF16_BE = [0xfe, 0xff];
const startsWith = (bytes: Buffer, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/**
 * UTF-8 with or without its BOM, UTF-16 likewise (Excel's « Texte Unicode », and what a pipe left of it), Mac Roman or
 * DOS where French was plainly written in it, else Windows-1252, which takes any bytes.
 */
function decode(bytes: Buffer): string {
  const order = utf16Order(bytes);
  if (order === 'le') return new TextDecoder('utf-16le').decode(bytes);
  if (order === 'be')
    return new TextDecoder('utf-16le').decode(
      Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16(),
    );
  if (!isUtf8(bytes)) return eightBits(bytes);
  // Not by a decoder, whose texts take two bytes a character.
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** Headings are ASCII nearly throughout: without a mark, every other byte of the first words is NUL. */
const UTF16_SAMPLE = 32;

function utf16Order(bytes: Buffer): 'le' | 'be' | undefined {
  if (startsWith(bytes, UTF16_LE)) return 'le';
  if (startsWith(bytes, UTF16_BE)) return 'be';
  if (bytes.length < 4 || bytes.length % 2 > 0) return undefined;
  const nul = [0, 0];
  const length = Math.min(bytes.length, UTF16_SAMPLE);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nul[i % 2] = (nul[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nul;
  if (even === 0 && odd * 4 > length) return 'le';
  return odd === 0 && even * 4 > length ? 'be' : undefined;
}

/** à, ç, é, è, ê of Mac Roman. Windows-1252 has signs or nothing there, none of which occurs inside a word. */
const MAC_LETTERS = new Set([0x88, 0x8d, 0x8e, 0x8f, 0x90]);
/** é, ç, ê, è of DOS (code page 850): likewise, except Š, which never follows a small letter. */
const DOS_LETTERS = new Set([0x82, 0x87, 0x88, 0x8a]);

/**
 * « Excel pour Mac » writes its plain CSV in Mac Roman, « CSV (MS-DOS) » is in code page 850. Whoever writes French in
 * Windows-1252 has letters from 0xe0 on.
 */
function eightBits(bytes: Buffer): string {
  let [mac, dos, windows] = [0, 0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0xe0) windows++;
    else if (byte >= 0x80) {
      const [before, after] = [bytes[i - 1], bytes[i + 1]];
      if (!isAsciiLetter(before) && !isAsciiLetter(after)) continue;
      if (MAC_LETTERS.has(byte)) mac++;
      if (DOS_LETTERS.has(byte) && (byte !== 0x8a || isSmallLetter(before))) dos++;
    }
  }
  if (Math.max(mac, dos) <= windows) return windows1252(bytes);
  return mac >= dos ? new TextDecoder('macintosh').decode(bytes) : codePage850(bytes);
}

const isAsciiLetter = (byte = 0): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

const isSmallLetter = (byte = 0): boolean => byte >= 0x61 && byte <= 0x7a;

/** What code page 850 has from 0x80 on; no decoder of the platform knows it. */
const CODE_PAGE_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´' +
  '\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const codePage850 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\xff]/g, character => CODE_PAGE_850.charAt(character.charCodeAt(0) - 0x80));

/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on; U+FFFD where it has nothing either. */
const WINDOWS_1252 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

/** By hand: some releases of Node decode `windows-1252` as Latin-1, without the euro sign. */
const windows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, character => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));

export type CsvEncoding = 'utf-8-bom' | 'utf-8' | 'latin1';
export const CSV_ENCODINGS: readonly CsvEncoding[] = ['utf-8-bom', 'utf-8', 'latin1'];

/** A CSV as spreadsheets read it: CRLF, and a BOM so that Excel takes it for UTF-8. */
export async function csvText(rows: readonly (readonly string[])[], delimiter: string): Promise<string> {
  const { default: papa } = await import('papaparse');
  return `${papa.unparse(
    rows.map(row => [...row]),
    { delimiter, newline: '\r\n' },
  )}\r\n`;
}

/** Undefined where the encoding has no such character: to write another in its place would change a value. */
export function encodeCsv(text: string, encoding: CsvEncoding): Buffer | undefined {
  if (encoding !== 'latin1') return Buffer.from(`${encoding === 'utf-8-bom' ? '\ufeff' : ''}${text}`, 'utf8');
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const at = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : 0x80 + WINDOWS_1252.indexOf(text.charAt(i));
    if (at < 0x80 && code >= 0x80) return undefined;
    if (code === 0xfffd) return undefined;
    bytes[i] = at;
  }
  return bytes;
}

export interface XlsxOptions {
  /** A number's text, from its lexeme: a float would lose the last digits of some. */
  readonly number: (lexeme: string) => string;
  /** How a cell of text is written: as it is, by default. */
  readonly text?: (text: string) => string;
  /** The text of a cell that is neither text nor number. */
  readonly other: (cell: unknown) => string;
}

/** A sheet of a workbook, in the workbook's order. */
export interface Sheet {
  readonly name: string;
  /** The user doesn't see it. */
  readonly hidden: boolean;
  readonly rows: readonly (readonly string[])[];
  /** Whether the cell is a number, by its indices. */
  readonly isNumber: (row: number, at: number) => boolean;
}

interface NumberCell {
  readonly shown: string;
}

/** All sheets of a workbook. */
export async function readXlsx(bytes: Buffer, options: XlsxOptions): Promise<readonly Sheet[] | TableRefusal> {
  const fault = workbookFault(bytes);
  if (fault !== undefined) return fault;
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
  } catch (error) {
    // It goes through a sheet by calling itself, in steps that are shorter on a busy machine.
    const isOverflow = error instanceof Error && error.message.includes('call stack');
    return isOverflow ? 'workbook-too-large' : 'unreadable-workbook';
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
