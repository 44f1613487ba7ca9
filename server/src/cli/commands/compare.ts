import { createEngine } from '../../analysis/engine.js';
import { compareDossier } from '../../features/compare/compare.js';
import { pairsIn } from '../../features/compare/pairs.js';
import type { Comparison, CompareRow } from '../../features/compare/table.js';
import type { LigneFacts } from '../../index/facts.js';
import { WorkspaceIndex } from '../../index/index.js';
import { factsOf } from '../../index/read.js';
import type { Console } from '../console.js';
import type { LoadedRequest } from '../inputs.js';
import { harmless } from '../reporters/width.js';
import { refuse, refuseAt, refuseUnsound, requestsOf } from '../transform.js';
import { unsoundness } from '../../app/transform/cut.js';
import { compareWordsOf } from '../words.compare.js';
import { EXIT, formatOf, inputOptions, type ExitCode, type FileOptions } from './options.js';

export interface CompareOptions extends FileOptions {
  readonly all?: boolean;
}

interface Compared {
  readonly comparisons: readonly Comparison[];
  /** Demandes of one file that the other has not. */
  readonly noAvance: readonly string[];
  readonly noSolde: readonly string[];
  /** Demandes that have several lignes in the solde. */
  readonly repeated: readonly string[];
}

/** Shows what a solde changes of its avance. As for `diff`, differences make 1. */
export async function compare(
  console: Console,
  args: readonly [avance: string, solde: string],
  given: CompareOptions,
): Promise<ExitCode> {
  const words = compareWordsOf(console.lang);
  const format = formatOf(given.format);
  const options = inputOptions(console, createEngine(), given);
  const requests = options && (await requestsOf(console, args, options));
  if (requests === undefined) return EXIT.usage;
  const [avance, solde, ...others] = requests;
  if (avance === undefined || solde === undefined || others.length > 0) return refuse(console, words.sameFile);
  const refused = refusedPair(console, avance, solde);
  if (refused !== undefined) return refused;
  const compared = comparedFiles(avance, solde, console);
  if (format === 'json') console.out.write(`${JSON.stringify(compared, null, 2)}\n`);
  else show(console, compared, given.all ?? false);
  const differs =
    compared.noAvance.length > 0 ||
    compared.repeated.length > 0 ||
    compared.comparisons.some(({ differences }) => differences > 0);
  return differs ? EXIT.findings : EXIT.ok;
}

/** What can't be read surely, or is of two kinds, would show differences that are none, or hide some. */
function refusedPair(console: Console, avance: LoadedRequest, solde: LoadedRequest): ExitCode | undefined {
  const words = compareWordsOf(console.lang);
  for (const { path, analysis } of [avance, solde]) {
    const why = unsoundness(analysis);
    if (why?.reason === 'syntax') return refuseAt(console, path, analysis, words.syntax, why.finding);
    if (why !== undefined && why.reason !== 'encoding') return refuseUnsound(console, path, analysis, why);
  }
  for (const [{ path, analysis }, phase] of [
    [avance, 'avance'],
    [solde, 'solde'],
  ] as const) {
    const { profile } = analysis.choice;
    if (profile === undefined) return refuse(console, words.noProfile(path), EXIT.findings);
    // The arguments are the wrong way round, or of one phase: that is the command's use.
    if (profile.phase !== phase) return refuse(console, words.notPhase(path, phase));
  }
  const [one, other] = [avance, solde].map(({ analysis }) => stemOf(analysis.choice.profile?.id ?? ''));
  return one === other
    ? undefined
    : refuse(console, words.otherStem(solde.path, other ?? '', one ?? ''), EXIT.findings);
}

/** Couloir and logiciel, without the phase. */
const stemOf = (id: string): string => id.replace(/\/.*$/, '');

