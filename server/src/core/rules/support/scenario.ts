import type { Ligne } from '../../model/ligne.js';
import type { FieldRole } from '../../profiles/roles.js';
import type { Bilingual } from '../../profiles/shape.js';

/** The three sendings of a scenario, each done by the funded software itself or through another one. */
export const ENVOIS: readonly { readonly direct: FieldRole; readonly pfi: FieldRole; readonly label: Bilingual }[] = [
  { direct: 'directDMP', pfi: 'pfiDMP', label: { fr: 'vers le DMP', en: 'to the DMP' } },
  { direct: 'directMSSPro', pfi: 'pfiMSSPro', label: { fr: 'par MSS Pro', en: 'by MSS Pro' } },
  { direct: 'directMSSCitoyen', pfi: 'pfiMSSCitoyen', label: { fr: 'par MSS Citoyen', en: 'by MSS Citoyen' } },
];

/**
 * MOM where all is sent by the software itself, VA where one sending is not. Undefined where a value is missing, or where a
 * sending is said to go both ways: another finding speaks of that.
 */
export function attestationByScenario(ligne: Ligne): 'VA' | 'MOM' | undefined {
  const direct = ENVOIS.map((envoi) => ligne.flag(envoi.direct));
  if (direct.includes(undefined)) return undefined;
  if (direct.includes(false)) return 'VA';
  return ENVOIS.every((envoi) => ligne.flag(envoi.pfi) === false) ? 'MOM' : undefined;
}
