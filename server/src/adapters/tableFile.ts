import type { Bilingual } from '../core/profiles/shape.js';
import type { TableModel } from '../core/table/columns.js';
import { scoreOf, type ColumnMapping } from '../core/table/headings.js';
import { readRegular, type ReadFailure } from './read.js';
import { MAX_TABLE_BYTES, readRows, type TableRefusal } from './tableRows.js';
import { shownNumber } from './xlsx.js';

export type TableRead = { readonly rows: readonly (readonly string[])[] } | { readonly refused: Bilingual };

/** Reads a publisher's table from a file. */
export async function loadTable(path: string, model: TableModel, mapping: ColumnMapping): Promise<TableRead> {
  const read = readRegular(path, MAX_TABLE_BYTES);
  return read.ok ? readTable(read.bytes, model, mapping) : { refused: UNREADABLE[read.failure.reason] };
}

export async function readTable(bytes: Buffer, model: TableModel, mapping: ColumnMapping): Promise<TableRead> {
  const rows = await readRows(bytes, (first) => scoreOf(first, model, mapping), { number: shownNumber, other: cellText });
  return typeof rows === 'string' ? { refused: REFUSED[rows] } : { rows };
}

/** Days and booleans are typed in a workbook. A day has no zone there. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '#N/A' : cell.toISOString().slice(0, 10);
  return cell === true ? 'oui' : cell === false ? 'non' : '#N/A';
}

const UNREADABLE: Readonly<Record<ReadFailure['reason'], Bilingual>> = {
  missing: { fr: "ce tableau n'existe pas.", en: 'this table does not exist.' },
  vanished: { fr: 'ce tableau a disparu pendant sa lecture.', en: 'this table has vanished while it was read.' },
  denied: { fr: "ce tableau n'est pas lisible\u00a0: vous n'en avez pas le droit.", en: 'this table can not be read: permission denied.' },
  directory: { fr: "c'est un dossier, non un tableau.", en: 'this is a folder, no table.' },
  'not-regular': { fr: "ce n'est pas un fichier ordinaire.", en: 'this is no regular file.' },
  loop: { fr: 'ce lien tourne en rond.', en: 'this link goes round in circles.' },
  other: { fr: "ce tableau n'a pas pu être lu.", en: 'this table could not be read.' },
  'too-large': { fr: 'ce tableau dépasse 50\u00a0Mo\u00a0: partagez-le en plusieurs.', en: 'this table is over 50 MB: split it into several.' },
};

const REFUSED: Readonly<Record<TableRefusal, Bilingual>> = {
  empty: { fr: 'ce tableau est vide.', en: 'this table is empty.' },
  'not-a-table': { fr: "ce n'est ni un CSV ni un classeur XLSX.", en: 'this is neither a CSV nor an XLSX workbook.' },
  'old-excel': {
    fr: "ce classeur est à l'ancien format d'Excel (.xls), ou protégé par un mot de passe\u00a0: enregistrez-le en .xlsx ou en .csv, sans protection.",
    en: 'this workbook is in the old format of Excel (.xls), or protected by a password: save it as .xlsx or .csv, unprotected.',
  },
  'unreadable-workbook': {
    fr: "ce classeur n'a pas pu être lu\u00a0: ouvrez-le dans votre tableur et enregistrez-le à nouveau, en .xlsx ou en .csv.",
    en: 'this workbook could not be read: open it in your spreadsheet and save it again, as .xlsx or .csv.',
  },
  'workbook-too-large': {
    fr: 'ce classeur est trop grand une fois décompressé\u00a0: enregistrez la feuille utile en .csv.',
    en: 'this workbook is too large once unpacked: save the sheet that is needed as .csv.',
  },
};
