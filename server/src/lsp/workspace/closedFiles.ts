import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnalyzeOptions, Engine } from '../../analysis/analyze.js';
import type { Project } from '../../app/project.js';
import type { FileFacts } from '../../index/facts.js';
import { readFacts } from '../../index/read.js';
import type { Position } from '../../language/lines.js';
import type { Span } from '../../language/span.js';
import { decodeShown, readRegular, type Stamp } from '../../node/read.js';
import { isListed, jsonFiles, type Looked, lookAt, MAX_REQUEST_BYTES } from '../../node/workspaceFiles.js';
import { type Encoding, type SnapshotText, textIn } from '../positions.js';

/** How a file would be read if it were open: with the models and the profile of its folder. */
interface Reading {
  readonly engine: Engine;
  readonly options: AnalyzeOptions;
  readonly project: Pick<Project, 'isModel'>;
}

interface Seen extends Reading {
  readonly looked: Looked;
  /** What was known of it then. */
  readonly before: Known | undefined;
}

/** A file that is being read. */
interface Ahead {
  readonly path: string;
  readonly looked: Promise<Seen | undefined>;
}

/** What the files on disk need from the rest of the server. */
interface ClosedFilesHost {
  readingOf(path: string): Promise<Reading>;
  /** Resolves when no request is being answered. */
  idle(): Promise<void>;
  isOpen(path: string): boolean;
  /** All at once; undefined for what is no longer a request. */
  apply(files: ReadonlyMap<string, FileFacts | undefined>): void;
  /** Reports once that there is more than is kept. */
  full(files: number, lignes: number): void;
  failed(error: unknown): void;
}

/** What is known about a file that was examined: enough to decide whether to look again. */
interface Known {
  readonly stamp: Stamp | undefined;
  readonly engine: Engine;
  readonly profile: string | undefined;
  /** It is in the index. */
  readonly kept: boolean;
  readonly lignes: number;
}

/** The facts of a ligne take about 2 KB: these are a quarter of a gigabyte. */
const MAX_LIGNES = 120_000;
/** All JSON files are examined, most of them only to see that they are not requests. */
const MAX_FILES = 50_000;
/** So many are being read from the disk while one is taken in. */
const AHEAD = 4;
/** With more simultaneous changes, results are reported before all are read. */
const MAX_STAGED = 400;

/**
 * Reads the request files of the workspace's folders in the background, one at a time and only while no request is
 * being answered. Simultaneous changes (a renamed file, a switched branch) are reported together, so that nothing is
 * compared with half of them.
 */
export class ClosedFiles {
  private readonly known = new Map<string, Known>();
  private queue = new Set<string>();
  private roots: readonly string[] = [];
  private working: Promise<void> | undefined;
  private stopped = false;
  private lignes = 0;
  private toldFull = false;
  private staged = new Map<string, FileFacts | undefined>();

  constructor(private readonly host: ClosedFilesHost) {}

  stop(): void {
    this.stopped = true;
  }

  /**
   * Examines all files of the folders, and drops those that are in none. Ends when all are known. `bit`: each is
   * reported as soon as it is read.
   */
  async scan(roots: readonly string[], bit: boolean): Promise<void> {
    this.roots = roots;
    const met = new Set<string>();
    const ahead: Ahead[] = [];
    const take = async ({ path, looked }: Ahead): Promise<void> => {
      await this.turn();
      this.take(path, await looked);
      if (bit && this.staged.size > 0) await this.turn();
      if (bit || this.staged.size >= MAX_STAGED) this.flush();
    };
    for (const root of roots) {
      for await (const path of jsonFiles(root)) {
        if (met.size >= MAX_FILES) this.tellFull();
        if (this.stopped || met.size >= MAX_FILES) break;
        if (met.has(path)) continue;
        met.add(path);
        ahead.push({ path, looked: this.look(path) });
        const next = ahead.length > AHEAD ? ahead.shift() : undefined;
        if (next !== undefined) await take(next);
      }
    }
    for (const next of ahead) await take(next);
    for (const path of this.known.keys()) if (!met.has(path) && !this.queue.has(path)) this.queue.add(path);
    await this.settle();
  }

  /** Files that may have changed; those in no folder are left alone. */
  touch(paths: Iterable<string>): Promise<void> {
    for (const path of paths) if (this.belongs(path) || this.known.has(path)) this.queue.add(path);
    return this.settle();
  }

  /** Files or folders that went, with everything below them. */
  gone(paths: ReadonlySet<string>): Promise<void> {
    return this.touch([...this.known.keys()].filter(path => isBelow(path, paths)));
  }

  /** A new folder, with its content. */
  async found(folder: string): Promise<void> {
    for await (const path of jsonFiles(folder)) this.queue.add(path);
    await this.settle();
  }

  /** Settings may give some files other profiles or models: only those are read again. */
  reset(): Promise<void> {
    return this.touch(this.known.keys());
  }

  belongs(path: string): boolean {
    return this.roots.some(root => isListed(root, path));
  }

  /** Reads what is waiting, then reports it. */
  private settle(): Promise<void> {
    this.working ??= this.work()
      .catch((error: unknown) => {
        this.host.failed(error);
      })
      .finally(() => {
        this.working = undefined;
        // What came between the last look and now.
        return this.queue.size > 0 && !this.stopped ? this.settle() : undefined;
      });
    return this.working;
  }

