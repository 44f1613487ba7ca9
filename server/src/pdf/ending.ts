import { asBuffer } from './guard.js';

/**
 * How a file ends: as it was written (`sound`); with its trailer, yet without a way from there to the table of its
 * objects, which readers then rebuild (`rebuilt`); or before its trailer, as downloads do that were interrupted
 * (`cut`).
 */
export type Ending = 'sound' | 'rebuilt' | 'cut';

const TRAILER = 'trailer';
const START = 'startxref';
const END = '%%EOF';
const OBJECT = 'obj';
const STREAM = 'stream';
const END_STREAM = 'endstream';
/** Before `obj`: the two numbers of an object. */
const NUMBERS = /(?:^|[^0-9])[0-9]{1,10}[\0\s]+[0-9]{1,5}[\0\s]*$/;
const BEFORE = 64;
/** Longer than any trailer or dictionary of a table. */
const DICTIONARY = 64 * 1024;
/** Tables are looked for this far around the place that the end tells. */
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
  // Those further up are of earlier versions.
  const start = buffer.indexOf(START, Math.max(trailer, object));
  const [, told] =
    /^startxref\s+(\d{1,15})\b/.exec(start < 0 ? '' : buffer.toString('latin1', start, start + BEFORE)) ?? [];
  const place = Number(told ?? 0);
  // The first half of a file made for the web ends like a file; its table leads nowhere.
  if (place === 0 && isShort(buffer)) return 'cut';
  if (leadsToTable(buffer, place) || (before > 0 && leadsToTable(buffer, place - before))) return 'sound';
  // Without a trailer in plain words, few readers find a table that the last lines don't lead to.
  return trailer > object || (start >= 0 && buffer.indexOf(END, start) >= 0) ? 'rebuilt' : 'cut';
}

/** Where the last object begins, behind its header; -1 without any. */
function lastObject(buffer: Buffer): number {
  for (let at = buffer.lastIndexOf(OBJECT); at >= 0; at = at === 0 ? -1 : buffer.lastIndexOf(OBJECT, at - 1)) {
    if (NUMBERS.test(buffer.toString('latin1', Math.max(0, at - BEFORE), at))) return at + OBJECT.length;
  }
  return -1;
}

/** Whether a dictionary stands here with its end: strings in it may hold brackets, and are passed over. */
function isDictionary(buffer: Buffer, at: number): boolean {
  const text = buffer.toString('latin1', at, at + DICTIONARY);
  let depth = 0;
  for (const [token] of text.matchAll(/<<|>>|\((?:\\[^]|[^\\()])*\)?|%[^\r\n]*/g)) {
    if (token === '<<') depth++;
    else if (token === '>>' && --depth === 0) return true;
  }
  return false;
}

/** Whether the last object is a table of objects (they are streams since PDF 1.5), to its end. */
function isTable(buffer: Buffer, at: number): boolean {
  if (at < 0) return false;
  const text = buffer.toString('latin1', at, at + DICTIONARY);
  return /\/Type\s*\/XRef\b/.test(text.slice(0, text.indexOf(STREAM))) && buffer.indexOf(END_STREAM, at) >= 0;
}

/** Whether the file says itself that it was longer, as those do that are made for the web. */
function isShort(buffer: Buffer): boolean {
  const [, length] =
    /\/Linearized\b[^>]*?\/L\s+(\d{1,15})\b/.exec(buffer.toString('latin1', 0, 2 * BEFORE + 1024)) ?? [];
  return length !== undefined && Number(length) > buffer.length + AROUND;
}

function leadsToTable(buffer: Buffer, place: number): boolean {
  if (place < 0 || place >= buffer.length) return false;
  return /^\s*(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)/.test(buffer.toString('latin1', place, place + AROUND));
}
