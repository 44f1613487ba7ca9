import type { RefusedFor } from '../refused.js';
import { Refused } from '../refused.js';
import type { Suppression } from './config.js';

/** Where a rule is to be silent. */
export type SilenceScope = 'demande' | 'file' | 'everywhere';

interface SilenceQuestion {
  readonly rule: string;
  readonly scope: SilenceScope;
  readonly reason: string;
  /** Of the demande that the finding stands in. */
  readonly numeroEditeur: string | undefined;
  /** As the settings name it. */
  readonly file: string;
}

interface SilenceDeps {
  readonly rules: readonly string[];
  /** Adds the suppression to the settings; false where these can't take it. */
  readonly write: (suppression: Partial<Suppression>) => boolean;
}

type SilenceRefused = RefusedFor<{
  readonly 'silence-no-rule': undefined;
  readonly 'silence-no-reason': undefined;
  readonly 'silence-settings': undefined;
}>;

/** Has a rule silent from now on, for a reason that whoever reads the settings later will want to know. */
export function silence(
  { rules, write }: SilenceDeps,
  { rule, scope, reason, numeroEditeur, file }: SilenceQuestion,
): Partial<Suppression> | SilenceRefused {
  if (!rules.includes(rule)) return new Refused('silence-no-rule', undefined);
  if (reason.trim() === '') return new Refused('silence-no-reason', undefined);
  const suppression = {
    rule,
    ...(scope === 'demande' && numeroEditeur !== undefined ? { numeroEditeur } : {}),
    // The number alone tells a demande in its avance, its output and its solde.
    ...(scope === 'file' || (scope === 'demande' && numeroEditeur === undefined) ? { file } : {}),
    reason: reason.trim(),
  };
  return write(suppression) ? suppression : new Refused('silence-settings', undefined);
}
