import { analyze, findingsOf, ofText, type Analysis, type Engine } from '../analysis/analyze.js';
import { repairNumeroAsp } from '../format/domain/numeros.js';
import { layoutOf } from '../features/format.js';
import type { Ligne, FieldSet } from '../format/model/ligne.js';
import { segments } from '../format/model/located.js';
import type { Profile } from '../format/profiles/profile.js';
import type { Finding } from '../rules/contract.js';
import { slipOf, unsoundness, type NamedRequest, type Unsound } from './cut.js';
import { Refused, type RefusedFor } from './refused.js';
import type { FailureData } from '../texts/failures.js';
import { byRate, isOfFile } from './split.js';
import { soldeText } from './soldeText.js';
import type { PropertyNode } from '../language/nodes.js';

/** Why no soldes can be made from a file. */
export type NoAvance =
  | Unsound
  /** `solde-partial`: the portal fills all lignes or its own keys. */
  | RefusedFor<Pick<FailureData, 'no-profile' | 'solde-no-output' | 'solde-partial' | 'solde-already' | 'solde-mixed'>>;

/** Which requests become soldes; without `lignes` and `numeros`, all of them. */
export interface SoldeChoice {
  /** From 1. */
  readonly lignes?: readonly number[] | undefined;
  /** The publisher's or the dossier's. */
  readonly numeros?: readonly string[] | undefined;
  /** Includes those whose solde already exists: the user was told. */
  readonly again?: boolean;
}

export interface Chosen {
  readonly output: Output;
  readonly lignes: readonly Ligne[];
  readonly skipped: readonly Candidate[];
}

/** Why none of the chosen requests becomes a solde; with `skipped`, each has its reason. */
export type ChoiceRefused = RefusedFor<
  Pick<FailureData, 'solde-no-such-ligne' | 'solde-no-such-numero' | 'solde-no-ligne'> &
    Record<'solde-no-dossier' | 'solde-nothing-left', { readonly skipped: readonly Candidate[] }>
>;

/** Keys of the source that occur twice: one value of each would be lost. */
export type Doubles = RefusedFor<Pick<FailureData, 'solde-doubles'>>;

/** A request of the portal's output. */
export interface Candidate {
  /** From 0. */
  readonly index: number;
  readonly ligne: Ligne;
  readonly numeroASP: string | undefined;
  readonly numeroEditeur: string | undefined;
  /**
   * Why no solde can be made from it. `exists`: there is one, in the file of that name. `repeated`: an earlier ligne
   * has the same dossier.
   */
  readonly skipped:
    | { readonly reason: 'no-dossier' | 'repeated' }
    | { readonly reason: 'exists'; readonly file: string }
    | undefined;
}

/** A file that may already contain soldes, whatever it was read from. */
export interface Existing {
  readonly name: string;
  readonly profile: string | undefined;
  readonly siret: string | undefined;
  readonly lignes: readonly { readonly numeroASP: string | undefined; readonly numeroEditeur: string | undefined }[];
}

export const existingOf = (name: string, { choice, head, lignes }: Analysis): Existing => ({
  name,
  profile: choice.profile?.id,
  siret: head?.text('siretEditeur')?.value,
  lignes: lignes.map(({ ligne }) => ({
    numeroASP: ligne.text('numeroASP')?.value,
    numeroEditeur: ligne.text('numeroEditeur')?.value,
  })),
});

export interface Output {
  readonly source: Analysis;
  readonly head: FieldSet;
  /** Of the resulting solde. */
  readonly profile: Profile;
  readonly candidates: readonly Candidate[];
}

/** A value that only the user knows. */
interface Gap {
  readonly key: string;
  /** How many values: a ligne has several attachments to be named. */
  readonly count: number;
  /** Lignes of the solde in which it is to be completed, from 0. */
  readonly lignes: readonly number[];
}

export interface Solde {
  readonly text: string;
  readonly analysis: Analysis;
  readonly gaps: readonly Gap[];
  /** Keys of the source that no model knows and that the solde has no place for. */
  readonly leftBehind: readonly string[];
  /** How it must be split before it is deposited; undefined if it may go as it is. */
  readonly split: 'rate' | 'count' | undefined;
}

