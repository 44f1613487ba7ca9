import { bilingual, type Bilingual } from '../typeset.js';

/** What prevents a deposit, and what to know about it. */

/** Why a PDF is refused, to follow « nom : ». */
export const PDF_REFUSED = bilingual({
  empty: {
    fr: "ce fichier est vide (0 octet). Refaites l'export ou la numérisation.",
    en: 'this file is empty (0 bytes). Export or scan it again.',
  },
  'not-pdf': {
    fr: "ce n'est pas un PDF, quel que soit son nom. Enregistrez le document au format PDF.",
    en: 'this is not a PDF, whatever its name. Save the document as PDF.',
  },
  encrypted: {
    fr: "un mot de passe protège ce PDF : l'ASP ne pourrait pas l'ouvrir. Enregistrez-en une copie sans mot de passe.",
    en: 'a password protects this PDF: the ASP could not open it. Save a copy without a password.',
  },
  damaged: {
    fr: "ce PDF est abîmé ou incomplet. Refaites l'export, ou demandez le fichier d'origine.",
    en: 'this PDF is damaged or incomplete. Export it again, or ask for the original file.',
  },
  'no-page': { fr: "ce PDF n'a aucune page. Refaites l'export.", en: 'this PDF has no page. Export it again.' },
  unreadable: {
    fr: "le système n'a pas permis de lire ce fichier. Vérifiez vos droits.",
    en: 'the system did not let this file be read. Check your permissions.',
  },
});

/** Why a source can't be used, to follow « nom : ». */
export const SOURCE_REFUSED = bilingual({
  outside: {
    fr: 'ce lien ou ce chemin mène hors du dossier des pièces. Copiez le fichier dans le dossier.',
    en: 'this link or path leads out of the attachments folder. Copy the file into the folder.',
  },
  loop: { fr: 'ce lien tourne en rond.', en: 'this link points back to itself.' },
  missing: {
    fr: "ce fichier n'est pas dans le dossier des pièces.",
    en: 'this file is not in the attachments folder.',
  },
  'not-regular': { fr: "ce n'est pas un fichier ordinaire.", en: 'this is not a regular file.' },
  unreadable: PDF_REFUSED.unreadable,
  twice: {
    fr: "deux fichiers portent ce nom, à la forme des accents près. N'en gardez qu'un.",
    en: 'two files have this name, apart from how their accents are encoded. Keep one.',
  },
  folder: {
    fr: "c'est un dossier dans le dossier de la pièce : seuls ses fichiers seraient concaténés. Sortez-en les PDF.",
    en: "this is a folder in the attachment's folder: only files would be concatenated. Take the PDFs out of it.",
  },
  changed: {
    fr: 'ce fichier a été modifié pendant la préparation. Relancez-la.',
    en: 'this file was changed while the deposit was being prepared. Run it again.',
  },
  'too-large': { fr: 'ce fichier dépasse la taille permise.', en: 'this file is larger than allowed.' },
});

/** Why `nomFichier` can't name an entry of a ZIP. */
const UNSAFE = {
  empty: { fr: 'il est vide', en: 'it is empty' },
  control: {
    fr: 'il contient un caractère de contrôle ou une marque de sens invisible',
    en: 'it contains a control character or an invisible direction mark',
  },
  parent: {
    fr: 'il contient « .. », qui mènerait hors du dossier',
    en: 'it contains “..”, which would lead out of the folder',
  },
  separator: { fr: 'il contient un séparateur de dossiers', en: 'it contains a folder separator' },
  'reserved-character': {
    fr: 'il contient un caractère que Windows interdit',
    en: 'it contains a character that Windows forbids',
  },
  'reserved-name': { fr: 'Windows réserve ce nom', en: 'Windows reserves this name' },
  trailing: { fr: 'il finit par un point ou une espace', en: 'it ends in a dot or a space' },
  'too-long': { fr: 'il dépasse 255 octets', en: 'it is longer than 255 bytes' },
};

