import { Unzlib } from 'fflate';

/** Readers accept a file whose header comes late, and drop what precedes it. */
const HEADER_WITHIN = 1024;
const HEADER = Buffer.from('%PDF-');
const STREAM = 'stream';
const END_STREAM = 'endstream';
const END = '%%EOF';
/** Deflate packs 1032 to 1 at most: a shorter stream can't hurt. */
const HARMLESS = 64 * 1024;
/** A page's content, a font, a table of objects: tens of megabytes at most. */
const MAX_UNPACKED = 128 * 1024 * 1024;
/** How far before its data a stream's dictionary is searched for. */
const DICTIONARY = 1024;

/** Bytes without copying them. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The document from its header on; undefined without one. */
export function fromHeader(bytes: Uint8Array): Uint8Array | undefined {
  const start = asBuffer(bytes)
    .subarray(0, HEADER_WITHIN + HEADER.length)
    .indexOf(HEADER);
  return start < 0 ? undefined : bytes.subarray(start);
}

/**
 * Whether a few bytes of this file would unpack to gigabytes: the libraries that read PDFs set no limit. Images are
 * left out, since nothing unpacks them here.
 */
export function isBomb(bytes: Uint8Array): boolean {
  const buffer = asBuffer(bytes);
  for (let at = buffer.indexOf(STREAM); at >= 0; ) {
    const start = at + STREAM.length + (buffer[at + STREAM.length] === 0x0d ? 2 : 1);
    const next = buffer.indexOf(END_STREAM, start);
    const end = next < 0 ? buffer.length : next;
    if (end - start > HARMLESS) {
      const dictionary = dictionaryBefore(buffer, at);
      const layers = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
      if (
        layers > 0 &&
        (layers > 1 || !isImage(dictionary)) &&
        exceeds(buffer.subarray(start, end), Math.min(layers, 3))
      )
        return true;
    }
    at = next < 0 ? -1 : buffer.indexOf(STREAM, next + END_STREAM.length);
  }
  return false;
}

function dictionaryBefore(buffer: Buffer, at: number): string {
  const text = buffer.toString('latin1', Math.max(0, at - DICTIONARY), at);
  return text.slice(text.lastIndexOf(' obj') + 1);
}

const isImage = (dictionary: string): boolean =>
  /\/Subtype\s*\/Image\b/.test(dictionary) && !/\/(?:ObjStm|XRef)\b/.test(dictionary);

class TooMuch extends Error {}

/** Unpacked piece by piece, keeping nothing. What can't be unpacked is not a bomb. */
function exceeds(data: Uint8Array, layers: number): boolean {
  let total = 0;
  let sink = (chunk: Uint8Array): void => {
    total += chunk.length;
    if (total > MAX_UNPACKED) throw new TooMuch();
  };
  for (let layer = 0; layer < layers; layer++) {
    const inner = sink;
    const inflate = new Unzlib(chunk => {
      inner(chunk);
    });
    sink = chunk => {
      inflate.push(chunk);
    };
  }
  try {
    const STEP = 16 * 1024;
    for (let at = 0; at < data.length; at += STEP) sink(data.subarray(at, at + STEP));
    return false;
  } catch (error) {
    return error instanceof TooMuch;
  }
}

/**
 * How a file ends: as it was written (`sound`); with its trailer, but without a path from there to the table of its
 * objects, which readers then rebuild (`rebuilt`); or before its trailer, like interrupted downloads (`cut`).
 */
type Ending = 'sound' | 'rebuilt' | 'cut';

const TRAILER = 'trailer';
const START = 'startxref';
const OBJECT = 'obj';
/** Before `obj`: the two numbers of an object. */
const NUMBERS = /(?:^|[^0-9])[0-9]{1,10}[\0\s]+[0-9]{1,5}[\0\s]*$/;
const BEFORE = 64;
/** Longer than any trailer or dictionary of a table. */
const LONG_DICTIONARY = 64 * 1024;
/** How far around the place named at the end tables are searched for. */
const AROUND = 32;

/**
 * @param document from its header on, without what follows its end
 * @param before length of what stood before the header: some programs count it, some don't
 */
export function endingOf(document: Uint8Array, before: number): Ending {
  const buffer = asBuffer(document);
  const object = lastObject(buffer);
  const trailer = buffer.lastIndexOf(TRAILER);
  const complete = trailer > object ? isDictionary(buffer, trailer + TRAILER.length) : isTable(buffer, object);
  if (!complete) return 'cut';
  // Those further up belong to earlier versions.
  const start = buffer.indexOf(START, Math.max(trailer, object));
  const [, told] =
    /^startxref\s+(\d{1,15})\b/.exec(start < 0 ? '' : buffer.toString('latin1', start, start + BEFORE)) ?? [];
  const place = Number(told ?? 0);
  // The first half of a file optimised for the web ends like a complete file, but its table leads nowhere.
  if (place === 0 && isShort(buffer)) return 'cut';
  if (leadsToTable(buffer, place) || (before > 0 && leadsToTable(buffer, place - before))) return 'sound';
  // Without a plain-text trailer, few readers find a table that the last lines don't lead to.
  return trailer > object || (start >= 0 && buffer.indexOf(END, start) >= 0) ? 'rebuilt' : 'cut';
}

/** Where the last object begins, behind its header; -1 without any. */
function lastObject(buffer: Buffer): number {
  for (let at = buffer.lastIndexOf(OBJECT); at >= 0; at = at === 0 ? -1 : buffer.lastIndexOf(OBJECT, at - 1)) {
    if (NUMBERS.test(buffer.toString('latin1', Math.max(0, at - BEFORE), at))) return at + OBJECT.length;
  }
  return -1;
}

