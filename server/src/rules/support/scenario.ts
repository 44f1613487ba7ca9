import type { Ligne } from '../../format/model/ligne.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import type { Bilingual } from '../../format/profiles/shape.js';

/** The three sendings of a scenario, each done by the funded software itself or through another one. */
export const ENVOIS: readonly { readonly direct: FieldRole; readonly pfi: FieldRole; readonly label: Bilingual }[] = [
  { direct: 'directDMP', pfi: 'pfiDMP', label: { fr: 'vers le DMP', en: 'to the DMP' } },
  { direct: 'directMSSPro', pfi: 'pfiMSSPro', label: { fr: 'par MSS Pro', en: 'by MSS Pro' } },
  { direct: 'directMSSCitoyen', pfi: 'pfiMSSCitoyen', label: { fr: 'par MSS Citoyen', en: 'by MSS Citoyen' } },
];

/**
 * MOM where all is sent by the software itself, VA where one sending goes through another. Undefined where a value is
 * missing, or where a sending is said to go both ways or neither: another finding speaks of that.
 */
export function attestationByScenario(ligne: Ligne): 'VA' | 'MOM' | undefined {
  const ways = ENVOIS.map(envoi => ({ direct: ligne.flag(envoi.direct), pfi: ligne.flag(envoi.pfi) }));
  if (ways.some(({ direct, pfi }) => direct === undefined || pfi === undefined || (direct && pfi))) return undefined;
  if (ways.some(({ pfi }) => pfi === true)) return 'VA';
  return ways.every(({ direct }) => direct === true) ? 'MOM' : undefined;
}
