/** What the commands about attachments and deposits say. */
export interface PackagingMessages {
  readonly untrusted: string;
  readonly saveFirst: (file: string) => string;
  readonly save: string;
  readonly saveDetail: string;
  readonly close: string;
  readonly chooseFolder: string;
  readonly useFolder: string;
  readonly keepFolderQuestion: (folder: string) => string;
  readonly keepFolder: string;
  readonly folderOnce: string;
  readonly errors: (count: number) => string;
  readonly errorsDetail: string;
  readonly packageAnyway: string;
  readonly packageAnywayDetail: string;
  readonly fixFirst: string;
  readonly fixFirstDetail: string;
  readonly errorAt: (line: number, message: string) => string;
  readonly leave: string;
  readonly leaveDetail: string;
  readonly otherTypeQuestion: (file: string, types: readonly string[], wanted: string) => string;
  readonly otherFile: string;
  readonly takeAnyway: string;
  readonly takeAnywayDetail: string;
  readonly missingTitle: (rank: number, total: number) => string;
  readonly missingPrompt: (nomFichier: string, demande: string) => string;
  readonly likely: string;
  readonly others: string;
  readonly taken: string;
  readonly browse: string;
  readonly browseDetail: string;
  readonly copyQuestion: (file: string, nomFichier: string, folder: string) => string;
  readonly copy: string;
  readonly copyFailed: (reason: string) => string;
  readonly blocked: (count: number) => string;
  readonly planTitle: (file: string) => string;
  readonly planPrompt: string;
  readonly prepare: string;
  readonly planTotals: (zips: number, pieces: number, size: string) => string;
  readonly zips: string;
  readonly notices: string;
  readonly outTitle: string;
  readonly outDefault: (folder: string) => string;
  readonly outOther: string;
  readonly outSave: string;
  readonly replaceQuestion: (out: string) => string;
  readonly replaceDetail: string;
  readonly replace: string;
  readonly writeBeside: (name: string) => string;
  readonly writeBesideDetail: string;
  readonly preparing: string;
  readonly checkingFiles: (done: number, total: number) => string;
  readonly writingZips: (done: number, total: number) => string;
  readonly cancelled: string;
  readonly moved: string;
  readonly done: (zips: number, pieces: number, warnings: number) => string;
  readonly openFolder: string;
  readonly reportTitle: (file: string) => string;
  readonly choosePrompt: (nomFichier: string, demande: string) => string;
  readonly chooseTitle: string;
  readonly noFile: string;
  readonly writeName: (name: string) => string;
  readonly writeNameDetail: string;
  readonly renameFile: (from: string, to: string) => string;
  readonly renameFileDetail: string;
  readonly howTitle: (name: string) => string;
  readonly concatenateQuestion: (type: string, count: number) => string;
  readonly concatenateDetail: (
    keep: string,
    names: readonly string[],
    parts: string,
    folder: string,
    missing: readonly string[],
  ) => readonly string[];
  readonly concatenate: string;
  readonly concatenateUndo: string;
  readonly concatenated: (keep: string, parts: string) => string;
  readonly editRefused: string;
  readonly checking: string;
  readonly checked: (found: number, pieces: number, missing: number, unreadable: number) => string;
}

