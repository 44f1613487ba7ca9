import { basename, relative, resolve } from 'node:path';
import { isRequestName } from '../features/request.js';
import {
  codeOf,
  decodeUtf8,
  expand,
  type Expanded,
  mayHoldRequest,
  type ReadFailure,
  readRegular,
  readStream,
  sameStamp,
  type Stamp,
  isWithin,
} from '../node/read.js';
import type { Project } from '../app/project.js';
import type { Projects } from '../node/project.js';
import { analyze, type Analysis, type AnalyzeOptions } from '../analysis/analyze.js';
import { looksLikeRequest } from '../format/profiles/detect.js';
import type { Console } from './console.js';
import { harmless } from './report/terminal.js';

/** A request as it was read. */
export interface LoadedRequest {
  readonly path: string;
  readonly bytes: Buffer;
  /** Absent for the standard input, which can't be written back to. */
  readonly stamp: Stamp | undefined;
  /** Its text, from its file. */
  readonly again: (() => string | undefined) | undefined;
  readonly analysis: Analysis;
  readonly project: Project;
}

export interface InputOptions {
  readonly projects: Projects;
  /** From the command line: takes precedence over the project's. */
  readonly profile: string | undefined;
  readonly today: number;
  readonly referenceDate: number | undefined;
  /** Tells errors only. */
  readonly quiet: boolean;
  /** Name of the file that comes in by the standard input. */
  readonly stdinName?: string | undefined;
  /**
   * Files that aren't requests are left alone even if named, as in a folder: a repository hook passes all its JSON
   * files.
   */
  readonly ignoreUnknown?: boolean | undefined;
}

const STDIN = '-';

/** The path of a request's file; undefined if it has none. */
export const fileOf = (path: string): string | undefined => (path === STDIN ? undefined : path);

/**
 * Reads the files that the arguments lead to, in the given order, each once, and passes them to `visit` one at a time.
 * Unreadable files are reported on stderr and the rest go on; so are slips in a configuration, which count as an error
 * as in any linter. True if all could be read.
 */
export async function eachRequest(
  console: Console,
  args: readonly string[],
  options: InputOptions,
  visit: (request: LoadedRequest) => void,
): Promise<boolean> {
  const reader = new Reader(console, options, visit);
  for (const arg of args) await reader.read(await expand(arg));
  return reader.ok;
}

class Reader {
  ok = true;
  private readonly seen = new Set<string>();
  private readonly met = new Set<Project>();

  constructor(
    private readonly console: Console,
    private readonly options: InputOptions,
    private readonly visit: (request: LoadedRequest) => void,
  ) {}

  async read(input: Expanded): Promise<void> {
    switch (input.kind) {
      case 'stdin':
        if (this.isNew(STDIN)) await this.stdin();
        return;
      case 'file':
        if (this.isNew(resolve(input.path))) await this.file(input.path, this.taken);
        return;
      case 'failure':
        this.fail(this.console.words.unreadable(input.argument, input.failure));
        return;
      case 'folder':
      case 'glob':
        await this.reached(input);
    }
  }

  /** Whether a named file is treated as a request, whatever it holds. */
  private get taken(): boolean {
    return this.options.ignoreUnknown !== true;
  }

  /** Reports once what is wrong with a project. */
  private meet(project: Project): void {
    if (this.met.has(project)) return;
    this.met.add(project);
    for (const problem of project.parts.problems) {
      if (problem.severity === 'error') this.ok = false;
      else if (this.options.quiet) continue;
      this.console.err.write(`${harmless(this.console.words.setting(shownPath(problem.file), problem))}\n`);
    }
  }

