import { type Lang, plural, pluriel, words } from '../typeset.js';
import { adoptMessagesOf } from './adopt.js';
import { packagingMessagesOf } from './deposit.js';
import { tableMessagesOf } from './table.js';
import { transformMessagesOf } from './transform.js';

/** What the command « comparer l'avance et le solde » and its panel say. */
const COMPARE_FRENCH = {
  noRequest: "Ouvrez d'abord une avance, sa sortie du portail ou un solde.",
  panelTitle: (demande: string) => `Avance et solde : ${demande}`,
  heading: 'Avance et solde',
  field: 'Champ',
  avance: 'Avance',
  avanceOutput: 'Avance, sortie du portail',
  solde: 'Solde',
  soldeOutput: 'Solde, sortie du portail',
  difference: 'Écart',
  verdicts: { same: 'identique', differs: 'différent', added: 'ajouté', removed: 'retiré' },
  absent: 'rien',
  grave: 'Attention',
  summary: (differences: number) => (differences === 0 ? 'Aucun écart.' : `${pluriel(differences, 'écart')}.`),
  openFile: (name: string) => `Ouvrir ${name} à cette demande`,
  gone: "L'autre moitié de cette demande n'est plus là : ce qui suit est ce qu'on en savait.",
  whole: 'Toutes les demandes du fichier',
  demande: 'Demande',
  beneficiary: 'Bénéficiaire',
  files: 'Ouvrir',
  detail: (demande: string) => `Demande ${demande}, champ par champ`,
  states: {
    grave: 'à corriger',
    differs: 'différente',
    unreadable: 'non comparée',
    alone: 'sans autre moitié',
    same: 'identique',
  },
  change: (label: string, before: string, after: string) => `${label} : ${before} → ${after}`,
  noSolde: 'pas encore de solde',
  noAvance: "pas d'avance dans les dossiers ouverts",
  filterBy: 'Montrer',
  filters: { all: 'toutes', differs: 'à regarder', alone: 'sans autre moitié', same: 'identiques' },
  search: 'Filtrer par numéro ou bénéficiaire…',
  searched: (text: string) => `Filtre : « ${text} »`,
  clear: 'Retirer le filtre',
  nothingShown: 'Aucune demande ne répond à ce filtre.',
  more: (count: number) =>
    `${pluriel(count, 'autre demande', 'autres demandes')} : filtrez par numéro ou bénéficiaire pour les voir.`,
  total: (count: number, differing: number) =>
    `${pluriel(count, 'demande')} ; ${differing === 0 ? 'aucune ne diffère' : `${String(differing)} à regarder`}.`,
};

export type CompareMessages = typeof COMPARE_FRENCH;

const COMPARE_ENGLISH = {
  noRequest: 'First open an avance, its portal output or a solde.',
  panelTitle: demande => `Avance and solde: ${demande}`,
  heading: 'Avance and solde',
  field: 'Field',
  avance: 'Avance',
  avanceOutput: 'Avance, portal output',
  solde: 'Solde',
  soldeOutput: 'Solde, portal output',
  difference: 'Difference',
  verdicts: { same: 'same', differs: 'different', added: 'added', removed: 'removed' },
  absent: 'nothing',
  grave: 'Warning',
  summary: n => (n === 0 ? 'No difference.' : `${plural(n, 'difference')}.`),
  openFile: name => `Open ${name} at this request`,
  gone: 'The other half of this request is no longer there: this is what was known of it.',
  whole: 'All requests of the file',
  demande: 'Request',
  beneficiary: 'Beneficiary',
  files: 'Open',
  detail: demande => `Request ${demande}, field by field`,
  states: {
    grave: 'to be corrected',
    differs: 'different',
    unreadable: 'not compared',
    alone: 'no other half',
    same: 'same',
  },
  change: (label, before, after) => `${label}: ${before} → ${after}`,
  noSolde: 'no solde yet',
  noAvance: 'no avance in the open folders',
  filterBy: 'Show',
  filters: { all: 'all', differs: 'worth a look', alone: 'no other half', same: 'same' },
  search: 'Filter by number or beneficiary…',
  searched: text => `Filter: “${text}”`,
  clear: 'Clear the filter',
  nothingShown: 'No request matches this filter.',
  more: count => `${plural(count, 'further request')}: filter by number or beneficiary to see them.`,
  total: (count, differing) =>
    `${plural(count, 'request')}; ${differing === 0 ? 'none differs' : `${String(differing)} worth a look`}.`,
} satisfies CompareMessages;

