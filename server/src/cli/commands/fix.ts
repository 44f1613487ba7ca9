import { ChangedMeanwhile, writeAtomically } from '../../node/atomicWrite.js';
import { codeOf, expand, failureOf } from '../../node/read.js';
import { createEngine } from '../../analysis/analyze.js';
import { fixRequest } from '../../app/fix.js';
import { Refused } from '../../app/refused.js';
import { Batch } from '../batch.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf, type LoadedRequest } from '../inputs.js';
import { ReportFile } from '../report/file.js';
import { Tally } from '../report/reporter.js';
import {
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

interface FixOptions extends FileOptions {
  readonly stdout?: boolean;
  readonly dryRun?: boolean;
}

type Mode = 'write' | 'stdout' | 'dry-run';
const BOM = '\ufeff';

export const define: Define = ({ console, add, done }) => {
  const { help } = console.words;
  withFiles(add('fix', help.fix), console)
    .option('--stdout', help.stdout)
    .option('--dry-run', help.dryRun)
    .action(async (files: string[], options: FixOptions) => {
      done(await fix(console, files, options));
    });
};

async function fix(console: Console, args: readonly string[], given: FixOptions): Promise<ExitCode> {
  const format = reportFormatOf(given.format);
  const mode = await modeOf(args, given);
  if (format !== 'stylish' && mode !== 'write')
    throw new UsageError({
      kind: 'conflict',
      option: `--format ${format}`,
      other: mode === 'stdout' ? '--stdout' : '--dry-run',
    });
  const least = severityOf(given.severity);
  const file = given.outputFile === undefined ? undefined : new ReportFile(given.outputFile);
  const reporter = await reporterFor(console, {
    format,
    write: file?.write,
    toStderr: mode !== 'write',
    after: mode === 'dry-run' ? 'planned' : 'done',
  });
  const options = await inputOptions(console, createEngine(), given);
  if (options === undefined) {
    if (format !== 'stylish') reporter.end();
    return EXIT.usage;
  }
  const diff = mode === 'dry-run' ? await import('../report/file.js') : undefined;
  const tally = new Tally();
  const batch = new Batch();
  const done = { corrections: 0, files: 0, refused: false };
  const allRead = await eachRequest(console, args, options, request => {
    const { path, project, analysis } = request;
    const mended = fixRequest(project, { analysis, path: fileOf(path) });
    const isRefused = mended instanceof Refused;
    if (isRefused) {
      done.refused = true;
      console.err.write(`${console.words.notWritten(path, 'settings', '')}\n`);
    }
    const changed = !isRefused && mended.changed;
    const after = isRefused ? '' : `${mended.bom ? BOM : ''}${mended.text}`;
    if (mode === 'stdout') console.out.write(changed ? after : request.bytes);
    else if (changed && diff !== undefined) {
      const before = `${analysis.options.bom === true ? BOM : ''}${analysis.text}`;
      console.out.write(diff.unifiedDiff(path, before, after, console.out));
    }
    const written = mode !== 'write' || !changed || write(console, request, after);
    if (!written) done.refused = true;
    if (changed && written) {
      done.corrections += mended.applied;
      done.files++;
    }
    batch.add({ path, project, analysis: written && !isRefused ? mended.analysis : analysis });
  });
  for (const { request: result } of batch.outcomes()) {
    tally.add(result);
    file?.keep(result.path);
    reporter.request(fromSeverity(result, given.quiet === true ? 'error' : least));
  }
  const out = mode === 'write' ? console.out : console.err;
  if (format === 'stylish' && done.files > 0)
    out.write(`${out.colors.green('✔')} ${console.words.fixed(done.corrections, done.files, mode !== 'dry-run')}\n`);
  reporter.end();
  const saved = file?.save(console) ?? true;
  if (!allRead || done.refused || !saved) return EXIT.usage;
  return tally.errors > 0 ? EXIT.findings : EXIT.ok;
}

/** `fix -` can only write to stdout, and stdout can hold only one file's text. */
async function modeOf(args: readonly string[], { stdout = false, dryRun = false }: FixOptions): Promise<Mode> {
  if (stdout && dryRun) throw new UsageError({ kind: 'conflict', option: '--stdout', other: '--dry-run' });
  if (dryRun) return 'dry-run';
  if (args.includes('-')) {
    if (args.some(arg => arg !== '-')) throw new UsageError({ kind: 'stdin-alone' });
    return 'stdout';
  }
  if (!stdout) return 'write';
  const [only, ...more] = args;
  const input = only === undefined || more.length > 0 ? undefined : await expand(only);
  if (input === undefined || input.kind === 'folder' || input.kind === 'glob')
    throw new UsageError({ kind: 'one-file' });
  return 'stdout';
}

function write(console: Console, { path, stamp }: LoadedRequest, text: string): boolean {
  if (stamp === undefined) return false;
  try {
    writeAtomically(path, text, stamp);
    return true;
  } catch (error) {
    const { reason } = failureOf(error);
    const why =
      error instanceof ChangedMeanwhile ? 'changed' : reason === 'denied' || reason === 'missing' ? reason : 'other';
    console.err.write(`${console.words.notWritten(path, why, codeOf(error))}\n`);
    return false;
  }
}
