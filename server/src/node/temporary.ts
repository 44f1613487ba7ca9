import { lstatSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { hashOf } from '../language/hash.js';
import { codeOf } from './read.js';

/** Files that wait for their place: `.demandes.json.segur-4711-5f3a9c01-0123456789ab.tmp`. */

const NAME = /^\..*\.segur-(\d{1,10})-([0-9a-f]{8})-[0-9a-f]{12}\.tmp$/s;

/** So many characters of any kind leave room within 255 bytes. */
const MAX_STEM = 48;

/** Beside the file's place, under the number of this process and where that number counts. */
export const temporaryBeside = (path: string): string =>
  join(
    dirname(path),
    `.${Array.from(basename(path)).slice(0, MAX_STEM).join('')}.segur-${String(process.pid)}-${HERE}-` +
      `${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}.tmp`,
  );

/** A machine, and a container of it: elsewhere the same number is another process. */
const HERE = hashOf(`${hostname()} ${spaceOf()}`, 0).toString(16).padStart(8, '0');

function spaceOf(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/**
 * Removes what killed runs of this machine left in a folder: files by our own name whose process is no more. Of what
 * comes from another machine nothing is known; it stays. Never throws.
 */
export function sweepTemporaries(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, pid, where] = NAME.exec(name) ?? [];
    if (pid === undefined || where !== HERE || isAlive(Number(pid))) continue;
    try {
      const path = join(folder, name);
      if (lstatSync(path).isFile()) rmSync(path);
    } catch {
      continue;
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
