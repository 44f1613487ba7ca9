import { resolve } from 'node:path';
import { decodeUtf8 } from '../adapters/decode.js';
import { expand, type Expanded } from '../adapters/expand.js';
import { codeOf, readRegular, readStream, type ReadFailure, type Stamp } from '../adapters/read.js';
import { analyze, type Analysis, type AnalyzeOptions, type Engine } from '../core/analyze.js';
import { looksLikeRequest } from '../core/profiles/detect.js';
import type { Console } from './console.js';

/** A request as it was read. */
export interface LoadedRequest {
  readonly path: string;
  readonly bytes: Buffer;
  /** Absent for the standard input, which nothing can be written back to. */
  readonly stamp: Stamp | undefined;
  readonly analysis: Analysis;
}

export interface InputOptions {
  readonly engine: Engine;
  readonly profile: string | undefined;
  readonly today: number;
  readonly referenceDate: number | undefined;
}

const STDIN = '-';

/**
 * Reads the files that the arguments lead to, in the order given, each once, and shows them to `visit` one at a time.
 * What can't be read is told on stderr and the others go on. True when all could be read.
 */
export async function eachRequest(
  console: Console, args: readonly string[], options: InputOptions, visit: (request: LoadedRequest) => void,
): Promise<boolean> {
  const reader = new Reader(console, options, visit);
  for (const arg of args) await reader.read(await expand(arg));
  return reader.ok;
}

class Reader {
  ok = true;
  private readonly seen = new Set<string>();

  constructor(private readonly console: Console, private readonly options: InputOptions, private readonly visit: (request: LoadedRequest) => void) {}

  async read(input: Expanded): Promise<void> {
    switch (input.kind) {
      case 'stdin': if (this.isNew(STDIN)) await this.stdin(); return;
      case 'file': if (this.isNew(resolve(input.path))) this.file(input.path, true); return;
      case 'failure': this.fail(this.console.words.unreadable(input.argument, input.failure)); return;
      case 'folder': case 'glob': this.reached(input);
    }
  }

  private isNew(key: string): boolean {
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  private fail(message: string): void {
    this.ok = false;
    this.console.err.write(`${message}\n`);
  }

  private async stdin(): Promise<void> {
    const read = await readStream(this.console.stdin());
    if (read.ok) this.check(STDIN, read.bytes, undefined, true);
    else this.fail(this.console.words.unreadable(STDIN, read.failure));
  }

  private reached({ argument, kind, paths }: Extract<Expanded, { kind: 'folder' | 'glob' }>): void {
    const { words } = this.console;
    if (kind === 'glob' && paths.length === 0) { this.fail(words.noFileMatches(argument)); return; }
    let told = false;
    for (const path of paths) {
      const fresh = this.isNew(resolve(path));
      if (!fresh || this.file(path, false)) told = true;
    }
    if (!told) this.fail(words.noRequest(argument, kind));
  }

  /** False when the file, reached by a folder or pattern, is none of ours. */
  private file(path: string, named: boolean): boolean {
    const read = readRegular(path);
    if (read.ok) return this.check(path, read.bytes, read.stamp, named);
    if (!named && isNoneOfOurs(read.failure)) return false;
    this.fail(this.console.words.unreadable(path, read.failure));
    return true;
  }

  private check(path: string, bytes: Buffer, stamp: Stamp | undefined, named: boolean): boolean {
    if (!named && !mentionsLignes(bytes)) return false;
    try {
      const { engine } = this.options;
      const { text, options } = analysisOf(path, bytes, this.options);
      const analysis = analyze(engine, text, options);
      if (!named && !isRequest(analysis)) return false;
      this.visit({ path, bytes, stamp, analysis });
    } catch (error) {
      if (process.env['SEGUR_DEBUG'] !== undefined) throw error;
      this.fail(this.console.words.internalError(kindOf(error), path));
    }
    return true;
  }
}

/** The error's own text may quote the file, which is confidential: only its kind is told. */
export const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = codeOf(error);
  return code === 'inconnu' ? error.name : `${error.name}, ${code}`;
};

function analysisOf(path: string, bytes: Buffer, { profile, today, referenceDate }: InputOptions): { text: string; options: AnalyzeOptions } {
  const { text, bom, invalidBytes } = decodeUtf8(bytes);
  return { text, options: { profile, today, referenceDate, bom, invalidBytes, path: path === STDIN ? undefined : path } };
}

/** A folder's other files are left alone, the large ones too unless they begin as a request does. */
const isNoneOfOurs = (failure: ReadFailure): boolean =>
  failure.reason === 'directory' || failure.reason === 'not-regular' || (failure.reason === 'too-large' && !mentionsLignes(failure.start));

/** Bytes of UTF-16 have a NUL between the letters. Case and accents are as forgiving as the profile's detection. */
function mentionsLignes(bytes: Buffer): boolean {
  if (bytes.includes('lignesImport')) return true;
  const text = bytes.includes(0) ? bytes.toString('latin1').replaceAll('\0', '') : bytes.toString('latin1');
  return /lignesimport/i.test(text);
}

/** The list of lignes stands at the root; in a text too broken to have a root it is enough that it is spoken of. */
function isRequest({ tree, model }: Analysis): boolean {
  if (tree.root === undefined || tree.root.kind === 'invalid') return true;
  return looksLikeRequest(tree.root, model.lignesKey);
}