  private async work(): Promise<void> {
    while (this.queue.size > 0 && !this.stopped) {
      for (const path of this.queue) {
        this.queue.delete(path);
        await this.turn();
        this.take(path, await this.look(path));
        if (this.staged.size >= MAX_STAGED) this.flush();
      }
    }
    this.flush();
  }

  private flush(): void {
    if (this.staged.size === 0 || this.stopped) return;
    const { staged } = this;
    this.staged = new Map();
    this.host.apply(staged);
  }

  /** Requests come first. */
  private async turn(): Promise<void> {
    await nextTurn();
    await this.host.idle();
  }

  /** What the disk has, under the models of its folder; undefined where there is nothing to take in. */
  private async look(path: string): Promise<Seen | undefined> {
    try {
      if (this.stopped || !this.belongs(path) || this.host.isOpen(path)) return undefined;
      const reading = await this.host.readingOf(path);
      const { engine, options, project } = reading;
      const before = this.known.get(path);
      const stamp = before?.engine === engine && before.profile === options.profile ? before.stamp : undefined;
      if (project.isModel(path)) return { ...reading, before, looked: { kind: 'other', stamp: undefined } };
      return { ...reading, before, looked: await lookAt(path, engine.catalog.listKeys, stamp) };
    } catch (error) {
      this.host.failed(error);
      return undefined;
    }
  }

  /** A bug with one file doesn't affect the others. */
  private take(path: string, seen: Seen | undefined): void {
    if (this.stopped) return;
    try {
      if (!this.belongs(path)) this.drop(path);
      else if (seen !== undefined && !this.host.isOpen(path)) this.takeIn(path, seen);
    } catch (error) {
      this.host.failed(error);
    }
  }

  private takeIn(path: string, { engine, options, looked, before }: Seen): void {
    // Another look has overtaken this one.
    if (this.known.get(path) !== before) {
      this.queue.add(path);
      return;
    }
    if (before === undefined && this.known.size >= MAX_FILES) {
      this.tellFull();
      return;
    }
    if (looked.kind === 'same') return;
    if (looked.kind === 'missing') {
      this.drop(path);
      return;
    }
    const facts = looked.kind === 'request' ? this.factsOf(engine, path, looked.text, options, before) : undefined;
    this.remember(path, {
      stamp: looked.stamp,
      engine,
      profile: options.profile,
      kept: facts !== undefined,
      lignes: facts?.lignes.length ?? 0,
    });
    // A file that was never a request needn't be mentioned.
    if (facts !== undefined || before?.kept === true) this.staged.set(path, facts);
  }

  private factsOf(
    engine: Engine,
    path: string,
    text: string,
    options: AnalyzeOptions,
    before: Known | undefined,
  ): FileFacts | undefined {
    const facts = readFacts(path, text, engine.catalog, options);
    if (facts === undefined || this.lignes - (before?.lignes ?? 0) + facts.lignes.length <= MAX_LIGNES) return facts;
    this.tellFull();
    return undefined;
  }

  private tellFull(): void {
    if (!this.toldFull) this.host.full([...this.known.values()].filter(({ kept }) => kept).length, this.lignes);
    this.toldFull = true;
  }

  private drop(path: string): void {
    const before = this.known.get(path);
    this.known.delete(path);
    this.lignes -= before?.lignes ?? 0;
    if (!this.host.isOpen(path)) this.staged.set(path, undefined);
  }

  private remember(path: string, now: Known): void {
    this.lignes += now.lignes - (this.known.get(path)?.lignes ?? 0);
    this.known.set(path, now);
  }

  /** Call this when a document closes: the file on disk counts again. */
  closed(path: string): Promise<void> {
    const before = this.known.get(path);
    if (before !== undefined) this.known.set(path, { ...before, stamp: undefined });
    if (!this.belongs(path)) return Promise.resolve();
    return this.touch([path]);
  }
}

/** One of the paths itself, or below one. */
export function isBelow(path: string, above: ReadonlySet<string>): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (above.has(at)) return true;
    if (dirname(at) === at) return false;
  }
}

/**
 * Where the lines of another file begin. Only facts are kept of closed files: a text is read when somebody wants a
 * place in it.
 */
export class OtherTexts {
  /** The most recent ones, the oldest first. */
  private readonly read = new Map<string, SnapshotText>();

  /** `disappeared` is called for a file that can no longer be read. */
  constructor(
    private readonly encoding: Encoding,
    private readonly disappeared: (path: string) => void,
  ) {}

  rangeIn(path: string, span: Span): { readonly start: Position; readonly end: Position } | undefined {
    const lines = this.read.get(path) ?? this.load(path);
    if (lines === undefined) return undefined;
    this.keep(path, lines);
    return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  }

  forget(path: string): void {
    this.read.delete(path);
  }

  private load(path: string): SnapshotText | undefined {
    const outcome = readRegular(path, MAX_REQUEST_BYTES);
    if (outcome.ok) return textIn(this.encoding, decodeShown(outcome.bytes).text);
    this.disappeared(path);
    return undefined;
  }

  private keep(path: string, lines: SnapshotText): void {
    this.read.delete(path);
    this.read.set(path, lines);
    const [oldest] = this.read.keys();
    if (this.read.size > MAX_TEXTS && oldest !== undefined) this.read.delete(oldest);
  }
}

const MAX_TEXTS = 16;
