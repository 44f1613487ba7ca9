import { plural, pluriel, words } from '../typeset.js';

/** What the commands « découper », « réunir » and « créer le solde » say. */
const FRENCH = {
  splitPlaceholder: 'Découper ce fichier, sans perdre une demande',
  way: {
    profile: 'Un fichier par profil',
    rate: 'Un fichier par taux de TVA',
    count: '200 lignes au plus par fichier',
    validity: 'Les lignes sans erreur à part',
  },
  wayDetail: (groups: readonly { readonly label: string; readonly lignes: number }[]) =>
    groups.map(({ label, lignes }) => `${label} : ${pluriel(lignes, 'demande')}`).join(' · '),
  wayWhole: 'rien à découper',
  write: (files: number) => (files === 1 ? 'Écrire ce fichier ?' : `Écrire ces ${String(files)} fichiers ?`),
  made: (label: string, demandes: number, errors: number) =>
    `${label} : ${pluriel(demandes, 'demande')}, ` + (errors === 0 ? 'aucune erreur' : pluriel(errors, 'erreur')),
  confirm: 'Écrire',
  exists: 'existe déjà',
  replace: (files: number) => `Écrire, et remplacer ${pluriel(files, 'fichier')}`,
  elsewhere: 'Autre dossier…',
  chooseFolder: 'Dossier où écrire les fichiers',
  useFolder: 'Écrire ici',
  written: (files: number) => `${pluriel(files, 'fichier écrit', 'fichiers écrits')}.`,
  notWritten: "Rien n'a été écrit : l'éditeur n'a pas pu créer les fichiers.",
  moved: "Le document a changé entre-temps ; rien n'a été écrit. Relancez la commande.",
  mergePlaceholder: "Demandes à réunir en un fichier, l'en-tête du premier",
  mergeDetail: (profile: string | null, lignes: number, output: boolean) =>
    [profile ?? 'profil inconnu', pluriel(lignes, 'demande'), ...(output ? ['JSON de sortie du portail'] : [])].join(
      ' · ',
    ),
  mergeTwo: 'Choisissez au moins deux demandes à réunir.',
  mergeSave: 'Écrire les demandes réunies',
  merged: (demandes: number, name: string) =>
    `${pluriel(demandes, 'demande réunie', 'demandes réunies')} dans ${name}.`,
  retourTitle: (total: string) => `Retour du portail · ${total}`,
  retourPlaceholder: (writes: boolean) => `Une demande : y aller.${writes ? ' Ou écrire les demandes à part' : ''}`,
  retourWrite: 'Écrire les demandes à part…',
  soldeTitle: 'De quelles demandes préparer le solde ?',
  soldePlaceholder: "Celles qui n'ont pas encore de solde sont cochées",
  withoutDossier: (count: number) =>
    `${pluriel(count, 'ligne')} sans numéro de dossier, laissée${count > 1 ? 's' : ''} de côté`,
  amount: (euros: string) => `${euros.replace('.', ',')} € HT`,
  dossier: (numero: string) => `Dossier ${numero}`,
  hasSolde: (file: string) => `son solde est déjà dans ${file}`,
  repeated: "même dossier qu'une ligne précédente",
  soldeNone:
    "Aucune ligne de ce fichier n'a de numéro de dossier : le portail n'en a enregistré aucune, il n'y a " +
    'pas de solde à demander.',
  soldeSave: 'Écrire les demandes de solde',
  soldeMade: (demandes: number, gaps: number) =>
    `${pluriel(demandes, 'demande de solde préparée', 'demandes de solde préparées')} ; ` +
    (gaps === 0
      ? 'rien à compléter'
      : `${pluriel(gaps, 'valeur')} à compléter, soulignée${gaps > 1 ? 's' : ''} dans le fichier`) +
    '.',
  soldeLeft: (keys: readonly string[]) => `Non repris dans le solde, car inconnu du modèle : ${keys.join(', ')}.`,
};

export type TransformMessages = typeof FRENCH;

const ENGLISH = {
  splitPlaceholder: 'Split this file, without losing a request',
  way: {
    profile: 'One file per profile',
    rate: 'One file per VAT rate',
    count: 'At most 200 lignes a file',
    validity: 'Error-free lignes separately',
  },
  wayDetail: groups => groups.map(({ label, lignes }) => `${label}: ${plural(lignes, 'request')}`).join(' · '),
  wayWhole: 'nothing to split',
  write: files => (files === 1 ? 'Write this file?' : `Write these ${String(files)} files?`),
  made: (label, demandes, errors) =>
    `${label}: ${plural(demandes, 'request')}, ` + (errors === 0 ? 'no error' : plural(errors, 'error')),
  confirm: 'Write',
  exists: 'already exists',
  replace: files => `Write, and replace ${plural(files, 'file')}`,
  elsewhere: 'Another folder…',
  chooseFolder: 'Folder to write the files to',
  useFolder: 'Write here',
  written: files => `${plural(files, 'file')} written.`,
  notWritten: 'Nothing was written: the editor could not create the files.',
  moved: 'The document changed meanwhile; nothing was written. Run the command again.',
  mergePlaceholder: 'Requests to merge into one file, with the head of the first',
  mergeDetail: (profile, lignes, output) =>
    [profile ?? 'unknown profile', plural(lignes, 'request'), ...(output ? ['output of the portal'] : [])].join(' · '),
  mergeTwo: 'Choose at least two requests to merge.',
  mergeSave: 'Write the merged requests',
  merged: (demandes, name) => `${plural(demandes, 'request')} merged in ${name}.`,
  retourTitle: total => `The portal's return · ${total}`,
  retourPlaceholder: writes => `A request: go to it.${writes ? ' Or write the requests apart' : ''}`,
  retourWrite: 'Write the requests apart…',
  soldeTitle: 'Of which requests to prepare the solde?',
  soldePlaceholder: 'Those that have no solde yet are checked',
  withoutDossier: count => `${plural(count, 'ligne')} without a dossier number left out`,
  amount: euros => `€${euros} before tax`,
  dossier: numero => `Dossier number ${numero}`,
  hasSolde: file => `its solde is in ${file} already`,
  repeated: 'same dossier as an earlier ligne',
  soldeNone:
    'No ligne of this file has a dossier number: the portal registered none of them, there is no solde to ask for.',
  soldeSave: 'Write the solde requests',
  soldeMade: (demandes, gaps) =>
    `${plural(demandes, 'solde request')} prepared; ` +
    (gaps === 0 ? 'nothing to complete' : `${plural(gaps, 'value')} to complete, underlined in the file`) +
    '.',
  soldeLeft: keys => `Not carried over into the solde, since the model does not know it: ${keys.join(', ')}.`,
} satisfies TransformMessages;

export const transformMessagesOf = words(FRENCH, ENGLISH);
