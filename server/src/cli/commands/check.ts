import { createEngine } from '../../analysis/engine.js';
import { Batch } from '../batch.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf, type InputOptions, type LoadedRequest } from '../inputs.js';
import type { CheckedRequest } from '../request.js';
import { Tally } from '../reporters/reporter.js';
import { Suppressions } from '../suppressions.js';
import { countOf, EXIT, formatOf, inputOptions, reporterFor, type ExitCode, type FileOptions } from './options.js';

export interface CheckOptions extends FileOptions {
  readonly maxWarnings?: string;
  readonly pieces?: string;
}

export async function check(console: Console, args: readonly string[], given: CheckOptions): Promise<ExitCode> {
  const reporter = reporterFor(console, { format: formatOf(given.format) });
  const limit = countOf('--max-warnings', given.maxWarnings);
  const options = inputOptions(console, createEngine(), given);
  if (options === undefined) {
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
  for (const { request, project, used } of batch.outcomes()) {
    suppressions.note(project, fileOf(request.path), used);
    tally.add(request);
    reporter.request(given.quiet === true ? errorsOnly(request) : request);
  }
  reporter.end();
  if (!options.quiet) suppressions.tellUnused(console);
  const tooMany = limit !== undefined && tally.warnings > limit;
  if (tooMany) console.err.write(`${console.words.tooManyWarnings(tally.warnings, limit)}\n`);
  if (!allRead) return EXIT.usage;
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

export const errorsOnly = (request: CheckedRequest): CheckedRequest => ({
  ...request,
  findings: request.findings.filter(({ finding }) => finding.severity === 'error'),
});