export const compareMessagesOf = words(COMPARE_FRENCH, COMPARE_ENGLISH);

/** Every sentence that the client says at run time. Titles of commands and settings are in package.nls*.json. */
const FRENCH = {
  waiting: 'Ségur JSON : lecture des demandes du dossier…',
  startFailed: (reason: string) => `Ségur JSON n'a pas pu démarrer : ${reason}`,
  serverGaveUp:
    "Le serveur Ségur JSON s'est arrêté plusieurs fois de suite ; il n'est plus relancé. Le canal de sortie " +
    '« Ségur JSON » dit pourquoi.',
  restartServer: 'Redémarrer le serveur',
  langueChanged: 'La langue de Ségur JSON change quand la fenêtre est rechargée.',
  reload: 'Recharger la fenêtre',
  serverStarting: 'Ségur JSON démarre…',
  serverStopped: 'Ségur JSON est arrêté',
  showProblems: 'Afficher les problèmes',
  noRequest: "Ce document n'est pas une demande Ségur : on n'y trouve pas de liste « lignesImport ».",
  readOnly: (name: string) => `« ${name} » est ici en lecture seule : rien n'y a été changé.`,
  documentMoved:
    "Le document a changé pendant la correction ; rien n'a été modifié. Relancez « Ségur : tout corriger ».",
  fixed: (applied: number, toDecide: number) => {
    const left = toDecide === 0 ? 'il ne reste rien à décider' : `il reste ${pluriel(toDecide, 'point')} à décider`;
    if (applied > 0) return `${pluriel(applied, 'correction appliquée', 'corrections appliquées')} ; ${left}.`;
    return toDecide === 0 ? 'Rien à corriger.' : `Aucune correction sans risque à appliquer ; ${left}.`;
  },
  profileUnknown: 'Profil inconnu',
  chooseProfile: 'Choisir le profil',
  profilePlaceholder: (file: string) => `Profil de « ${file} » : couloir, logiciel et phase de la demande`,
  automaticProfile: 'Reconnaître automatiquement',
  automaticProfileDetail: "D'après le nom du fichier, puis son contenu",
  currentProfile: 'profil actuel',
  reconstructed: 'modèle reconstitué',
  profileBy: { user: 'choisi par vous', name: "d'après le nom du fichier", content: "d'après le contenu" },
  lignes: (count: number) => pluriel(count, 'ligne'),
  euros: (cents: number) => (cents / 100).toLocaleString('fr-FR', { style: 'currency', currency: 'EUR' }),
  errors: (count: number) => pluriel(count, 'erreur'),
  warnings: (count: number) => pluriel(count, 'avertissement'),
  unchecked: "Le serveur Ségur JSON est arrêté : ce fichier n'est plus vérifié. Redémarrez le serveur.",
  menu: {
    title: 'Ségur JSON',
    toutCorriger: 'Tout corriger',
    preparerDepot: 'Préparer le dépôt',
    comparer: "Comparer l'avance et le solde",
    lireRetour: 'Lire le retour du portail',
    creerSolde: 'Créer la demande de solde',
    adopterModele: "Adopter le modèle de l'agence",
  },
  newRequest: 'Quelle demande écrire ? Couloir, logiciel et phase',
  newRequestName: 'demande',
  open: 'Ouvrir',
  states: {
    aCorriger: 'à corriger',
    prete: 'prête',
    deposee: 'déposée',
    sortieRecue: 'sortie reçue',
    soldeAFaire: 'solde à faire',
  },
  allStates: 'Toutes les demandes',
  filterStates: 'Quelles demandes montrer ?',
  noFindingHere: 'Aucun constat à cet endroit : placez le curseur sur un texte souligné.',
  whichRule: 'Quelle règle ?',
  silence: {
    where: (rule: string) => `Ne plus signaler « ${rule} » : où ?`,
    demande: (numero: string) => `Dans la demande ${numero}`,
    file: (name: string) => `Dans le fichier ${name}`,
    everywhere: 'Partout',
    everywhereDetail: 'dans tous les fichiers de ce dossier',
    why: (rule: string) => `Ne plus signaler « ${rule} » : pourquoi ?`,
    whyDetail: (config: string) => `La raison est écrite dans ${config}, où vos collègues la liront.`,
    noReason: 'Donnez une raison : sans elle, personne ne saura plus tard si le constat compte encore.',
    done: (rule: string) => `« ${rule} » n'est plus signalée ici ; « segur.config.json » dit pourquoi.`,
  },
  choiceNotKept: (reason: string) =>
    "Le profil est pris en compte, mais n'a pas pu être enregistré dans les réglages de l'espace de " +
    `travail : ${reason}`,
};

