import { createHash, randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type DepositTarget, OutRefused, type PdfTools, type ZipWriter } from '../app/deposit/ports.js';
import type { SourceRead } from '../app/deposit/sources.js';
import { nameKey } from '../format/pieces/folder.js';
import { pdfTools } from '../pdf/index.js';
import { foreignIn, MARKER, markerOf, OLD, stageName, sweep, type Swept } from './depositSweep.js';
import { MAX_FILE, type PieceListing, readPiece } from './pieceFolder.js';
import { codeOf, isWithin } from './read.js';
import { zipWriter } from './zip.js';

export interface DepositOptions {
  /** Replaces an existing deposit of ours, or an empty folder. */
  readonly force?: boolean;
  /** With `force`: replaces any other folder as well. */
  readonly foreign?: boolean;
  /** Files and folders that must not be lost with a replaced folder. */
  readonly keep?: readonly string[];
  /** The attachments folder, and the names of its folders that hold parts of an attachment. */
  readonly pieces?: { readonly folder: string; readonly parts: readonly string[] } | undefined;
}

interface OpenDeposit extends DepositTarget {
  /** What killed runs left there. */
  readonly swept: Swept;
}

/**
 * A deposit folder in the making: a hidden sibling of `out`, on the same file system, so that a single rename gives it
 * its name once everything is on disk. Leftovers of killed runs beside it are removed first. @throws OutRefused, what
 * the file system says
 */
export async function openDeposit(out: string, options: DepositOptions = {}): Promise<OpenDeposit> {
  const swept = await sweepBeside(out);
  const target = await targetOf(resolve(out), options);
  const parent = dirname(target.path);
  const created = await mkdir(parent, { recursive: true });
  const stage = join(parent, stageName(basename(target.path), randomBytes(6).toString('hex')));
  const deposit = new Deposit(stage, target, parent, created, swept);
  try {
    await deposit.start();
  } catch (error) {
    await deposit.abandon();
    throw error;
  }
  return deposit;
}

/** Removes what killed runs left in the folder that will contain `out`, under any name. Never throws. */
export const sweepBeside = (out: string): Promise<Swept> => sweep(dirname(resolve(out)));

/** What `openDeposit` would refuse, checked early. @throws OutRefused */
export async function checkOut(out: string, options: DepositOptions = {}): Promise<void> {
  await targetOf(resolve(out), options);
}

interface Target {
  /** Absolute, and no link. */
  readonly path: string;
  readonly replaces: boolean;
  /** Whatever folder is there. */
  readonly foreign: boolean;
}

async function targetOf(
  out: string,
  { force = false, foreign = false, keep = [], pieces }: DepositOptions,
): Promise<Target> {
  if (dirname(out) === out) throw new OutRefused('root', out);
  const path = join(await realParent(dirname(out)), basename(out));
  if (pieces !== undefined) {
    const folder = await realParent(resolve(pieces.folder));
    const [first] = isWithin(folder, path) ? relative(folder, path).split(/[\\/]/) : [];
    // Elsewhere in that folder its files can't be mistaken for attachments.
    if (pieces.parts.some(part => nameKey(part) === nameKey(first ?? ''))) throw new OutRefused('inside', folder);
  }
  const there = await lstatOf(out);
  if (there === undefined) return { path, replaces: false, foreign };
  if (there.isSymbolicLink()) throw new OutRefused('link', out);
  if (!there.isDirectory()) throw new OutRefused('not-a-folder', out);
  if (!force) throw new OutRefused('exists', out);
  const real = await realpath(out);
  for (const path of [process.cwd(), homedir(), ...keep]) {
    if (isWithin(real, await realpath(path).catch(() => resolve(path)))) throw new OutRefused('holds', path);
  }
  if (!foreign) await refuseForeign(real);
  return { path: real, replaces: true, foreign };
}