/** The requests of the portal's output of an avance, and which of them may become a solde. */
export function readOutput(engine: Engine, request: NamedRequest, existing: readonly Existing[]): Output | NoAvance {
  const why = unsoundness(request);
  if (why !== undefined) return why;
  const { analysis } = request;
  const avance = analysis.choice.profile;
  if (avance === undefined) return new Refused('no-profile', {});
  if (avance.phase === 'solde') return new Refused('solde-already', { profile: avance.id });
  const lignes = analysis.lignes.map(({ ligne }) => ligne);
  if (analysis.head === undefined || !analysis.portalOutput) return notGivenBack(lignes);
  // By this profile's model, what the others' lignes hold would be left behind.
  if (lignes.some(({ kin }) => kin !== undefined)) return new Refused('solde-mixed', { profile: avance.id });
  const profile = engine.catalog.get(avance.id.replace(/\/avance$/, '/solde'));
  if (profile === undefined) return new Refused('no-profile', {});
  const publisher = publisherOf(analysis.head.text('siretEditeur')?.value);
  const known = knownIn(existing, profile, publisher);
  const seen = new Set<string>();
  const candidates = lignes.map((ligne, index): Candidate => {
    const [numeroASP, numeroEditeur] = [ligne.text('numeroASP')?.value, ligne.text('numeroEditeur')?.value];
    const told = { index, ligne, numeroASP, numeroEditeur };
    if (numeroASP === undefined) return { ...told, skipped: { reason: 'no-dossier' } };
    const file =
      known.get(dossierKey(numeroASP)) ??
      (numeroEditeur === undefined ? undefined : known.get(editeurKey(publisher, numeroEditeur)));
    if (file !== undefined) return { ...told, skipped: { reason: 'exists', file } };
    const repeated = seen.has(dossierKey(numeroASP));
    seen.add(dossierKey(numeroASP));
    return { ...told, skipped: repeated ? { reason: 'repeated' } : undefined };
  });
  return { source: analysis, head: analysis.head, profile, candidates };
}

/** Those of the portal's output that become soldes. */
export function choose(output: Output, choice: SoldeChoice): Chosen | ChoiceRefused {
  const chosen = chosenOf(output.candidates, choice);
  if (chosen instanceof Refused) return chosen;
  if (chosen.length === 0) return new Refused('solde-no-ligne', undefined);
  const isSkipped = ({ skipped }: Candidate): boolean =>
    skipped !== undefined && (choice.again !== true || skipped.reason === 'no-dossier');
  const skipped = chosen.filter(isSkipped);
  if (skipped.every(one => one.skipped?.reason === 'no-dossier') && skipped.length === chosen.length)
    return new Refused('solde-no-dossier', { skipped });
  if (skipped.length === chosen.length) return new Refused('solde-nothing-left', { skipped });
  return { output, lignes: chosen.filter(one => !isSkipped(one)).map(({ ligne }) => ligne), skipped };
}

function chosenOf(
  candidates: readonly Candidate[],
  { lignes, numeros }: SoldeChoice,
): readonly Candidate[] | Exclude<ChoiceRefused, { readonly code: 'solde-nothing-left' }> {
  if (lignes === undefined && numeros === undefined) return candidates;
  const count = candidates.length;
  const beyond = lignes?.find(ligne => ligne < 1 || ligne > count);
  if (beyond !== undefined) return new Refused('solde-no-such-ligne', { ligne: beyond, count });
  const asked = new Set((lignes ?? []).map(ligne => ligne - 1));
  for (const numero of numeros ?? []) {
    const found = candidates.filter(({ numeroASP, numeroEditeur }) => numeroASP === numero || numeroEditeur === numero);
    if (found.length === 0) return new Refused('solde-no-such-numero', { numero });
    for (const { index } of found) asked.add(index);
  }
  return candidates.filter(({ index }) => asked.has(index));
}

/** The text of the chosen soldes, with what is left to complete. */
export function createSolde(engine: Engine, { output, lignes }: Pick<Chosen, 'output' | 'lignes'>): Solde | Doubles {
  const { source: analysis, profile } = output;
  const { text: source, originOf } = analysis;
  const doubles = doublesIn(analysis, lignes);
  if (doubles.length > 0)
    return new Refused('solde-doubles', { slips: doubles.map(finding => slipOf(analysis, finding)) });
  const slice = (chunk: number | undefined, { start, end }: { start: number; end: number }): string =>
    source.slice(originOf(chunk) + start, originOf(chunk) + end);
  const layout = layoutOf(source);
  const written = soldeText({ profile, layout, head: output.head, slice }, lignes);
  const text = `${written.text}${/\n\s*$/.test(source) ? layout.eol : ''}`;
  const solde = analyze(engine, text, { ...ofText(analysis.options), path: undefined, profile: profile.id });
  return {
    text,
    analysis: solde,
    gaps: gapsOf(solde),
    leftBehind: leftBehind(output.head, lignes, written.placed),
    split: splitDue(solde),
  };
}

