import type { Only } from '../../analysis/fix.js';
import type { Finding, Severity } from '../../rules/contract.js';
import { Refused, type RefusedFor } from '../refused.js';

/** The content of `segur.config.json`, checked. Paths and globs are relative to its folder. */
export interface Config {
  readonly profiles: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly suppressions: readonly Suppression[];
  /** Adopted models. */
  readonly models: readonly string[];
  /** Calendar of further waves. */
  readonly calendar: string | undefined;
  /** Calculation file. */
  readonly plafonds: string | undefined;
  readonly plafondsColumns: Readonly<Record<string, string>>;
  /** Folder of the attachments. */
  readonly pieces: string | undefined;
  /** Names of the ZIPs of a deposit. */
  readonly nomZip: string | undefined;
  readonly table: TableConfig;
}

/** What is specific to a publisher's table of orders. */
export interface TableConfig {
  /** Field → heading. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field → value, as in a cell. */
  readonly values: Readonly<Record<string, string>>;
  /** Type of attachment → pattern of its file's name. */
  readonly pieces: Readonly<Record<string, string>>;
}

export interface Suppression {
  readonly rule: string;
  readonly numeroEditeur: string | undefined;
  readonly file: string | undefined;
  readonly reason: string;
}

/** In a file of its own, so that a run without a configuration doesn't load the code that reads one. */
export const EMPTY_CONFIG: Config = {
  profiles: {},
  rules: {},
  suppressions: [],
  models: [],
  calendar: undefined,
  plafonds: undefined,
  plafondsColumns: {},
  pieces: undefined,
  nomZip: undefined,
  table: { columns: {}, values: {}, pieces: {} },
};

/** A file's findings under the configuration, and the suppressions that silenced some. */
export interface Applied {
  readonly findings: readonly Finding[];
  readonly used: ReadonlySet<Suppression>;
}

/** What the configuration needs to know about a request. */
export interface Judged {
  readonly lignes: readonly {
    readonly ligne: { text(role: 'numeroEditeur'): { readonly value: string } | undefined };
  }[];
}

/** The configuration's verdict on one finding. */
type Verdict = Severity | 'off' | Suppression;

/** `matches` says whether a glob of the configuration covers this file. */
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

/** For `fixAll`: hidden findings aren't fixed either. */
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

/** Undefined if the configuration changes nothing. */
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

/** The publisher's number of a finding's request, as text. */
const numeroEditeurOf = ({ lignes }: Judged, finding: Finding): string | undefined =>
  finding.chunk === undefined ? undefined : lignes[finding.chunk]?.ligne.text('numeroEditeur')?.value;

/** The globs that decide which files a part of the configuration covers. */
export const globsIn = ({ suppressions }: Config): readonly string[] =>
  suppressions.flatMap(({ file }) => (file === undefined ? [] : [file]));

/** Where to silence a rule. */
export type SilenceScope = 'demande' | 'file' | 'everywhere';

interface SilenceQuestion {
  readonly rule: string;
  readonly scope: SilenceScope;
  readonly reason: string;
  /** The request of the finding. */
  readonly numeroEditeur: string | undefined;
  /** As the settings name it. */
  readonly file: string;
}

interface SilenceDeps {
  readonly rules: readonly string[];
  /** Adds the suppression to the settings, or says why they can't take it. */
  readonly write: (suppression: Partial<Suppression>) => Promise<'written' | 'settings' | 'unwritable'>;
}

type SilenceRefused = RefusedFor<{
  readonly 'silence-no-rule': undefined;
  readonly 'silence-no-reason': undefined;
  readonly 'silence-settings': undefined;
  readonly 'silence-unwritable': undefined;
}>;

/** Silences a rule, with the reason for later readers of the settings. */
export async function silence(
  { rules, write }: SilenceDeps,
  { rule, scope, reason, numeroEditeur, file }: SilenceQuestion,
): Promise<Partial<Suppression> | SilenceRefused> {
  if (!rules.includes(rule)) return new Refused('silence-no-rule', undefined);
  if (reason.trim() === '') return new Refused('silence-no-reason', undefined);
  const suppression = {
    rule,
    ...(scope === 'demande' && numeroEditeur !== undefined ? { numeroEditeur } : {}),
    // The number alone identifies a request in its avance, its output and its solde.
    ...(scope === 'file' || (scope === 'demande' && numeroEditeur === undefined) ? { file } : {}),
    reason: reason.trim(),
  };
  const outcome = await write(suppression);
  return outcome === 'written' ? suppression : new Refused(`silence-${outcome}`, undefined);
}
