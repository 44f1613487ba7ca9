import type { DepositPlan } from './plan.js';
import type { PlanFile, PlanPieces } from './sources.js';
import type { PlanProblem } from './ports.js';
import type { Lang } from '../../texts/typeset.js';

/**
 * The plan as `--dry-run` shows it, which is also a plan file: only `pieces` counts, and the user completes it from
 * `proposals`; the rest is for reading.
 */
interface PlanDocument extends PlanFile {
  readonly file: string;
  /** Alternatives for what is missing; each is a list of sources. Unused until moved into `pieces`. */
  readonly proposals: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>>;
  readonly demandes: readonly {
    readonly ligne: number;
    readonly numeroEditeur: string | null;
    readonly zip: string | null;
    readonly entries: readonly {
      readonly nomFichier: string;
      readonly typeFichier: string | null;
      readonly how: string;
      readonly from: string;
      readonly sources: readonly string[];
    }[];
  }[];
  readonly problems: readonly ToldProblem[];
  readonly notices: readonly ToldProblem[];
  readonly totals: DepositPlan['totals'];
}

export interface ToldProblem {
  readonly code: string;
  readonly message: string;
  readonly ligne: number | null;
  readonly numeroEditeur: string | null;
  readonly nomFichier: string | null;
  readonly path: string | null;
}

export const toldProblem = (
  { code, message, ligne, numeroEditeur, nomFichier, path }: PlanProblem,
  lang: Lang,
): ToldProblem => ({
  code,
  message: message[lang],
  ligne: ligne ?? null,
  numeroEditeur: numeroEditeur ?? null,
  nomFichier: nomFichier ?? null,
  path: path ?? null,
});

export function planDocument(
  { demandes, proposals, problems, notices, totals }: DepositPlan,
  file: string,
  lang: Lang,
): PlanDocument {
  const missing = new Map<string, [string, readonly string[]][]>();
  for (const { key, nomFichier } of proposals) missing.set(key, [...(missing.get(key) ?? []), [nomFichier, []]]);
  const pieces: PlanPieces = Object.fromEntries(
    demandes.map(({ key, entries }) => [
      key,
      Object.fromEntries([
        ...entries.map(({ nomFichier, sources }): [string, readonly string[]] => [
          nomFichier,
          sources.map(({ path }) => path),
        ]),
        ...(missing.get(key) ?? []),
      ]),
    ]),
  );
  const proposed = new Map<string, [string, readonly (readonly string[])[]][]>();
  for (const { key, nomFichier, alternatives } of proposals)
    proposed.set(key, [...(proposed.get(key) ?? []), [nomFichier, alternatives]]);
  return {
    version: 1,
    file,
    pieces,
    proposals: Object.fromEntries([...proposed].map(([key, named]) => [key, Object.fromEntries(named)])),
    demandes: demandes.map(({ rank, numeroEditeur, zipName, entries }) => ({
      ligne: rank,
      numeroEditeur: numeroEditeur ?? null,
      zip: zipName ?? null,
      entries: entries.map(({ nomFichier, typeFichier, how, from, sources }) => ({
        nomFichier,
        typeFichier: typeFichier ?? null,
        how,
        from,
        sources: sources.map(({ path }) => path),
      })),
    })),
    problems: problems.map(problem => toldProblem(problem, lang)),
    notices: notices.map(notice => toldProblem(notice, lang)),
    totals,
  };
}
