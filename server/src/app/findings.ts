import { allFindings, type Analysis, unlessMoved } from '../analysis/analyze.js';
import { isPortalOutput } from '../format/model/facts.js';
import type { Source } from '../language/edit.js';
import type { Finding } from '../rules/contract.js';
import { mergeFindings } from '../rules/across.js';
import type { Applied, Judged } from './config/config.js';
import type { Project } from './project.js';

/** Everything found in a request, by where it was found. Holds no tree, so many can wait for one another. */
export interface Found {
  /** The request's text, for putting findings in order. */
  readonly source: Pick<Source, 'originOf' | 'text'>;
  /** Suppressions identify a request by its number. */
  readonly demandes: Judged['lignes'];
  /** In the request's own text. */
  readonly own: readonly Finding[];
  /** In other files, among the attachments, in the texts of PDFs. */
  readonly elsewhere: readonly Finding[];
}

/** An analysis's findings, together with those from elsewhere. */
export const foundIn = (analysis: Analysis, elsewhere: readonly Finding[] = []): Found => ({
  source: analysis,
  demandes: analysis.lignes,
  own: allFindings(analysis),
  elsewhere,
});

/** The portal's own file is read, never deposited: its attachments already were. */
export const hasAttachments = ({ head, lignes, choice }: Analysis): boolean =>
  head === undefined ||
  !isPortalOutput(
    head,
    lignes.map(({ ligne }) => ligne),
    choice.profile?.phase,
  );

/**
 * All findings of a request in text order: under the configuration, each mistake once. `path` is the file's; undefined
 * for a text that is not a file.
 */
export function findingsUnder(project: Pick<Project, 'apply'>, path: string | undefined, found: Found): Applied {
  const judged = { lignes: found.demandes };
  // Before merging: a rule that is off must not displace one that is on.
  const applied = project.apply(judged, found.own, path);
  const own = { ...applied, findings: unlessMoved(applied.findings) };
  if (found.elsewhere.length === 0) return own;
  const elsewhere = project.apply(judged, found.elsewhere, path);
  return {
    findings: mergeFindings(found.source, own.findings, elsewhere.findings),
    used: new Set([...own.used, ...elsewhere.used]),
  };
}
