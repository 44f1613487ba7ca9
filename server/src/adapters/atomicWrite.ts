import { randomBytes } from 'node:crypto';
import { accessSync, closeSync, constants, fchmodSync, fchownSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stampOf, type Stamp } from './read.js';

/** The file is no longer the one that was read: to write now would undo what another program wrote. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/**
 * Replaces a file's content, all of it or nothing: a temporary file beside it takes its place once it is safely on disk.
 * A link stays a link, and the file keeps its mode. A file that may not be written is refused, although a rename could replace it.
 */
export function writeAtomically(path: string, text: string, read: Stamp): void {
  const target = realpathSync(path);
  accessSync(target, constants.W_OK);
  const before = statSync(target);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(descriptor, text);
      keepOwner(descriptor, before.uid, before.gid);
      fchmodSync(descriptor, before.mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    const now = stampOf(statSync(target));
    if (now.inode !== read.inode || now.size !== read.size || now.modified !== read.modified) throw new ChangedMeanwhile();
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Only a privileged user may give a file away; for anyone else the new file is theirs, as any new file. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    return;
  }
}
