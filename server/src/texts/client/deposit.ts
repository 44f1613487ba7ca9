import { plural, pluriel, words } from '../typeset.js';

/** What the commands about attachments and deposits say. */
const FRENCH = {
  untrusted:
    "Ce dossier n'est pas approuvé : Ségur JSON y lit et vérifie, mais n'y écrit rien. Approuvez-le, puis relancez " +
    'la commande.',
  manageTrust: "Gérer l'approbation",
  saveFirst: (file: string) => `« ${file} » a des modifications non enregistrées`,
  save: 'Enregistrer et continuer',
  saveDetail: "Le dépôt contient le fichier tel qu'il est sur le disque",
  close: 'Fermer',
  chooseFolder: 'Dossier des pièces justificatives',
  useFolder: 'Utiliser ce dossier',
  keepFolderQuestion: (folder: string) => `Retenir « ${folder} » comme dossier des pièces de cet espace de travail ?`,
  keepFolder: 'Retenir dans les réglages',
  folderOnce: 'Cette fois seulement',
  errors: (count: number) => `${pluriel(count, 'erreur')} dans cette demande : le portail refuserait le fichier entier`,
  errorsDetail: "Une seule ligne fautive fait rejeter tout le JSON : corrigez-le d'abord",
  packageAnyway: 'Préparer malgré les erreurs',
  packageAnywayDetail: 'Pour regarder le dépôt, non pour le déposer',
  fixFirst: "Tout corriger d'abord",
  fixFirstDetail: "Applique les corrections sûres, puis montre ce qu'il reste à décider",
  errorAt: (line: number, message: string) => `Ligne ${String(line)} : ${message}`,
  leave: "Aucun de ces fichiers pour l'instant",
  leaveDetail: "La préparation s'arrête là : rien n'est écrit, vos autres choix sont gardés",
  otherTypeQuestion: (file: string, types: readonly string[], wanted: string) =>
    `Le nom « ${file} » parle de ${types.join(', ')}, la pièce attendue est ${wanted}`,
  otherFile: 'Choisir un autre fichier',
  takeAnyway: 'Prendre ce fichier quand même',
  takeAnywayDetail: "Son contenu est bien celui qu'attend la demande",
  missingTitle: (rank: number, total: number) => `Pièce sans fichier (${String(rank)} sur ${String(total)})`,
  missingPrompt: (nomFichier: string, demande: string) => `Quel fichier est « ${nomFichier} » ? (${demande})`,
  likely: 'Fichiers ressemblants',
  others: 'Autres fichiers du dossier',
  taken: "Déjà nommés par d'autres pièces",
  browse: 'Choisir un fichier ailleurs…',
  browseDetail: 'Il est copié dans le dossier des pièces, sous le nom que donne la demande',
  copyQuestion: (file: string, nomFichier: string, folder: string) =>
    `Copier « ${file} » dans le dossier « ${folder} », sous le nom ` + `« ${nomFichier} » ?`,
  copy: 'Copier',
  copyFailed: (reason: string) => `Le fichier n'a pas pu être copié : ${reason}`,
  blocked: (count: number) => `Le dépôt ne peut pas être préparé : ${pluriel(count, 'obstacle')}.`,
  planTitle: (file: string) => `Dépôt de ${file}`,
  planPrompt: "Rien n'est encore écrit. Entrée pour préparer, Échap pour renoncer",
  prepare: 'Préparer le dépôt',
  planTotals: (zips: number, pieces: number, size: string) =>
    `${String(zips)} ZIP, ${pluriel(pieces, 'pièce')}, ${size}`,
  zips: 'Un ZIP par demande',
  notices: 'À savoir',
  outTitle: 'Où écrire le dépôt ?',
  outDefault: (folder: string) => `Nouveau dossier dans ${folder}`,
  outOther: 'Choisir un autre emplacement…',
  outSave: 'Écrire le dépôt ici',
  replaceQuestion: (out: string) => `« ${out} » existe déjà`,
  writeBeside: (name: string) => `Écrire dans « ${name} »`,
  writeBesideDetail: 'Ce qui est là reste',
  replaceDetail: "Tout ce qu'il contient disparaît, et le nouveau dépôt prend sa place une fois complet.",
  replace: 'Remplacer',
  preparing: 'Préparation du dépôt',
  checkingFiles: (done: number, total: number) => `vérification des PDF ${String(done)}/${String(total)}`,
  writingZips: (done: number, total: number) => `écriture des ZIP ${String(done)}/${String(total)}`,
  cancelled: "Préparation annulée : rien n'a été écrit.",
  moved: "La demande a changé pendant la préparation ; rien n'a été écrit. Relancez la commande.",
  done: (zips: number, pieces: number, warnings: number) =>
    `Le dépôt est prêt : ${String(zips)} ZIP, ` +
    pluriel(pieces, 'pièce') +
    (warnings === 0 ? '' : `, ${pluriel(warnings, 'point')} à regarder dans le rapport`) +
    '.',
  openFolder: 'Ouvrir le dossier',
  reportTitle: (file: string) => `Dépôt de ${file}`,
  choosePrompt: (nomFichier: string, demande: string) =>
    nomFichier === '' ? `Fichier de cette pièce (${demande})` : `Fichier de « ${nomFichier} » (${demande})`,
  chooseTitle: "Fichier d'une pièce",
  whichPiece: 'Quelle pièce ?',
  leavePiece: 'Laisser cette pièce comme elle est',
  noFile: "Le dossier des pièces n'a aucun PDF.",
  writeName: (name: string) => `Écrire « ${name} » dans la demande`,
  writeNameDetail: 'Le fichier garde son nom',
  renameFile: (from: string, to: string) => `Renommer « ${from} » en « ${to} »`,
  renameFileDetail: 'La demande reste telle quelle ; le fichier change de nom sur le disque',
  howTitle: (name: string) => `Faire de « ${name} » cette pièce`,
  concatenateQuestion: (type: string, count: number) => `Réunir les ${String(count)} pièces « ${type} » en une seule ?`,
  concatenateDetail: (
    keep: string,
    names: readonly string[],
    parts: string,
    folder: string,
    missing: readonly string[],
  ) => [
    `La demande garde l'entrée « ${keep} » ; les autres en sont retirées.`,
    folder === ''
      ? "Le dossier des pièces n'est pas connu : mettez-y les documents " +
        `(${names.map(name => `« ${name} »`).join(', ')}) dans un dossier « ${parts} ».`
      : `Leurs fichiers vont dans le dossier « ${folder}/${parts} ».`,
    'Le dépôt en fera un seul PDF, avec un récapitulatif en première page.',
    "Ils s'y suivront dans l'ordre de leurs noms.",
    ...(missing.length === 0
      ? []
      : [`Sans fichier pour l'instant : ${missing.map(name => `« ${name} »`).join(', ')}.`]),
  ],
  concatenate: 'Réunir',
  concatenateUndo: '« Annuler » rétablit la demande et les fichiers',
  concatenated: (keep: string, parts: string) =>
    `La demande ne garde que « ${keep} », fait des fichiers du dossier « ${parts} » à la ` +
    'préparation du dépôt. « Annuler » rétablit tout.',
  editRefused: "La modification n'a pas pu être faite ; rien n'a changé.",
  checking: 'Lecture des pièces',
  checked: (found: number, pieces: number, missing: number, unreadable: number) => {
    const told =
      `${pluriel(pieces, 'pièce')} ${pieces > 1 ? 'regardées' : 'regardée'} : ` +
      (found === 0 ? 'rien à signaler' : pluriel(found, 'constat'));
    const gaps = [
      ...(missing === 0 ? [] : [`${String(missing)} sans fichier`]),
      ...(unreadable === 0 ? [] : [`${String(unreadable)} illisible${unreadable > 1 ? 's' : ''}`]),
    ];
    return gaps.length === 0 ? `${told}.` : `${told} (${gaps.join(', ')}).`;
  },
};

