import { findHeadings, type PlafondMapping } from '../core/domain/plafonds-lecture.js';

/** French spreadsheets write semicolons; others commas or tabs. */
const DELIMITERS = [';', '\t', ',', '|'];

/** What is looked at to tell the delimiter: titles may stand above the headings. */
const SAMPLE = 30;

/** The rows of a CSV, blank ones included so that a row's rank is that of the file. */
export async function readCsv(bytes: Buffer, mapping: PlafondMapping): Promise<string[][] | 'not-a-table'> {
  const text = decode(bytes);
  if (text.includes('\0')) return 'not-a-table';
  const { default: papa } = await import('papaparse');
  const sample = (delimiter: string): string[][] => papa.parse<string[]>(text, { delimiter, preview: SAMPLE }).data;
  const delimiter = DELIMITERS.find((candidate) => findHeadings(sample(candidate), mapping) !== undefined) ?? widest(sample);
  return papa.parse<string[]>(text, { delimiter, skipEmptyLines: false }).data;
}

/** Without known headings, the delimiter that makes the most columns: the message will be about the headings. */
function widest(sample: (delimiter: string) => string[][]): string {
  const columns = DELIMITERS.map((delimiter) => Math.max(0, ...sample(delimiter).map((row) => row.length)));
  return DELIMITERS[columns.indexOf(Math.max(...columns))] ?? ';';
}

const UTF16_LE = [0xff, 0xfe];

/** UTF-8 with or without its BOM, UTF-16 as Excel's « Texte Unicode », else Windows-1252, which takes any bytes. */
function decode(bytes: Buffer): string {
  if (UTF16_LE.every((byte, i) => bytes[i] === byte)) return new TextDecoder('utf-16le').decode(bytes);
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
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
