import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdir,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import { tellsRequest } from '../format/domain/telling.js';
import type { Written } from '../rules/contract.js';

/** 200 lignes are about 0.4 MB: a file of this size is not a request, and reading it would only cost memory. */
const MAX_BYTES = 50_000_000;

export type ReadFailure =
  | { readonly reason: 'missing' | 'denied' | 'directory' | 'not-regular' | 'loop' | 'disappeared' }
  | { readonly reason: 'too-large'; readonly size: number; readonly start: Buffer }
  | { readonly reason: 'other'; readonly code: string };

/** Tells whether a file is still the one that was read. */
export interface Stamp {
  readonly inode: number;
  readonly size: number;
  readonly modified: number;
}

export type ReadOutcome =
  | { readonly ok: true; readonly bytes: Buffer; readonly stamp: Stamp }
  | { readonly ok: false; readonly failure: ReadFailure };

const failed = (failure: ReadFailure): ReadOutcome => ({ ok: false, failure });

/** How much of an oversized file is examined to see whether it is worth mentioning. */
const PEEK = 65_536;

export const stampOf = (stats: Pick<Stats, 'ino' | 'size' | 'mtimeMs'>): Stamp => ({
  inode: stats.ino,
  size: stats.size,
  modified: stats.mtimeMs,
});

export const sameStamp = (a: Stamp, b: Stamp): boolean =>
  a.inode === b.inode && a.size === b.size && a.modified === b.modified;

/** Whether a path is the folder or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}

/** Only regular files are opened: a pipe without a writer would wait forever. */
function irregular(stats: Stats): ReadOutcome | undefined {
  if (stats.isDirectory()) return failed({ reason: 'directory' });
  return stats.isFile() ? undefined : failed({ reason: 'not-regular' });
}

/** The bytes of a regular file under the size limit. */
export function readRegular(path: string, limit: number = MAX_BYTES): ReadOutcome {
  try {
    const refused = irregular(statSync(path));
    if (refused !== undefined) return refused;
  } catch (error) {
    return failed(failureOf(error));
  }
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY);
  } catch (error) {
    const failure = failureOf(error);
    return failed(failure.reason === 'missing' ? { reason: 'disappeared' } : failure);
  }
  try {
    const stats = fstatSync(descriptor);
    if (stats.size >= limit)
      return failed({ reason: 'too-large', size: stats.size, start: readUpTo(descriptor, PEEK) });
    return { ok: true, bytes: readUpTo(descriptor, stats.size), stamp: stampOf(stats) };
  } catch (error) {
    return failed(failureOf(error));
  } finally {
    closeSync(descriptor);
  }
}

/** Like `readRegular`, while requests are answered. */
export async function readLater(path: string, limit: number = MAX_BYTES): Promise<ReadOutcome> {
  let file: FileHandle | undefined;
  try {
    const refused = irregular(await stat(path));
    if (refused !== undefined) return refused;
    file = await open(path, 'r');
    const stats = await file.stat();
    if (stats.size < limit) return { ok: true, bytes: await file.readFile(), stamp: stampOf(stats) };
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PEEK), 0, PEEK, 0);
    return failed({ reason: 'too-large', size: stats.size, start: buffer.subarray(0, bytesRead) });
  } catch (error) {
    return failed(failureOf(error));
  } finally {
    await file?.close();
  }
}

/** Whether there is anything at a path. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function readUpTo(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, bytes, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

type StreamOutcome =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly failure: ReadFailure };

/** All of a stream, abandoned once it is over the limit. */
export async function readStream(stream: NodeJS.ReadableStream, limit: number = MAX_BYTES): Promise<StreamOutcome> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      chunks.push(bytes);
      size += bytes.length;
      if (size >= limit) return { ok: false, failure: { reason: 'too-large', size, start: bytes.subarray(0, 0) } };
    }
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'inconnu';

export function failureOf(error: unknown): ReadFailure {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { reason: 'missing' };
    case 'EACCES':
    case 'EPERM':
      return { reason: 'denied' };
    case 'EISDIR':
      return { reason: 'directory' };
    case 'ELOOP':
      return { reason: 'loop' };
    default:
      return { reason: 'other', code };
  }
}

