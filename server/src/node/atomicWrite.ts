import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, stampOf, type Stamp } from './read.js';

/** The file is no longer the one that was read: to write now would undo what another program wrote. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** A device, a pipe or a folder stands there: it is never replaced. */
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
    stage(temporary, text, 0o600, descriptor => {
      keepOwner(descriptor, before.uid, before.gid);
      fchmodSync(descriptor, before.mode & 0o7777);
    });
    const now = stampOf(statSync(target));
    if (now.inode !== read.inode || now.size !== read.size || now.modified !== read.modified)
      throw new ChangedMeanwhile();
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes a file that must not be there yet, all of it or nothing. @throws EEXIST where it is. */
export function createAtomically(path: string, text: string): void {
  const temporary = temporaryBeside(path);
  try {
    stage(temporary, text);
    linkOrCopy(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Writes a temporary file, safely on disk when it returns. `dress`: what else it gets before. @throws EEXIST */
export function stage(
  temporary: string,
  content: string | Uint8Array,
  mode?: number,
  dress: (descriptor: number) => void = () => undefined,
): void {
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    writeFileSync(descriptor, content);
    dress(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A link never takes another file's place, a rename would. Some file systems know no links. @throws EEXIST */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);

/** Only a privileged user may give a file away; for anyone else the new file is theirs, as any new file. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    return;
  }
}
