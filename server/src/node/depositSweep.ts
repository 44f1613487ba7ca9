import { lstat, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { codeOf } from './read.js';
import { join } from 'node:path';
import { compareNatural } from '../format/pieces/folder.js';
import { REPORT_JSON } from '../app/deposit/ports.js';

/** Marks the owner of a folder in the making. */
export const MARKER = 'segur-depot.json';
/** Where the replaced deposit waits for a moment. */
export const OLD = 'ancien';

/** Leftovers of killed runs, now removed. */
export interface Swept {
  readonly removed: number;
  /** Names of deposits that a run was replacing when it was killed, restored as they were. */
  readonly restored: readonly string[];
}

interface Marker {
  readonly pid: number;
  readonly host: string;
  /** When the process started, in the system's own count: its number will be reused one day. */
  readonly began: string | null;
  /** Name of the deposit. */
  readonly out: string;
}

const MAX_NAME = 100;
const STAGE = /^\..*\.segur-(\d{1,10})-[0-9a-f]{12}\.tmp$/s;

export const stageName = (out: string, random: string): string =>
  `.${Array.from(out)
    .slice(0, MAX_NAME / 4)
    .join('')}.segur-${String(process.pid)}-${random}.tmp`;

export const markerOf = async (out: string): Promise<string> =>
  JSON.stringify({ pid: process.pid, host: hostname(), began: await beganOf(process.pid), out } satisfies Marker);

/**
 * Removes what killed runs left in a folder. Only what is certainly ours: the name, the marker inside, and no living
 * process behind it. Never throws: what can't be removed stays.
 */
export async function sweep(parent: string): Promise<Swept> {
  const restored: string[] = [];
  let removed = 0;
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = STAGE.exec(name)?.[1];
    if (pid === undefined) continue;
    const left = await sweepOne(parent, join(parent, name), Number(pid)).catch(() => undefined);
    if (left === undefined) continue;
    removed++;
    if (left.restored !== undefined) restored.push(left.restored);
  }
  return { removed, restored };
}

async function sweepOne(
  parent: string,
  stage: string,
  pid: number,
): Promise<{ restored: string | undefined } | undefined> {
  const stats = await lstat(stage);
  if (!stats.isDirectory()) return undefined;
  const marker = await readMarker(stage);
  if (marker === undefined) {
    if (await isAlive({ pid, began: null })) return undefined;
    // Killed before its marker was complete, it contains nothing else.
    if ((await readdir(stage)).some(name => name !== MARKER)) return undefined;
    await rm(join(stage, MARKER), { force: true });
    await rmdir(stage);
    return { restored: undefined };
  }
  if (marker.pid !== pid) return undefined;
  const isOurHost = marker.host === hostname();
  // About a process on another machine that shares this folder, only its age is known.
  if (isOurHost ? await isAlive(marker) : Date.now() - stats.mtimeMs < A_DAY) return undefined;
  const restored = await restore(parent, stage, marker.out);
  await rm(stage, { recursive: true, force: true });
  return { restored };
}

const A_DAY = 86_400_000;

async function restore(parent: string, stage: string, out: string): Promise<string | undefined> {
  const target = join(parent, out);
  const isThere = (path: string): Promise<boolean> =>
    lstat(path).then(
      () => true,
      () => false,
    );
  if (!(await isThere(join(stage, OLD))) || (await isThere(target))) return undefined;
  await rename(join(stage, OLD), target);
  return out;
}

async function readMarker(stage: string): Promise<Marker | undefined> {
  try {
    const path = join(stage, MARKER);
    if (!(await lstat(path)).isFile()) return undefined;
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isMarker(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isMarker = (value: unknown): value is Marker =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'host' in value &&
  typeof value.host === 'string' &&
  'began' in value &&
  (value.began === null || typeof value.began === 'string') &&
  'out' in value &&
  typeof value.out === 'string' &&
  value.out !== '' &&
  value.out !== '.' &&
  value.out !== '..' &&
  !/[/\\\0]/.test(value.out);

async function isAlive({ pid, began }: Pick<Marker, 'pid' | 'began'>): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const { state, began: now } = await statOf(pid);
  // A dead process that its parent hasn't reaped keeps its number; in some containers for ever.
  if (state === 'Z' || state === 'X') return false;
  return began === null || now === null || now === began;
}

const beganOf = async (pid: number): Promise<string | null> => (await statOf(pid)).began;

/** If the system tells (Linux). */
async function statOf(pid: number): Promise<{ readonly state: string | null; readonly began: string | null }> {
  try {
    const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? null, began: fields[19] ?? null };
  } catch {
    return { state: null, began: null };
  }
}

/** What a system puts into a folder that its user merely viewed. */
const SYSTEM = /^(?:\.DS_Store|thumbs\.db|desktop\.ini)$/i;
/** Thousands of requests stay far below. */
const MAX_REPORT = 256_000_000;

/**
 * Name of something that shows that a folder is not ours to replace; undefined for one of our deposits, or an empty
 * folder.
 */
export async function foreignIn(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter(name => !SYSTEM.test(name)).sort(compareNatural);
  if (names.includes(REPORT_JSON)) return (await isOurReport(join(folder, REPORT_JSON))) ? undefined : REPORT_JSON;
  return names[0];
}

async function isOurReport(path: string): Promise<boolean> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size > MAX_REPORT) return false;
    const report: unknown = JSON.parse(await readFile(path, 'utf8'));
    return (
      typeof report === 'object' &&
      report !== null &&
      'version' in report &&
      report.version === 1 &&
      'file' in report &&
      typeof report.file === 'object' &&
      report.file !== null &&
      'sha256' in report.file &&
      'demandes' in report &&
      Array.isArray(report.demandes)
    );
  } catch {
    return false;
  }
}