/**
 * Whether bytes can be a request's, without decoding or parsing them: they contain one of these keys for the list, or
 * their head identifies a request of a model that nobody has adopted. Case is treated as in the detection of the
 * profile; bytes of UTF-16 have a NUL between the letters.
 */
export function mayHoldRequest(bytes: Buffer, listKeys: readonly string[]): boolean {
  if (listKeys.some(key => bytes.includes(key))) return true;
  const text = bytes.includes(0) ? bytes.toString('latin1').replaceAll('\0', '') : bytes.toString('latin1');
  const small = text.toLowerCase();
  if (listKeys.some(key => small.includes(Buffer.from(key.toLowerCase()).toString('latin1').toLowerCase())))
    return true;
  return tellsRequest(text.slice(0, PEEK));
}

/** The text, and what only its bytes could tell. */
interface Decoded {
  /** Without the BOM; bytes that are not UTF-8 became U+FFFD. */
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

/** As an editor shows a file; `written`: how, unless in UTF-8 without a mark. */
export function decodeShown(bytes: Buffer): { readonly text: string; readonly written: Written | undefined } {
  const wide = wideIn(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), written: 'utf16' };
  const { text, bom, invalidBytes } = decodeUtf8(bytes);
  if (invalidBytes) return { text, written: 'invalid' };
  return { text, written: bom ? 'bom' : undefined };
}

/** UTF-16 has a mark, or a NUL beside the first character: JSON begins with ASCII. */
function wideIn([first, second]: Buffer): string | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

/** What a folder or pattern led to. */
interface Reached {
  /** Sorted. */
  readonly paths: readonly string[];
  /** Folders on the way that could not be read: their content is unknown. */
  readonly closed: readonly { readonly path: string; readonly failure: ReadFailure }[];
}

/** What one argument of the command line stands for. */
export type Expanded =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  | ({ readonly kind: 'folder' | 'glob'; readonly argument: string } & Reached)
  | { readonly kind: 'failure'; readonly argument: string; readonly failure: ReadFailure };

const MAGIC = /[*?[\]{}]|[!@+]\(/;

/**
 * An existing path is that path, whatever brackets or stars its name contains; otherwise an argument with special
 * characters is a pattern, which also works if the shell expands none (Windows) or it was quoted.
 */
export async function expand(argument: string): Promise<Expanded> {
  if (argument === '-') return { kind: 'stdin' };
  try {
    if (!statSync(argument).isDirectory()) return { kind: 'file', path: argument };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.reason !== 'missing' || !MAGIC.test(argument)) return { kind: 'failure', argument, failure };
    return { kind: 'glob', argument, ...(await matches(argument)) };
  }
  // As the editor lists a folder's files: Windows also writes « .JSON ».
  return { kind: 'folder', argument, ...(await list(argument, '**/*.json', { caseSensitiveMatch: false })) };
}

/** The folders at the start of a pattern are taken literally: « Demandes (2022) » and « lot[1] » are not patterns. */
function matches(pattern: string): Promise<Reached> {
  const parts = (process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern).split('/');
  let base = '';
  let taken = 0;
  for (const part of parts.slice(0, -1)) {
    const next = taken === 0 && part === '' ? '/' : join(base, part);
    if (!isFolder(next)) break;
    base = next;
    taken++;
  }
  return list(base, parts.slice(taken).join('/'));
}

async function list(folder: string, pattern: string, options: GlobOptions = {}): Promise<Reached> {
  const { glob } = await import('tinyglobby');
  const shown = (path: string): string => (isAbsolute(path) || folder === '' ? path : join(folder, path));
  const closed: { readonly path: string; readonly failure: ReadFailure }[] = [];
  const root = resolve(folder);
  const found = await glob([pattern], {
    ...options,
    cwd: root,
    onlyFiles: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**'],
    // The walk itself silently skips a folder that it may not read.
    fs: {
      readdir: Object.assign(
        (
          path: string,
          how: { withFileTypes: true },
          done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
        ) => {
          readdir(path, how, (error, entries) => {
            if (error !== null) closed.push({ path: shown(relative(root, path)), failure: failureOf(error) });
            done(error, entries);
          });
        },
        readdir,
      ),
    },
  });
  const before = (a: string, b: string): number => (a < b ? -1 : 1);
  return { paths: found.map(shown).sort(before), closed: closed.sort((a, b) => before(a.path, b.path)) };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