export type PackagingMessages = typeof FRENCH;

const ENGLISH = {
  untrusted:
    "This folder isn't trusted: Ségur JSON reads and checks in it, but writes nothing. Trust it, then run the " +
    'command again.',
  manageTrust: 'Manage trust',
  saveFirst: file => `“${file}” has unsaved changes`,
  save: 'Save and continue',
  saveDetail: 'The deposit contains the file as it is on disk',
  close: 'Close',
  chooseFolder: 'Folder of the attachments',
  useFolder: 'Use this folder',
  keepFolderQuestion: folder => `Keep “${folder}” as the folder of attachments of this workspace?`,
  keepFolder: 'Keep in the settings',
  folderOnce: 'This time only',
  errors: count => `${plural(count, 'error')} in this request: the portal would refuse the whole file`,
  errorsDetail: 'One wrong ligne has the whole JSON rejected: correct it first',
  packageAnyway: 'Prepare despite the errors',
  packageAnywayDetail: 'To look at the deposit, not to deposit it',
  fixFirst: 'Fix everything first',
  fixFirstDetail: 'Applies the safe fixes, then shows what is left to decide',
  errorAt: (line, message) => `Line ${String(line)}: ${message}`,
  leave: 'None of these files for now',
  leaveDetail: 'The preparation stops here: nothing is written, your other choices are kept',
  otherTypeQuestion: (file, types, wanted) =>
    `The name “${file}” says ${types.join(', ')}; the attachment that is due is ${wanted}`,
  otherFile: 'Choose another file',
  takeAnyway: 'Take this file all the same',
  takeAnywayDetail: 'Its content is what the request asks for',
  missingTitle: (rank, total) => `Attachment without a file (${String(rank)} of ${String(total)})`,
  missingPrompt: (nomFichier, demande) => `Which file is “${nomFichier}”? (${demande})`,
  likely: 'Files that resemble it',
  others: 'Other files of the folder',
  taken: 'Named by other attachments already',
  browse: 'Choose a file elsewhere…',
  browseDetail: 'It is copied into the folder of attachments, under the name that the request gives',
  copyQuestion: (file, nomFichier, folder) => `Copy “${file}” into the folder “${folder}”, as “${nomFichier}”?`,
  copy: 'Copy',
  copyFailed: reason => `The file could not be copied: ${reason}`,
  blocked: count => `The deposit can't be prepared: ${plural(count, 'obstacle')}.`,
  planTitle: file => `Deposit of ${file}`,
  planPrompt: 'Nothing is written yet. Enter to prepare, Escape to give up',
  prepare: 'Prepare the deposit',
  planTotals: (zips, pieces, size) => `${plural(zips, 'ZIP')}, ${plural(pieces, 'attachment')}, ${size}`,
  zips: 'One ZIP a request',
  notices: 'Good to know',
  outTitle: 'Where to write the deposit?',
  outDefault: folder => `New folder in ${folder}`,
  outOther: 'Choose another place…',
  outSave: 'Write the deposit here',
  replaceQuestion: out => `“${out}” already exists`,
  writeBeside: name => `Write into “${name}”`,
  writeBesideDetail: 'What is there stays',
  replaceDetail: 'Everything in it is removed, and the new deposit takes its place once it is complete.',
  replace: 'Replace',
  preparing: 'Preparing the deposit',
  checkingFiles: (done, total) => `checking PDFs ${String(done)}/${String(total)}`,
  writingZips: (done, total) => `writing ZIPs ${String(done)}/${String(total)}`,
  cancelled: 'Cancelled: nothing was written.',
  moved: 'The request changed meanwhile; nothing was written. Run the command again.',
  done: (zips, pieces, warnings) =>
    `The deposit is ready: ${plural(zips, 'ZIP')}, ` +
    plural(pieces, 'attachment') +
    (warnings === 0 ? '' : `, ${plural(warnings, 'point')} to look at in the report`) +
    '.',
  openFolder: 'Open the folder',
  reportTitle: file => `Deposit of ${file}`,
  choosePrompt: (nomFichier, demande) =>
    nomFichier === '' ? `File of this attachment (${demande})` : `File of “${nomFichier}” (${demande})`,
  chooseTitle: 'File of an attachment',
  whichPiece: 'Which attachment?',
  leavePiece: 'Leave this attachment as it is',
  noFile: 'The folder of attachments has no PDF.',
  writeName: name => `Write “${name}” in the request`,
  writeNameDetail: 'The file keeps its name',
  renameFile: (from, to) => `Rename “${from}” to “${to}”`,
  renameFileDetail: 'The request stays as it is; the file gets another name on disk',
  howTitle: name => `Make “${name}” this attachment`,
  concatenateQuestion: (type, count) => `Make one of the ${String(count)} attachments “${type}”?`,
  concatenateDetail: (keep, names, parts, folder, missing) => [
    `The request keeps the entry “${keep}”; the others are removed from it.`,
    folder === ''
      ? `The folder of attachments isn't known: put the documents (${names.map(name => `“${name}”`).join(', ')}) ` +
        `into a folder “${parts}” of it.`
      : `Their files go to the folder “${folder}/${parts}”.`,
    'The deposit will make one PDF of them, with a recapitulative first page.',
    'They will follow one another in the order of their names.',
    ...(missing.length === 0 ? [] : [`Without a file for now: ${missing.map(name => `“${name}”`).join(', ')}.`]),
  ],
  concatenate: 'Make one',
  concatenateUndo: '“Undo” restores the request and the files',
  concatenated: (keep, parts) =>
    `The request keeps “${keep}” only, made of the files of the folder “${parts}” when the deposit is prepared. ` +
    '“Undo” restores all.',
  editRefused: 'The change could not be made; nothing is changed.',
  checking: 'Reading the attachments',
  checked: (found, pieces, missing, unreadable) => {
    const told =
      `${plural(pieces, 'attachment')} looked at: ` + (found === 0 ? 'nothing to report' : plural(found, 'finding'));
    const gaps = [
      ...(missing === 0 ? [] : [`${String(missing)} without a file`]),
      ...(unreadable === 0 ? [] : [`${String(unreadable)} unreadable`]),
    ];
    return gaps.length === 0 ? `${told}.` : `${told} (${gaps.join(', ')}).`;
  },
} satisfies PackagingMessages;

export const packagingMessagesOf = words(FRENCH, ENGLISH);
