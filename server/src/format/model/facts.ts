import type { Phase } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { FieldSet, Ligne } from './ligne.js';
import type { Located } from './located.js';

/**
 * What the rules about the whole file look at in a ligne. Each of them says which of these it reads, and may read no
 * other role.
 */
export const FILE_ROLES = [
  'numLigne',
  'numeroASP',
  'numeroEditeur',
  'codeTraitement',
  'libelleTraitement',
  'regimeTVA',
  'commandePour',
  'rpps',
  'finessGeo',
  'finessPMSI',
  'finessJuridique',
  'nomFichier',
  'typeFichier',
] as const satisfies readonly FieldRole[];

export type FileRole = (typeof FILE_ROLES)[number];

/**
 * The roles in which two versions of a ligne differ to a rule about the whole file. Undefined where its structure
 * differs as well: then values may have come into one another's objects, and a rule about issues has others to look at.
 */
export function changedRoles(before: Ligne, after: Ligne): readonly FileRole[] | undefined {
  if (before.issues.length !== after.issues.length || reconstructed(before) !== reconstructed(after)) return undefined;
  return FILE_ROLES.filter(role => differ(before.all(role), after.all(role)));
}

const reconstructed = ({ issues }: Ligne): number => issues.filter(issue => issue.evidence === 'reconstructed').length;

const differ = (before: readonly Located[], after: readonly Located[]): boolean =>
  before.length !== after.length ||
  before.some(({ value, flagged }, i) => value !== after[i]?.value || flagged !== after[i].flagged);

const PORTAL_TEXTS = ['codeTraitement', 'libelleTraitement'] as const;

/** What `isPortalOutput` looks at in a ligne. */
export const PORTAL_ROLES: readonly FileRole[] = [...PORTAL_TEXTS, 'numeroASP'];

/**
 * The portal gave the file back: it filled `impId`, or its word on a ligne, or, in an avance, the dossier number of
 * *every* ligne (on some only, it was typed there by mistake).
 */
export function isPortalOutput(head: FieldSet, lignes: readonly Ligne[], phase: Phase | undefined): boolean {
  if (isFilled(head, 'impId')) return true;
  if (lignes.some(ligne => PORTAL_TEXTS.some(role => isFilled(ligne, role)))) return true;
  return phase === 'avance' && lignes.length > 0 && lignes.every(ligne => isFilled(ligne, 'numeroASP'));
}

const isFilled = (fields: FieldSet, role: FieldRole): boolean => {
  const value = fields.first(role)?.value;
  return value !== undefined && value !== null;
};
