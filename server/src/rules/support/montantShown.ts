import { parseMontant, type Cents } from '../../format/domain/montant.js';
import type { Ligne } from '../../format/model/ligne.js';
import { amountsIn, hasAmount, htShown, isTtcOnly } from '../../format/pieces/texte/montants.js';
import type { Texte } from '../../format/pieces/texte/texte.js';

/** The ligne's amount before tax, undefined where it can't be read: its own finding says so. */
export function montantOf(ligne: Ligne): Cents | undefined {
  const montant = parseMontant(ligne.text('montantSegurHT')?.value ?? '');
  return 'cents' in montant ? montant.cents : undefined;
}

/**
 * How a text shows an amount before tax. `unknown`: it shows no amount at all, so that nothing can be said. `ttc`: as
 * an amount with tax only; `ht` is then the one before tax, where the text has it.
 */
export type Shown =
  | { readonly how: 'shown' }
  | { readonly how: 'unknown' }
  | { readonly how: 'absent' | 'ttc'; readonly ht: Cents | undefined };

export function howShown({ flat }: Texte, cents: Cents, withoutVat: boolean): Shown {
  const amounts = amountsIn(flat);
  if (!hasAmount(flat, amounts, cents)) {
    if (amounts.size === 0) return { how: 'unknown' };
    return { how: 'absent', ht: withoutVat ? undefined : htShown(amounts)[0] };
  }
  if (withoutVat || !isTtcOnly(amounts, cents)) return { how: 'shown' };
  return { how: 'ttc', ht: htShown(amounts).find(ht => ht < cents) };
}

/** Whether a text calls an amount « HT », glued to its neighbours or not. */
export const saysHt = ({ flat, squeezed }: Texte): boolean =>
  /(?<![a-z])(?:pu|mt|mnt|total|montant|base|prix|net)?ht(?![a-z])/.test(flat) || squeezed.includes('horstaxe');

export const isWithoutVat = (ligne: Ligne): boolean => ligne.text('regimeTVA')?.value === 'HT';

/** No demande has more documents of one type; the sums of their amounts are looked through. */
const MAX_SUMS = 4000;

/** Whether one amount before tax of each text adds up to `cents`: several invoices make up the whole. */
export function addsUp(textes: readonly Texte[], cents: Cents, withoutVat: boolean): boolean {
  let sums = new Set<Cents>([0]);
  for (const { flat } of textes) {
    const amounts = amountsIn(flat);
    const candidates = withoutVat ? [...amounts] : htShown(amounts);
    const next = new Set<Cents>();
    for (const sum of sums) for (const amount of candidates) if (sum + amount <= cents) next.add(sum + amount);
    if (next.size > MAX_SUMS) return true;
    sums = next;
  }
  return sums.has(cents);
}
