import { createEngine } from '../../analysis/engine.js';
import { Baseline } from '../report/baseline.js';
import { Batch } from '../batch.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf, type InputOptions, type LoadedRequest } from '../inputs.js';
import { Tally } from '../report/reporter.js';
import { ReportFile } from '../report/file.js';
import { Suppressions } from '../suppressions.js';
import {
  countOf,
  EXIT,
  fromSeverity,
  inputOptions,
  reporterFor,
  reportFormatOf,
  severityOf,
  UsageError,
  type ExitCode,
  type FileOptions,
  withFiles,
  type Define,
} from '../options.js';
import { reportWordsOf } from '../../texts/cli/reports.js';

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

/** The requests along with what the attachments folder holds for them. */
async function withPieces(
  console: Console,
  args: readonly string[],
  options: InputOptions,
  folder: string,
  batch: Batch,
): Promise<boolean> {
  const { listedFolder, pieceFindings } = await import('../pieces.js');
  const listing = await listedFolder(console, folder);
  const requests: LoadedRequest[] = [];
  const allRead = await eachRequest(console, args, options, request => {
    requests.push(request);
  });
  for (const request of requests)
    batch.add(request, listing === undefined ? [] : await pieceFindings(request, listing));
  return allRead && listing !== undefined;
}
