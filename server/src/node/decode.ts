import { isUtf8 } from 'node:buffer';

/** Text and what only its bytes could tell. */
export interface Decoded {
  /** Without the BOM; bytes that are not UTF-8 stand as U+FFFD. */
  readonly text: string;
  readonly bom: boolean;
  readonly invalidBytes: boolean;
}

const BOM = [0xef, 0xbb, 0xbf];

export function decodeUtf8(bytes: Buffer): Decoded {
  const bom = BOM.every((byte, i) => bytes[i] === byte);
  const body = bom ? bytes.subarray(BOM.length) : bytes;
  return { text: body.toString('utf8'), bom, invalidBytes: !isUtf8(body) };
}
