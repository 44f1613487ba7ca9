import { WorkspaceIndex } from '../../index/index.js';
import { factsOf } from '../../index/read.js';
import type { FailureData } from '../../texts/failures.js';
import { Refused, type RefusedFor } from '../refused.js';
import { unsoundness, type NamedRequest, type Unsound } from '../cut.js';
import { compareDossier, type CompareSide } from './dossier.js';
import type { Comparison } from './clients.js';
import type { Lang } from '../../texts/typeset.js';
import type { FileFacts, LigneFacts, Occurrence } from '../../index/facts.js';
import { avancesOf, soldesOf } from '../../features/navigate.js';

/** `compare-syntax`: what can't be read surely would show differences that are none, or hide some. */
export type CompareRefused =
  | Unsound
  | RefusedFor<Pick<FailureData, 'compare-syntax' | 'compare-no-profile' | 'compare-not-phase' | 'compare-other-stem'>>;

/** All requests of two files. */
export interface Compared {
  readonly comparisons: readonly Comparison[];
  /** Requests of one file that the other has not. */
  readonly noAvance: readonly string[];
  readonly noSolde: readonly string[];
  /** Requests that have several lignes in the solde. */
  readonly repeated: readonly string[];
}

/** What a solde changes of its avance, or of the portal's output of it. */
export function compareFiles(avance: NamedRequest, solde: NamedRequest, lang: Lang): Compared | CompareRefused {
  const refused = refusedPair(avance, solde);
  if (refused !== undefined) return refused;
  const index = new WorkspaceIndex();
  // The same path twice would be one file.
  index.set(factsOf('avance', avance.analysis));
  index.set(factsOf('solde', solde.analysis));
  const [avances, soldes] = [index.get('avance')?.lignes ?? [], index.get('solde')];
  const pairs = (soldes === undefined ? [] : pairsIn(index, soldes)).map(({ pair }) => ({
    avance: pair.avance.ligne,
    solde: pair.solde.ligne,
  }));
  const paired = new Set(pairs.flatMap(pair => [pair.avance, pair.solde]));
  const alone = (lignes: readonly LigneFacts[]): readonly string[] =>
    lignes.filter(ligne => !paired.has(ligne)).map(nameOf);
  const counts = new Map<LigneFacts, number>();
  for (const pair of pairs) counts.set(pair.avance, (counts.get(pair.avance) ?? 0) + 1);
  return {
    comparisons: pairs.flatMap(pair => sideBySide(avance, pair.avance.chunk, solde, pair.solde.chunk, lang) ?? []),
    noAvance: alone(soldes?.lignes ?? []),
    noSolde: alone(avances),
    repeated: [...counts].flatMap(([ligne, count]) => (count > 1 ? [nameOf(ligne)] : [])),
  };
}

/** One request of two files, by its place in each; undefined where it has gone from one. */
export const compareLignes = (
  avance: NamedRequest & { readonly ligne: number },
  solde: NamedRequest & { readonly ligne: number },
  lang: Lang,
): Comparison | CompareRefused | undefined =>
  refusedPair(avance, solde) ?? sideBySide(avance, avance.ligne, solde, solde.ligne, lang);

function refusedPair(avance: NamedRequest, solde: NamedRequest): CompareRefused | undefined {
  const sides = [
    { side: 'avance', ...avance },
    { side: 'solde', ...solde },
  ] as const;
  for (const { file, analysis } of sides) {
    const why = unsoundness({ file, analysis });
    if (why?.code === 'unsound-syntax') return new Refused('compare-syntax', why.data);
    if (why !== undefined && why.code !== 'unsound-encoding') return why;
  }
  for (const { side, file, analysis } of sides) {
    const { profile } = analysis.choice;
    if (profile === undefined) return new Refused('compare-no-profile', { file });
    if (profile.phase !== side) return new Refused('compare-not-phase', { file, phase: side });
  }
  const [before, stem] = sides.map(({ analysis }) => stemOf(analysis.choice.profile?.id ?? ''));
  return before === stem
    ? undefined
    : new Refused('compare-other-stem', { file: solde.file, stem: stem ?? '', avance: before ?? '' });
}

/** Couloir and logiciel, without the phase. */
const stemOf = (id: string): string => id.replace(/\/.*$/, '');

function sideBySide(
  avance: NamedRequest,
  ofAvance: number,
  solde: NamedRequest,
  ofSolde: number,
  lang: Lang,
): Comparison | undefined {
  const [one, other] = [sideOf(avance, ofAvance), sideOf(solde, ofSolde)];
  return one === undefined || other === undefined ? undefined : compareDossier(one, other, lang);
}

function sideOf({ analysis }: NamedRequest, chunk: number): CompareSide | undefined {
  const ligne = analysis.lignes[chunk]?.ligne;
  return analysis.head === undefined || ligne === undefined
    ? undefined
    : { profile: analysis.choice.profile, head: analysis.head, ligne };
}

const nameOf = ({ numeroASP, numeroEditeur, chunk }: LigneFacts): string =>
  [numeroASP?.value, numeroEditeur?.value].filter(part => part !== undefined).join(' · ') ||
  `ligne ${String(chunk + 1)}`;

/** The two sides of one request. */
export interface Pair {
  readonly avance: Occurrence;
  readonly solde: Occurrence;
}

/**
 * The other side of a ligne, where there is one. To a solde, what the portal knows of its avance: the output that bears
 * its dossier, else another output, else the avance as it was deposited. To an avance, the solde to deposit rather than
 * what the portal made of one.
 */
export function pairOf(index: WorkspaceIndex, of: Occurrence): Pair | undefined {
  if (of.file.phase === 'solde') {
    const dossier = of.ligne.numeroASP?.value;
    const avance = best(
      avancesOf(index, of),
      ({ file, ligne }) =>
        (file.portalOutput ? 1 : 0) + (dossier !== undefined && ligne.numeroASP?.value === dossier ? 2 : 0),
    );
    return avance && { avance, solde: of };
  }
  if (of.file.phase !== 'avance') return undefined;
  const solde = best(soldesOf(index, of), ({ file }) => (file.portalOutput ? 0 : 1));
  return solde && { avance: of, solde };
}

/** The first of those with the highest rank. */
function best(all: readonly Occurrence[], rank: (one: Occurrence) => number): Occurrence | undefined {
  let found: Occurrence | undefined;
  for (const one of all) if (found === undefined || rank(one) > rank(found)) found = one;
  return found;
}

/** All requests of a file that stand on both sides. */
export const pairsIn = (
  index: WorkspaceIndex,
  file: FileFacts,
): readonly { readonly ligne: LigneFacts; readonly pair: Pair }[] =>
  file.lignes.flatMap(ligne => {
    const pair = pairOf(index, { file, ligne });
    return pair === undefined ? [] : [{ ligne, pair }];
  });

/** The ligne at an offset. */
export const ligneAt = (file: FileFacts, offset: number): LigneFacts | undefined =>
  file.lignes.find(({ span }, i) => {
    const origin = file.origins[i] ?? 0;
    return origin + span.start <= offset && offset <= origin + span.end;
  });