const ENGLISH = {
  waiting: 'Ségur JSON: reading the requests of the folder…',
  startFailed: reason => `Ségur JSON could not start: ${reason}`,
  serverGaveUp:
    'The Ségur JSON server stopped several times in a row and is no longer restarted. The output channel “Ségur ' +
    'JSON” says why.',
  restartServer: 'Restart the server',
  langueChanged: 'The language of Ségur JSON changes once the window is reloaded.',
  reload: 'Reload the window',
  serverStarting: 'Ségur JSON is starting…',
  serverStopped: 'Ségur JSON has stopped',
  showProblems: 'Show problems',
  noRequest: 'This document is not a Ségur request: it has no “lignesImport” list.',
  readOnly: name => `“${name}” is read-only here: nothing was changed in it.`,
  documentMoved:
    'The document changed while it was being fixed; nothing was modified. Run “Ségur: fix everything” again.',
  fixed: (applied, toDecide) => {
    const left =
      toDecide === 0 ? 'nothing is left to decide' : `${plural(toDecide, 'point is', 'points are')} left to decide`;
    if (applied > 0) return `${plural(applied, 'fix', 'fixes')} applied; ${left}.`;
    return toDecide === 0 ? 'Nothing to fix.' : `No safe fix to apply; ${left}.`;
  },
  profileUnknown: 'Unknown profile',
  chooseProfile: 'Choose the profile',
  profilePlaceholder: file => `Profile of “${file}”: couloir, software and phase of the request`,
  automaticProfile: 'Recognise automatically',
  automaticProfileDetail: "From the file's name, then its content",
  currentProfile: 'current profile',
  reconstructed: 'reconstructed model',
  profileBy: { user: 'chosen by you', name: "from the file's name", content: 'from the content' },
  lignes: count => plural(count, 'ligne'),
  euros: cents => (cents / 100).toLocaleString('en-GB', { style: 'currency', currency: 'EUR' }),
  errors: count => plural(count, 'error'),
  warnings: count => plural(count, 'warning'),
  unchecked: 'The Ségur JSON server has stopped: this file is no longer checked. Restart the server.',
  menu: {
    title: 'Ségur JSON',
    toutCorriger: 'Fix everything',
    preparerDepot: 'Prepare the deposit',
    comparer: 'Compare avance and solde',
    lireRetour: "Read the portal's return",
    creerSolde: 'Create the solde request',
    adopterModele: "Adopt the agency's model",
  },
  newRequest: 'Which request? Couloir, software and phase',
  newRequestName: 'request',
  open: 'Open',
  states: {
    aCorriger: 'to correct',
    prete: 'ready',
    deposee: 'deposited',
    sortieRecue: 'output received',
    soldeAFaire: 'solde to make',
  },
  allStates: 'All requests',
  filterStates: 'Which requests to show?',
  noFindingHere: 'No finding here: put the cursor on an underlined text.',
  whichRule: 'Which rule?',
  silence: {
    where: rule => `Stop reporting “${rule}”: where?`,
    demande: numero => `In the request ${numero}`,
    file: name => `In the file ${name}`,
    everywhere: 'Everywhere',
    everywhereDetail: 'in all files of this folder',
    why: rule => `Stop reporting “${rule}”: why?`,
    whyDetail: config => `The reason is written to ${config}, where your colleagues will read it.`,
    noReason: 'Give a reason: without one, nobody will know later whether the finding still matters.',
    done: rule => `“${rule}” is no longer reported here; “segur.config.json” says why.`,
  },
  choiceNotKept: reason => `The profile is applied, but it could not be saved in the workspace settings: ${reason}`,
} satisfies typeof FRENCH;

const ownOf = words(FRENCH, ENGLISH);

export interface Messages extends Own {
  readonly adopt: ReturnType<typeof adoptMessagesOf>;
  readonly packaging: ReturnType<typeof packagingMessagesOf>;
  readonly compare: ReturnType<typeof compareMessagesOf>;
  readonly transform: ReturnType<typeof transformMessagesOf>;
  readonly table: ReturnType<typeof tableMessagesOf>;
}
type Own = ReturnType<typeof ownOf>;

export const messagesOf = (lang: Lang): Messages => ({
  ...ownOf(lang),
  adopt: adoptMessagesOf(lang),
  packaging: packagingMessagesOf(lang),
  compare: compareMessagesOf(lang),
  transform: transformMessagesOf(lang),
  table: tableMessagesOf(lang),
});
