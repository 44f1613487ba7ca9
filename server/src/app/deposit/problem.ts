import type { FileNameCheck } from '../../format/domain/fichier.js';
import type { PdfState } from '../../format/pieces/folder.js';
import { nameKey } from '../../format/pieces/names.js';
import type { Bilingual } from '../../format/profiles/shape.js';
import { fr, francais } from '../../texts/typeset.js';
import type { ReadRefusal, Refusal } from './sources.js';

export type ProblemCode =
  | 'no-demande'
  | 'portal-output'
  | 'piece-missing'
  | 'piece-refused'
  | 'name-missing'
  | 'name-unsafe'
  | 'name-repeated'
  | 'zip-name'
  | 'zip-clash'
  | 'plan-source'
  | 'json-name';

/** What keeps a deposit from being made, or, as a notice, what should be known of it. */
export interface PlanProblem {
  readonly code: ProblemCode | NoticeCode;
  /** Rank of the ligne, from 1; undefined for the file as a whole. */
  readonly ligne: number | undefined;
  readonly numeroEditeur: string | undefined;
  readonly nomFichier: string | undefined;
  /** The source that it is about, relative to the attachments folder. */
  readonly path: string | undefined;
  readonly message: Bilingual;
}

export type NoticeCode = 'plan-unknown' | 'plan-ignored' | 'folder-ignored' | 'source-shared' | 'no-piece';

/** Where a problem stands. */
export interface Where {
  readonly ligne?: number | undefined;
  readonly numeroEditeur?: string | undefined;
  readonly nomFichier?: string | undefined;
  readonly path?: string | undefined;
}

export const problemAt = (
  code: PlanProblem['code'],
  { ligne, numeroEditeur, nomFichier, path }: Where,
  message: Bilingual,
): PlanProblem => ({ code, ligne, numeroEditeur, nomFichier, path, message });

/** Why a PDF is refused, to follow « nom : ». */
export const PDF_REFUSED: Readonly<Record<Exclude<PdfState['state'], 'pdf'>, Bilingual>> = {
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
    en: 'the system did not let this file be read. Check your rights.',
  },
};

/** Why a source can't be used, to follow « nom : ». */
export const SOURCE_REFUSED: Readonly<Record<Refusal | ReadRefusal, Bilingual>> = {
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
    en: 'two files have this name, but for the form of its accents. Keep one.',
  },
  folder: {
    fr: "c'est un dossier dans le dossier de la pièce : seuls ses fichiers seraient concaténés. Sortez-en les PDF.",
    en: "this is a folder in the document's folder: only files would be concatenated. Take the PDFs out of it.",
  },
  changed: {
    fr: 'ce fichier a été modifié pendant la préparation. Relancez-la.',
    en: 'this file was changed during the packaging. Run it again.',
  },
  'too-large': { fr: 'ce fichier dépasse la taille permise.', en: 'this file is over the size allowed.' },
};

/** Why `nomFichier` can be the name of no entry of a ZIP. */
const UNSAFE: Readonly<Record<Exclude<FileNameCheck, 'ok'>, Bilingual>> = {
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
  'too-long': { fr: 'il dépasse 255 octets', en: 'it is over 255 bytes' },
};

export const unsafeName = (why: Exclude<FileNameCheck, 'ok'>): Bilingual => ({
  fr: fr`Ce nom ne peut pas être celui d'un fichier du ZIP : ${francais(UNSAFE[why].fr)}. Corrigez « nomFichier » et renommez le fichier.`,
  en: `This name can't be a file's in the ZIP: ${UNSAFE[why].en}. Correct “nomFichier” and rename the file.`,
});

/** « nom : pourquoi » */
export const about = (name: string, why: Bilingual): Bilingual => ({
  fr: fr`${name} : ${francais(why.fr)}`,
  en: `${name}: ${why.en}`,
});

/** Names that the deposit keeps for its report. */
export const REPORT_JSON = 'depot.json';
export const REPORT_HTML = 'depot.html';

/**
 * The file to deposit has a name that the report, or a ZIP, takes; but for case, which many systems make nothing of.
 */
export function jsonName(name: string, zips: readonly string[]): PlanProblem[] {
  const isOf = (others: readonly string[]): boolean => others.some(other => nameKey(other) === nameKey(name));
  const refused = (fr: string, en: string): PlanProblem[] => [problemAt('json-name', {}, about(name, { fr, en }))];
  if (isOf([REPORT_JSON, REPORT_HTML]))
    return refused(
      'le dépôt donne ce nom à son rapport. Renommez le fichier de demande.',
      'the deposit gives this name to its report. Rename the request file.',
    );
  if (isOf(zips))
    return refused(
      "le dépôt donne ce nom au ZIP d'une demande. Renommez le fichier de demande.",
      "the deposit gives this name to a request's ZIP. Rename the request file.",
    );
  return [];
}
