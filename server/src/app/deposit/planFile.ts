import { readStrict } from '../config/problem.js';
import { PLAN_REFUSED } from '../../texts/deposit/problems.js';
import type { Bilingual } from '../../texts/typeset.js';
import { isInsidePath } from './sources.js';
import type { Ligne } from '../../format/model/ligne.js';

/** Sources by request and `nomFichier`. A request is named by its `numeroEditeur`, or by `#` and its rank. */
export type PlanPieces = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What the user confirmed. Documented in docs/packaging.md. */
export interface PlanFile {
  readonly version: 1;
  readonly pieces: PlanPieces;
}

type PlanFileRead = { readonly plan: PlanFile } | { readonly refused: Bilingual };

/** Reads a plan file's text. Other keys than « version » and « pieces » are for people, and don't matter. */
export function readPlanFile(text: string): PlanFileRead {
  const read = readStrict(text);
  if ('refused' in read) return read;
  const root = record(read.value);
  if (root?.get('version') !== 1) return { refused: PLAN_REFUSED.noPlan };
  const pieces = new Map<string, Record<string, readonly string[]>>();
  const demandes = record(root.get('pieces') ?? {});
  if (demandes === undefined) return { refused: PLAN_REFUSED.noDemandes };
  for (const [demande, value] of demandes) {
    const named = record(value);
    if (named === undefined) return { refused: PLAN_REFUSED.noPieces(demande) };
    const lists: [string, readonly string[]][] = [];
    for (const [nomFichier, list] of named) {
      if (!isTexts(list)) return { refused: PLAN_REFUSED.noPaths(demande, nomFichier) };
      lists.push([nomFichier, list]);
    }
    pieces.set(demande, Object.fromEntries(lists));
  }
  return { plan: { version: 1, pieces: Object.fromEntries(pieces) } };
}

/** The paths that a plan names, but for those that no folder could have. */
export const pathsIn = ({ pieces }: PlanFile): readonly string[] =>
  Object.values(pieces)
    .flatMap(named => Object.values(named))
    .flat()
    .filter(isInsidePath);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

const record = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : undefined;

/**
 * The name of each request in a plan file: its `numeroEditeur`, or `#` and its rank where that is missing or not its
 * own.
 */
export function planKeys(lignes: readonly Ligne[]): readonly string[] {
  const numbers = lignes.map(ligne => ligne.text('numeroEditeur')?.value);
  const counts = new Map<string | undefined, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return numbers.map((number, index) =>
    number === undefined || counts.get(number) !== 1 ? `#${String(index + 1)}` : number,
  );
}
