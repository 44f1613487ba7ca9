import { unzipSync } from 'fflate';

/** A cell is made of each place up to the last one that holds something: a stray one at XFD1048576 makes many. */
const MAX_CELLS = 10_000_000;

/** The library takes eight times as much memory. A hundred thousand rows of ten columns unpack to 60 MB. */
const MAX_UNPACKED = 100_000_000;

/** A spreadsheet has no more. */
const MAX_ROWS = 1_048_576;

/** Why a workbook must not be given to the library, which would fill the memory; undefined if it may be. */
export function workbookFault(
  bytes: Buffer,
): 'unreadable-workbook' | 'workbook-too-large' | 'workbook-far-cell' | undefined {
  const size = unpackedSize(bytes);
  if (size === undefined) return 'unreadable-workbook';
  if (size > MAX_UNPACKED) return 'workbook-too-large';
  const cells = cellsOf(bytes);
  if (cells === Infinity) return 'unreadable-workbook';
  return cells > MAX_CELLS ? 'workbook-far-cell' : undefined;
}

/**
 * The places of the largest sheet: infinitely many if it numbers a row that no sheet has, 0 for an archive that can't
 * be read, which the library tells.
 */
export function cellsOf(bytes: Buffer): number {
  const isSheet = ({ name }: { name: string }): boolean => /^xl\/worksheets\/[^/]+\.xml$/.test(name);
  try {
    return Math.max(0, ...Object.values(unzipSync(bytes, { filter: isSheet })).map(placesIn));
  } catch {
    return 0;
  }
}

const [OPEN, COLON, CLOSE, SLASH, LETTER_C, LETTER_R, LETTER_O, LETTER_W] = [
  0x3c, 0x3a, 0x3e, 0x2f, 0x63, 0x72, 0x6f, 0x77,
];
const QUOTES: readonly (number | undefined)[] = [0x22, 0x27];

/** Rows by columns of a sheet's cells; one that closes itself holds a format only. Byte by byte: sheets are long. */
function placesIn(xml: Uint8Array): number {
  let [rows, columns] = [0, 0];
  for (let i = 0; i < xml.length; i++) {
    // `<c `, or `<x:c `; `<row ` has a number alone.
    if (xml[i] !== OPEN && xml[i] !== COLON) continue;
    const isRow = xml[i + 1] === LETTER_R && xml[i + 2] === LETTER_O && xml[i + 3] === LETTER_W;
    const length = isRow ? 4 : 2;
    if ((!isRow && xml[i + 1] !== LETTER_C) || (xml[i + length] ?? CLOSE) > 0x20) continue;
    let [row, column] = [0, 0];
    for (i += length; i < xml.length && xml[i] !== CLOSE; i++) {
      const quote = xml[i + 2];
      if (xml[i] !== LETTER_R || (xml[i - 1] ?? CLOSE) > 0x20 || !QUOTES.includes(quote)) continue;
      for (i += 3; i < xml.length && xml[i] !== quote; i++) {
        const byte = xml[i] ?? 0;
        if (byte >= 0x41) column = column * 26 + byte - 0x40;
        else row = row * 10 + byte - 0x30;
      }
    }
    // A row is made for each number up to the last, whatever it holds.
    if (row > MAX_ROWS) return Infinity;
    if (isRow || xml[i - 1] === SLASH) continue;
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
  }
  return rows * columns;
}

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