/** Whether a complete dictionary is here: strings in it may contain brackets, and are skipped. */
function isDictionary(buffer: Buffer, at: number): boolean {
  const text = buffer.toString('latin1', at, at + LONG_DICTIONARY);
  let depth = 0;
  for (const [token] of text.matchAll(/<<|>>|\((?:\\[^]|[^\\()])*\)?|%[^\r\n]*/g)) {
    if (token === '<<') depth++;
    else if (token === '>>' && --depth === 0) return true;
  }
  return false;
}

/** Whether the last object is a table of objects (a stream since PDF 1.5), complete to its end. */
function isTable(buffer: Buffer, at: number): boolean {
  if (at < 0) return false;
  const text = buffer.toString('latin1', at, at + LONG_DICTIONARY);
  return /\/Type\s*\/XRef\b/.test(text.slice(0, text.indexOf(STREAM))) && buffer.indexOf(END_STREAM, at) >= 0;
}

/** Whether the file itself says that it was longer, as files optimised for the web do. */
function isShort(buffer: Buffer): boolean {
  const [, length] =
    /\/Linearized\b[^>]*?\/L\s+(\d{1,15})\b/.exec(buffer.toString('latin1', 0, 2 * BEFORE + 1024)) ?? [];
  return length !== undefined && Number(length) > buffer.length + AROUND;
}

function leadsToTable(buffer: Buffer, place: number): boolean {
  if (place < 0 || place >= buffer.length) return false;
  return /^\s*(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)/.test(buffer.toString('latin1', place, place + AROUND));
}

/** What the library skips, slowly and byte by byte, before it finds the next object. */
const MAX_JUNK = 64 * 1024;
const END_OBJECT = 'endobj';
/** An object, or one of the parts after them. */
const NEXT = /\b\d{1,10}[\0\s]{1,40}\d{1,5}[\0\s]{1,40}obj\b|\bxref\b|\btrailer\b|\bstartxref\b/;
/** How much is searched as text at a time: no text holds a whole file of hundreds of megabytes. */
const WINDOW = 1024 * 1024;
/** Longer than any match of `NEXT`, so that no window cuts one. */
const OVERLAP = 100;
/** White space that may stand between a dictionary and its stream. */
const GAP = 64;

/** The document without what follows its end: mail gateways and servers leave things there. */
export function withoutTail(bytes: Uint8Array): Uint8Array {
  const buffer = asBuffer(bytes);
  const end = buffer.lastIndexOf(END);
  return end < 0 || buffer.indexOf(' obj', end) >= 0 ? bytes : bytes.subarray(0, end + END.length);
}

/**
 * Whether the gaps between the objects are so large that skipping them would take minutes: an interrupted download in a
 * scan, or a trap.
 */
export function isMostlyJunk(bytes: Uint8Array): boolean {
  const buffer = asBuffer(bytes);
  let junk = 0;
  let at = buffer.indexOf('\n');
  while (at >= 0 && at < buffer.length && junk <= MAX_JUNK) {
    const next = nextPart(buffer, at);
    junk += printable(buffer, at, next?.at ?? buffer.length);
    if (next === undefined) break;
    const start = next.at + next.text.length;
    const end = next.text.endsWith('obj') ? endOfObject(buffer, start) : endOfPart(buffer, start, next.text);
    // An object or a table that never ends turns all the rest into junk.
    if (end < 0) junk += printable(buffer, start, buffer.length);
    at = end;
  }
  return junk > MAX_JUNK;
}

interface Part {
  readonly at: number;
  readonly text: string;
}

/** Where the next object begins, or the next part. The windows grow: most objects follow each other immediately. */
function nextPart(buffer: Buffer, from: number): Part | undefined {
  let size = 1024;
  for (let at = from; at < buffer.length; at += size - OVERLAP, size = Math.min(2 * size, WINDOW)) {
    // One byte more before it than is searched, for `\b`.
    const before = Math.min(at, 1);
    const window = buffer.toString('latin1', at - before, at + size);
    const found = NEXT.exec(window);
    // A match at the end of a window may continue: the next window has it whole.
    if (found !== null && (found.index + found[0].length < window.length || at + size >= buffer.length))
      return { at: at - before + found.index, text: found[0] };
  }
  return undefined;
}

function endOfObject(buffer: Buffer, start: number): number {
  const end = buffer.indexOf(END_OBJECT, start);
  const stream = streamIn(buffer, start, end < 0 ? buffer.length : end);
  const endStream = stream < 0 ? -1 : buffer.indexOf(END_STREAM, stream);
  if (endStream < 0) return end < 0 ? -1 : end + END_OBJECT.length;
  const after = buffer.indexOf(END_OBJECT, endStream);
  return after < 0 ? endStream + END_STREAM.length : after + END_OBJECT.length;
}

/** Where the stream of an object begins: the word after its dictionary. */
function streamIn(buffer: Buffer, start: number, end: number): number {
  const within = buffer.subarray(start, end);
  for (let at = within.indexOf(STREAM); at >= 0; at = within.indexOf(STREAM, at + STREAM.length)) {
    if (/>>[\0\s]*$/.test(within.toString('latin1', Math.max(0, at - GAP), at))) return start + at;
  }
  return -1;
}

/** A table continues to its trailer; the other parts are short. */
const endOfPart = (buffer: Buffer, start: number, part: string): number =>
  part === 'xref' ? buffer.indexOf('trailer', start) : start;

function printable(buffer: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to && count <= MAX_JUNK; at++) {
    const code = buffer[at] ?? 0;
    if (code > 0x20 && code <= 0x7e) count++;
  }
  return count;
}
