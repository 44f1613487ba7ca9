import type { Only } from '../../analysis/fix.js';
import type { Finding, Severity } from '../../rules/contract.js';
import type { Config, Suppression } from './config.js';

/** A file's findings as the configuration wants them, and the suppressions that silenced one. */
export interface Applied {
  readonly findings: readonly Finding[];
  readonly used: ReadonlySet<Suppression>;
}

/** What is asked of a request whose findings are judged. */
export interface Judged {
  readonly lignes: readonly {
    readonly ligne: { text(role: 'numeroEditeur'): { readonly value: string } | undefined };
  }[];
}

/** What the configuration says of one finding. */
type Verdict = Severity | 'off' | Suppression;

/** `matches` says whether a glob of the configuration holds for this file. */
export function applyConfig(
  of: Judged,
  findings: readonly Finding[],
  config: Config,
  matches: (glob: string) => boolean,
): Applied {
  const used = new Set<Suppression>();
  const judge = judgeOf(config, matches);
  if (judge === undefined) return { findings, used };
  const kept: Finding[] = [];
  for (const finding of findings) {
    const verdict = judge(finding, of);
    if (verdict === 'off') continue;
    if (typeof verdict === 'object') used.add(verdict);
    else kept.push(verdict === finding.severity ? finding : { ...finding, severity: verdict });
  }
  return { findings: kept, used };
}

/** For `fixAll`: what is not shown is not mended either. */
export function shownBy(config: Config, matches: (glob: string) => boolean): Only | undefined {
  const judge = judgeOf(config, matches);
  return (
    judge &&
    ((finding, analysis) => {
      const verdict = judge(finding, analysis);
      return verdict !== 'off' && typeof verdict === 'string';
    })
  );
}

/** Undefined where the configuration leaves all as it is. */
function judgeOf(
  config: Config,
  matches: (glob: string) => boolean,
): ((finding: Finding, of: Judged) => Verdict) | undefined {
  const here = config.suppressions.filter(s => s.file === undefined || matches(s.file));
  if (here.length === 0 && Object.keys(config.rules).length === 0) return undefined;
  return (finding, of) => {
    const level = config.rules[finding.rule.id];
    if (level === 'off') return level;
    return (
      here.find(
        s =>
          s.rule === finding.rule.id &&
          (s.numeroEditeur === undefined || s.numeroEditeur === numeroEditeurOf(of, finding)),
      ) ??
      level ??
      finding.severity
    );
  };
}

/** The publisher's number of the demande that a finding stands in, as text. */
const numeroEditeurOf = ({ lignes }: Judged, finding: Finding): string | undefined =>
  finding.chunk === undefined ? undefined : lignes[finding.chunk]?.ligne.text('numeroEditeur')?.value;