  private isNew(key: string): boolean {
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  private fail(message: string): void {
    this.ok = false;
    this.console.err.write(`${harmless(message)}\n`);
  }

  private async stdin(): Promise<void> {
    const read = await readStream(this.console.stdin());
    if (read.ok) await this.check(this.options.stdinName ?? STDIN, read.bytes, undefined, this.taken);
    else this.fail(this.console.words.unreadable(STDIN, read.failure));
  }

  private async reached({
    argument,
    kind,
    paths,
    closed,
  }: Extract<Expanded, { kind: 'folder' | 'glob' }>): Promise<void> {
    const { words } = this.console;
    for (const { path, failure } of closed) this.fail(words.unreadable(path, failure));
    let told = closed.length > 0;
    if (kind === 'glob' && paths.length === 0) {
      if (!told) this.fail(words.noFileMatches(argument));
      return;
    }
    for (const path of paths) {
      const fresh = this.isNew(resolve(path));
      if (!fresh || (await this.file(path, false))) told = true;
    }
    if (!told && this.taken) this.fail(words.noRequest(argument, kind));
  }

  /** False if the file, found in a folder or by a pattern, is not a request. */
  private async file(path: string, named: boolean): Promise<boolean> {
    const read = readRegular(path);
    if (read.ok) return this.check(path, read.bytes, read.stamp, named);
    if (!named && (await this.isNoneOfOurs(path, read.failure))) return false;
    this.fail(this.console.words.unreadable(path, read.failure));
    return true;
  }

  /** A folder's other files are left alone, as are large ones unless they begin like a request. */
  private async isNoneOfOurs(path: string, failure: ReadFailure): Promise<boolean> {
    if (failure.reason !== 'too-large') return failure.reason === 'directory' || failure.reason === 'not-regular';
    const { engine } = await this.options.projects.of(path);
    return !mayHoldRequest(failure.start, engine.catalog.listKeys);
  }

  private async check(path: string, bytes: Buffer, stamp: Stamp | undefined, named: boolean): Promise<boolean> {
    try {
      const { projects } = this.options;
      const project = await (path === STDIN ? projects.in(process.cwd()) : projects.of(path));
      if (!named && project.isModel(resolve(path))) return false;
      // A file with one of our names promises a request: one that breaks the promise must not go unseen.
      const meant = named || isRequestName(project.engine.catalog, basename(path));
      if (!meant && !mayHoldRequest(bytes, project.engine.catalog.listKeys)) return false;
      const { text, options } = analysisOf(path, bytes, this.options, project);
      const analysis = analyze(project.engine, text, options);
      if (!meant && !isRequest(analysis)) return false;
      this.meet(project);
      this.visit({ path, bytes, stamp, again: stamp && (() => readAgain(path, stamp)), analysis, project });
    } catch (error) {
      if (process.env['SEGUR_DEBUG'] !== undefined) throw error;
      this.fail(this.console.words.internalError(kindOf(error), path));
    }
    return true;
  }
}

/** The text of a file read earlier; undefined if it is no longer the same. */
function readAgain(path: string, stamp: Stamp): string | undefined {
  const read = readRegular(path);
  return read.ok && sameStamp(read.stamp, stamp) ? decodeUtf8(read.bytes).text : undefined;
}

/** A path as the user would type it. */
export function shownPath(path: string): string {
  const here = process.cwd();
  return isWithin(here, path) ? relative(here, path) || path : path;
}

/** The error's own text may quote the file, which is confidential: only its kind is shown. */
export const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = codeOf(error);
  return code === 'inconnu' ? error.name : `${error.name}, ${code}`;
};

function analysisOf(
  path: string,
  bytes: Buffer,
  { profile, today, referenceDate }: InputOptions,
  project: Project,
): { text: string; options: AnalyzeOptions } {
  const { text, bom, invalidBytes } = decodeUtf8(bytes);
  const file = fileOf(path);
  const given = project.optionsFor(file);
  return {
    text,
    options: { ...given, profile: profile ?? given.profile, today, referenceDate, bom, invalidBytes, path: file },
  };
}

/** The list of lignes is at the root; in a text too broken to have a root, a mention of it is enough. */
function isRequest({ tree, model }: Analysis): boolean {
  if (tree.root === undefined || tree.root.kind === 'invalid') return true;
  return looksLikeRequest(tree.root, model);
}
