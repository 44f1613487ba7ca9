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
