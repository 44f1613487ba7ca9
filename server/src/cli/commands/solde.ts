import { createEngine } from '../../analysis/analyze.js';
import { Refused } from '../../app/refused.js';
import {
  choose,
  createSolde,
  existingOf,
  readOutput,
  type Candidate,
  type ChoiceRefused,
  type NoAvance,
  type Solde,
} from '../../app/solde.js';
import { failureText } from '../../texts/failures.js';
import { isUnsound } from '../../app/cut.js';
import type { Console, Output } from '../console.js';
import { shownPath } from '../inputs.js';
import { harmless } from '../report/terminal.js';
import {
  refuse,
  refuseAt,
  refuseObstacles,
  refuseUnsound,
  requestOf,
  requestsOf,
  STDOUT,
  told,
  write,
  type OutputOptions,
  withContext,
} from '../outputs.js';
import { transformWordsOf, type TransformWords } from '../../texts/cli/transform.js';
import { EXIT, inputOptions, UsageError, type ExitCode, type FileOptions, type Define } from '../options.js';

interface SoldeCommandOptions extends FileOptions, OutputOptions {
  readonly lignes?: string;
  readonly numeros?: string;
  readonly existing?: readonly string[];
}

export const define: Define = ({ console, add, done }) => {
  const { help } = transformWordsOf(console.lang);
  const command = add('solde', help.solde)
    .argument(`<${help.fileName}>`, help.soldeFile)
    .option('-o, --output <file>', help.soldeOutput)
    .option('--lignes <list>', help.lignes)
    .option('--numeros <list>', help.numeros)
    .option('--existing <files...>', help.existing);
  withContext(command, console).action(async (file: string, options: SoldeCommandOptions) => {
    done(await solde(console, file, options));
  });
};

/** Makes the solde requests from the portal's output of an avance; what only the user knows is left as visible gaps. */
async function solde(console: Console, file: string, given: SoldeCommandOptions): Promise<ExitCode> {
  const words = transformWordsOf(console.lang);
  const { output } = given;
  if (output === undefined) throw new UsageError({ kind: 'missing-option', option: '--output' });
  const options = await inputOptions(console, createEngine(), given);
  const request = options && (await requestOf(console, 'solde', file, options));
  if (options === undefined || request === undefined) return EXIT.usage;
  // A profile that is given is the output's.
  const existing =
    given.existing === undefined ? [] : await requestsOf(console, given.existing, { ...options, profile: undefined });
  if (existing === undefined) return EXIT.usage;

  const {
    project: { engine },
    path: source,
    analysis,
  } = request;
  const read = readOutput(
    engine,
    { file: source, analysis },
    existing.map(({ path, analysis: other }) => existingOf(shownPath(path), other)),
  );
  if (read instanceof Refused) return refuseAvance(console, source, read);
  if (existing.length > 0 && !existing.some(({ analysis: { choice } }) => choice.profile?.id === read.profile.id))
    console.err.write(`${words.noExisting}\n`);
  const lignes = given.lignes === undefined ? undefined : ranksOf(given.lignes, read.candidates.length);
  if (lignes === 'bad') return refuse(console, words.badLignes(given.lignes ?? ''));
  const numeros = given.numeros === undefined ? undefined : numerosOf(given.numeros);
  if (numeros?.length === 0) return refuse(console, words.badNumeros(given.numeros ?? ''));
  const chosen = choose(read, { lignes, numeros });
  const toStdout = output === STDOUT;
  const out = toStdout ? console.err : console.out;
  if (chosen instanceof Refused) return refuseChoice(console, out, source, chosen);
  if (!toStdout && refuseObstacles(console, [output], given.force ?? false)) return EXIT.usage;
  tellSkipped(out, words, chosen.skipped);

  const made = createSolde(engine, chosen);
  if (made instanceof Refused) {
    for (const slip of made.data.slips) refuseAt(console, source, failureText(made, console.lang), slip);
    return EXIT.findings;
  }
  const done = given.dryRun !== true;
  if (done && toStdout) console.out.write(made.text);
  if (done && !toStdout && !write(console, [{ path: output, text: made.text }], given.force ?? false))
    return EXIT.usage;
  const path = harmless(toStdout ? output : shownPath(output));
  const lines = [
    `${done ? `${out.colors.green('✔')} ` : ''}${words.created(path, chosen.lignes.length, done)}`,
    ...gapLines(words, made),
    ...(done && !toStdout && made.gaps.length > 0 ? [words.checkIt(path)] : []),
    ...(made.leftBehind.length > 0 ? [harmless(words.leftBehind(made.leftBehind))] : []),
    ...(made.split === undefined ? [] : [words.toSplit(toStdout ? undefined : path, made.split)]),
  ];
  out.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

function refuseAvance(console: Console, path: string, refused: NoAvance): ExitCode {
  if (isUnsound(refused)) return refuseUnsound(console, refused);
  const named = refused.code === 'no-profile' ? { code: refused.code, data: { option: '--profile' } } : refused;
  return refuse(console, told(path, failureText(named, console.lang), console), EXIT.findings);
}

function refuseChoice(console: Console, out: Output, path: string, refused: ChoiceRefused): ExitCode {
  if (refused.data !== undefined && 'skipped' in refused.data)
    tellSkipped(out, transformWordsOf(console.lang), refused.data.skipped);
  const sentence = failureText(refused, console.lang);
  switch (refused.code) {
    case 'solde-no-such-ligne':
    case 'solde-no-such-numero':
      return refuse(console, sentence);
    case 'solde-no-ligne':
    case 'solde-no-dossier':
      return refuse(console, told(path, sentence, console), EXIT.findings);
    case 'solde-nothing-left':
      return refuse(console, sentence, EXIT.ok);
  }
}

function tellSkipped(out: Output, words: TransformWords, candidates: readonly Candidate[]): void {
  for (const { index, numeroASP, numeroEditeur, skipped } of candidates)
    if (skipped !== undefined) {
      const file = skipped.reason === 'exists' ? skipped.file : '';
      out.write(`${harmless(words.skipped(index + 1, numeroEditeur ?? numeroASP, skipped.reason, file))}\n`);
    }
}

const numerosOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map(numero => numero.trim())
    .filter(numero => numero !== '');

/** « 1,3-5 » → 1, 3, 4, 5. A range beyond the end of the file is reported by its first number, not listed. */
function ranksOf(text: string, count: number): readonly number[] | 'bad' {
  const ranks: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to] = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    if (from === undefined) return 'bad';
    const [first, last] = [Number(from), Number(to ?? from)];
    if (last < first) return 'bad';
    for (let rank = first; rank <= Math.min(last, Math.max(first, count + 1)); rank++) ranks.push(rank);
  }
  return ranks;
}

function gapLines(words: TransformWords, { gaps }: Solde): readonly string[] {
  if (gaps.length === 0) return [words.noGap];
  const count = gaps.reduce((sum, gap) => sum + gap.count, 0);
  return [
    words.gaps(count),
    ...gaps.map(gap =>
      words.gap(
        gap.key,
        gap.count,
        gap.lignes.map(ligne => ligne + 1),
      ),
    ),
  ];
}