async function refuseForeign(folder: string): Promise<void> {
  const foreign = await foreignIn(folder);
  if (foreign !== undefined) throw new OutRefused('foreign', join(folder, foreign));
}

/** The folder's real path if it already exists: a link in the way would not be a sibling. */
const realParent = (path: string): Promise<string> => realpath(path).catch(() => path);

/** @throws OutRefused if there is a file in the path */
async function lstatOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw codeOf(error) === 'ENOTDIR' ? new OutRefused('not-a-folder', dirname(path)) : error;
  }
}

class Deposit implements OpenDeposit {
  private readonly folder: string;
  private readonly old: string;
  private readonly names: string[] = [];

  constructor(
    private readonly stage: string,
    private readonly target: Target,
    private readonly parent: string,
    private readonly created: string | undefined,
    readonly swept: Swept,
  ) {
    this.folder = join(stage, 'depot');
    this.old = join(stage, OLD);
  }

  async start(): Promise<void> {
    await mkdir(this.stage);
    await writeNew(join(this.stage, MARKER), await markerOf(basename(this.target.path)));
    await mkdir(this.folder);
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    if (name !== basename(name) || name === '..') throw new OutRefused('holds', name);
    await writeNew(join(this.folder, name), bytes);
    this.names.push(name);
  }

  async commit(): Promise<void> {
    // Everything is flushed to disk together, which is many times faster than file by file.
    for (let at = 0; at < this.names.length; at += SYNCED_AT_ONCE) {
      await Promise.all(this.names.slice(at, at + SYNCED_AT_ONCE).map(name => syncFile(join(this.folder, name))));
    }
    await syncFolder(this.folder);
    const { path, replaces } = this.target;
    if (replaces) await this.replace();
    else {
      // A rename would replace an empty folder.
      if ((await lstatOf(path)) !== undefined) throw new OutRefused('exists', path);
      await rename(this.folder, path);
    }
    await syncFolder(this.parent);
    await this.clear();
  }

  async abandon(): Promise<void> {
    await this.clear();
    if (this.created === undefined) return;
    // The folders that were created on the way, unless something else has been put into them.
    for (let at = this.parent; isWithin(this.created, at); at = dirname(at)) {
      if (
        !(await rmdir(at).then(
          () => true,
          () => false,
        ))
      )
        return;
    }
  }

  /**
   * The old deposit is restored if the new one can't take its place. If killed in between, the next run restores it.
   */
  private async replace(): Promise<void> {
    const { path, foreign } = this.target;
    const there = await lstatOf(path);
    // Another may have taken the name in the meantime.
    if (there !== undefined && !there.isDirectory()) throw new OutRefused('not-a-folder', path);
    const before = there !== undefined;
    if (before) {
      if (!foreign) await refuseForeign(path);
      await rename(path, this.old);
    }
    try {
      await rename(this.folder, path);
    } catch (error) {
      if (before) await rename(this.old, path);
      throw error;
    }
  }

  /** The next run removes what can't be removed now. */
  private async clear(): Promise<void> {
    await rm(this.stage, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

const SYNCED_AT_ONCE = 32;

async function writeNew(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder as durable as the files; not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Maximum packed size of one request: it is built in memory. */
export const MAX_ZIP = 2_000_000_000;

export interface PackagingTools {
  readonly read: (path: string) => Promise<SourceRead>;
  readonly pdf: PdfTools;
  readonly zip: ZipWriter;
  readonly sha256: (bytes: Uint8Array) => string;
}

/** What `prepareDeposit` and `writeDeposit` need from this machine, for one listing of the attachments folder. */
export const packagingTools = (
  listing: Pick<PieceListing, 'root' | 'files'>,
  maxFile: number = MAX_FILE,
): PackagingTools => ({
  read: path => readPiece(listing, path, maxFile),
  pdf: pdfTools,
  zip: zipWriter,
  sha256: bytes => createHash('sha256').update(bytes).digest('hex'),
});
