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

/** `compare-syntax`: a text that can't be read reliably would show differences that don't exist, or hide real ones. */
export type CompareRefused =
  | Unsound
  | RefusedFor<Pick<FailureData, 'compare-syntax' | 'compare-no-profile' | 'compare-not-phase' | 'compare-other-stem'>>;

/** All requests of two files. */
export interface Compared {
  readonly comparisons: readonly Comparison[];
  /** Requests that only one of the files has. */
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
  const sides = new Map(Object.entries({ avance, solde }));
  for (const [id, { analysis }] of sides) index.set(factsOf(id, analysis));
  const lines = compareWhole(index, 'solde', id => sides.get(id), lang).filter(({ file }) => file.id === 'solde');
  const paired = lines.flatMap(({ pair }) => pair?.avance.ligne ?? []);
  const counts = new Map<LigneFacts, number>();
  for (const ligne of paired) counts.set(ligne, (counts.get(ligne) ?? 0) + 1);
  return {
    comparisons: lines.flatMap(({ comparison }) => (isComparison(comparison) ? [comparison] : [])),
    noAvance: lines.flatMap(({ ligne, pair }) => (pair === undefined ? [nameOf(ligne)] : [])),
    noSolde: (index.get('avance')?.lignes ?? []).filter(ligne => !counts.has(ligne)).map(nameOf),
    repeated: [...counts].flatMap(([ligne, count]) => (count > 1 ? [nameOf(ligne)] : [])),
  };
}

/** One request of a file that is compared as a whole. */
export interface CompareLine {
  readonly file: FileFacts;
  readonly ligne: LigneFacts;
  /** Undefined if no file has the other side. */
  readonly pair: Pair | undefined;
  /** Undefined as well if it has gone in the meantime. */
  readonly comparison: Comparison | CompareRefused | undefined;
}

export const isComparison = (one: CompareLine['comparison']): one is Comparison =>
  one !== undefined && !(one instanceof Refused);

/**
 * Each request of a file beside its other side, wherever that is, in the file's order; then the requests of the other
 * files that have no counterpart. `requestOf` returns the text behind a file's facts.
 */
export function compareWhole(
  index: WorkspaceIndex,
  id: string,
  requestOf: (id: string) => NamedRequest | undefined,
  lang: Lang,
): readonly CompareLine[] {
  const file = index.get(id);
  if (file === undefined) return [];
  const others = new Map<string, FileFacts>();
  // Two files are compared once, not once per request.
  const refusals = new Map<string, CompareRefused | undefined>();
  const compared = ({ avance, solde }: Pair): CompareLine['comparison'] => {
    const [one, other] = [requestOf(avance.file.id), requestOf(solde.file.id)];
    if (one === undefined || other === undefined) return undefined;
    const key = JSON.stringify([avance.file.id, solde.file.id]);
    if (!refusals.has(key)) refusals.set(key, refusedPair(one, other));
    return refusals.get(key) ?? sideBySide(one, avance.ligne.chunk, other, solde.ligne.chunk, lang);
  };
  const own = file.lignes.map((ligne): CompareLine => {
    const pair = pairOf(index, { file, ligne });
    const other = pair && (pair.solde.file === file ? pair.avance.file : pair.solde.file);
    if (other !== undefined) others.set(other.id, other);
    return { file, ligne, pair, comparison: pair && compared(pair) };
  });
  const alone = [...others.values()].flatMap(other =>
    other.lignes
      .filter(ligne => pairOf(index, { file: other, ligne }) === undefined)
      .map((ligne): CompareLine => ({ file: other, ligne, pair: undefined, comparison: undefined })),
  );
  return [...own, ...alone];
}

/** One request of two files, by its place in each; undefined if one no longer has it. */
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

/** What a request is called: its dossier, its number of the publisher's. */
export const nameOf = ({ numeroASP, numeroEditeur, chunk }: LigneFacts): string =>
  [numeroASP?.value, numeroEditeur?.value].filter(part => part !== undefined).join(' · ') ||
  `ligne ${String(chunk + 1)}`;

/** The two sides of one request. */
export interface Pair {
  readonly avance: Occurrence;
  readonly solde: Occurrence;
}

/**
 * The other side of a ligne, if there is one. For a solde: what the portal knows about its avance, that is the output
 * with its dossier number, otherwise another output, otherwise the avance as deposited. For an avance: the solde to
 * deposit rather than the portal's output of one.
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

/** All requests of a file that have both sides. */
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
