import { ADOPT_MESSAGES, type AdoptMessages } from './messages.adopt.js';
import { COMPARE_MESSAGES, type CompareMessages } from './messages.compare.js';
import { PACKAGING_MESSAGES, type PackagingMessages } from './messages.packaging.js';
import { TABLE_MESSAGES, type TableMessages } from './messages.table.js';
import { TRANSFORM_MESSAGES, type TransformMessages } from './messages.transform.js';

export type Lang = 'fr' | 'en';

/** Every sentence that the client says at run time. Titles of commands and settings stand in package.nls*.json. */
export interface Messages {
  readonly startFailed: (reason: string) => string;
  readonly serverGaveUp: string;
  readonly restartServer: string;
  readonly serverStarting: string;
  readonly serverStopped: string;
  readonly showProblems: string;
  readonly noRequest: string;
  readonly documentMoved: string;
  readonly fixed: (applied: number, toDecide: number) => string;
  readonly profileUnknown: string;
  readonly chooseProfile: string;
  readonly profilePlaceholder: (file: string) => string;
  readonly automaticProfile: string;
  readonly automaticProfileDetail: string;
  readonly currentProfile: string;
  readonly reconstructed: string;
  readonly profileBy: { readonly user: string; readonly name: string; readonly content: string };
  readonly lignes: (count: number) => string;
  readonly euros: (cents: number) => string;
  readonly errors: (count: number) => string;
  readonly warnings: (count: number) => string;
  readonly unchecked: string;
  readonly menu: Readonly<Record<'title' | 'toutCorriger' | 'preparerDepot' | 'comparer' | 'adopterModele', string>>;
  readonly newRequest: string;
  readonly newRequestName: string;
  readonly noFindingHere: string;
  readonly whichRule: string;
  readonly choiceNotKept: (reason: string) => string;
  readonly adopt: AdoptMessages;
  readonly packaging: PackagingMessages;
  readonly compare: CompareMessages;
  readonly transform: TransformMessages;
  readonly table: TableMessages;
}

