import { repairFiness } from '../../format/domain/finess.js';
import { territoireOfFiness, type Territoire } from '../../format/domain/territoire.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import type { FieldRole } from '../../format/profiles/roles.js';

/** A beneficiary's establishment, and the territory that its FINESS shows. */
export interface Rated {
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
