import { asBuffer } from './guard.js';

/** What the library reads past, a byte at a time and slowly, before it finds the next object. */
const MAX_JUNK = 64 * 1024;
const END = '%%EOF';
const END_OBJECT = 'endobj';
/** An object, or one of the parts after them. */
const NEXT = /\b\d{1,10}[\0\s]+\d{1,5}[\0\s]+obj\b|\bxref\b|\btrailer\b|\bstartxref\b/g;

/** The document without what follows its end: mail gateways and servers leave things there. */
export function withoutTail(bytes: Uint8Array): Uint8Array {
  const buffer = asBuffer(bytes);
  const end = buffer.lastIndexOf(END);
  return end < 0 || buffer.indexOf(' obj', end) >= 0 ? bytes : bytes.subarray(0, end + END.length);
}

/** Whether so much lies between the objects that reading past it would take minutes: a download that stopped in a scan, a trap. */
export function isMostlyJunk(bytes: Uint8Array): boolean {
  const text = asBuffer(bytes).toString('latin1');
  let junk = 0;
  let at = text.indexOf('\n');
  while (at >= 0 && at < text.length && junk <= MAX_JUNK) {
    NEXT.lastIndex = at;
    const next = NEXT.exec(text);
    junk += printable(text, at, next?.index ?? text.length);
    if (next === null) break;
    const start = NEXT.lastIndex;
    const end = next[0].endsWith('obj') ? endOfObject(text, start) : endOfPart(text, start, next[0]);
    // An object or a table that never ends makes junk of all the rest.
    if (end < 0) junk += printable(text, start, text.length);
    at = end;
  }
  return junk > MAX_JUNK;
}

function endOfObject(text: string, start: number): number {
  const end = text.indexOf(END_OBJECT, start);
  const stream = text.slice(start, end < 0 ? text.length : end).search(/>>[\0\s]*stream\b/);
  const endStream = stream < 0 ? -1 : text.indexOf('endstream', start + stream);
  if (stream < 0 || endStream < 0) return end < 0 ? -1 : end + END_OBJECT.length;
  const after = text.indexOf(END_OBJECT, endStream);
  return after < 0 ? endStream + 'endstream'.length : after + END_OBJECT.length;
}

/** A table goes on to its trailer; the other parts are short. */
const endOfPart = (text: string, start: number, part: string): number => (part === 'xref' ? text.indexOf('trailer', start) : start);

function printable(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to && count <= MAX_JUNK; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code <= 0x7e) count++;
  }
  return count;
}