export const MESSAGES: Readonly<Record<Lang, Messages>> = {
  fr: {
    startFailed: reason => `Ségur JSON n’a pas pu démarrer\u00a0: ${reason}`,
    serverGaveUp:
      'Le serveur Ségur JSON s’est arrêté plusieurs fois de suite ; il n’est plus relancé. Le canal de sortie ' +
      '« Ségur JSON » dit pourquoi.',
    restartServer: 'Redémarrer le serveur',
    serverStarting: 'Ségur JSON démarre…',
    serverStopped: 'Ségur JSON est arrêté',
    showProblems: 'Afficher les problèmes',
    noRequest: 'Ce document n’est pas une demande Ségur : on n’y trouve pas de liste « lignesImport ».',
    documentMoved:
      'Le document a changé pendant la correction ; rien n’a été modifié. Relancez « Ségur : tout corriger ».',
    fixed: (applied, toDecide) => {
      const left =
        toDecide === 0 ? 'il ne reste rien à décider' : `il reste ${plural(toDecide, 'point', 'points')} à décider`;
      if (applied > 0) return `${plural(applied, 'correction appliquée', 'corrections appliquées')}\u00a0; ${left}.`;
      return toDecide === 0 ? 'Rien à corriger.' : `Aucune correction sans risque à appliquer\u00a0; ${left}.`;
    },
    profileUnknown: 'Profil inconnu',
    chooseProfile: 'Choisir le profil',
    profilePlaceholder: file => `Profil de «\u00a0${file}\u00a0»\u00a0: couloir, logiciel et phase de la demande`,
    automaticProfile: 'Reconnaître automatiquement',
    automaticProfileDetail: 'D’après le nom du fichier, puis son contenu',
    currentProfile: 'profil actuel',
    reconstructed: 'modèle reconstitué',
    profileBy: { user: 'choisi par vous', name: 'd’après le nom du fichier', content: 'd’après le contenu' },
    lignes: count => plural(count, 'ligne', 'lignes'),
    euros: cents => (cents / 100).toLocaleString('fr-FR', { style: 'currency', currency: 'EUR' }),
    errors: count => plural(count, 'erreur', 'erreurs'),
    warnings: count => plural(count, 'avertissement', 'avertissements'),
    unchecked: 'Le serveur Ségur JSON est arrêté\u00a0: ce fichier n’est plus vérifié. Redémarrez le serveur.',
    menu: {
      title: 'Ségur JSON',
      toutCorriger: 'Tout corriger',
      preparerDepot: 'Préparer le dépôt',
      comparer: 'Comparer l’avance et le solde',
      adopterModele: 'Adopter le modèle de l’agence',
    },
    newRequest: 'Quelle demande écrire\u00a0? Couloir, logiciel et phase',
    newRequestName: 'demande',
    noFindingHere: 'Aucun constat à cet endroit\u00a0: placez le curseur sur un texte souligné.',
    whichRule: 'Quelle règle expliquer\u00a0?',
    choiceNotKept: reason =>
      'Le profil est pris en compte, mais n’a pas pu être enregistré dans les réglages de l’espace de ' +
      `travail\u00a0: ${reason}`,
    adopt: ADOPT_MESSAGES.fr,
    packaging: PACKAGING_MESSAGES.fr,
    compare: COMPARE_MESSAGES.fr,
    transform: TRANSFORM_MESSAGES.fr,
    table: TABLE_MESSAGES.fr,
  },
  en: {
    startFailed: reason => `Ségur JSON could not start: ${reason}`,
    serverGaveUp:
      'The Ségur JSON server stopped several times in a row and is no longer restarted. The output channel “Ségur ' +
      'JSON” says why.',
    restartServer: 'Restart the server',
    serverStarting: 'Ségur JSON is starting…',
    serverStopped: 'Ségur JSON has stopped',
    showProblems: 'Show problems',
    noRequest: 'This document is not a Ségur request: it has no “lignesImport” list.',
    documentMoved:
      'The document changed while it was being fixed; nothing was modified. Run “Ségur: fix everything” again.',
    fixed: (applied, toDecide) => {
      const left =
        toDecide === 0
          ? 'nothing is left to decide'
          : `${plural(toDecide, 'point is', 'points are', 'en')} left to decide`;
      if (applied > 0) return `${plural(applied, 'fix', 'fixes', 'en')} applied; ${left}.`;
      return toDecide === 0 ? 'Nothing to fix.' : `No safe fix to apply; ${left}.`;
    },
    profileUnknown: 'Unknown profile',
    chooseProfile: 'Choose the profile',
    profilePlaceholder: file => `Profile of “${file}”: couloir, software and phase of the request`,
    automaticProfile: 'Recognise automatically',
    automaticProfileDetail: 'From the file’s name, then its content',
    currentProfile: 'current profile',
    reconstructed: 'reconstructed model',
    profileBy: { user: 'chosen by you', name: 'from the file’s name', content: 'from the content' },
    lignes: count => plural(count, 'ligne', 'lignes', 'en'),
    euros: cents => (cents / 100).toLocaleString('en-GB', { style: 'currency', currency: 'EUR' }),
    errors: count => plural(count, 'error', 'errors', 'en'),
    warnings: count => plural(count, 'warning', 'warnings', 'en'),
    unchecked: 'The Ségur JSON server has stopped: this file is no longer checked. Restart the server.',
    menu: {
      title: 'Ségur JSON',
      toutCorriger: 'Fix everything',
      preparerDepot: 'Prepare the deposit',
      comparer: 'Compare avance and solde',
      adopterModele: 'Adopt the agency’s model',
    },
    newRequest: 'Which request? Couloir, software and phase',
    newRequestName: 'request',
    noFindingHere: 'No finding here: put the cursor on an underlined text.',
    whichRule: 'Which rule?',
    choiceNotKept: reason => `The profile is applied, but it could not be saved in the workspace settings: ${reason}`,
    adopt: ADOPT_MESSAGES.en,
    packaging: PACKAGING_MESSAGES.en,
    compare: COMPARE_MESSAGES.en,
    transform: TRANSFORM_MESSAGES.en,
    table: TABLE_MESSAGES.en,
  },
};

/** The language of the interface, where we have it: French or, for all others, English. */
export const langOf = (uiLanguage: string): Lang => (/^fr\b/i.test(uiLanguage) ? 'fr' : 'en');

/** French says « 0 correction », English “0 fixes”. */
function plural(count: number, one: string, many: string, lang: Lang = 'fr'): string {
  const single = lang === 'fr' ? Math.abs(count) < 2 : count === 1;
  return `${String(count)} ${single ? one : many}`;
}
