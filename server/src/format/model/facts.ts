import { tidy } from '../../language/whitespace.js';
import { saysNothing } from '../domain/fold.js';
import { repairNumeroAsp } from '../domain/numeros.js';
import type { Phase } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { StructureIssue } from './issues.js';
import type { FieldSet, Ligne } from './ligne.js';
import type { FieldValue, Located } from './located.js';

/**
 * What the rules about the whole file look at in a ligne. Each of them lists the roles that it reads, and may read no
 * other.
 */
const FILE_ROLES = [
  'numLigne',
  'numeroASP',
  'numeroEditeur',
  'codeTraitement',
  'libelleTraitement',
  'dateCommande',
  'regimeTVA',
  'commandePour',
  'rpps',
  'finessGeo',
  'finessPMSI',
  'finessJuridique',
  'numeroAM',
  'siretClient',
  'nomFichier',
  'typeFichier',
] as const satisfies readonly FieldRole[];

export type FileRole = (typeof FILE_ROLES)[number];

/**
 * The roles in which two versions of a ligne differ for a rule about the whole file. Undefined if the structure differs
 * as well: then values may have slipped into another object, and a rule about issues has others to look at.
 */
export const changedRoles = (before: Ligne, after: Ligne): readonly FileRole[] | undefined =>
  areAlike(before.issues, after.issues)
    ? FILE_ROLES.filter(role => differ(before.all(role), after.all(role)))
    : undefined;

/** Whether they differ at most in texts that are wrong in themselves. */
function areAlike(before: readonly StructureIssue[], after: readonly StructureIssue[]): boolean {
  if (before.length === 0 && after.length === 0) return true;
  const [old, now] = [typesIn(before), typesIn(after)];
  return (
    old.length === now.length &&
    old.every((value, i) => value === now[i]) &&
    before.filter(isOfStructure).length === after.filter(isOfStructure).length &&
    before.filter(isReconstructed).length === after.filter(isReconstructed).length
  );
}

/** In a broken ligne an issue may be where no field is read. */
const typesIn = (issues: readonly StructureIssue[]): readonly string[] =>
  issues.flatMap(issue => (issue.kind === 'enum' && issue.shape.role === 'typeFichier' ? [issue.node.value] : []));

const isOfStructure = ({ kind }: StructureIssue): boolean =>
  kind !== 'enum' && kind !== 'whitespace' && kind !== 'empty';

const isReconstructed = ({ evidence }: StructureIssue): boolean => evidence === 'reconstructed';

const differ = (before: readonly Located[], after: readonly Located[]): boolean =>
  before.length !== after.length ||
  before.some(({ value, flagged }, i) => value !== after[i]?.value || flagged !== after[i].flagged);

/** Where the portal writes in a ligne. */
export const PORTAL_TEXTS = ['codeTraitement', 'libelleTraitement'] as const;

/** What `isPortalOutput` looks at in a ligne. */
export const PORTAL_ROLES: readonly FileRole[] = [...PORTAL_TEXTS, 'numeroASP'];

export const isPortalRole = (role: FileRole): boolean => PORTAL_ROLES.includes(role);

/**
 * The portal gave the file back: it filled `impId` with its number, or wrote a text on a ligne, or, in an avance, gave
 * *every* ligne a dossier number (on only some, it was typed there by mistake). Anything else in its keys comes from
 * the publisher's generator.
 */
export function isPortalOutput(head: FieldSet, lignes: readonly Ligne[], phase: Phase | undefined): boolean {
  const id = head.first('impId')?.node;
  if (id?.kind === 'number' && /^[1-9]\d*$/.test(id.lexeme)) return true;
  if (lignes.some(ligne => PORTAL_TEXTS.some(role => isPortalWord(ligne.first(role)?.value)))) return true;
  return phase === 'avance' && lignes.length > 0 && lignes.every(ligne => isDossier(ligne.first('numeroASP')?.value));
}

const isDossier = (value: FieldValue | undefined): boolean =>
  typeof value === 'string' && repairNumeroAsp(value) !== undefined;

/** A generator's own: no portal code is one of these, or a number with a sign or a fraction. */
const NO_CODE = /^(?:0|true|false|[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/i;

export const isPortalWord = (value: FieldValue | undefined): boolean =>
  typeof value === 'string' &&
  !saysNothing(tidy(value)) &&
  (/^0*[1-9]\d*$|^0{2,}$/.test(value) || !NO_CODE.test(tidy(value)));

/** What the portal's code says about a request. */
type Treatment = 'taken' | 'duplicate';

/**
 * The codes of the ASP's other public exchange (employee records of inclusion), whose keys match ours. No public page
 * lists those of the Ségur portal: this is reconstructed by analogy, and every message about it says so.
 */
const BY_ANALOGY: ReadonlyMap<string, Treatment> = new Map([
  ['0000', 'taken'],
  ['3436', 'duplicate'],
]);

export const treatmentOf = (code: string): Treatment | undefined => BY_ANALOGY.get(code.trim());