export const PACKAGING_MESSAGES: Readonly<Record<'fr' | 'en', PackagingMessages>> = {
  fr: {
    untrusted:
      'Ce dossier n’est pas approuvé\u00a0: Ségur JSON y lit et vérifie, mais n’y écrit rien. Approuvez le ' +
      'dossier («\u00a0Espaces de travail\u00a0: gérer l’approbation\u00a0»), puis relancez la commande.',
    saveFirst: file => `«\u00a0${file}\u00a0» a des modifications non enregistrées`,
    save: 'Enregistrer et continuer',
    saveDetail: 'Le dépôt contient le fichier tel qu’il est sur le disque',
    close: 'Fermer',
    chooseFolder: 'Dossier des pièces justificatives',
    useFolder: 'Utiliser ce dossier',
    keepFolderQuestion: folder =>
      `Retenir «\u00a0${folder}\u00a0» comme dossier des pièces de cet espace de travail\u00a0?`,
    keepFolder: 'Retenir dans les réglages',
    folderOnce: 'Cette fois seulement',
    errors: count =>
      `${many(count, 'erreur', 'erreurs')} dans cette demande\u00a0: le portail refuserait le fichier entier`,
    errorsDetail: 'Une seule ligne fautive fait rejeter tout le JSON\u00a0: corrigez-le d’abord',
    packageAnyway: 'Préparer malgré les erreurs',
    packageAnywayDetail: 'Pour regarder le dépôt, non pour le déposer',
    fixFirst: 'Tout corriger d’abord',
    fixFirstDetail: 'Applique les corrections sûres, puis montre ce qu’il reste à décider',
    errorAt: (line, message) => `Ligne ${String(line)}\u00a0: ${message}`,
    leave: 'Aucun de ces fichiers pour l’instant',
    leaveDetail: 'La préparation s’arrête là\u00a0: rien n’est écrit, vos autres choix sont gardés',
    otherTypeQuestion: (file, types, wanted) =>
      `Le nom «\u00a0${file}\u00a0» parle de ${types.join(', ')}, la pièce attendue est ${wanted}`,
    otherFile: 'Choisir un autre fichier',
    takeAnyway: 'Prendre ce fichier quand même',
    takeAnywayDetail: 'Son contenu est bien celui qu’attend la demande',
    missingTitle: (rank, total) => `Pièce sans fichier (${String(rank)} sur ${String(total)})`,
    missingPrompt: (nomFichier, demande) => `Quel fichier est «\u00a0${nomFichier}\u00a0»\u00a0? (${demande})`,
    likely: 'Fichiers ressemblants',
    others: 'Autres fichiers du dossier',
    taken: 'Déjà nommés par d’autres pièces',
    browse: 'Choisir un fichier ailleurs…',
    browseDetail: 'Il est copié dans le dossier des pièces, sous le nom que donne la demande',
    copyQuestion: (file, nomFichier, folder) =>
      `Copier «\u00a0${file}\u00a0» dans le dossier «\u00a0${folder}\u00a0», sous le nom ` +
      `«\u00a0${nomFichier}\u00a0»\u00a0?`,
    copy: 'Copier',
    copyFailed: reason => `Le fichier n’a pas pu être copié\u00a0: ${reason}`,
    blocked: count => `Le dépôt ne peut pas être préparé\u00a0: ${many(count, 'obstacle', 'obstacles')}.`,
    planTitle: file => `Dépôt de ${file}`,
    planPrompt: 'Rien n’est encore écrit. Entrée pour préparer, Échap pour renoncer',
    prepare: 'Préparer le dépôt',
    planTotals: (zips, pieces, size) => `${String(zips)} ZIP, ${many(pieces, 'pièce', 'pièces')}, ${size}`,
    zips: 'Un ZIP par demande',
    notices: 'À savoir',
    outTitle: 'Où écrire le dépôt\u00a0?',
    outDefault: folder => `Nouveau dossier dans ${folder}`,
    outOther: 'Choisir un autre emplacement…',
    outSave: 'Écrire le dépôt ici',
    replaceQuestion: out => `«\u00a0${out}\u00a0» existe déjà`,
    writeBeside: name => `Écrire dans «\u00a0${name}\u00a0»`,
    writeBesideDetail: 'Ce qui est là reste',
    replaceDetail: 'Tout ce qu’il contient disparaît, et le nouveau dépôt prend sa place une fois complet.',
    replace: 'Remplacer',
    preparing: 'Préparation du dépôt',
    checkingFiles: (done, total) => `vérification des PDF ${String(done)}/${String(total)}`,
    writingZips: (done, total) => `écriture des ZIP ${String(done)}/${String(total)}`,
    cancelled: 'Préparation annulée\u00a0: rien n’a été écrit.',
    moved: 'La demande a changé pendant la préparation\u00a0; rien n’a été écrit. Relancez la commande.',
    done: (zips, pieces, warnings) =>
      `Le dépôt est prêt\u00a0: ${String(zips)} ZIP, ` +
      many(pieces, 'pièce', 'pièces') +
      (warnings === 0 ? '' : `, ${many(warnings, 'point', 'points')} à regarder dans le rapport`) +
      '.',
    openFolder: 'Ouvrir le dossier',
    reportTitle: file => `Dépôt de ${file}`,
    choosePrompt: (nomFichier, demande) =>
      nomFichier === '' ? `Fichier de cette pièce (${demande})` : `Fichier de «\u00a0${nomFichier}\u00a0» (${demande})`,
    chooseTitle: 'Fichier d’une pièce',
    noFile: 'Le dossier des pièces n’a aucun PDF.',
    writeName: name => `Écrire «\u00a0${name}\u00a0» dans la demande`,
    writeNameDetail: 'Le fichier garde son nom',
    renameFile: (from, to) => `Renommer «\u00a0${from}\u00a0» en «\u00a0${to}\u00a0»`,
    renameFileDetail: 'La demande reste telle quelle\u00a0; le fichier change de nom sur le disque',
    howTitle: name => `Faire de «\u00a0${name}\u00a0» cette pièce`,
    concatenateQuestion: (type, count) =>
      `Réunir les ${String(count)} pièces «\u00a0${type}\u00a0» en une seule\u00a0?`,
    concatenateDetail: (keep, names, parts, folder, missing) => [
      `La demande garde l’entrée «\u00a0${keep}\u00a0»\u00a0; les autres en sont retirées.`,
      folder === ''
        ? 'Le dossier des pièces n’est pas connu\u00a0: mettez-y les documents ' +
          `(${names.map(name => `«\u00a0${name}\u00a0»`).join(', ')}) dans un dossier «\u00a0${parts}\u00a0».`
        : `Leurs fichiers vont dans le dossier «\u00a0${folder}/${parts}\u00a0».`,
      'Le dépôt en fera un seul PDF, avec un récapitulatif en première page.',
      'Ils s’y suivront dans l’ordre de leurs noms.',
      ...(missing.length === 0
        ? []
        : [`Sans fichier pour l’instant\u00a0: ${missing.map(name => `«\u00a0${name}\u00a0»`).join(', ')}.`]),
    ],
    concatenate: 'Réunir',
    concatenateUndo: '«\u00a0Annuler\u00a0» rétablit la demande et les fichiers',
    concatenated: (keep, parts) =>
      `La demande ne garde que «\u00a0${keep}\u00a0», fait des fichiers du dossier «\u00a0${parts}\u00a0» à la ` +
      'préparation du dépôt. «\u00a0Annuler\u00a0» rétablit tout.',
    editRefused: 'La modification n’a pas pu être faite\u00a0; rien n’a changé.',
    checking: 'Lecture des pièces',
    checked: (found, pieces, missing, unreadable) => {
      const told =
        `${many(pieces, 'pièce', 'pièces')} ${pieces > 1 ? 'regardées' : 'regardée'}\u00a0: ` +
        (found === 0 ? 'rien à signaler' : many(found, 'constat', 'constats'));
      const gaps = [
        ...(missing === 0 ? [] : [`${String(missing)} sans fichier`]),
        ...(unreadable === 0 ? [] : [`${String(unreadable)} illisible${unreadable > 1 ? 's' : ''}`]),
      ];
      return gaps.length === 0 ? `${told}.` : `${told} (${gaps.join(', ')}).`;
    },
  },
  en: {
    untrusted:
      'This folder isn’t trusted: Ségur JSON reads and checks in it, but writes nothing. Trust the folder ' +
      '(“Workspaces: Manage Workspace Trust”), then run the command again.',
    saveFirst: file => `“${file}” has unsaved changes`,
    save: 'Save and continue',
    saveDetail: 'The deposit holds the file as it is on disk',
    close: 'Close',
    chooseFolder: 'Folder of the attachments',
    useFolder: 'Use this folder',
    keepFolderQuestion: folder => `Keep “${folder}” as the folder of attachments of this workspace?`,
    keepFolder: 'Keep in the settings',
    folderOnce: 'This time only',
    errors: count => `${manyEn(count, 'error', 'errors')} in this request: the portal would refuse the whole file`,
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
    blocked: count => `The deposit can’t be prepared: ${manyEn(count, 'obstacle', 'obstacles')}.`,
    planTitle: file => `Deposit of ${file}`,
    planPrompt: 'Nothing is written yet. Enter to prepare, Escape to give up',
    prepare: 'Prepare the deposit',
    planTotals: (zips, pieces, size) =>
      `${manyEn(zips, 'ZIP', 'ZIPs')}, ${manyEn(pieces, 'attachment', 'attachments')}, ${size}`,
    zips: 'One ZIP a request',
    notices: 'Good to know',
    outTitle: 'Where to write the deposit?',
    outDefault: folder => `New folder in ${folder}`,
    outOther: 'Choose another place…',
    outSave: 'Write the deposit here',
    replaceQuestion: out => `“${out}” already exists`,
    writeBeside: name => `Write into “${name}”`,
    writeBesideDetail: 'What is there stays',
    replaceDetail: 'All that it holds goes, and the new deposit takes its place once it is complete.',
    replace: 'Replace',
    preparing: 'Preparing the deposit',
    checkingFiles: (done, total) => `checking PDFs ${String(done)}/${String(total)}`,
    writingZips: (done, total) => `writing ZIPs ${String(done)}/${String(total)}`,
    cancelled: 'Cancelled: nothing was written.',
    moved: 'The request changed meanwhile; nothing was written. Run the command again.',
    done: (zips, pieces, warnings) =>
      `The deposit is ready: ${manyEn(zips, 'ZIP', 'ZIPs')}, ` +
      manyEn(pieces, 'attachment', 'attachments') +
      (warnings === 0 ? '' : `, ${manyEn(warnings, 'point', 'points')} to look at in the report`) +
      '.',
    openFolder: 'Open the folder',
    reportTitle: file => `Deposit of ${file}`,
    choosePrompt: (nomFichier, demande) =>
      nomFichier === '' ? `File of this attachment (${demande})` : `File of “${nomFichier}” (${demande})`,
    chooseTitle: 'File of an attachment',
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
        ? `The folder of attachments isn’t known: put the documents (${names.map(name => `“${name}”`).join(', ')}) ` +
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
        `${manyEn(pieces, 'attachment', 'attachments')} looked at: ` +
        (found === 0 ? 'nothing to report' : manyEn(found, 'finding', 'findings'));
      const gaps = [
        ...(missing === 0 ? [] : [`${String(missing)} without a file`]),
        ...(unreadable === 0 ? [] : [`${String(unreadable)} unreadable`]),
      ];
      return gaps.length === 0 ? `${told}.` : `${told} (${gaps.join(', ')}).`;
    },
  },
};

/** French says « 0 pièce », English “0 attachments”. */
const many = (count: number, one: string, several: string): string =>
  `${String(count)}\u00a0${count < 2 ? one : several}`;
const manyEn = (count: number, one: string, several: string): string =>
  `${String(count)} ${count === 1 ? one : several}`;
