import type { Connection } from 'vscode-languageserver/node';
import {
  FILE_REQUEST,
  FILE_TYPE,
  type FileAnswer,
  type FileAnswers,
  type FileQuestion,
} from '../lsp/protocol/files.js';
import { isRecord } from '../language/unknown.js';
import { sameStamp, type Stamp, stampOf } from '../node/read.js';
import { pathToFileURL } from './paths.js';

/**
 * `node:fs/promises` and `node:fs` of the web bundle: the parts that the code above uses, asked of the client, whose
 * `workspace.fs` reaches whatever is open. Synchronous calls are refused.
 */

let client: Pick<Connection, 'sendRequest'> | undefined;

/** From now on, files come from this client. */
export function askFor(connection: Pick<Connection, 'sendRequest'>): void {
  client = connection;
}

/** By the names of `vscode.FileSystemError`. */
const CODES: Readonly<Record<string, string>> = {
  FileNotFound: 'ENOENT',
  FileNotADirectory: 'ENOTDIR',
  FileIsADirectory: 'EISDIR',
  FileExists: 'EEXIST',
  NoPermissions: 'EACCES',
};

class FileError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** @throws an error with a file system's code. */
async function ask<Q extends FileQuestion['ask']>(
  question: FileQuestion & { readonly ask: Q },
): Promise<FileAnswers[Q]> {
  if (client === undefined) throw new FileError('ENOSYS');
  const answer = await client.sendRequest<FileAnswer<Q>>(FILE_REQUEST, question);
  if ('failed' in answer) throw new FileError(CODES[answer.failed] ?? 'EIO');
  return answer.answer;
}

const uriOf = (path: string): string => pathToFileURL(path).href;

export class Stats {
  readonly ino = 0;
  readonly mtimeMs: number;
  readonly size: number;

  constructor(private readonly stat: FileAnswers['stat']) {
    this.mtimeMs = stat.modified;
    this.size = stat.size;
  }

  isFile(): boolean {
    return (this.stat.type & FILE_TYPE.file) !== 0;
  }

  isDirectory(): boolean {
    return (this.stat.type & FILE_TYPE.folder) !== 0;
  }

  isSymbolicLink(): boolean {
    return (this.stat.type & FILE_TYPE.link) !== 0;
  }
}

/** The script that the server runs once it needs it. */
export const chunk = async (): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await ask({ ask: 'chunk' }));

/** For a link: of its target. */
export async function stat(path: string): Promise<Stats> {
  return new Stats(await ask({ ask: 'stat', uri: uriOf(path) }));
}

export { stat as lstat };

/** A client doesn't reveal a link's target; it follows links itself. @throws ENOENT */
export async function realpath(path: string): Promise<string> {
  await stat(path);
  return path;
}

class Entry {
  constructor(
    readonly name: string,
    private readonly type: number,
  ) {}

  isFile(): boolean {
    return this.type === FILE_TYPE.file;
  }

  isDirectory(): boolean {
    return this.type === FILE_TYPE.folder;
  }

  isSymbolicLink(): boolean {
    return (this.type & FILE_TYPE.link) !== 0;
  }
}

export async function readdir(path: string, how?: { readonly withFileTypes: true }): Promise<(Entry | string)[]> {
  const entries = await ask({ ask: 'list', uri: uriOf(path) });
  return entries.map(([name, type]) => (how === undefined ? name : new Entry(name, type)));
}

export async function readFile(path: string, encoding?: 'utf8'): Promise<Buffer | string> {
  const bytes = Buffer.from(await ask({ ask: 'read', uri: uriOf(path) }));
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

export async function mkdir(path: string): Promise<undefined> {
  await ask({ ask: 'createFolder', uri: uriOf(path) });
}

export async function rename(from: string, to: string): Promise<void> {
  await ask({ ask: 'rename', uri: uriOf(from), to: uriOf(to) });
}

interface Removal {
  readonly recursive?: boolean;
  readonly force?: boolean;
}

export async function rm(path: string, { recursive = false, force = false }: Removal = {}): Promise<void> {
  try {
    await ask({ ask: 'delete', uri: uriOf(path), recursive });
  } catch (error) {
    if (!force || !isRecord(error) || error['code'] !== 'ENOENT') throw error;
  }
}

export const rmdir = (path: string): Promise<void> => rm(path);

/** What `node:fs` calls a handle: it keeps nothing open, since a client reads and writes whole files. */
class FileHandle {
  constructor(private readonly path: string) {}

  stat(): Promise<Stats> {
    return stat(this.path);
  }

  async readFile(): Promise<Buffer> {
    return Buffer.from(await ask({ ask: 'read', uri: uriOf(this.path) }));
  }

  async read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly buffer: Buffer; readonly bytesRead: number }> {
    const bytes = await this.readFile();
    return { buffer, bytesRead: bytes.copy(buffer, offset, position, position + length) };
  }

  async writeFile(content: Uint8Array | string): Promise<void> {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await ask({ ask: 'write', uri: uriOf(this.path), bytes });
  }

  async sync(): Promise<void> {
    await Promise.resolve();
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

/** @throws ENOENT, or with `wx` EEXIST */
export async function open(path: string, flags: number | string = 'r'): Promise<FileHandle> {
  if (flags !== 'wx') await stat(path);
  else if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    throw new FileError('EEXIST');
  return new FileHandle(path);
}

/** The part of `node/atomicWrite` that the server uses: a client replaces a file by itself, all of it or nothing. */
export async function writeFresh(path: string, text: string, stamp: Stamp | undefined): Promise<void> {
  if (stamp !== undefined && !sameStamp(stamp, stampOf(await stat(path)))) throw new FileError('EBUSY');
  await (await open(path, stamp === undefined ? 'wx' : 'r+')).writeFile(text);
}

export const constants = { O_RDONLY: 0, O_NOFOLLOW: 0, O_NONBLOCK: 0, COPYFILE_EXCL: 0, W_OK: 0 };

function refuse(): never {
  throw new FileError('ENOSYS');
}

export {
  refuse as accessSync,
  refuse as chmodSync,
  refuse as closeSync,
  refuse as copyFileSync,
  refuse as fchmodSync,
  refuse as fchownSync,
  refuse as fstatSync,
  refuse as fsyncSync,
  refuse as linkSync,
  refuse as lstatSync,
  refuse as mkdirSync,
  refuse as openSync,
  refuse as readSync,
  refuse as realpathSync,
  refuse as renameSync,
  refuse as rmdirSync,
  refuse as rmSync,
  refuse as statSync,
  refuse as writeFileSync,
};