export const PROBLEMS = bilingual({
  noDemande: {
    fr: "Ce fichier n'a aucune demande : il n'y a rien à déposer.",
    en: 'This file has no request: there is nothing to deposit.',
  },
  portalOutput: {
    fr:
      'Ce fichier est celui que le portail a rendu : il se lit, il ne se dépose plus. Préparez le dépôt de votre ' +
      "fichier d'origine, ou du solde.",
    en:
      'This is the file that the portal gave back: it is for reading, not for depositing again. Prepare the deposit ' +
      'of your original file, or of the solde.',
  },
  noPiece: (demande: string): Bilingual => ({
    fr: `La demande ${demande} n'a aucune pièce : elle n'aura pas de ZIP.`,
    en: `Request ${demande} has no attachment: it will have no ZIP.`,
  }),
  nameMissing: (demande: string): Bilingual => ({
    fr: `Demande ${demande} : une pièce n'a pas de nom. Complétez « nomFichier ».`,
    en: `Request ${demande}: an attachment has no name. Complete “nomFichier”.`,
  }),
  nameRepeated: (demande: string): Bilingual => ({
    fr:
      `Deux pièces de la demande ${demande} ont le même nom, à la casse près : le ZIP ne peut pas les contenir ` +
      'toutes deux. Renommez-en une.',
    en:
      `Two attachments of request ${demande} have the same name, apart from case: the ZIP can't contain both. Rename ` +
      'one.',
  }),
  nameUnsafe: (why: keyof typeof UNSAFE): Bilingual => ({
    fr:
      `Ce nom ne peut pas être celui d'un fichier du ZIP : ${UNSAFE[why].fr}. Corrigez « nomFichier » et renommez ` +
      'le fichier.',
    en: `No file in the ZIP can have this name: ${UNSAFE[why].en}. Correct “nomFichier” and rename the file.`,
  }),
  nameRefused: (name: string): Bilingual => ({
    fr: `${name} : ce nom ne peut pas être celui d'un fichier du ZIP.`,
    en: `${name}: no file in the ZIP can have this name.`,
  }),
  zipName: (ligne: number, missing: string): Bilingual => ({
    fr:
      `Ligne ${String(ligne)} : « ${missing} », dont vient le nom du ZIP, n'est pas rempli. Remplissez-le, ou donnez ` +
      'un autre modèle de nom.',
    en:
      `Ligne ${String(ligne)}: “${missing}”, which the ZIP's name comes from, is not filled in. Fill it in, or give ` +
      'another pattern for the names.',
  }),
  zipClash: (first: number, second: number, name: string): Bilingual => ({
    fr:
      `Lignes ${String(first)} et ${String(second)} : leurs ZIP auraient le même nom, à la casse près (${name}). ` +
      'Distinguez leurs numéros, ou donnez un modèle de nom qui les distingue, comme {numLigne}-{numeroEditeur}.zip.',
    en:
      `Lignes ${String(first)} and ${String(second)}: their ZIPs would have the same name, apart from case ` +
      `(${name}). Give them different numbers, or give a pattern that tells them apart, such as ` +
      '{numLigne}-{numeroEditeur}.zip.',
  }),
  zipTooLarge: {
    fr: 'ce ZIP dépasserait la taille permise. Allégez ses PDF (numérisez en 150 ou 200 points par pouce).',
    en: 'this ZIP would be larger than allowed. Make its PDFs lighter (scan at 150 or 200 dots per inch).',
  },
  zipNotVerified: {
    fr: "relu, ce ZIP ne contient pas ce qu'il devrait. C'est un défaut de Ségur JSON : merci de le signaler.",
    en: 'read back, this ZIP does not contain what it should. This is a bug in Ségur JSON: please report it.',
  },
  reportName: {
    fr: 'le dépôt donne ce nom à son rapport. Renommez le fichier de demande.',
    en: 'the deposit gives this name to its report. Rename the request file.',
  },
  zipNamed: {
    fr: "le dépôt donne ce nom au ZIP d'une demande. Renommez le fichier de demande.",
    en: "the deposit gives this name to a request's ZIP. Rename the request file.",
  },
  noFile: (folder: string): Bilingual => ({
    fr:
      `ni ce fichier ni le dossier ${folder}/ ne sont dans le dossier des pièces. Ajoutez-le, renommez le bon ` +
      'fichier, ou désignez-le dans le plan.',
    en:
      `neither this file nor the folder ${folder}/ is in the attachments folder. Add it, rename the right file, or ` +
      'name it in the plan.',
  }),
  emptyParts: (folder: string): Bilingual => ({
    fr: `le dossier de ses parties, ${folder}/, est vide. Mettez-y les PDF à concaténer.`,
    en: `the folder of its parts, ${folder}/, is empty. Put the PDFs to concatenate into it.`,
  }),
  folderIgnored: (nomFichier: string, folder: string): Bilingual => ({
    fr:
      `Le fichier ${nomFichier} et le dossier ${folder}/ sont tous deux dans le dossier des pièces : le fichier est ` +
      'pris, le dossier est laissé de côté. Retirez celui qui est de trop.',
    en:
      `The file ${nomFichier} and the folder ${folder}/ are both in the attachments folder: the file is used, the ` +
      'folder is ignored. Remove the one that you do not want.',
  }),
  planUnknown: (nomFichier: string, demande: string): Bilingual => ({
    fr:
      `Le plan nomme la pièce ${nomFichier} de la demande ${demande}, que ce fichier n'a pas : il n'en est pas tenu ` +
      'compte.',
    en: `The plan names attachment ${nomFichier} of request ${demande}, which this file doesn't have: it is ignored.`,
  }),
  planIgnored: (nomFichier: string, from: 'name' | 'folder'): Bilingual => ({
    fr:
      `Le plan donne d'autres sources à ${nomFichier}, mais ` +
      `${from === 'name' ? 'le fichier de ce nom est' : 'le dossier de ses parties est'} dans le dossier des ` +
      "pièces : c'est lui qui compte.",
    en:
      `The plan gives ${nomFichier} other sources, but ` +
      `${from === 'name' ? 'the file of that name is' : 'the folder of its parts is'} in the attachments folder: ` +
      'that one counts.',
  }),
  planTwice: (nomFichier: string): Bilingual => ({
    fr:
      `le plan nomme ce fichier deux fois pour la pièce ${nomFichier}, où il serait en double. Ne l'y laissez qu'une ` +
      'fois.',
    en: `the plan names this file twice for attachment ${nomFichier}, which would then contain it twice: keep one.`,
  }),
  planShared: (path: string, first: string, second: string): Bilingual => ({
    fr: `Le plan donne ${path} à deux pièces, ${first} et ${second}. Vérifiez que c'est voulu.`,
    en: `The plan gives ${path} to two attachments, ${first} and ${second}. Check that you mean it.`,
  }),
});

/** Why a plan file can't be read. */
export const PLAN_REFUSED = bilingual({
  noPlan: {
    fr: `ce n'est pas un plan de Ségur JSON : « "version": 1 » y manque.`,
    en: 'this is not a plan of Ségur JSON: “"version": 1” is missing.',
  },
  noDemandes: { fr: '« pieces » attend un objet, par demande.', en: '“pieces” expects an object, by request.' },
  noPieces: (demande: string): Bilingual => ({
    fr: `« pieces », demande « ${demande} » : un objet est attendu, par nom de pièce.`,
    en: `“pieces”, request “${demande}”: an object is expected, by attachment name.`,
  }),
  noPaths: (demande: string, nomFichier: string): Bilingual => ({
    fr: `« pieces », demande « ${demande} », pièce « ${nomFichier} » : une liste de chemins est attendue.`,
    en: `“pieces”, request “${demande}”, attachment “${nomFichier}”: a list of paths is expected.`,
  }),
});
