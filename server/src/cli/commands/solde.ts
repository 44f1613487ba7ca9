import { createEngine } from '../../analysis/engine.js';
import { createSolde, existingOf, readOutput, type Candidate, type NoAvance, type Solde } from '../../app/solde.js';
import { DOUBLES, noAvance, skippedWord } from '../../app/transform/words.js';
import type { Console } from '../console.js';
import { shownPath, type LoadedRequest } from '../inputs.js';
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

/** Makes the solde requests of the portal's output of an avance; what only the user knows is left as visible gaps. */
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
    analysis,
  } = request;
  const read = readOutput(
    engine,
    analysis,
    existing.map(({ path, analysis: other }) => existingOf(shownPath(path), other)),
  );
  if ('refused' in read) return refuseAvance(console, words, request, read.refused);
  const { profile, candidates } = read;
  if (existing.length > 0 && !existing.some(({ analysis: { choice } }) => choice.profile?.id === profile.id))
    console.err.write(`${words.noExisting}\n`);
  const chosen = chosenOf(words, candidates, given);
  if (typeof chosen === 'string') return refuse(console, chosen);
  const lignes = chosen.filter(({ skipped }) => skipped === undefined).map(({ ligne }) => ligne);
  const toStdout = output === STDOUT;
  const out = toStdout ? console.err : console.out;
  if (lignes.length > 0 && !toStdout && refuseObstacles(console, [output], given.force ?? false)) return EXIT.usage;
  for (const candidate of chosen)
    if (candidate.skipped !== undefined) out.write(`${harmless(skippedWord(candidate)[console.lang])}\n`);
  if (lignes.length === 0) return nothing(console, words, request, chosen);

  const made = createSolde(engine, analysis, profile, lignes);
  if (made === undefined) return EXIT.usage;
  if ('doubles' in made) {
    for (const double of made.doubles) refuseAt(console, request.path, analysis, DOUBLES[console.lang], double);
    return EXIT.findings;
  }
  const done = given.dryRun !== true;
  if (done && toStdout) console.out.write(made.text);
  if (done && !toStdout && !write(console, [{ path: output, text: made.text }], given.force ?? false))
    return EXIT.usage;
  const path = harmless(toStdout ? output : shownPath(output));
  const lines = [
    `${done ? `${out.colors.green('✔')} ` : ''}${words.created(path, lignes.length, done)}`,
    ...gapLines(words, made),
    ...(done && !toStdout && made.gaps.length > 0 ? [words.checkIt(path)] : []),
    ...(made.leftBehind.length > 0 ? [harmless(words.leftBehind(made.leftBehind))] : []),
    ...(made.split === undefined ? [] : [words.toSplit(toStdout ? undefined : path, made.split)]),
  ];
  out.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

function refuseAvance(
  console: Console,
  words: TransformWords,
  { path, analysis }: LoadedRequest,
  why: NoAvance,
): ExitCode {
  switch (why.reason) {
    case 'no-profile':
      return refuse(console, told(path, words.noProfile, console), EXIT.findings);
    case 'solde':
    case 'no-output':
    case 'partial':
      return refuse(console, told(path, noAvance(why)[console.lang], console), EXIT.findings);
    default:
      return refuseUnsound(console, path, analysis, why);
  }
}

/** The demandes that the user asks for; a sentence says what is wrong with the question. */
function chosenOf(
  words: TransformWords,
  candidates: readonly Candidate[],
  { lignes, numeros }: SoldeCommandOptions,
): readonly Candidate[] | string {
  if (lignes === undefined && numeros === undefined) return candidates;
  const asked = new Set<number>();
  if (lignes !== undefined) {
    const ranks = ranksOf(lignes, candidates.length);
    if (ranks === undefined) return words.badLignes(lignes);
    const beyond = ranks.find(rank => rank < 1 || rank > candidates.length);
    if (beyond !== undefined) return words.noSuchLigne(beyond, candidates.length);
    for (const rank of ranks) asked.add(rank - 1);
  }
  const numbers = numeros
    ?.split(',')
    .map(text => text.trim())
    .filter(text => text !== '');
  if (numbers?.length === 0) return words.badNumeros(numeros ?? '');
  for (const numero of numbers ?? []) {
    const found = candidates.filter(({ numeroASP, numeroEditeur }) => numeroASP === numero || numeroEditeur === numero);
    if (found.length === 0) return words.noSuchNumero(numero);
    for (const { index } of found) asked.add(index);
  }
  return candidates.filter(({ index }) => asked.has(index));
}

/** « 1,3-5 » → 1, 3, 4, 5. What is beyond the file's end is told by its first number, not listed. */
function ranksOf(text: string, count: number): readonly number[] | undefined {
  const ranks: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to] = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part) ?? [];
    if (from === undefined) return undefined;
    const [first, last] = [Number(from), Number(to ?? from)];
    if (last < first) return undefined;
    for (let rank = first; rank <= Math.min(last, Math.max(first, count + 1)); rank++) ranks.push(rank);
  }
  return ranks;
}

function nothing(
  console: Console,
  words: TransformWords,
  { path }: LoadedRequest,
  chosen: readonly Candidate[],
): ExitCode {
  if (chosen.length === 0) return refuse(console, told(path, words.noLigne, console), EXIT.findings);
  if (chosen.every(({ skipped }) => skipped?.reason === 'no-dossier'))
    return refuse(console, told(path, words.noDossier, console), EXIT.findings);
  console.err.write(`${words.nothingLeft}\n`);
  return EXIT.ok;
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
