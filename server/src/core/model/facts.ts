import type { Phase } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { FieldSet, Ligne } from './ligne.js';

/** What the rules about the whole file look at in a ligne. Such a rule may read no other role. */
export const FILE_ROLES = [
  'numLigne', 'numeroASP', 'numeroEditeur', 'codeTraitement', 'libelleTraitement', 'regimeTVA',
  'commandePour', 'rpps', 'finessGeo', 'finessPMSI', 'finessJuridique', 'nomFichier', 'typeFichier',
] as const satisfies readonly FieldRole[];

/** Equal for two versions of a ligne in which no rule about the whole file can see a difference. */
export function fileSignature(ligne: Ligne): string {
  let signature = '';
  for (const role of FILE_ROLES) {
    for (const { value, flagged } of ligne.all(role)) signature += `${String(value)}${flagged ? '!' : ''}\u0001`;
    signature += '\u0002';
  }
  // A finding about the whole file says that some issue rests on a reconstructed part.
  const reconstructed = ligne.issues.filter((issue) => issue.evidence === 'reconstructed').length;
  return `${signature}${String(ligne.issues.length)}/${String(reconstructed)}`;
}

const PORTAL_TEXTS = ['codeTraitement', 'libelleTraitement'] as const;

/**
 * The portal gave the file back: it filled `impId`, or its word on a ligne, or, in an avance, the dossier number of *every* ligne
 * (on some only, it was typed there by mistake).
 */
export function isPortalOutput(head: FieldSet, lignes: readonly Ligne[], phase: Phase | undefined): boolean {
  if (isFilled(head, 'impId')) return true;
  if (lignes.some((ligne) => PORTAL_TEXTS.some((role) => isFilled(ligne, role)))) return true;
  return phase === 'avance' && lignes.length > 0 && lignes.every((ligne) => isFilled(ligne, 'numeroASP'));
}

const isFilled = (fields: FieldSet, role: FieldRole): boolean => {
  const value = fields.first(role)?.value;
  return value !== undefined && value !== null;
};
