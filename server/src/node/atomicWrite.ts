import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf, isWithin, sameStamp, type Stamp, stampOf } from './read.js';
import { sweepTemporaries, temporaryBeside } from './temporary.js';

/** The file is no longer the one that was read: writing now would undo another program's change. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** A device, a pipe or a folder is there: it is never replaced. */
export class NotRegular extends Error {
  override readonly name = 'NotRegular';
  readonly code = 'EINVAL';
}

/**
 * Replaces a file's content, all of it or nothing: a temporary file beside it takes its place once it is safely on
 * disk. A link stays a link, and the file keeps its mode. A file that may not be written is refused, although a rename
 * could replace it.
 */
export function writeAtomically(path: string, text: string, read: Stamp): void {
  const target = realpathSync(path);
  accessSync(target, constants.W_OK);
  const before = statSync(target);
  if (!before.isFile()) throw new NotRegular();
  const temporary = temporaryBeside(target);
  try {
    const dress = (descriptor: number): void => {
      keepOwner(descriptor, before.uid, before.gid);
      fchmodSync(descriptor, before.mode & 0o7777);
    };
    stage(temporary, text, { mode: 0o600, dress, safely: true });
    if (!sameStamp(read, stampOf(statSync(target)))) throw new ChangedMeanwhile();
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes a file that must not exist yet, all of it or nothing. @throws EEXIST if it does. */
export function createAtomically(path: string, text: string): void {
  const temporary = temporaryBeside(path);
  try {
    stage(temporary, text, { safely: true });
    linkOrCopy(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Writes a file that is unchanged since it was read, or still doesn't exist. @throws if it has changed. */
export async function writeFresh(path: string, text: string, stamp: Stamp | undefined): Promise<void> {
  // Writing elsewhere than on a disk has to wait.
  await Promise.resolve();
  if (stamp === undefined) createAtomically(path, text);
  else writeAtomically(path, text, stamp);
}

interface Staging {
  readonly mode?: number;
  /** What is done to it before it is closed. */
  readonly dress?: (descriptor: number) => void;
  /** What takes no other file's place needn't be waited for: twenty thousand times that would be minutes. */
  readonly safely: boolean;
}

/** Writes a temporary file, on disk on return if `safely`. @throws EEXIST */
function stage(temporary: string, content: string | Uint8Array, { mode, dress, safely }: Staging): void {
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    writeFileSync(descriptor, content);
    dress?.(descriptor);
    if (safely) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A link never replaces another file, a rename would. Some file systems have no links. @throws EEXIST */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** Only a privileged user may give a file away; otherwise the new file belongs to its writer, like any new file. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    return;
  }
}

export interface NewFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/**
 * What is in the way. `exists` may be replaced; the others never are: a folder, something that isn't a file (a device,
 * a pipe), a link to nothing, and a link that leads out of its folder or to another of the files.
 */
export interface Obstacle {
  readonly path: string;
  readonly reason: 'exists' | 'folder' | 'special' | 'dead-link' | 'link';
}

/** Existing files that were not to be replaced, or that are not files. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';

  constructor(readonly obstacles: readonly Obstacle[]) {
    super('already there');
  }
}

/** The files that are in the way. With `force`, only those that can't be replaced. */
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

/** The regular file at a path, or at the end of the link there; undefined if there is nothing. */
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

/** Writes several new files, all of them or none. @throws AlreadyThere */
export function writeFiles(files: readonly NewFile[], { force }: { readonly force: boolean }): void {
  const inTheWay = obstacles(
    files.map(({ path }) => path),
    force,
  );
  if (inTheWay.length > 0) throw new AlreadyThere(inTheWay);
  const all = new NewFiles();
  try {
    all.place(
      files.map(({ path, text }) => ({ path, temporary: all.stage(targetOf(path, force), text) })),
      force,
    );
  } finally {
    all.end();
  }
}

/** A new file whose content waits in a temporary one. */
export interface StagedFile {
  readonly path: string;
  readonly temporary: string;
}

/**
 * Several new files, all of them or none: each first goes to a temporary file beside its place, and what was put in
 * place is taken back if one can't be. Missing folders are created; what a killed run left in one is removed. A link
 * stays a link: the file that it leads to is replaced, if it is in the same folder.
 */
export class NewFiles {
  private readonly undo: (() => void)[] = [];
  private readonly folders: string[] = [];
  private readonly temporaries: string[] = [];
  private readonly swept = new Set<string>();
  private isDone = false;

  /** Its place may still be another one of the same folder. Returns the path of the temporary file. */
  stage(path: string, content: string | Uint8Array): string {
    const folder = dirname(resolve(path));
    this.folders.unshift(...made(folder));
    if (!this.swept.has(folder)) sweepTemporaries(folder);
    this.swept.add(folder);
    const temporary = temporaryBeside(path);
    this.temporaries.push(temporary);
    stage(temporary, content, { safely: false });
    return temporary;
  }

  /** To be called once. @throws AlreadyThere */
  place(files: readonly StagedFile[], force: boolean): void {
    for (const { path: given, temporary } of files) {
      const path = targetOf(given, force);
      const before = force ? statsOf(path) : undefined;
      if (before === undefined) {
        create(temporary, path);
        this.undo.push(() => {
          rmSync(path, { force: true });
        });
        continue;
      }
      if (!before.isFile()) throw new AlreadyThere([{ path, reason: 'special' }]);
      const kept = temporaryBeside(path);
      this.temporaries.push(kept);
      linkOrCopy(path, kept);
      sync(temporary);
      chmodSync(temporary, before.mode & 0o7777);
      renameSync(temporary, path);
      this.undo.push(() => {
        renameSync(kept, path);
      });
    }
    this.isDone = true;
  }

  /** Removes what is temporary; everything unless it is all in place. */
  end(): void {
    if (!this.isDone) for (const step of this.undo.reverse()) quietly(step);
    for (const temporary of this.temporaries)
      quietly(() => {
        rmSync(temporary, { force: true });
      });
    if (!this.isDone)
      for (const folder of this.folders)
        quietly(() => {
          rmdirSync(folder);
        });
  }
}

/** Waits until a file is on the disk. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Where a file goes: with `force`, to the end of a link. */
function targetOf(path: string, force: boolean): string {
  const found = force ? look(path) : undefined;
  return typeof found === 'object' ? found.target : path;
}

/** Creates a folder; returns those that were missing, the innermost first. */
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

/** Below a file there can be nothing: creating the folder will say why. */
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
