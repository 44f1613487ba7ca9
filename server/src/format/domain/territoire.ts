import type { Lang } from '../../texts/typeset.js';

/** A rate of VAT in percent, as the portal's list names it. */
export type TauxTva = '20' | '8.5' | '0';

export interface Territoire {
  /** What the FINESS of the territory begin with; empty for métropole, which gets the rest. */
  readonly prefix: string;
  readonly taux: TauxTva;
  readonly label: Readonly<Record<Lang, string>>;
}

const METROPOLE: Territoire = {
  prefix: '',
  taux: '20',
  label: { fr: 'métropole et Corse', en: 'mainland France and Corsica' },
};

/**
 * FINESS prefix → VAT. The FAQs say 20 % in métropole and 8.5 % "en outre-mer"; by the tax code (CGI art. 294, 296) the
 * latter means Guadeloupe, Martinique and La Réunion, while Guyane and Mayotte have none, and Saint-Pierre-et-Miquelon
 * is outside the VAT territory. The prefix shows the territory only roughly: Saint-Martin and Saint-Barthélemy share
 * Guadeloupe's. The last line covers the prefixes without a known territory: nothing is claimed about their VAT.
 */
const TERRITOIRES: readonly Territoire[] = [
  { prefix: '9701', taux: '8.5', label: { fr: 'Guadeloupe', en: 'Guadeloupe' } },
  { prefix: '9702', taux: '8.5', label: { fr: 'Martinique', en: 'Martinique' } },
  { prefix: '9703', taux: '0', label: { fr: 'Guyane', en: 'French Guiana' } },
  { prefix: '9704', taux: '8.5', label: { fr: 'La Réunion', en: 'Réunion' } },
  { prefix: '9705', taux: '0', label: { fr: 'Saint-Pierre-et-Miquelon', en: 'Saint Pierre and Miquelon' } },
  { prefix: '98', taux: '0', label: { fr: 'Mayotte', en: 'Mayotte' } },
  { prefix: '97', taux: '0', label: { fr: 'outre-mer', en: 'overseas France' } },
];

/** Rates in thousandths, so that money stays in integers. */
export const TAUX_PER_MILLE: Readonly<Record<TauxTva, number>> = { '20': 200, '8.5': 85, '0': 0 };

/** The territory shown by a FINESS' prefix; métropole for any text that starts like none of the others. */
export function territoireOfFiness(finess: string): Territoire {
  return TERRITOIRES.find(({ prefix }) => finess.startsWith(prefix)) ?? METROPOLE;
}

/** The VAT rate where a FINESS' establishment is. Call it with a checked FINESS: other texts count as métropole. */
export const vatRateOfFiness = (finess: string): TauxTva => territoireOfFiness(finess).taux;

/** `20 %` with the no-break thin space of French typography, `20%` in English. */
export function formatTaux(taux: TauxTva, lang: Lang): string {
  return { fr: `${taux.replace('.', ',')}\u202f%`, en: `${taux}%` }[lang];
}