/** Some lignes with a number and some without look like an output that was edited. */
function notGivenBack(lignes: readonly Ligne[]): NoAvance {
  const without = lignes.filter(ligne => ligne.text('numeroASP') === undefined).map(({ chunk }) => chunk + 1);
  return without.length === lignes.length
    ? new Refused('solde-no-output', undefined)
    : new Refused('solde-partial', { without });
}

/** Splitting by rate also cuts what is too long; it never splits a request whose own beneficiaries have two rates. */
function splitDue(solde: Analysis): 'rate' | 'count' | undefined {
  const rules = solde.fileFindings.filter(finding => isOfFile(solde, finding)).map(({ rule }) => rule.id);
  if (rules.some(id => id !== 'ligne-count') && byRate(solde.lignes.map(({ ligne }) => ligne)).length > 1)
    return 'rate';
  return rules.includes('ligne-count') ? 'count' : undefined;
}

/** What the rules demand for empty values: by key, since it is the same question in every ligne. */
function gapsOf(solde: Analysis): readonly Gap[] {
  const gaps = new Map<string, number[]>();
  for (const finding of findingsOf(solde)) {
    if (finding.severity === 'info' || finding.chunk === undefined) continue;
    const start = solde.originOf(finding.chunk) + finding.span.start;
    const marked = solde.text.slice(start, start + finding.span.end - finding.span.start);
    if (marked !== 'null' && marked !== '[]') continue;
    const key = segments(finding.place).findLast(segment => typeof segment === 'string');
    if (typeof key !== 'string') continue;
    gaps.set(key, [...(gaps.get(key) ?? []), finding.chunk]);
  }
  return [...gaps].map(([key, lignes]) => ({ key, count: lignes.length, lignes: [...new Set(lignes)] }));
}

/** Which dossiers already have a solde, and in which file. */
function knownIn(existing: readonly Existing[], profile: Profile, publisher: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { name, profile: theirs, siret, lignes } of existing) {
    if (theirs !== profile.id) continue;
    for (const { numeroASP, numeroEditeur } of lignes) {
      const keys = [
        ...(numeroASP === undefined ? [] : [dossierKey(numeroASP)]),
        ...(numeroEditeur === undefined || publisher === '' || publisherOf(siret) !== publisher
          ? []
          : [editeurKey(publisher, numeroEditeur)]),
      ];
      for (const key of keys) if (!known.has(key)) known.set(key, name);
    }
  }
  return known;
}

const dossierKey = (dossier: string): string => `dossier ${repairNumeroAsp(dossier) ?? dossier}`;
const editeurKey = (publisher: string, number: string): string => `demande ${publisher} ${number}`;

/** The publisher by its SIREN: its SIRET may change from the avance to the solde. */
const publisherOf = (siret: string | undefined): string => (siret ?? '').replace(/\D/g, '').slice(0, 9);

/** Keys that occur twice in the head or in one of these lignes: a new text has room for only one of the two values. */
function doublesIn(analysis: Analysis, lignes: readonly Ligne[]): readonly Finding[] {
  const chunks = new Set<number | undefined>([undefined, ...lignes.map(({ chunk }) => chunk)]);
  return findingsOf(analysis).filter(({ rule, chunk }) => rule.id === 'duplicate-key' && chunks.has(chunk));
}

/** Keys that no model knows and that found no place in the new text, each once, in text order. */
export function leftBehind(
  head: FieldSet,
  lignes: readonly Ligne[],
  placed: ReadonlySet<PropertyNode>,
): readonly string[] {
  const unknown = [head, ...lignes].flatMap(({ issues }) =>
    issues.flatMap(issue =>
      issue.kind === 'unknown' && issue.meant === undefined && !placed.has(issue.property) ? [issue.property.key] : [],
    ),
  );
  return [...new Set(unknown)];
}
