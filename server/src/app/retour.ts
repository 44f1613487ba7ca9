import { analyze, ofText, type Analysis, type Engine } from '../analysis/analyze.js';
import { isPortalWord, treatmentOf } from '../format/model/facts.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import type { Located } from '../format/model/located.js';
import type { FailureData } from '../texts/failures.js';
import { assembled, cut, unsoundness, type Cut, type NamedRequest, type Unsound } from './cut.js';
import { partName } from './fileNames.js';
import { findingsUnder, foundIn } from './findings.js';
import type { Project } from './project.js';
import { Refused, type RefusedFor } from './refused.js';

interface RetourDeps {
  readonly engine: Engine;
  readonly project: Project;
}

interface RetourQuestion extends NamedRequest {
  /** Name of the file, from which its parts' names are made. */
  readonly name: string;
}

/**
 * What the portal said about a request. `taken`, `duplicate`: by its code, which we know only by analogy. `registered`:
 * it gave a dossier number. `refused`: it gave none, and said something else. `silent`: it said and gave nothing.
 * `unclear`: it said something that we can't read.
 */
export type Verdict = 'taken' | 'registered' | 'duplicate' | 'refused' | 'silent' | 'unclear';

/** Where a request goes: nothing more to deposit, into a corrected file, or to be looked up on the portal first. */
export type Destination = 'enregistrees' | 'a-corriger' | 'a-verifier';
const DESTINATIONS: readonly Destination[] = ['enregistrees', 'a-corriger', 'a-verifier'];

interface Returned {
  /** From 0. */
  readonly index: number;
  readonly numeroEditeur: string | undefined;
  readonly numeroASP: string | undefined;
  /** The portal's words, as typed; undefined if there are none. */
  readonly code: string | undefined;
  readonly libelle: string | undefined;
  readonly verdict: Verdict;
  readonly to: Destination;
  /** Errors that our rules find in it, without the portal's words. */
  readonly errors: number;
}

interface ReturnedPart {
  readonly to: Destination;
  readonly name: string;
  readonly text: string;
  /** Of the source, from 0. */
  readonly lignes: readonly number[];
  readonly errors: number;
}

export interface Retour {
  readonly phase: 'avance' | 'solde';
  readonly demandes: readonly Returned[];
  /** Together they contain each request once. What may be deposited again no longer has the portal's words. */
  readonly parts: readonly ReturnedPart[];
}

export type RetourRefused = Unsound | RefusedFor<Pick<FailureData, 'retour-no-output'>>;

/** Reads the portal's output: what it says of each request, and what goes into a corrected file. */
export function readRetour(deps: RetourDeps, { file, analysis, name }: RetourQuestion): Retour | RetourRefused {
  const why = unsoundness({ file, analysis });
  if (why !== undefined) return why;
  if (!analysis.portalOutput) return new Refused('retour-no-output', undefined);
  const phase = analysis.choice.agreed?.phase === 'solde' ? 'solde' : 'avance';
  const clean = analyze(deps.engine, withoutPortal(analysis, phase), optionsFor(analysis));
  const errors = errorsIn(deps, clean);
  const demandes = analysis.lignes.map(({ ligne }, index) => {
    const verdict = verdictOf(ligne, phase);
    return {
      index,
      numeroEditeur: ligne.text('numeroEditeur')?.value,
      numeroASP: ligne.text('numeroASP')?.value,
      code: wordOf(ligne, 'codeTraitement'),
      libelle: wordOf(ligne, 'libelleTraitement'),
      verdict,
      to: destinationOf(verdict, phase),
      errors: errors.get(index) ?? 0,
    };
  });
  const sources: Readonly<Record<Destination, Cut>> = {
    enregistrees: cut(analysis),
    'a-corriger': cut(clean),
    'a-verifier': cut(clean),
  };
  const parts = DESTINATIONS.flatMap(to => {
    const those = demandes.filter(demande => demande.to === to);
    if (those.length === 0) return [];
    const lignes = those.map(({ index }) => index);
    const text = assembled(
      sources[to],
      lignes.flatMap(i => sources[to].lignes[i] ?? []),
    );
    const part = analyze(deps.engine, text, optionsFor(analysis));
    return {
      to,
      name: partName(deps.engine.catalog, name, to, '.', { root: part.tree.root, profile: analysis.choice.profile }),
      text,
      lignes,
      errors: [...errorsIn(deps, part).values()].reduce((sum, count) => sum + count, 0),
    };
  });
  return { phase, demandes, parts };
}

const optionsFor = ({ options, choice }: Analysis): Analysis['options'] => ({
  ...ofText(options),
  path: undefined,
  profile: choice.profile?.id,
});

/** By ligne; a finding about the whole file under the ligne that it points at, if any. */
function errorsIn({ project }: RetourDeps, analysis: Analysis): ReadonlyMap<number | undefined, number> {
  const errors = new Map<number | undefined, number>();
  for (const { severity, chunk } of findingsUnder(project, undefined, foundIn(analysis)).findings)
    if (severity === 'error') errors.set(chunk, (errors.get(chunk) ?? 0) + 1);
  return errors;
}

function wordOf(ligne: Ligne, role: 'codeTraitement' | 'libelleTraitement'): string | undefined {
  const value = ligne.first(role)?.value;
  return typeof value === 'string' && isPortalWord(value) ? value : undefined;
}

function verdictOf(ligne: Ligne, phase: Retour['phase']): Verdict {
  const code = wordOf(ligne, 'codeTraitement');
  const known = code === undefined ? undefined : treatmentOf(code);
  if (known !== undefined) return known;
  const said = code !== undefined || wordOf(ligne, 'libelleTraitement') !== undefined;
  // A solde has its avance's number: its presence says nothing.
  if (phase === 'solde') return said ? 'unclear' : 'silent';
  if (ligne.text('numeroASP') !== undefined) return 'registered';
  return said ? 'refused' : 'silent';
}

function destinationOf(verdict: Verdict, phase: Retour['phase']): Destination {
  switch (verdict) {
    case 'taken':
    case 'registered':
      return 'enregistrees';
    case 'refused':
      return 'a-corriger';
    case 'silent':
      return phase === 'avance' ? 'a-corriger' : 'a-verifier';
    case 'duplicate':
    case 'unclear':
      return 'a-verifier';
  }
}

/** The text with null wherever the portal wrote something: as it may be deposited. */
function withoutPortal(analysis: Analysis, phase: Retour['phase']): string {
  const { head, text, lignes, originOf } = analysis;
  const filled = (fields: FieldSet, roles: readonly Located['role'][]): readonly (readonly [number, number])[] =>
    roles.flatMap(role =>
      fields
        .all(role)
        .filter(({ value }) => value !== null)
        .map(({ span }) => {
          const origin = originOf(fields.chunk);
          return [origin + span.start, origin + span.end] as const;
        }),
    );
  const words = ['codeTraitement', 'libelleTraitement'] as const;
  const spans = [
    ...(head === undefined ? [] : filled(head, ['impId'])),
    ...lignes.flatMap(({ ligne }) => filled(ligne, phase === 'avance' ? ['numeroASP', ...words] : words)),
  ].toSorted(([a], [b]) => b - a);
  return spans.reduce((now, [start, end]) => `${now.slice(0, start)}null${now.slice(end)}`, text);
}
