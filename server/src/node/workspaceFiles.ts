import { lstat, open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Written } from '../rules/contract.js';
import { decodeShown, mayHoldRequest, type Stamp, stampOf } from './read.js';

/**
 * 200 lignes are a third of a megabyte: a file of this size is not a deposit, and parsing it would hold everything else
 * up.
 */
export const MAX_REQUEST_BYTES = 8_000_000;

/** A folder this deep is a loop of mounts or not a workspace. */
const MAX_DEPTH = 40;

const NONE: readonly never[] = [];

/** Where nobody keeps requests: packages, and names starting with a dot, as on the command line. */
const isSkipped = (folder: string): boolean => folder === 'node_modules' || folder.startsWith('.');

const isJson = (name: string): boolean => /\.json$/i.test(name);

/** Whether listing a folder would reach a file, if it existed. */
export function isListed(root: string, path: string): boolean {
  const inside = relative(root, path);
  if (inside === '' || !isJson(inside)) return false;
  const folders = inside.split(sep).slice(0, -1);
  return folders[0] !== '..' && !folders.some(isSkipped) && join(root, inside) === path;
}

/**
 * The JSON files below a folder, one at a time: a folder of a hundred thousand files is never held as a list. Symbolic
 * links are not followed, to files or folders: they lead out, or twice to the same place. Unreadable folders are left
 * out.
 */
export async function* jsonFiles(root: string): AsyncGenerator<string, void, undefined> {
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: root, depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { path, depth } = folder;
    const entries = await readdir(path, { withFileTypes: true }).catch(() => NONE);
    for (const entry of entries) {
      if (entry.isFile() && isJson(entry.name)) yield join(path, entry.name);
      else if (entry.isDirectory() && depth < MAX_DEPTH && !isSkipped(entry.name))
        folders.push({ path: join(path, entry.name), depth: depth + 1 });
    }
  }
}

/** The result of looking at a file. `other`: it exists, but isn't a request, or can't be read. */
export type Looked =
  | { readonly kind: 'request'; readonly text: string; readonly written: Written | undefined; readonly stamp: Stamp }
  | { readonly kind: 'other'; readonly stamp: Stamp | undefined }
  | { readonly kind: 'same' }
  | { readonly kind: 'missing' };

/** Reads a file if it can be a request's, by the keys of lists; `before`: not read again if it still has this stamp. */
export async function lookAt(path: string, listKeys: readonly string[], before?: Stamp): Promise<Looked> {
  let stamp: Stamp | undefined;
  try {
    const stats = await lstat(path);
    stamp = stampOf(stats);
    if (before !== undefined && isSame(before, stamp)) return { kind: 'same' };
    // Opening a pipe without a writer would wait forever.
    if (!stats.isFile() || stats.size >= MAX_REQUEST_BYTES) return { kind: 'other', stamp };
    const bytes = await readAll(path);
    if (!mayHoldRequest(bytes, listKeys)) return { kind: 'other', stamp };
    return { kind: 'request', ...decodeShown(bytes), stamp };
  } catch (error) {
    return isMissing(error) ? { kind: 'missing' } : { kind: 'other', stamp };
  }
}

async function readAll(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

const isSame = (a: Stamp, b: Stamp): boolean => a.inode === b.inode && a.size === b.size && a.modified === b.modified;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
