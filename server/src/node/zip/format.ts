/** The parts of the ZIP format (APPNOTE 6.3) that an archive of plain files needs. */
export const LOCAL_HEADER = 0x04034b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;
export const LOCAL_LENGTH = 30;
export const ENTRY_LENGTH = 46;
export const END_LENGTH = 22;
export const DEFLATED = 8;
/** The name is UTF-8. Set only where it matters: old readers take any other name as it is. */
export const UTF8_FLAG = 0x0800;
/** What 32-bit and 16-bit fields can say; beyond, it takes ZIP64, which not every portal reads. */
export const MAX_BYTES = 0xffffffff;
export const MAX_ENTRIES = 0xffff;
export const MAX_NAME = 0xffff;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Node has its own from 20.15 on only. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Whether an archive can hold a file of this name at its root, on any system that unpacks it. */
export const isEntryName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  !/[\p{Cc}\p{Cs}/\\]/u.test(name) &&
  !/^[a-z]:/i.test(name) &&
  Buffer.byteLength(name) <= MAX_NAME;
