import { type Cents, centsToLexeme, floorCents, shareOf } from '../../../format/domain/montant.js';
import type { Ligne } from '../../../format/model/ligne.js';
import { textIn } from '../../../format/model/located.js';
import type { Profile } from '../../../format/profiles/profile.js';
import type { FieldRole } from '../../../format/profiles/roles.js';
import { clientsOf } from '../../../format/model/clients.js';
import { AVANCE_PERCENT, rateOf } from '../../../format/model/taux.js';
import type { DepositReport, ReportedBeneficiaire, ReportedVat } from './report.js';
import type { Lang } from '../../../texts/typeset.js';

/** What is said of a demande besides its pièces, by role. */

const IDENTIFIERS: readonly (readonly [role: FieldRole, fr: string, en: string])[] = [
  ['finessPMSI', 'FINESS PMSI', 'FINESS PMSI'],
  ['finessJuridique', 'FINESS juridique', 'FINESS juridique'],
  ['finessGeo', 'FINESS géographique', 'FINESS géographique'],
  ['numeroAM', 'N° AM', 'AM no.'],
  ['rpps', 'RPPS', 'RPPS'],
  ['siretClient', 'SIRET', 'SIRET'],
];

export const beneficiairesOf = (ligne: Ligne, lang: Lang): readonly ReportedBeneficiaire[] =>
  clientsOf(ligne).map(entry => ({
    nom: textIn(entry, 'nomClient')?.value ?? null,
    identifiants: IDENTIFIERS.flatMap(([role, fr, en]) =>
      entry.fields
        .filter(field => field.role === role)
        .flatMap(({ value }) => (typeof value === 'string' ? [{ type: lang === 'fr' ? fr : en, valeur: value }] : [])),
    ),
  }));

/** With two decimals, always. */
export function lexeme(cents: Cents | undefined): string | null {
  if (cents === undefined) return null;
  const text = centsToLexeme(cents);
  return text.includes('.') ? text : `${text}.00`;
}

/** How the avance is reckoned; only an avance has one to come. */
export function avanceRule(profile: Profile | undefined): DepositReport['avance'] {
  if (profile?.phase !== 'avance') return null;
  return profile.traits.avanceHT === undefined
    ? { percent: AVANCE_PERCENT }
    : { forfaitHT: lexeme(floorCents(profile.traits.avanceHT)) ?? profile.traits.avanceHT };
}

export function avanceOf(amount: Cents | undefined, rule: DepositReport['avance']): Cents | undefined {
  if (rule === null) return undefined;
  if ('forfaitHT' in rule) return floorCents(rule.forfaitHT);
  return amount === undefined ? undefined : shareOf(amount, rule.percent).nearest;
}

export function vatOf(lignes: readonly Ligne[]): ReportedVat {
  const regimes = new Set(
    lignes.map(ligne => ligne.text('regimeTVA')?.value).filter(regime => regime === 'HT' || regime === 'TTC'),
  );
  const [regime = null] = regimes;
  const rates = [...new Set(lignes.map(rateOf).filter(rate => rate !== undefined))];
  const mixed = regimes.size > 1;
  return { regime: mixed ? 'mixed' : regime, rates, rate: mixed || rates.length !== 1 ? null : (rates[0] ?? null) };
}

/** Undefined where one of them is. */
export const sum = (amounts: readonly (Cents | undefined)[]): Cents | undefined =>
  amounts.reduce<Cents | undefined>(
    (total, amount) => (total === undefined || amount === undefined ? undefined : total + amount),
    0,
  );
