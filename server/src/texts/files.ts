import { bilingual, verbatim, type Bilingual, type Lang } from './typeset.js';

/** Why a file can't be read or written, worded once for all uses. Each sentence can follow « nom : ». */

/** The user's word for the file: masculine in French, so that one sentence serves them all. */
const KINDS = {
  file: { ce: 'ce fichier', fr: 'fichier', en: 'file' },
  model: { ce: 'ce modèle', fr: 'modèle', en: 'model' },
  table: { ce: 'ce tableau', fr: 'tableau', en: 'table' },
  plafonds: { ce: 'le fichier de calcul', fr: 'fichier de calcul', en: 'calculation file' },
};
export type FileKind = keyof typeof KINDS;

/** What to do about an oversized one. */
const SMALLER: Partial<Record<FileKind, Bilingual>> = {
  table: { fr: ' : partagez-le en plusieurs', en: ': split it into several' },
  plafonds: { fr: " : n'en gardez que les colonnes utiles", en: ': keep only the columns that are needed' },
};

export type ReadFailureReason =
  | 'missing'
  | 'disappeared'
  | 'denied'
  | 'directory'
  | 'not-regular'
  | 'loop'
  | 'too-large'
  | 'other';

/** A cell of any table. */
export const AMBIGUOUS_AMOUNT: Bilingual = bilingual({
  fr:
    'ce montant se lit de deux façons (1,234 : mille et plus, ou un et des décimales). Écrivez-le sans ' +
    'séparateur de milliers et avec deux décimales.',
  en:
    'this amount can be read in two ways (1,234: more than a thousand, or one and some decimals). Write it without a ' +
    'thousands separator and with two decimals.',
});

/** Why a supposed table is not one. */
export type TableRefusal =
  | 'empty'
  | 'not-a-table'
  | 'old-excel'
  | 'unreadable-workbook'
  | 'workbook-too-large'
  | 'workbook-far-cell';

export const unreadable = bilingual(
  (kind: FileKind, reason: ReadFailureReason | TableRefusal, megabytes: number): Bilingual => {
    const { ce, fr, en } = KINDS[kind];
    switch (reason) {
      case 'missing':
        return { fr: `${ce} n'existe pas.`, en: `this ${en} does not exist.` };
      case 'disappeared':
        return { fr: `${ce} a disparu pendant sa lecture.`, en: `this ${en} disappeared while it was being read.` };
      case 'denied':
        return { fr: "lecture refusée, vous n'en avez pas le droit.", en: 'you do not have permission to read it.' };
      case 'directory':
        return { fr: `c'est un dossier, non un ${fr}.`, en: `this is a folder, not a ${en}.` };
      case 'not-regular':
        return { fr: "ce n'est pas un fichier ordinaire.", en: 'this is not a regular file.' };
      case 'loop':
        return { fr: 'ce lien tourne en rond.', en: 'this link points back to itself.' };
      case 'too-large':
        return {
          fr: `${ce} dépasse ${String(megabytes)} Mo${SMALLER[kind]?.fr ?? ''}.`,
          en: `this ${en} is larger than ${String(megabytes)} MB${SMALLER[kind]?.en ?? ''}.`,
        };
      case 'other':
        return { fr: `${ce} n'a pas pu être lu.`, en: `this ${en} could not be read.` };
      case 'empty':
        return { fr: `${ce} est vide.`, en: `this ${en} is empty.` };
      case 'not-a-table':
        return { fr: "ce n'est ni un CSV ni un classeur XLSX.", en: 'this is neither a CSV nor an XLSX workbook.' };
      case 'old-excel':
        return {
          fr:
            "ce classeur est à l'ancien format d'Excel (.xls), ou protégé par un mot de passe : enregistrez-le en " +
            '.xlsx ou en .csv, sans protection.',
          en:
            'this workbook is in the old Excel format (.xls) or password-protected: save it as .xlsx or .csv, ' +
            'without a password.',
        };
      case 'unreadable-workbook':
        return {
          fr:
            "ce classeur n'a pas pu être lu : ouvrez-le dans votre tableur et enregistrez-le à nouveau, en .xlsx ou " +
            'en .csv.',
          en: 'this workbook could not be read: open it in your spreadsheet and save it again, as .xlsx or .csv.',
        };
      case 'workbook-too-large':
        return {
          fr: 'ce classeur est trop grand une fois décompressé : enregistrez la seule feuille utile, en .csv.',
          en: 'this workbook is too large once unpacked: save just the sheet you need, as .csv.',
        };
      case 'workbook-far-cell':
        return {
          fr:
            'ce classeur a une valeur très loin de son tableau, ce qui en fait des millions de cellules : supprimez ' +
            'les lignes et les colonnes qui suivent le tableau, et enregistrez à nouveau.',
          en:
            'this workbook has a value far away from its table, which makes millions of cells of it: delete the rows ' +
            'and columns after the table, and save it again.',
        };
    }
  },
);

