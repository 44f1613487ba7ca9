import { formatEuros, parseMontant } from '../format/domain/montant.js';
import { plafondHT } from '../format/domain/plafonds-calcul.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import { formatTaux } from '../format/domain/territoire.js';
import type { Ligne } from '../format/model/ligne.js';
import type { Profile } from '../format/profiles/profile.js';
import type { Bilingual } from '../format/profiles/shape.js';
import type { Lang } from '../rules/contract.js';
import { type PartDePlafond, type PlafondConnu, plafondOf } from '../format/model/plafond.js';
import { partText } from '../rules/shared/plafond.js';

/** More would fill the hover's window. */
const MAX_LINES = 10;

/**
 * The arithmetic of a ligne's ceiling, in Markdown, for the hover of its amount: each beneficiary's part, the total,
 * and where the amount stands. Undefined where no ceiling can be told of.
 */
export function explainPlafond(plafonds: Plafonds | undefined, profile: Profile, ligne: Ligne): Bilingual | undefined {
  const plafond = plafondOf(plafonds, profile, ligne);
  if (plafond === undefined) return undefined;
  if (plafond.known) return { fr: known(plafond, ligne, 'fr'), en: known(plafond, ligne, 'en') };
  const identifiers = plafond.missing
    .slice(0, MAX_LINES)
    .map(({ value }) => `\`${value}\``)
    .join(', ');
  if (identifiers === '') return undefined;
  return {
    fr: `Plafond inconnu\u00a0: ${identifiers} absent du fichier de calcul.`,
    en: `Unknown ceiling: ${identifiers} not in the calculation file.`,
  };
}

function known(plafond: PlafondConnu, ligne: Ligne, lang: Lang): string {
  const total = formatEuros(plafond.floor, lang);
  const title = lang === 'fr' ? `**Plafond HT\u00a0: ${total}**` : `**Ceiling before tax: ${total}**`;
  const lines = plafond.parts.slice(0, MAX_LINES).map(part => `- ${line(part, lang)}`);
  const more = plafond.parts.length - lines.length;
  if (more > 0)
    lines.push(
      lang === 'fr' ? `- … et ${String(more)} autres bénéficiaires` : `- … and ${String(more)} other beneficiaries`,
    );
  return [title, lines.join('\n'), rounding(plafond, lang), stand(plafond, ligne, lang)]
    .filter(text => text !== '')
    .join('\n\n');
}

function line(part: PartDePlafond, lang: Lang): string {
  const amount = partText(part, lang);
  if (part.of === undefined)
    return lang === 'fr'
      ? `forfait de l'appel à financement\u00a0: ${amount}`
      : `forfait of the funding call: ${amount}`;
  const who =
    lang === 'fr'
      ? `\`${part.of.value}\` (ligne ${String(part.plafond.row)} du fichier de calcul)\u00a0: `
      : `\`${part.of.value}\` (row ${String(part.plafond.row)} of the calculation file): `;
  if (part.plafond.ht !== undefined) return who + amount;
  const ht = formatEuros(plafondHT([part]).floor, lang);
  return (
    who +
    (lang === 'fr'
      ? `${amount} = ${ht} HT (TVA ${formatTaux(part.taux, lang)})`
      : `${amount} = ${ht} before tax (VAT ${formatTaux(part.taux, lang)})`)
  );
}

function rounding({ floor, nearest }: PlafondConnu, lang: Lang): string {
  if (floor === nearest) return '';
  return lang === 'fr'
    ? `La valeur exacte est entre ${formatEuros(floor, lang)} et ${formatEuros(nearest, lang)}\u00a0: le centime ` +
        'inférieur est la valeur sûre.'
    : `The exact value lies between ${formatEuros(floor, lang)} and ${formatEuros(nearest, lang)}: the cent below ` +
        'is the sure value.';
}

function stand({ floor }: PlafondConnu, ligne: Ligne, lang: Lang): string {
  const parsed = parseMontant(ligne.text('montantSegurHT')?.value ?? '');
  if (!('cents' in parsed)) return '';
  const left = floor - parsed.cents;
  if (left === 0) return lang === 'fr' ? 'Le montant est au plafond.' : 'The amount is at the ceiling.';
  const gap = formatEuros(Math.abs(left), lang);
  if (left > 0)
    return lang === 'fr' ? `Le montant est ${gap} sous le plafond.` : `The amount is ${gap} below the ceiling.`;
  return lang === 'fr' ? `Le montant dépasse le plafond de ${gap}.` : `The amount is above the ceiling by ${gap}.`;
}
