import { formatEuros, parseMontant } from '../format/domain/montant.js';
import { plafondHT } from '../format/domain/plafonds-calcul.js';
import type { Plafonds } from '../format/domain/plafonds.js';
import { formatTaux } from '../format/domain/territoire.js';
import type { Ligne } from '../format/model/ligne.js';
import type { Profile } from '../format/profiles/profile.js';
import { type PartDePlafond, type PlafondConnu, plafondOf } from '../format/model/plafond.js';
import { partText } from '../rules/shared/plafond.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Bilingual, Lang } from '../texts/typeset.js';

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
  return { fr: notesOf('fr').plafond.unknown(identifiers), en: notesOf('en').plafond.unknown(identifiers) };
}

function known(plafond: PlafondConnu, ligne: Ligne, lang: Lang): string {
  const words = notesOf(lang).plafond;
  const lines = plafond.parts.slice(0, MAX_LINES).map(part => `- ${line(part, lang)}`);
  const more = plafond.parts.length - lines.length;
  if (more > 0) lines.push(words.more(more));
  return [
    words.title(formatEuros(plafond.floor, lang)),
    lines.join('\n'),
    rounding(plafond, lang),
    stand(plafond, ligne, lang),
  ]
    .filter(text => text !== '')
    .join('\n\n');
}

function line(part: PartDePlafond, lang: Lang): string {
  const words = notesOf(lang).plafond;
  const amount = partText(part, lang);
  if (part.of === undefined) return words.forfait(amount);
  const told =
    part.plafond.ht === undefined
      ? words.withTax(amount, formatEuros(plafondHT([part]).floor, lang), formatTaux(part.taux, lang))
      : amount;
  return words.part(part.of.value, part.plafond.row, told);
}

const rounding = ({ floor, nearest }: PlafondConnu, lang: Lang): string =>
  floor === nearest ? '' : notesOf(lang).plafond.rounding(formatEuros(floor, lang), formatEuros(nearest, lang));

function stand({ floor }: PlafondConnu, ligne: Ligne, lang: Lang): string {
  const parsed = parseMontant(ligne.text('montantSegurHT')?.value ?? '');
  if (!('cents' in parsed)) return '';
  const words = notesOf(lang).plafond;
  const left = floor - parsed.cents;
  if (left === 0) return words.at;
  const gap = formatEuros(Math.abs(left), lang);
  return left > 0 ? words.below(gap) : words.above(gap);
}
