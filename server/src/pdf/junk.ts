import { asBuffer } from './guard.js';

/** What the library reads past, a byte at a time and slowly, before it finds the next object. */
const MAX_JUNK = 64 * 1024;
const END = '%%EOF';
const END_OBJECT = 'endobj';
const STREAM = 'stream';
const END_STREAM = 'endstream';
/** An object, or one of the parts after them. */
const NEXT = /\b\d{1,10}[\0\s]{1,40}\d{1,5}[\0\s]{1,40}obj\b|\bxref\b|\btrailer\b|\bstartxref\b/;
/** Looked at as text at a time: no text holds a whole file of hundreds of megabytes. */
const WINDOW = 1024 * 1024;
/** Longer than anything that `NEXT` finds, so that no window cuts one. */
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
 * Whether so much lies between the objects that reading past it would take minutes: a download that stopped in a scan,
 * a trap.
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
    // An object or a table that never ends makes junk of all the rest.
    if (end < 0) junk += printable(buffer, start, buffer.length);
    at = end;
  }
  return junk > MAX_JUNK;
}

interface Part {
  readonly at: number;
  readonly text: string;
}

/** Where the next object begins, or the next part. The windows grow: most objects follow each other at once. */
function nextPart(buffer: Buffer, from: number): Part | undefined {
  let size = 1024;
  for (let at = from; at < buffer.length; at += size - OVERLAP, size = Math.min(2 * size, WINDOW)) {
    // One byte more before it than is searched, for `\b`.
    const before = Math.min(at, 1);
    const window = buffer.toString('latin1', at - before, at + size);
    const found = NEXT.exec(window);
    // What ends where the window ends may go on behind it: the next window has it whole.
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

/** Where the stream of an object begins: the word behind its dictionary. */
function streamIn(buffer: Buffer, start: number, end: number): number {
  const within = buffer.subarray(start, end);
  for (let at = within.indexOf(STREAM); at >= 0; at = within.indexOf(STREAM, at + STREAM.length)) {
    if (/>>[\0\s]*$/.test(within.toString('latin1', Math.max(0, at - GAP), at))) return start + at;
  }
  return -1;
}

/** A table goes on to its trailer; the other parts are short. */
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
