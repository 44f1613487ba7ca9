import {
  chmodSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  type Stats,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { linkOrCopy, stage, temporaryBeside } from './atomicWrite.js';
import { codeOf, isWithin } from './read.js';

export interface NewFile {
  readonly path: string;
  /** A function is asked once, right before it is written: many texts need not be there at the same time. */
  readonly text: string | Uint8Array | (() => string);
}

/**
 * What stands in the way. `exists` may be replaced; the others never are: a folder, what is not a file at all (a
 * device, a pipe), a link to nothing, and a link that leads out of its folder or to another of the files.
 */
export interface Obstacle {
  readonly path: string;
  readonly reason: 'exists' | 'folder' | 'special' | 'dead-link' | 'link';
}

/** Files that are there and were not to be replaced, or that are not files. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';

  constructor(readonly obstacles: readonly Obstacle[]) {
    super('already there');
  }
}

/** Those of the files that stand in the way. With `force` only what can't be replaced does. */
export function obstacles(paths: readonly string[], force: boolean): readonly Obstacle[] {
  const targets = paths.map(path => look(path));
  return targets.flatMap((found, i): readonly Obstacle[] => {
    const path = paths[i] ?? '';
    if (typeof found === 'string') return [{ path, reason: found }];
    if (found === undefined) return [];
    const shared =
      found.linked &&
      targets.some(
        (other, j) => j !== i && (typeof other === 'object' ? other.target : resolve(paths[j] ?? '')) === found.target,
      );
    return shared ? [{ path, reason: 'link' }] : force ? [] : [{ path, reason: 'exists' }];
  });
}

/** The regular file at a place, or at the end of the link there; undefined where nothing is. */
function look(
  path: string,
): { readonly target: string; readonly linked: boolean } | Exclude<Obstacle['reason'], 'exists'> | undefined {
  const here = statsOf(path);
  if (here === undefined) return undefined;
  const linked = here.isSymbolicLink();
  const stats = linked ? followed(path) : here;
  if (stats === undefined) return 'dead-link';
  if (stats.isDirectory()) return 'folder';
  if (!stats.isFile()) return 'special';
  const target = realpathSync(path);
  return linked && !isWithin(realpathSync(dirname(resolve(path))), target) ? 'link' : { target, linked };
}

function followed(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Writes several new files, all of them or none: each goes to a temporary file beside its place first, and what was
 * written is taken back when one can't be put in its place. Missing folders are made. A link stays a link: the file
 * that it leads to is replaced, where that stands in the same folder.
 * @throws AlreadyThere
 */
export function writeFiles(files: readonly NewFile[], { force }: { readonly force: boolean }): void {
  const inTheWay = obstacles(
    files.map(({ path }) => path),
    force,
  );
  if (inTheWay.length > 0) throw new AlreadyThere(inTheWay);
  const undo: (() => void)[] = [];
  const folders: string[] = [];
  const temporaries: string[] = [];
  let done = false;
  try {
    for (const folder of new Set(files.map(({ path }) => dirname(resolve(path))))) folders.unshift(...made(folder));
    const staged = files.map(({ path: given, text }) => {
      const found = force ? look(given) : undefined;
      const path = typeof found === 'object' ? found.target : given;
      const temporary = temporaryBeside(path);
      temporaries.push(temporary);
      stage(temporary, typeof text === 'function' ? text() : text);
      return { path, temporary };
    });
    for (const { path, temporary } of staged) {
      const before = force ? statsOf(path) : undefined;
      if (before === undefined) {
        create(temporary, path);
        undo.push(() => {
          rmSync(path, { force: true });
        });
        continue;
      }
      if (!before.isFile()) throw new AlreadyThere([{ path, reason: 'special' }]);
      const kept = temporaryBeside(path);
      temporaries.push(kept);
      linkOrCopy(path, kept);
      chmodSync(temporary, before.mode & 0o7777);
      renameSync(temporary, path);
      undo.push(() => {
        renameSync(kept, path);
      });
    }
    done = true;
  } finally {
    if (!done) for (const step of undo.reverse()) quietly(step);
    for (const temporary of temporaries)
      quietly(() => {
        rmSync(temporary, { force: true });
      });
    if (!done)
      for (const folder of folders)
        quietly(() => {
          rmdirSync(folder);
        });
  }
}

/** Makes a folder; those that were missing, the innermost first. */
function made(folder: string): string[] {
  const first = mkdirSync(folder, { recursive: true });
  const missing: string[] = [];
  if (first !== undefined) for (let at = folder; at.length >= first.length; at = dirname(at)) missing.push(at);
  return missing;
}

function create(temporary: string, path: string): void {
  try {
    linkOrCopy(temporary, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new AlreadyThere([{ path, reason: 'exists' }]);
    throw error;
  }
}

/** Below a file there is nothing: to make the folder will say why. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function quietly(step: () => void): void {
  try {
    step();
  } catch {
    return;
  }
}
