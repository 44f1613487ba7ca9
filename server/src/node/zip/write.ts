import { deflateSync } from 'fflate';
import { ZipRefused, type ZipEntry } from '../../app/deposit/ports.js';
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
  MAX_BYTES,
  MAX_ENTRIES,
  UTF8_FLAG,
} from './format.js';

/** Written in JavaScript, it packs alike on any machine: the zlib of Node and of its builds doesn't. */
const DEFLATE = { level: 6, mem: 4 } as const;
/** 1 January 1980, the first day that the format knows: an archive tells no time. */
const DATE = (0 << 9) | (1 << 5) | 1;
const VERSION = 20;
/**
 * As from a Unix with files that anyone may read, whatever the machine: from a DOS, unzip takes names for that system's
 * letters.
 */
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
 * An archive, the same bytes for the same entries. The library packs each entry; its own archives don't serve: they are
 * sorted where names look like numbers, and dated in the machine's time zone.
 */
export function writeArchive(entries: readonly ZipEntry[]): Uint8Array {
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
    // Systems that don't tell case would unpack one over the other.
    const folded = name.normalize('NFC').toLowerCase();
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

/** Memory runs out before the format does: the entry at fault is named. */
function deflated(name: string, bytes: Uint8Array): Uint8Array {
  try {
    return deflateSync(bytes, DEFLATE);
  } catch (error) {
    if (error instanceof RangeError) throw new ZipRefused('too-large', name);
    throw error;
  }
}

/** What the local header and the directory say alike of an entry. */
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
