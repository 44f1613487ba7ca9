import { createEngine } from '../../core/engine.js';
import { Batch } from '../batch.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf } from '../inputs.js';
import type { CheckedRequest } from '../request.js';
import { Tally } from '../reporters/reporter.js';
import { Suppressions } from '../suppressions.js';
import { countOf, EXIT, formatOf, inputOptions, reporterFor, type ExitCode, type FileOptions } from './options.js';

export interface CheckOptions extends FileOptions {
  readonly maxWarnings?: string;
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
  const allRead = await eachRequest(console, args, options, (request) => { batch.add(request); });
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

export const errorsOnly = (request: CheckedRequest): CheckedRequest =>
  ({ ...request, findings: request.findings.filter(({ finding }) => finding.severity === 'error') });
