import type { Analysis } from '../analyze.js';
import type { Finding } from '../rules/contract.js';
import type { Config, Suppression } from './config.js';

/** A file's findings as the configuration wants them, and the suppressions that silenced one. */
export interface Applied {
  readonly findings: readonly Finding[];
  readonly used: ReadonlySet<Suppression>;
}

/** `matches` says whether a glob of the configuration holds for this file. */
export function applyConfig(analysis: Analysis, findings: readonly Finding[], config: Config, matches: (glob: string) => boolean): Applied {
  const used = new Set<Suppression>();
  const here = config.suppressions.filter((s) => s.file === undefined || matches(s.file));
  if (here.length === 0 && Object.keys(config.rules).length === 0) return { findings, used };
  const kept: Finding[] = [];
  for (const finding of findings) {
    const level = config.rules[finding.rule.id];
    if (level === 'off') continue;
    const silenced = here.find((s) => s.rule === finding.rule.id && (s.numeroEditeur === undefined || s.numeroEditeur === numeroEditeurOf(analysis, finding)));
    if (silenced !== undefined) { used.add(silenced); continue; }
    kept.push(level === undefined ? finding : { ...finding, severity: level });
  }
  return { findings: kept, used };
}

/** The publisher's number of the demande that a finding stands in, as text. */
const numeroEditeurOf = (analysis: Analysis, finding: Finding): string | undefined =>
  (finding.chunk === undefined ? undefined : analysis.lignes[finding.chunk]?.ligne.text('numeroEditeur')?.value);