export const notUtf8 = bilingual(
  (kind: FileKind): Bilingual => ({
    fr: `${KINDS[kind].ce} n'est pas en UTF-8 : enregistrez-le en UTF-8.`,
    en: `this ${KINDS[kind].en} is not UTF-8: save it as UTF-8.`,
  }),
);

/** The meaning of the system's error codes when writing a file or a folder; undefined for the others. */
const CODES: Readonly<Record<string, Bilingual>> = bilingual({
  EACCES: {
    fr: "vous n'avez pas le droit d'écrire dans ce dossier",
    en: 'you do not have permission to write in this folder',
  },
  EROFS: { fr: 'ce disque est en lecture seule', en: 'this disk is read-only' },
  ENOSPC: { fr: "il n'y a plus de place sur le disque", en: 'there is no space left on the disk' },
  EEXIST: {
    fr: 'un fichier porte le nom du dossier à créer',
    en: 'a file has the name of the folder to create',
  },
  EISDIR: { fr: "c'est un dossier", en: 'it is a folder' },
  ENOENT: { fr: 'son dossier a disparu', en: 'its folder has disappeared' },
  ENAMETOOLONG: { fr: 'ce nom est trop long', en: 'this name is too long' },
  ELOOP: { fr: 'ce chemin tourne en rond (liens)', en: 'this path points back to itself (links)' },
});
const SAME: Readonly<Record<string, string>> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', ENOTDIR: 'EEXIST' };

export const refusedBySystem = (code: string, lang: Lang): string =>
  (CODES[SAME[code] ?? code] ?? { fr: `le système a refusé (${code})`, en: `the system refused (${code})` })[lang];

/** What is in the way of writing a file. */
export const IN_THE_WAY = bilingual({
  exists: {
    fr: "ce fichier existe déjà. Rien n'a été écrit ; « --force » le remplace.",
    en: 'this file already exists. Nothing was written; “--force” replaces it.',
  },
  folder: { fr: "c'est un dossier. Rien n'a été écrit.", en: 'this is a folder. Nothing was written.' },
  special: {
    fr: "ce n'est pas un fichier ordinaire (périphérique, tube…), il ne se remplace pas. Rien n'a été écrit.",
    en: 'this is not a regular file (device, pipe…) and cannot be replaced. Nothing was written.',
  },
  'dead-link': {
    fr: "c'est un lien vers un fichier qui n'existe pas. Rien n'a été écrit.",
    en: 'this is a link to a file that does not exist. Nothing was written.',
  },
  link: {
    fr:
      "c'est un lien vers un autre dossier ou vers un autre de ces fichiers. Rien n'a été écrit. Nommez plutôt le " +
      'fichier auquel il mène.',
    en:
      'this is a link to another folder, or to another of these files. Nothing was written. Name the file it points ' +
      'to instead.',
  },
});

/** « nom : pourquoi » */
export const about = bilingual(
  (name: string, why: Bilingual): Bilingual => ({
    fr: `${name} : ${verbatim(why.fr)}`,
    en: `${name}: ${why.en}`,
  }),
);

/** The same for a sentence already in its language. */
export const told = (name: string, why: string, lang: Lang): string => about(name, { fr: why, en: why })[lang];
