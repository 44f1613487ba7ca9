import type { FieldRole } from '../../format/profiles/roles.js';
import type { Place } from '../../format/model/place.js';
import type { Lang } from '../contract.js';

const NAMES: Readonly<Partial<Record<FieldRole, Readonly<Record<Lang, string>>>>> = {
  rpps: { fr: 'RPPS', en: 'RPPS' },
  finessGeo: { fr: 'FINESS géographique', en: 'geographic FINESS' },
  finessJuridique: { fr: 'FINESS juridique', en: 'legal FINESS' },
  finessPMSI: { fr: 'FINESS PMSI', en: 'FINESS PMSI' },
  numeroAM: { fr: 'n° AM', en: 'AM number' },
  siretClient: { fr: 'SIRET', en: 'SIRET' },
};

/** « RPPS 10002123452 » */
export const identifierText = (
  { role, value }: { readonly role: FieldRole; readonly value: string },
  lang: Lang,
): string => `${NAMES[role]?.[lang] ?? role}\u00a0${value}`;

/** The key that a value stands under: for an item of a list, the list's. */
export function keyAt(place: Place | undefined): string {
  for (let at = place; at !== undefined; at = at.parent) if (typeof at.key === 'string') return at.key;
  return '';
}
