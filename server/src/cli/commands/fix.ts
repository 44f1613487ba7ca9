import { ChangedMeanwhile, writeAtomically } from '../../node/atomicWrite.js';
import { expand } from '../../node/expand.js';
import { codeOf, failureOf } from '../../node/read.js';
import type { Analysis } from '../../analysis/analyze.js';
import { createEngine } from '../../analysis/engine.js';
import { fixAll } from '../../analysis/fix.js';
import { Batch } from '../batch.js';
import type { Console } from '../console.js';
import { eachRequest, fileOf, type LoadedRequest } from '../inputs.js';
import { Tally } from '../reporters/reporter.js';
import { errorsOnly } from './check.js';
import { EXIT, formatOf, inputOptions, reporterFor, UsageError, type ExitCode, type FileOptions } from './options.js';

export interface FixOptions extends FileOptions {
  readonly stdout?: boolean;
  readonly dryRun?: boolean;
}

type Mode = 'write' | 'stdout' | 'dry-run';
const BOM = '\ufeff';

export async function fix(console: Console, args: readonly string[], given: FixOptions): Promise<ExitCode> {
  const format = formatOf(given.format);
  const mode = await modeOf(args, given);
  if (format === 'json' && mode !== 'write')
    throw new UsageError({
      kind: 'conflict',
      option: '--format json',
      other: mode === 'stdout' ? '--stdout' : '--dry-run',
    });
  const reporter = reporterFor(console, {
    format,
    toStderr: mode !== 'write',
    after: mode === 'dry-run' ? 'planned' : 'done',
  });
  const options = inputOptions(console, createEngine(), given);
  if (options === undefined) {
    if (format === 'json') reporter.end();
    return EXIT.usage;
  }
  const diff = mode === 'dry-run' ? await import('../diff.js') : undefined;
  const tally = new Tally();
  const batch = new Batch();
  const done = { corrections: 0, files: 0, refused: false };
  const allRead = await eachRequest(console, args, options, request => {
    const outcome = mend(request);
    const before = `${request.analysis.options.bom === true ? BOM : ''}${request.analysis.text}`;
    if (outcome.refused !== undefined) {
      done.refused = true;
      console.err.write(`${console.words.notWritten(request.path, outcome.refused, '')}\n`);
    }
    if (mode === 'stdout') console.out.write(outcome.changed ? outcome.text : request.bytes);
    else if (outcome.changed && diff !== undefined)
      console.out.write(diff.unifiedDiff(request.path, before, outcome.text, console.out.colors));
    const written = mode !== 'write' || !outcome.changed || write(console, request, outcome.text);
    if (!written) done.refused = true;
    if (outcome.changed && written) {
      done.corrections += outcome.applied;
      done.files++;
    }
    batch.add({
      path: request.path,
      project: request.project,
      analysis: written ? outcome.analysis : request.analysis,
    });
  });
  for (const { request: result } of batch.outcomes()) {
    tally.add(result);
    reporter.request(given.quiet === true ? errorsOnly(result) : result);
  }
  const out = mode === 'write' ? console.out : console.err;
  if (format === 'stylish' && done.files > 0)
    out.write(`${out.colors.green('✔')} ${console.words.fixed(done.corrections, done.files, mode !== 'dry-run')}\n`);
  reporter.end();
  if (!allRead || done.refused) return EXIT.usage;
  return tally.errors > 0 ? EXIT.findings : EXIT.ok;
}

/** `fix -` can only write to stdout; text on stdout must be one file's, or it is no file any more. */
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

interface Mended {
  readonly text: string;
  readonly analysis: Analysis;
  readonly applied: number;
  readonly changed: boolean;
  /**
   * The fix would have left more syntax errors than there were; or the settings that say what to mend can't be read.
   */
  readonly refused: 'broken' | 'settings' | undefined;
}

function mend({ analysis, path, project }: LoadedRequest): Mended {
  const { options, text } = analysis;
  const unchanged = { text, analysis, applied: 0, changed: false, refused: undefined };
  // Bytes that could not be read stand as U+FFFD in the text: to write that would lose them.
  if (options.invalidBytes === true) return unchanged;
  const only = project.only(fileOf(path));
  const bom =
    options.bom === true &&
    analysis.textFindings.some(
      finding => finding.rule.id === 'encoding' && finding.messageId === 'bom' && (only?.(finding, analysis) ?? true),
    );
  const fixed = fixAll(project.engine, text, { ...options, bom: false }, only);
  if (fixed.analysis.tree.problems.length > analysis.tree.problems.length) return { ...unchanged, refused: 'broken' };
  const changed = bom || fixed.text !== text;
  if (changed && project.parts.problems.some(({ severity }) => severity === 'error'))
    return { ...unchanged, refused: 'settings' };
  return {
    // A mark that the configuration lets pass stays.
    text: `${options.bom === true && !bom ? BOM : ''}${fixed.text}`,
    analysis: fixed.analysis,
    applied: fixed.applied + (bom ? 1 : 0),
    changed,
    refused: undefined,
  };
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
