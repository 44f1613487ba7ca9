import { deflateSync } from 'fflate';
import { type ZipEntry, ZipRefused, type ZipWriter } from '../app/deposit/ports.js';
import { nameKey } from '../format/pieces/folder.js';
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** Written in JavaScript, it packs alike on any machine: the zlib of Node and of its builds doesn't. */
const DEFLATE = { level: 6, mem: 4 } as const;
/** 1 January 1980, the format's first day: an archive contains no real time. */
const DATE = (0 << 9) | (1 << 5) | 1;
const VERSION = 20;
/** As from a Unix with world-readable files, whatever the machine: in a DOS archive, unzip would misread the names. */
const MADE_BY = (3 << 8) | VERSION;
const ATTRIBUTES = 0o100644 * 0x10000;

interface Packed {
  readonly name: Buffer;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
}

/**
 * An archive, with the same bytes for the same entries. The library packs each entry; its own archives are unsuitable:
 * it sorts names that look like numbers, and dates entries in the machine's time zone.
 */
function writeArchive(entries: readonly ZipEntry[]): Uint8Array {
  check(entries);
  const packed = entries.map(pack);
  const files = packed.reduce((sum, { name, data }) => sum + LOCAL_LENGTH + name.length + data.length, 0);
  const total = packed.reduce((sum, { name }) => sum + ENTRY_LENGTH + name.length, files + END_LENGTH);
  if (total > MAX_BYTES) throw new ZipRefused('too-large');
  const archive = Buffer.alloc(total);
  let at = 0;
  let directory = files;
  for (const entry of packed) {
    directory = putDirectoryEntry(archive, directory, at, entry);
    at = putFile(archive, at, entry);
  }
  archive.writeUInt32LE(END_OF_DIRECTORY, directory);
  archive.writeUInt16LE(packed.length, directory + 8);
  archive.writeUInt16LE(packed.length, directory + 10);
  archive.writeUInt32LE(directory - files, directory + 12);
  archive.writeUInt32LE(files, directory + 16);
  return archive;
}

function check(entries: readonly ZipEntry[]): void {
  if (entries.length > MAX_ENTRIES) throw new ZipRefused('too-many');
  const names = new Set<string>();
  for (const { name, bytes } of entries) {
    if (!isEntryName(name)) throw new ZipRefused('name', name);
    // Case-insensitive systems would unpack one over the other.
    const folded = nameKey(name);
    if (names.has(folded)) throw new ZipRefused('repeated-name', name);
    names.add(folded);
    if (bytes.length > MAX_BYTES) throw new ZipRefused('too-large', name);
  }
}

function pack({ name, bytes }: ZipEntry): Packed {
  const encoded = Buffer.from(name);
  const flags = encoded.length === name.length ? 0 : UTF8_FLAG;
  return { name: encoded, flags, crc: crc32(bytes), size: bytes.length, data: deflated(name, bytes) };
}

/** Memory runs out before the format does: the faulty entry is named. */
function deflated(name: string, bytes: Uint8Array): Uint8Array {
  try {
    return deflateSync(bytes, DEFLATE);
  } catch (error) {
    if (error instanceof RangeError) throw new ZipRefused('too-large', name);
    throw error;
  }
}

/** What the local header and the directory both say about an entry. */
function putCommon(archive: Buffer, at: number, entry: Packed): void {
  archive.writeUInt16LE(VERSION, at);
  archive.writeUInt16LE(entry.flags, at + 2);
  archive.writeUInt16LE(DEFLATED, at + 4);
  archive.writeUInt16LE(0, at + 6);
  archive.writeUInt16LE(DATE, at + 8);
  archive.writeUInt32LE(entry.crc, at + 10);
  archive.writeUInt32LE(entry.data.length, at + 14);
  archive.writeUInt32LE(entry.size, at + 18);
  archive.writeUInt16LE(entry.name.length, at + 22);
}

function putFile(archive: Buffer, at: number, entry: Packed): number {
  archive.writeUInt32LE(LOCAL_HEADER, at);
  putCommon(archive, at + 4, entry);
  archive.set(entry.name, at + LOCAL_LENGTH);
  archive.set(entry.data, at + LOCAL_LENGTH + entry.name.length);
  return at + LOCAL_LENGTH + entry.name.length + entry.data.length;
}

function putDirectoryEntry(archive: Buffer, at: number, file: number, entry: Packed): number {
  archive.writeUInt32LE(DIRECTORY_ENTRY, at);
  archive.writeUInt16LE(MADE_BY, at + 4);
  putCommon(archive, at + 6, entry);
  archive.writeUInt32LE(ATTRIBUTES, at + 38);
  archive.writeUInt32LE(file, at + 42);
  archive.set(entry.name, at + ENTRY_LENGTH);
  return at + ENTRY_LENGTH + entry.name.length;
}

/** The parts of the ZIP format (APPNOTE 6.3) that an archive of plain files needs. */
export const LOCAL_HEADER = 0x04034b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_LENGTH = 30;
export const ENTRY_LENGTH = 46;
export const END_LENGTH = 22;
const DEFLATED = 8;
/** The name is UTF-8. Set only when needed: old readers take any other name as it is. */
const UTF8_FLAG = 0x0800;
/** The limits of 32-bit and 16-bit fields; beyond them ZIP64 is needed, which not every portal reads. */
export const MAX_BYTES = 0xffffffff;
export const MAX_ENTRIES = 0xffff;
export const MAX_NAME = 0xffff;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Node has its own only from 20.15 on. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Whether an archive can have a file of this name at its root, on any system that unpacks it. */
const isEntryName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  !/[\p{Cc}\p{Cs}/\\]/u.test(name) &&
  !/^[a-z]:/i.test(name) &&
  Buffer.byteLength(name) <= MAX_NAME;

interface VerifiedEntry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Reads one of our archives back, unpacked by another program than the packer (Node's zlib), and checks every field of
 * its headers. @throws on any difference
 */
function verifyArchive(archive: Uint8Array): readonly VerifiedEntry[] {
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

/** `common` is the directory's version: the local header has to match. */
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

export const zipWriter: ZipWriter = { write: writeArchive, verify: verifyArchive };
