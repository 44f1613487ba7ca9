import { statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { failureOf, type ReadFailure } from './read.js';

/** What one argument of the command line stands for. */
export type Expanded =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'file'; readonly path: string }
  /** Files that a folder or pattern led to, sorted. */
  | { readonly kind: 'folder' | 'glob'; readonly argument: string; readonly paths: readonly string[] }
  | { readonly kind: 'failure'; readonly argument: string; readonly failure: ReadFailure };

const MAGIC = /[*?[\]{}]|[!@+]\(/;

/**
 * A path that exists is that path, whatever brackets or stars its name has; else an argument with magic characters is a
 * pattern, which also serves where the shell expands none (Windows) or it was quoted.
 */
export async function expand(argument: string): Promise<Expanded> {
  if (argument === '-') return { kind: 'stdin' };
  try {
    if (!statSync(argument).isDirectory()) return { kind: 'file', path: argument };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.reason !== 'missing' || !MAGIC.test(argument)) return { kind: 'failure', argument, failure };
    return { kind: 'glob', argument, paths: await matches(argument) };
  }
  return { kind: 'folder', argument, paths: await list(argument, '**/*.json') };
}

/**
 * The folders that a pattern begins with are taken as they are: « Demandes (2022) » and « lot[1] » are not patterns.
 */
function matches(pattern: string): Promise<string[]> {
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

async function list(folder: string, pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob([pattern], {
    cwd: resolve(folder),
    onlyFiles: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**'],
  });
  return found
    .map(path => (isAbsolute(path) || folder === '' ? path : join(folder, path)))
    .sort((a, b) => (a < b ? -1 : 1));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
