import { Unzlib } from 'fflate';

/** Readers take a file whose header comes late; what stands before it is dropped. */
const HEADER_WITHIN = 1024;
const HEADER = Buffer.from('%PDF-');
const STREAM = Buffer.from('stream');
const END_STREAM = Buffer.from('endstream');
/** Deflate packs 1032 to 1 at most: a shorter stream can't hurt. */
const HARMLESS = 64 * 1024;
/** A page's content, a font, a table of objects: tens of megabytes at the very most. */
const MAX_UNPACKED = 128 * 1024 * 1024;
/** How far before its data a stream's dictionary is looked for. */
const DICTIONARY = 1024;

/** Bytes without copying them. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The document from its header on; undefined where there is none. */
export function fromHeader(bytes: Uint8Array): Uint8Array | undefined {
  const start = asBuffer(bytes)
    .subarray(0, HEADER_WITHIN + HEADER.length)
    .indexOf(HEADER);
  return start < 0 ? undefined : bytes.subarray(start);
}

/**
 * Whether a few bytes of this file would unpack to gigabytes: the libraries that read PDFs set no limit. Images are
 * left out, nobody unpacks them here.
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

/** Unpacked piece by piece, so that nothing is kept. What can't be unpacked is no bomb. */
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
