import type { ParseError } from 'papaparse';

/** French spreadsheets write semicolons; others commas or tabs. */
const DELIMITERS = [';', '\t', ',', '|'];

/** What is looked at to tell the delimiter: titles may stand above the headings. */
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
  readonly rows: string[][];
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
  const rows: string[][] = [];
  const errors: ParseError[] = [];
  const kept = keeper();
  papa.parse<string[]>(text, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data, errors: wrong }) => {
      for (const error of wrong) errors.push({ ...error, row: rows.length });
      rows.push(data.map(kept));
    },
  });
  const [fault] = errors.filter(({ type }) => type === 'Quotes').sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  return { rows, quote: fault && { row: fault.row ?? 0, kind: fault.code === 'MissingQuotes' ? 'open' : 'text' } };
}

/** Words of a table that are kept once, however often they stand in it; its own numbers and names stand once. */
const MAX_WORDS = 5_000;
const MAX_WORD = 40;

function keeper(): (cell: string) => string {
  const words = new Map<string, string>();
  return cell => {
    if (cell.length > MAX_WORD) return cell;
    const known = words.get(cell);
    if (known === undefined && words.size < MAX_WORDS) words.set(cell, cell);
    return known ?? cell;
  };
}

/** Without known headings, the delimiter that makes the most columns: the message will be about the headings. */
function widest(sample: (delimiter: string) => string[][]): string {
  const columns = DELIMITERS.map(delimiter => Math.max(0, ...sample(delimiter).map(row => row.length)));
  return DELIMITERS[columns.indexOf(Math.max(...columns))] ?? ';';
}

const UTF16_LE = [0xff, 0xfe];
const UTF16_BE = [0xfe, 0xff];
const startsWith = (bytes: Buffer, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/** UTF-8 with or without its BOM, UTF-16 as Excel's « Texte Unicode », else Windows-1252, which takes any bytes. */
function decode(bytes: Buffer): string {
  if (startsWith(bytes, UTF16_LE)) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, UTF16_BE))
    return new TextDecoder('utf-16le').decode(
      Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16(),
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

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
