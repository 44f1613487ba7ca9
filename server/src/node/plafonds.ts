import { findHeadings, type PlafondMapping, type PlafondMessage } from '../format/domain/plafonds-lecture.js';
import { buildPlafonds, type PlafondsBuilt } from '../format/domain/plafonds.js';
import { readRegular, type ReadFailure } from './read.js';
import { MAX_TABLE_BYTES, readRows, type TableRefusal } from './tableRows.js';
import { plainNumber } from './xlsx.js';

export type TableFailureReason = ReadFailure['reason'] | TableRefusal;

/** Why a calculation file could not be read at all. */
export interface TableFailure {
  readonly reason: TableFailureReason;
  readonly message: PlafondMessage;
}

export type PlafondsOutcome =
  | (PlafondsBuilt & { readonly ok: true })
  | { readonly ok: false; readonly failure: TableFailure };

/**
 * Reads a calculation file, CSV or XLSX as its content tells. Malformed rows are among the problems; only an unreadable
 * file fails. `logiciels`: those that exist, for the column of that name.
 */
export async function loadPlafonds(
  path: string,
  mapping: PlafondMapping = {},
  logiciels: readonly string[] = [],
): Promise<PlafondsOutcome> {
  const read = readRegular(path, MAX_TABLE_BYTES);
  return read.ok ? readPlafonds(read.bytes, mapping, logiciels) : failed(read.failure.reason);
}

/** As `loadPlafonds`, of bytes that were read elsewhere (the editor's file system, standard input). */
export async function readPlafonds(
  bytes: Buffer,
  mapping: PlafondMapping = {},
  logiciels: readonly string[] = [],
): Promise<PlafondsOutcome> {
  const score = (first: readonly (readonly string[])[]): number => (findHeadings(first, mapping) === undefined ? 0 : 1);
  const read = await readRows(bytes, score, { number: plainNumber, other: () => '?' });
  if (typeof read === 'string') return failed(read);
  return { ok: true, ...buildPlafonds(read.rows, mapping, { logiciels, quote: read.quote }) };
}

const failed = (reason: TableFailureReason): PlafondsOutcome => ({
  ok: false,
  failure: { reason, message: MESSAGES[reason] },
});

const MESSAGES: Readonly<Record<TableFailureReason, PlafondMessage>> = {
  missing: { fr: "le fichier de calcul n'existe pas.", en: 'the calculation file does not exist.' },
  disappeared: {
    fr: 'le fichier de calcul a disparu pendant sa lecture.',
    en: 'the calculation file disappeared while it was read.',
  },
  denied: {
    fr: "le fichier de calcul n'est pas lisible : droits insuffisants.",
    en: 'the calculation file cannot be read: permission denied.',
  },
  directory: {
    fr: 'un dossier est donné à la place du fichier de calcul.',
    en: 'a folder is given in place of the calculation file.',
  },
  'not-regular': {
    fr: "le fichier de calcul n'est pas un fichier ordinaire.",
    en: 'the calculation file is not a regular file.',
  },
  loop: {
    fr: 'le lien vers le fichier de calcul tourne en rond.',
    en: 'the link to the calculation file points back to itself.',
  },
  other: { fr: "le fichier de calcul n'a pas pu être lu.", en: 'the calculation file could not be read.' },
  'too-large': {
    fr: 'le fichier de calcul dépasse 50 Mo : gardez-en les seules colonnes utiles.',
    en: 'the calculation file is over 50 MB: keep only the columns that are needed.',
  },
  empty: { fr: 'le fichier de calcul est vide.', en: 'the calculation file is empty.' },
  'not-a-table': {
    fr: "le fichier de calcul n'est ni un CSV ni un classeur XLSX.",
    en: 'the calculation file is neither a CSV nor an XLSX workbook.',
  },
  'old-excel': {
    fr:
      "le fichier de calcul est à l'ancien format d'Excel (.xls), ou protégé par un mot de passe : enregistrez-le " +
      'en .xlsx ou en .csv, sans protection.',
    en:
      'the calculation file is in the old format of Excel (.xls), or protected by a password: save it as .xlsx or ' +
      '.csv, unprotected.',
  },
  'unreadable-workbook': {
    fr:
      "le classeur n'a pas pu être lu : ouvrez-le dans votre tableur et enregistrez-le à nouveau, en .xlsx ou en " +
      '.csv.',
    en: 'the workbook could not be read: open it in your spreadsheet and save it again, as .xlsx or .csv.',
  },
  'workbook-too-large': {
    fr: 'le classeur est trop grand une fois décompressé : enregistrez la feuille utile en .csv.',
    en: 'the workbook is too large once unpacked: save the sheet that is needed as .csv.',
  },
};
