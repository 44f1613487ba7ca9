import { createEngine } from '../../analysis/engine.js';
import { mergeRequests, type Refusal } from '../../app/merge.js';
import { profileSuffix, tellingName } from '../../app/fileNames.js';
import { refusalWord } from '../../app/transform/words.js';
import type { Console } from '../console.js';
import { shownPath, type LoadedRequest } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import {
  refuse,
  refuseObstacles,
  refuseUnsound,
  requestsOf,
  STDOUT,
  write,
  type OutputOptions,
  withContext,
} from '../outputs.js';
import { transformWordsOf, type TransformWords } from '../../texts/cli/transform.js';
import { EXIT, inputOptions, UsageError, type ExitCode, type FileOptions, type Define } from '../options.js';

export type MergeCommandOptions = FileOptions & OutputOptions;

export const define: Define = ({ console, add, done }) => {
  const { help } = transformWordsOf(console.lang);
  const command = add('merge', help.merge)
    .argument(`<${help.fileName}...>`, help.mergeFiles)
    .option('-o, --output <file>', help.mergeOutput);
  withContext(command, console).action(async (files: string[], options: MergeCommandOptions) => {
    done(await merge(console, files, options));
  });
};

/** Puts the lignes of several files into one, unless that would break a rule. */
async function merge(console: Console, args: readonly string[], given: MergeCommandOptions): Promise<ExitCode> {
  const words = transformWordsOf(console.lang);
  const { output } = given;
  if (output === undefined) throw new UsageError({ kind: 'missing-option', option: '--output' });
  const options = await inputOptions(console, createEngine(), given);
  const requests = options && (await requestsOf(console, args, options));
  if (requests === undefined) return EXIT.usage;
  const [first, second] = requests;
  if (first === undefined || second === undefined) return refuse(console, words.twoFiles);

  const { engine } = first.project;
  const merged = mergeRequests(
    engine,
    requests.map(({ analysis }) => analysis),
  );
  if ('refusals' in merged) return refuseAll(console, words, requests, merged.refusals);
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
  const { profile } = first.analysis.choice;
  if (
    !toStdout &&
    profile !== undefined &&
    tellingName(engine.catalog, output, { root: analysis.tree.root, profile }) === undefined
  ) {
    console.err.write(`${harmless(words.nameHidesProfile(shownPath(output), profileSuffix(profile.id)))}\n`);
  }
  return EXIT.ok;
}

function refuseAll(
  console: Console,
  words: TransformWords,
  requests: readonly LoadedRequest[],
  refusals: readonly Refusal[],
): ExitCode {
  if (refusals.every(({ kind }) => kind !== 'unsound')) console.err.write(`${words.refusedMerge}\n`);
  const paths = requests.map(({ path }) => path);
  for (const refusal of refusals) {
    if (refusal.kind !== 'unsound') {
      refuse(console, `  ${refusalWord(refusal, file => paths[file] ?? '', paths.join(', '))[console.lang]}`);
      continue;
    }
    const request = requests[refusal.file];
    if (request !== undefined) refuseUnsound(console, request.path, request.analysis, refusal.why);
  }
  return EXIT.findings;
}
