import { createEngine } from '../../analysis/analyze.js';
import { suffixDue } from '../../app/fileNames.js';
import { isApart, merge, type MergeRefused } from '../../app/merge.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import type { Console } from '../console.js';
import { shownPath } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import {
  refuse,
  refuseObstacles,
  refuseUnsound,
  requestsOf,
  STDOUT,
  told,
  write,
  type OutputOptions,
  withContext,
} from '../outputs.js';
import { transformWordsOf } from '../../texts/cli/transform.js';
import { EXIT, inputOptions, UsageError, type ExitCode, type FileOptions, type Define } from '../options.js';

type MergeCommandOptions = FileOptions & OutputOptions;

export const define: Define = ({ console, add, done }) => {
  const { help } = transformWordsOf(console.lang);
  const command = add('merge', help.merge)
    .argument(`<${help.fileName}...>`, help.mergeFiles)
    .option('-o, --output <file>', help.mergeOutput);
  withContext(command, console).action(async (files: string[], options: MergeCommandOptions) => {
    done(await run(console, files, options));
  });
};

/** Puts the lignes of several files into one, unless that would break a rule. */
async function run(console: Console, args: readonly string[], given: MergeCommandOptions): Promise<ExitCode> {
  const words = transformWordsOf(console.lang);
  const { output } = given;
  if (output === undefined) throw new UsageError({ kind: 'missing-option', option: '--output' });
  const options = await inputOptions(console, createEngine(), given);
  const requests = options && (await requestsOf(console, args, options));
  if (requests === undefined) return EXIT.usage;
  const engine = requests[0]?.project.engine ?? createEngine();
  const merged = merge(
    engine,
    requests.map(({ path, analysis }) => ({ file: path, analysis })),
  );
  if (merged instanceof Refused) return refuseAll(console, merged);
  const { text, analysis } = merged;
  const toStdout = output === STDOUT;
  if (!toStdout && refuseObstacles(console, [output], given.force ?? false)) return EXIT.usage;
  const done = given.dryRun !== true;
  if (done && toStdout) console.out.write(text);
  if (done && !toStdout && !write(console, [{ path: output, text }], given.force ?? false)) return EXIT.usage;
  const out = toStdout ? console.err : console.out;
  out.write(
    (done ? `${out.colors.green('✔')} ` : '') +
      harmless(words.merged(toStdout ? output : shownPath(output), analysis.lignes.length, requests.length, done)) +
      '\n',
  );
  const suffix = toStdout ? undefined : suffixDue(engine.catalog, output, analysis);
  if (suffix !== undefined) console.err.write(`${harmless(words.nameHidesProfile(shownPath(output), suffix))}\n`);
  return EXIT.ok;
}

function refuseAll(console: Console, refused: MergeRefused): ExitCode {
  const { lang } = console;
  if (refused.code === 'merge-two-files') return refuse(console, failureText(refused, lang));
  const { reasons } = refused.data;
  if (reasons.every(isApart)) console.err.write(`${told(failureText(refused, lang), '', console).trimEnd()}\n`);
  for (const reason of reasons) {
    if (isApart(reason)) refuse(console, `  ${failureText(reason, lang)}`);
    else refuseUnsound(console, reason);
  }
  return EXIT.findings;
}
