import type { Lang } from '../../../format/domain/langue.js';
import { floorCents, formatEuros } from '../../../format/domain/montant.js';

/** Printed French has curved apostrophes; what people typed keeps its own. */
export const apostrophes = (text: string, lang: Lang): string =>
  lang === 'fr' ? text.replace(/(?<=\p{L})'(?=[\p{L}«])/gu, '’') : text;

/** An amount as the report has it, for people; a dash where it isn't known. */
export function money(amount: string | null, lang: Lang): string {
  const cents = amount === null ? undefined : floorCents(amount);
  return cents === undefined ? '—' : formatEuros(cents, lang);
}
