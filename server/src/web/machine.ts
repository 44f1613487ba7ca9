import { deflateSync, inflateSync } from 'fflate';
import { md5, sha256 } from './hashes.js';

/**
 * The rest of what the web bundle has instead of Node's modules: timers, compression, a UTF-8 check, and a machine that
 * reveals nothing about itself.
 */

/** Like the library's own turns in a browser, so that an earlier message is read first. */
export const setImmediate = (): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, 0);
  });

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export const deflateRawSync = (content: Uint8Array | string): Buffer =>
  Buffer.from(deflateSync(typeof content === 'string' ? Buffer.from(content) : content, { level: 1 }));

/** @throws if it doesn't fit */
export const inflateRawSync = (
  bytes: Uint8Array,
  { maxOutputLength }: { readonly maxOutputLength?: number } = {},
): Buffer =>
  Buffer.from(inflateSync(bytes, maxOutputLength === undefined ? {} : { out: new Uint8Array(maxOutputLength) }));

export const homedir = (): string => '/';
export const hostname = (): string => '';

export const randomBytes = (length: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(length)));

interface Hash {
  update(data: Uint8Array | string): Hash;
  digest(as: 'hex'): string;
}

export function createHash(name: 'sha256' | 'md5'): Hash {
  const parts: Buffer[] = [];
  const hash: Hash = {
    update: data => {
      parts.push(typeof data === 'string' ? Buffer.from(data) : Buffer.from(data));
      return hash;
    },
    digest: () => ({ sha256, md5 })[name](Buffer.concat(parts)),
  };
  return hash;
}

/** Like `read-excel-file/node`, which takes a Buffer. */
export default async function readWorkbook(bytes: Uint8Array, options: object): Promise<unknown> {
  const { default: read } = await import('read-excel-file/universal');
  return read(Uint8Array.from(bytes).buffer, options);
}
