import { constants } from 'node:fs';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { foldKey } from '../format/domain/fold.js';
import { compareNatural, type FileEntry, type FolderEntry, sameName } from '../format/pieces/folder.js';
import {
  isInsidePath,
  type ReadRefusal,
  type Refusal,
  type RefusedEntry,
  type SourceFolder,
  type SourceRead,
} from '../app/deposit/sources.js';
import { codeOf, failureOf, isWithin, sameStamp, stampOf, type ReadFailure, type Stamp } from './read.js';

/** No single document is larger; a larger one would only fill the memory. */
export const MAX_FILE = 1_000_000_000;

/** A file with the stamp by which it is recognised. */
interface ListedFile extends FileEntry {
  readonly stamp: Stamp;
}

/** The attachments folder, names and sizes only: no file was opened. */
export interface PieceListing extends SourceFolder {
  /** Absolute, its links resolved. */
  readonly root: string;
  /** By path relative to the folder. */
  readonly files: ReadonlyMap<string, ListedFile>;
}

export type Listed =
  | { readonly ok: true; readonly listing: PieceListing }
  | {
      readonly ok: false;
      readonly failure:
        | ReadFailure
        | { readonly reason: 'not-a-folder' }
        | { readonly reason: 'too-many'; readonly limit: number };
    };

interface ListOptions {
  /** As the user named it. */
  readonly name?: string;
  readonly signal?: AbortSignal | undefined;
  /** Limit on files and folders in total; a folder with more was hardly intended. */
  readonly limit?: number;
}

/** Thousands of requests, and whatever else is there. */
const MAX_ENTRIES = 20_000;
/** How many files are examined at once. */
const BATCH = 32;

/** What systems and office programs put into folders unasked. */
const isJunk = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~$') || /^(?:thumbs\.db|ehthumbs\.db|desktop\.ini)$/i.test(name);

/** The folder that needs no setting: `pieces`, `pièces`, in any case, beside the request. */
export const BESIDE = 'pieces';

/** That folder, if the request's folder has one. */
export async function folderBeside(folder: string): Promise<string | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const named = entries
      .filter(entry => (entry.isDirectory() || entry.isSymbolicLink()) && foldKey(entry.name) === BESIDE)
      .map(({ name }) => name)
      .sort();
    const first = named.find(name => name === BESIDE) ?? named[0];
    return first === undefined ? undefined : join(folder, first);
  } catch {
    return undefined;
  }
}

class TooMany extends Error {}

/** Lists the files right in the folder and those of its folders, one level deep. */
export async function listPieceFolder(path: string, options: ListOptions = {}): Promise<Listed> {
  const { limit = MAX_ENTRIES, name = basename(path) } = options;
  try {
    const root = await realpath(path);
    if (!(await stat(root)).isDirectory()) return { ok: false, failure: { reason: 'not-a-folder' } };
    const lister = new Lister(root, limit, options.signal);
    const entries = await lister.list();
    return { ok: true, listing: { root, folder: { name, entries }, refused: lister.refused, files: lister.files } };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { ok: false, failure: error instanceof TooMany ? { reason: 'too-many', limit } : failureOf(error) };
  }
}

class Lister {
  readonly refused: RefusedEntry[] = [];
  readonly files = new Map<string, ListedFile>();
  private left: number;

  constructor(
    private readonly root: string,
    limit: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.left = limit;
  }

  async list(): Promise<FolderEntry[]> {
    return this.entriesOf('', async name => {
      const inside = await this.entriesOf(name, () => {
        throw new RefusedFolder();
      });
      return { kind: 'folder', name, files: inside.filter((entry): entry is ListedFile => entry.kind === 'file') };
    });
  }

