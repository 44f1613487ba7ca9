import {
  AlreadyThere,
  type NewFile,
  NewFiles,
  obstacles,
  type Obstacle,
  type StagedFile,
  writeFiles,
} from '../node/atomicWrite.js';
import { codeOf } from '../node/read.js';
import { join } from 'node:path';
import type { Unsound } from '../app/cut.js';
import { failureText, type Failure } from '../texts/failures.js';
import type { Slip } from '../texts/making.js';
import { EXIT, type ExitCode } from './options.js';
import type { Console } from './console.js';
import { eachRequest, shownPath, type InputOptions, type LoadedRequest } from './inputs.js';
import { harmless } from './report/terminal.js';
import { told as toldOf } from '../texts/files.js';
import { transformWordsOf } from '../texts/cli/transform.js';
import { type Command } from 'commander';

/** What `split`, `merge` and `solde` have in common. */
export interface OutputOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** The options at the end of these commands. */
export function withContext(command: Command, { lang, words }: Console): Command {
  const { help } = transformWordsOf(lang);
  return command
    .option('--force', help.force)
    .option('--dry-run', help.dryRun)
    .option('--profile <id>', help.profile)
    .option('--date <date>', help.date)
    .option('--plafonds <file>', help.plafonds)
    .option('--config <file>', words.help.config)
    .option('--no-config', words.help.noConfig);
}

export const STDOUT = '-';

export function refuse({ err }: Console, message: string, code: ExitCode = EXIT.usage): ExitCode {
  err.write(`${harmless(message)}\n`);
  return code;
}

export const told = (path: string, message: string, { lang }: Console): string => toldOf(path, message, lang);

/** The requests that arguments lead to, in their order; undefined, with the reason reported, if one can't be read. */
export async function requestsOf(
  console: Console,
  args: readonly string[],
  options: InputOptions,
): Promise<readonly LoadedRequest[] | undefined> {
  const requests: LoadedRequest[] = [];
  const allRead = await eachRequest(console, args, options, request => {
    requests.push(request);
  });
  return allRead ? requests : undefined;
}

/** The one request that a command works on. */
export async function requestOf(
  console: Console,
  command: string,
  arg: string,
  options: InputOptions,
): Promise<LoadedRequest | undefined> {
  const requests = await requestsOf(console, [arg], options);
  const [only, ...others] = requests ?? [];
  if (requests !== undefined && (only === undefined || others.length > 0))
    refuse(console, transformWordsOf(console.lang).oneFile(command));
  return others.length > 0 ? undefined : only;
}

/** Reports why a text can't be cut, and where; with the matching exit code. */
export const refuseUnsound = (console: Console, refused: Unsound | Failure<'compare-syntax'>): ExitCode =>
  refuseAt(console, refused.data.file, failureText(refused, console.lang), refused.data.slip);

/** A sentence about a place in a text, and what its finding says. */
export function refuseAt(console: Console, path: string, sentence: string, slip: Slip | undefined): ExitCode {
  const place = slip === undefined ? path : `${path}:${String(slip.line)}:${String(slip.column)}`;
  refuse(console, told(place, sentence, console));
  if (slip !== undefined) refuse(console, `  ${slip.message[console.lang]}`);
  return EXIT.findings;
}

/** Reports conflicts before anything is written. */
export function refuseObstacles(console: Console, paths: readonly string[], force: boolean): boolean {
  const found = obstacles(paths, force);
  refuseEach(console, found);
  return found.length > 0;
}

function refuseEach(console: Console, found: readonly Obstacle[]): void {
  const words = transformWordsOf(console.lang);
  for (const { path, reason } of found) refuse(console, words.inTheWay(shownPath(path), reason));
}

/** False, with the reason reported, if the files could not be written; then none was. */
export function write(console: Console, files: readonly NewFile[], force: boolean): boolean {
  try {
    writeFiles(files, { force });
    return true;
  } catch (error) {
    refuseWrite(console, files, error);
    return false;
  }
}

function refuseWrite(console: Console, files: readonly { readonly path: string }[], error: unknown): void {
  const words = transformWordsOf(console.lang);
  if (error instanceof AlreadyThere) refuseEach(console, error.obstacles);
  else refuse(console, words.notWritten(shownPath(files[0]?.path ?? ''), codeOf(error)));
}

/** New files of one folder whose texts are written as they come, and whose names are known at the end. */
export class Stream {
  private readonly made = new NewFiles();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly folder: string) {}

  /** The path of what it wrote. A failure is reported with the names. */
  readonly take = (text: string): string => {
    try {
      return this.failure === undefined ? this.made.stage(join(this.folder, 'segur'), text) : '';
    } catch (error) {
      this.failure = { error };
      return '';
    }
  };

  /** As `write`. */
  place(console: Console, files: readonly StagedFile[], force: boolean): boolean {
    const paths = files.map(({ path }) => path);
    if (refuseObstacles(console, paths, force)) return false;
    try {
      if (this.failure === undefined) this.made.place(files, force);
      else refuseWrite(console, files, this.failure.error);
      return this.failure === undefined;
    } catch (error) {
      refuseWrite(console, files, error);
      return false;
    }
  }

  end(): void {
    this.made.end();
  }
}
