import type { Ligne } from './ligne.js';
import type { LocatedText } from './located.js';
import { type TauxTva, type Territoire, territoireOfFiness } from '../domain/territoire.js';
import type { FieldRole } from '../profiles/roles.js';
import { repairFiness } from '../domain/numeros.js';

/** A beneficiary's establishment, and the territory that its FINESS shows. */
interface Rated {
  readonly ligne: Ligne;
  readonly finess: LocatedText;
  readonly territoire: Territoire;
}

/** The service is done where the establishments are; the legal entity may sit elsewhere. */
const BY_PRECISION: readonly FieldRole[] = ['finessGeo', 'finessPMSI', 'finessJuridique'];

/** Overseas prefixes of which we don't know the territory claim nothing. */
const UNKNOWN_PREFIX = '97';

/** The territories of a TTC ligne's beneficiaries, by the most precise identifier that it has. */
export function ratesOf(ligne: Ligne): readonly Rated[] {
  if (ligne.text('regimeTVA')?.value !== 'TTC') return [];
  const role = BY_PRECISION.find(candidate => ligne.texts(candidate).length > 0);
  if (role === undefined) return [];
  return ligne.texts(role).flatMap((finess): Rated[] => {
    const number = repairFiness(finess.value);
    const territoire = number === undefined ? undefined : territoireOfFiness(number);
    return territoire === undefined || territoire.prefix === UNKNOWN_PREFIX ? [] : [{ ligne, finess, territoire }];
  });
}

/** The rate that the VAT scheme and the FINESS show; undefined where they show none, or several. */
export function rateOf(ligne: Ligne): TauxTva | undefined {
  if (ligne.text('regimeTVA')?.value === 'HT') return '0';
  const [first, ...others] = ratesOf(ligne).map(({ territoire }) => territoire.taux);
  return others.every(rate => rate === first) ? first : undefined;
}

/** What is paid as avance of the retained amount, where that is no forfait. */
export const AVANCE_PERCENT = 30;
