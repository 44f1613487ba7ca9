import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { cliBundle } from '../../scripts/bundles.mjs';
import { consoleOf, type World } from '../../server/src/cli/console.js';
import { run } from '../../server/src/cli/program.js';
import { plain } from '../support/plain.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = mkdtempSync(join(tmpdir(), 'segur-json-cli-'));
// Another user runs it in some tests.
chmodSync(BUILT, 0o755);
const MAIN = join(BUILT, 'segur-json.mjs');
process.once('exit', () => {
  rmSync(BUILT, { recursive: true, force: true });
});

/** The command line as shipped: one bundle with lazy chunks. Built once per run. */
let built: Promise<unknown> | undefined;
export const buildCli = (): Promise<unknown> => {
  built ??= build({ ...cliBundle(ROOT, BUILT), minify: false, logLevel: 'error' });
  return built;
};

/** For a test that starts it itself, once it is built. */
export const cliPath = (): string => MAIN;

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  /** Its no-break spaces as plain ones. */
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

export interface StartOptions extends RunOptions {
  /** User to run as, for files that root can always read. */
  readonly uid?: number;
  /** Closes stdout after its first bytes, as `head` does. */
  readonly closeEarly?: boolean;
}

/** The runs of one test file share a process, and so the current folder. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command line in this process, which is already warm, in French unless the environment says otherwise.
 * `started` is for what only a separate process shows (signals, rights, broken pipes).
 */
export function cli(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const result = last.then(() => runHere(args, options));
  last = result.catch(() => undefined);
  return result;
}

async function runHere(args: readonly string[], { cwd = ROOT, input = '', env = {} }: RunOptions): Promise<Result> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const streamTo = (chunks: Buffer[]): World['stdout'] => ({
    isTTY: false,
    columns: 0,
    write: text => chunks.push(Buffer.from(text)),
  });
  const console = consoleOf(args, {
    env,
    platform: process.platform,
    stdout: streamTo(out),
    stderr: streamTo(err),
    stdin: () => Readable.from([Buffer.from(input)]),
  });
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return resultOf(await run(console, args, version), out, err);
  } finally {
    process.chdir(before);
  }
}

const resultOf = (code: number | null, out: readonly Buffer[], err: readonly Buffer[]): Result => ({
  code,
  stdout: Buffer.concat(out).toString('utf8'),
  stderr: plain(Buffer.concat(err).toString('utf8')),
});

/** Runs the bundle as a process of its own. */
export async function started(args: readonly string[], options: StartOptions = {}): Promise<Result> {
  await buildCli();
  const { cwd = ROOT, input = '', env = {}, uid, closeEarly = false } = options;
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      ...(uid === undefined ? {} : { uid }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk);
      if (closeEarly) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err.push(chunk);
    });
    child.on('error', failed);
    child.on('close', code => {
      done(resultOf(code, out, err));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** A folder of files for one test. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'segur-json-test-'));

  file(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  text(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** In a `describe`: each test gets a folder of its own, removed afterwards. */
export function inFolder(give: (folder: Folder) => void): void {
  let folder: Folder | undefined;
  beforeEach(() => {
    folder = new Folder();
    give(folder);
  });
  afterEach(() => {
    folder?.remove();
  });
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface JsonOutput {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly profile: string | null;
    readonly findings: readonly {
      readonly code: string;
      readonly messageId: string;
      readonly data: unknown;
      readonly url: string;
      readonly source: string;
      readonly severity: string;
      readonly message: string;
      readonly path: string;
      readonly range: Range;
      readonly fixable: boolean;
      readonly fix: {
        readonly title: string;
        readonly edits: readonly { readonly range: Range; readonly newText: string }[];
      } | null;
      readonly related?: readonly {
        readonly file: string;
        readonly message: string;
        readonly range: Range;
      }[];
    }[];
  }[];
  readonly summary: {
    readonly files: number;
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
  };
}

export const output = (result: Result): JsonOutput => {
  const parsed: JsonOutput = JSON.parse(result.stdout);
  return parsed;
};

/** The same request with `count` lignes, each the first one changed. */
export function withLignes(request: string, count: number, change: (ligne: string) => string): string {
  const start = request.indexOf('    {');
  const first = request.slice(start, request.indexOf('\n    }', start) + '\n    }'.length);
  const lignes = Array.from({ length: count }, (_, i) =>
    change(first)
      .replace('"numLigne": 1', `"numLigne": ${String(i + 1)}`)
      .replaceAll('BDC-2022-0001', `BDC-${String(i)}`),
  );
  return request.slice(0, start) + lignes.join(',\n') + request.slice(request.lastIndexOf('\n  ]'));
}
