import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import {
  crc32,
  DEFLATED,
  DIRECTORY_ENTRY,
  END_LENGTH,
  END_OF_DIRECTORY,
  ENTRY_LENGTH,
  isEntryName,
  LOCAL_HEADER,
  LOCAL_LENGTH,
  UTF8_FLAG,
} from './format.js';

export interface VerifiedEntry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Reads an archive of ours back, unpacked by another program than packed it (Node's zlib), and holds it to every word
 * of its headers. @throws on any difference
 */
export function verifyArchive(archive: Uint8Array): readonly VerifiedEntry[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = bytes.length - END_LENGTH;
  hold(end >= 0 && bytes.readUInt32LE(end) === END_OF_DIRECTORY, 'no end of directory');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  hold(bytes.readUInt16LE(end + 8) === count && bytes.readUInt32LE(end + 12) === end - at, 'directory');
  const directory = at;
  let file = 0;
  const entries: VerifiedEntry[] = [];
  for (let rank = 0; rank < count; rank++) {
    hold(at + ENTRY_LENGTH <= end && bytes.readUInt32LE(at) === DIRECTORY_ENTRY, 'directory entry');
    hold(bytes.readUInt32LE(at + 42) === file, 'offset');
    const length = bytes.readUInt16LE(at + 28);
    const next = at + ENTRY_LENGTH + length;
    hold(next <= end, 'name');
    const { entry, after } = readFile(
      bytes,
      file,
      bytes.subarray(at + 6, at + 30),
      bytes.subarray(at + ENTRY_LENGTH, next),
      directory,
    );
    entries.push(entry);
    file = after;
    at = next;
  }
  hold(at === end && file === directory, 'length');
  return entries;
}

/** `common` is what the directory says of it: the local header has to say the same. */
function readFile(
  bytes: Buffer,
  at: number,
  common: Buffer,
  name: Buffer,
  limit: number,
): { entry: VerifiedEntry; after: number } {
  const start = at + LOCAL_LENGTH + name.length;
  hold(start <= limit && bytes.readUInt32LE(at) === LOCAL_HEADER, 'local header');
  hold(bytes.subarray(at + 4, at + 28).equals(common), 'local header');
  hold(bytes.subarray(at + LOCAL_LENGTH, start).equals(name), 'name');
  hold(bytes.readUInt16LE(at + 28) === 0 && common.readUInt16LE(4) === DEFLATED, 'method');
  const text = name.toString('utf8');
  hold(Buffer.from(text).equals(name) && isEntryName(text), 'name');
  hold((common.readUInt16LE(2) === UTF8_FLAG) === (text.length !== name.length), 'name');
  const after = start + common.readUInt32LE(14);
  hold(after <= limit, 'data');
  const size = common.readUInt32LE(18);
  const content = inflateRawSync(bytes.subarray(start, after), { maxOutputLength: Math.max(size, 1) });
  hold(content.length === size && crc32(content) === common.readUInt32LE(10), 'content');
  return { entry: { name: text, size, sha256: createHash('sha256').update(content).digest('hex') }, after };
}

function hold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`damaged archive: ${what}`);
}