  /** The entries of one folder; `onFolder` handles a subfolder. */
  private async entriesOf(folder: string, onFolder: (name: string) => Promise<FolderEntry>): Promise<FolderEntry[]> {
    const names = (await readdir(join(this.root, folder))).filter(name => !isJunk(name)).sort(compareNatural);
    this.left -= names.length;
    if (this.left < 0) throw new TooMany();
    const entries: FolderEntry[] = [];
    for (let at = 0; at < names.length; at += BATCH) {
      this.signal?.throwIfAborted();
      const batch = await Promise.all(
        names.slice(at, at + BATCH).map(name => this.entry(folder === '' ? name : `${folder}/${name}`, name, onFolder)),
      );
      for (const entry of batch) {
        if (entry === undefined) continue;
        // Sorted by their letters, two forms of one name are adjacent.
        if (entries.some(other => sameName(other.name, entry.name)))
          this.refused.push({ path: folder === '' ? entry.name : `${folder}/${entry.name}`, why: 'twice' });
        else entries.push(entry);
      }
    }
    return entries;
  }

  private async entry(
    path: string,
    name: string,
    onFolder: (name: string) => Promise<FolderEntry>,
  ): Promise<FolderEntry | undefined> {
    try {
      const real = await realIn(this.root, path);
      const stats = await stat(real);
      if (stats.isDirectory()) return await onFolder(name);
      if (!stats.isFile()) throw new Refused('not-regular');
      const file: ListedFile = { kind: 'file', name, size: stats.size, pdf: undefined, stamp: stampOf(stats) };
      this.files.set(path, file);
      return file;
    } catch (error) {
      if (error instanceof TooMany || this.signal?.aborted === true) throw error;
      this.refused.push({ path, why: error instanceof RefusedFolder ? 'folder' : refusalOf(error) });
      return undefined;
    }
  }
}

class RefusedFolder extends Error {}

class Refused extends Error {
  constructor(readonly why: ReadRefusal) {
    super(why);
  }
}

const refusalOf = (error: unknown): Refusal => {
  const why = readRefusalOf(error);
  return why === 'changed' || why === 'too-large' ? 'unreadable' : why;
};

function readRefusalOf(error: unknown): ReadRefusal {
  if (error instanceof Refused) return error.why;
  const { reason } = failureOf(error);
  if (reason === 'loop' || reason === 'missing') return reason;
  return codeOf(error) === 'ERR_INVALID_ARG_VALUE' ? 'missing' : 'unreadable';
}

/** Where a path in the folder leads. @throws Refused if that is outside the folder. */
async function realIn(root: string, path: string): Promise<string> {
  if (!isInsidePath(path)) throw new Refused('outside');
  const real = await realpath(join(root, path));
  if (real === root || !isWithin(root, real)) throw new Refused('outside');
  return real;
}

/** The listing with files from deeper down, so that a plan file may name them; unavailable ones are refused by name. */
export async function withDeeper(listing: PieceListing, paths: readonly string[]): Promise<PieceListing> {
  const deeper = new Map<string, FileEntry>();
  const files = new Map(listing.files);
  const refused = [...listing.refused];
  for (const path of new Set(paths)) {
    if (files.has(path)) continue;
    try {
      const stats = await stat(await realIn(listing.root, path));
      if (!stats.isFile()) throw new Refused('not-regular');
      const file: ListedFile = {
        kind: 'file',
        name: basename(path),
        size: stats.size,
        pdf: undefined,
        stamp: stampOf(stats),
      };
      deeper.set(path, file);
      files.set(path, file);
    } catch (error) {
      refused.push({ path, why: refusalOf(error) });
    }
  }
  return { ...listing, refused, deeper, files };
}

/**
 * The bytes of one of the folder's files, if it is still the one that was listed. Links are followed anew: one that now
 * leads out of the folder is refused.
 */
export async function readPiece(
  listing: Pick<PieceListing, 'root' | 'files'>,
  path: string,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<SourceRead> {
  let handle: FileHandle | undefined;
  try {
    const real = await realIn(listing.root, path);
    // Opening a pipe without a writer would wait forever.
    handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Refused('not-regular');
    const listed = listing.files.get(path)?.stamp;
    if (listed !== undefined && !sameStamp(listed, stampOf(stats))) throw new Refused('changed');
    if (stats.size > limit) throw new Refused('too-large');
    const bytes = await handle.readFile();
    if (bytes.length !== stats.size || !sameStamp(stampOf(stats), stampOf(await handle.stat())))
      throw new Refused('changed');
    return { ok: true, bytes };
  } catch (error) {
    return { ok: false, why: readRefusalOf(error) };
  } finally {
    await handle?.close();
  }
}
