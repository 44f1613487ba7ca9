import { nameKey } from '../../format/pieces/folder.js';
import { PROBLEMS } from '../../texts/deposit/problems.js';
import { about } from '../../texts/files.js';
import type { Bilingual } from '../../texts/typeset.js';

type ProblemCode =
  | 'no-demande'
  | 'portal-output'
  | 'piece-missing'
  | 'piece-refused'
  | 'name-missing'
  | 'name-unsafe'
  | 'name-repeated'
  | 'zip-name'
  | 'zip-clash'
  | 'plan-source'
  | 'json-name';

/** What keeps a deposit from being made, or, as a notice, what should be known of it. */
export interface PlanProblem {
  readonly code: ProblemCode | NoticeCode;
  /** Rank of the ligne, from 1; undefined for the file as a whole. */
  readonly ligne: number | undefined;
  readonly numeroEditeur: string | undefined;
  readonly nomFichier: string | undefined;
  /** The source that it is about, relative to the attachments folder. */
  readonly path: string | undefined;
  readonly message: Bilingual;
}

type NoticeCode = 'plan-unknown' | 'plan-ignored' | 'folder-ignored' | 'source-shared' | 'no-piece';

/** Where a problem stands. */
export interface Where {
  readonly ligne?: number | undefined;
  readonly numeroEditeur?: string | undefined;
  readonly nomFichier?: string | undefined;
  readonly path?: string | undefined;
}

export const problemAt = (
  code: PlanProblem['code'],
  { ligne, numeroEditeur, nomFichier, path }: Where,
  message: Bilingual,
): PlanProblem => ({ code, ligne, numeroEditeur, nomFichier, path, message });

/** Names that the deposit keeps for its report. */
export const REPORT_JSON = 'depot.json';
export const REPORT_HTML = 'depot.html';

/**
 * The file to deposit has a name that the report, or a ZIP, takes; but for case, which many systems make nothing of.
 */
export function jsonName(name: string, zips: readonly string[]): PlanProblem[] {
  const isOf = (others: readonly string[]): boolean => others.some(other => nameKey(other) === nameKey(name));
  const refused = (why: Bilingual): PlanProblem[] => [problemAt('json-name', {}, about(name, why))];
  if (isOf([REPORT_JSON, REPORT_HTML])) return refused(PROBLEMS.reportName);
  return isOf(zips) ? refused(PROBLEMS.zipNamed) : [];
}
