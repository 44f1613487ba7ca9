import { floorCents, formatEuros } from '../../../format/domain/montant.js';
import type { Lang } from '../../../texts/typeset.js';

/** An amount as the report has it, for people; a dash where it isn't known. */
export function money(amount: string | null, lang: Lang): string {
  const cents = amount === null ? undefined : floorCents(amount);
  return cents === undefined ? '—' : formatEuros(cents, lang);
}