function comparedFiles(avance: LoadedRequest, solde: LoadedRequest, { lang }: Console): Compared {
  const index = new WorkspaceIndex();
  // The same path twice would be one file.
  index.set(factsOf('avance', avance.analysis));
  index.set(factsOf('solde', solde.analysis));
  const [avances, soldes] = [index.get('avance')?.lignes ?? [], index.get('solde')];
  const pairs = soldes === undefined ? [] : pairsIn(index, soldes);
  const comparisons = pairs.flatMap(({ pair }) => {
    const [one, other] = [sideOf(avance, pair.avance.ligne), sideOf(solde, pair.solde.ligne)];
    return one === undefined || other === undefined ? [] : [compareDossier(one, other, lang)];
  });
  const paired = new Set(pairs.flatMap(({ pair }) => [pair.avance.ligne, pair.solde.ligne]));
  const alone = (lignes: readonly LigneFacts[]): readonly string[] =>
    lignes.filter(ligne => !paired.has(ligne)).map(nameOf);
  const counts = new Map<LigneFacts, number>();
  for (const {
    pair: {
      avance: { ligne },
    },
  } of pairs)
    counts.set(ligne, (counts.get(ligne) ?? 0) + 1);
  const repeated = [...counts].flatMap(([ligne, count]) => (count > 1 ? [nameOf(ligne)] : []));
  return { comparisons, noAvance: alone(soldes?.lignes ?? []), noSolde: alone(avances), repeated };
}

function sideOf({ analysis }: LoadedRequest, { chunk }: LigneFacts): Parameters<typeof compareDossier>[0] | undefined {
  const ligne = analysis.lignes[chunk]?.ligne;
  return analysis.head === undefined || ligne === undefined
    ? undefined
    : { profile: analysis.choice.profile, head: analysis.head, ligne };
}

const nameOf = ({ numeroASP, numeroEditeur, chunk }: LigneFacts): string =>
  [numeroASP?.value, numeroEditeur?.value].filter(part => part !== undefined).join(' · ') ||
  `ligne ${String(chunk + 1)}`;

function show({ out, lang }: Console, { comparisons, noAvance, noSolde, repeated }: Compared, all: boolean): void {
  const words = compareWordsOf(lang);
  const { colors } = out;
  const line = (text: string): void => {
    out.write(`${text}\n`);
  };
  for (const { title, sections, differences } of comparisons) {
    if (differences === 0 && !all) continue;
    line(`${colors.bold(harmless(title))}  ${words.differences(differences)}`);
    for (const section of sections) {
      const rows = section.rows.filter(row => all || isDifference(row));
      if (rows.length > 0) line(`  ${colors.underline(section.title)}`);
      for (const row of rows)
        rowLines(row, words.nothing, words.verdicts[row.verdict]).forEach((text, i) => {
          line(`    ${i === 0 && isDifference(row) ? colors.yellow(text) : text}`);
        });
    }
    line('');
  }
  for (const demande of repeated) line(harmless(words.repeated(demande)));
  for (const demande of noAvance) line(harmless(words.noAvance(demande)));
  for (const demande of noSolde) line(colors.dim(harmless(words.noSolde(demande))));
  const differing = comparisons.filter(({ differences }) => differences > 0).length;
  line(words.total({ compared: comparisons.length, differing, noAvance: noAvance.length, noSolde: noSolde.length }));
}

const isDifference = ({ verdict }: CompareRow): boolean => verdict !== 'same' && verdict !== 'info';

/** The values in one line, what follows from it in the next. */
function rowLines(
  { label, avance, solde, verdict, note }: CompareRow,
  nothing: string,
  told: string,
): readonly string[] {
  const [before, after] = [avance, solde].map(text => harmless(text.replaceAll('\n', ', ')));
  const values =
    verdict === 'same'
      ? (after ?? '')
      : verdict === 'info'
        ? [before, after].filter(text => text !== '').join(' | ')
        : `${before === '' ? nothing : (before ?? '')} → ${after === '' ? nothing : (after ?? '')}`;
  return [
    `${label}  ${values}${told === '' ? '' : `  (${told})`}`,
    ...note
      .split('\n')
      .filter(text => text !== '')
      .map(text => `  ${harmless(text)}`),
  ];
}
