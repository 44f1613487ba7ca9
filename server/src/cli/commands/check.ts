import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { createEngine } from '../../analysis/analyze.js';
import type { Suppression } from '../../app/config/config.js';
import type { Project } from '../../app/project.js';
import { isPattern, normalGlob } from '../../language/glob.js';
import { reportWordsOf } from '../../texts/cli/reports.js';
import { Batch } from '../batch.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf, type InputOptions, type LoadedRequest, shownPath } from '../inputs.js';
import {
  countOf,
  type Define,
  EXIT,
  type ExitCode,
  type FileOptions,
  fromSeverity,
  inputOptions,
  reporterFor,
  reportFormatOf,
  severityOf,
  UsageError,
  withFiles,
} from '../options.js';
import { Baseline } from '../report/baseline.js';
import { ReportFile } from '../report/file.js';
import { Tally } from '../report/reporter.js';
import { harmless } from '../report/terminal.js';

interface Seen {
  readonly used: Set<Suppression>;
  /** Files that were checked, as the globs see them. */
  readonly files: Set<string>;
}

/** Which suppressions were used in a run. */
export class Suppressions {
  private readonly seen = new Map<Project, Seen>();

  constructor(private readonly args: readonly string[]) {}

  note(project: Project, path: string | undefined, used: ReadonlySet<Suppression>): void {
    if (project.parts.config.suppressions.length === 0) return;
    const seen = this.seen.get(project) ?? { used: new Set(), files: new Set() };
    this.seen.set(project, seen);
    for (const suppression of used) seen.used.add(suppression);
    if (path !== undefined) seen.files.add(project.relative(path));
  }

  /**
   * Reports suppressions that no longer silence anything. A run over some files says nothing about the others: it
   * judges only the suppressions of files checked by name, or all of them if the configuration's whole folder was
   * checked.
   */
  tellUnused({ words, err }: Console): void {
    for (const [project, { used, files }] of this.seen) {
      const { path = '', config } = project.parts;
      const whole = this.covers(project);
      for (const suppression of config.suppressions) {
        const { file } = suppression;
        const judged = whole || (file !== undefined && !isPattern(file) && files.has(normalGlob(file)));
        if (judged && !used.has(suppression))
          err.write(`${harmless(words.unusedSuppression(shownPath(path), suppression))}\n`);
      }
    }
  }

  /** Whether one of the arguments is the configuration's folder or lies above it. */
  private covers({ folder }: Project): boolean {
    if (folder === undefined) return false;
    return this.args.some(arg => {
      const way = relative(resolve(arg), folder);
      return isFolder(arg) && (way === '' || !/^\.\.(?:[\\/]|$)/.test(way));
    });
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

interface CheckOptions extends FileOptions {
  readonly maxWarnings?: string;
  readonly pieces?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

export const define: Define = ({ console, add, done }) => {
  const { help } = console.words;
  const reports = reportWordsOf(console.lang);
  withFiles(add('check', help.check), console)
    .option('--max-warnings <n>', help.maxWarnings)
    .option('--baseline <file>', reports.baseline)
    .option('--update-baseline', reports.updateBaseline)
    .option('--pieces <dir>', help.pieces)
    .action(async (files: string[], options: CheckOptions) => {
      done(await check(console, files, options));
    });
};

async function check(console: Console, args: readonly string[], given: CheckOptions): Promise<ExitCode> {
  const format = reportFormatOf(given.format);
  const least = severityOf(given.severity);
  const limit = countOf('--max-warnings', given.maxWarnings);
  if (given.updateBaseline === true && given.baseline === undefined)
    throw new UsageError({ kind: 'missing-option', option: '--baseline' });
  const file = given.outputFile === undefined ? undefined : new ReportFile(given.outputFile);
  const reporter = await reporterFor(console, { format, write: file?.write });
  const options = await inputOptions(console, createEngine(), given);
  const baseline =
    given.baseline === undefined ? undefined : Baseline.open(console, given.baseline, given.updateBaseline === true);
  if (options === undefined || (given.baseline !== undefined && baseline === undefined)) {
    reporter.end();
    return EXIT.usage;
  }
  const tally = new Tally();
  const suppressions = new Suppressions(args);
  const batch = new Batch();
  const allRead =
    given.pieces === undefined
      ? await eachRequest(console, args, options, request => {
          batch.add(request);
        })
      : await withPieces(console, args, options, given.pieces, batch);
  for (const { request: checked, project, used } of batch.outcomes()) {
    suppressions.note(project, fileOf(checked.path), used);
    const request = baseline?.newIn(checked) ?? checked;
    file?.keep(request.path);
    tally.add(request);
    reporter.request(fromSeverity(request, given.quiet === true ? 'error' : least));
  }
  reporter.end();
  if (!options.quiet) suppressions.tellUnused(console);
  const tooMany = limit !== undefined && tally.warnings > limit;
  if (tooMany) console.err.write(`${console.words.tooManyWarnings(tally.warnings, limit)}\n`);
  const saved = [file?.save(console), baseline?.finish(console, options.quiet)];
  if (!allRead || saved.includes(false)) return EXIT.usage;
  return tally.errors > 0 || tooMany ? EXIT.findings : EXIT.ok;
}

/** The requests, together with what the attachments folder holds for them. */
async function withPieces(
  console: Console,
  args: readonly string[],
  options: InputOptions,
  folder: string,
  batch: Batch,
): Promise<boolean> {
  const { listedFolder, pieceFindings } = await import('../report/deposit.js');
  const listing = await listedFolder(console, folder);
  const requests: LoadedRequest[] = [];
  const allRead = await eachRequest(console, args, options, request => {
    requests.push(request);
  });
  for (const request of requests)
    batch.add(request, listing === undefined ? [] : await pieceFindings(request, listing));
  return allRead && listing !== undefined;
}
