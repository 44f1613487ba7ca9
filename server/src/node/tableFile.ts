import { basename } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Bilingual } from '../format/profiles/shape.js';
import type { TableModel } from '../app/table/columns.js';
import type { TableRead, TableSource } from '../app/table/plan.js';
import { typedText } from '../app/table/guard.js';
import { scoreOf, type ColumnMapping } from '../app/table/headings.js';
import { bilingual, typesetBoth } from '../texts/typeset.js';
import type { QuoteFault } from './csv.js';
import { readRegular, type ReadFailure } from './read.js';
import { MAX_TABLE_BYTES, readContent, type TableRefusal } from './tableRows.js';
import { chooseSheet } from './tableSheet.js';
import { shownNumber } from './xlsx.js';

/** A table in a file, or what was read of a stream. */
export const tableSource = (table: { readonly path: string } | { readonly bytes: Buffer }): TableSource =>
  'path' in table
    ? {
        name: basename(table.path),
        read: (model, mapping, sheet) => loadTable(table.path, model, mapping, sheet),
        hold: packed,
      }
    : {
        name: undefined,
        read: (model, mapping, sheet) => readTable(table.bytes, model, mapping, sheet),
        hold: packed,
      };

/** A twentieth of the memory. */
function packed(text: string): () => string {
  const bytes = deflateRawSync(text, { level: 1 });
  return () => inflateRawSync(bytes).toString('utf8');
}

/** Reads a publisher's table from a file. */
export async function loadTable(
  path: string,
  model: TableModel,
  mapping: ColumnMapping,
  sheet?: string,
): Promise<TableRead> {
  const read = readRegular(path, MAX_TABLE_BYTES);
  return read.ok ? readTable(read.bytes, model, mapping, sheet) : { refused: UNREADABLE[read.failure.reason] };
}

/** `sheet`: the one that the user asks for. */
export async function readTable(
  bytes: Buffer,
  model: TableModel,
  mapping: ColumnMapping,
  sheet?: string,
): Promise<TableRead> {
  const content = await readContent(bytes, first => scoreOf(first, model, mapping), {
    number: shownNumber,
    text: typedText,
    other: cellText,
  });
  if (typeof content === 'string') return { refused: REFUSED[content] };
  if ('sheets' in content) return chooseSheet(content.sheets, model, mapping, sheet);
  if (sheet !== undefined) return { refused: NO_SHEETS };
  // Rows may have been swallowed: a demande that misses some of its own must not be written.
  return content.quote === undefined
    ? { rows: content.rows }
    : { refused: typesetBoth(quoteMessage(content.quote)), row: content.quote.row + 1 };
}

const NO_SHEETS: Bilingual = typesetBoth({
  fr: "«\u00a0--sheet\u00a0» ne sert qu'à un classeur XLSX\u00a0: un CSV n'a pas de feuilles.",
  en: '“--sheet” is for XLSX workbooks only: a CSV has no sheets.',
});

function quoteMessage({ row, kind }: QuoteFault): Bilingual {
  const rank = String(row + 1);
  return kind === 'open'
    ? {
        fr:
          `ligne ${rank}\u00a0: un guillemet est ouvert et jamais refermé, la suite du tableau passe pour une seule ` +
          `cellule. Refermez-le, ou retirez-le\u00a0; un guillemet qui fait partie du texte s'écrit deux fois (""). ` +
          `Rien n'est écrit.`,
        en:
          `row ${rank}: a quote is opened and never closed, the rest of the table passes for one cell. Close it, or ` +
          'remove it; a quote that is part of the text is written twice (""). Nothing is written.',
      }
    : {
        fr:
          `ligne ${rank}\u00a0: du texte suit un guillemet fermant, les lignes d'après passent peut-être pour une ` +
          `seule cellule. Un guillemet qui fait partie du texte s'écrit deux fois, dans une cellule entre ` +
          `guillemets ("dit ""oui"""). Rien n'est écrit.`,
        en:
          `row ${rank}: text follows a closing quote, the next rows may pass for one cell. A quote that is part of ` +
          'the text is written twice, in a cell between quotes ("says ""yes"""). Nothing is written.',
      };
}

/** Days and booleans are typed in a workbook. A day has no zone there. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '#N/A' : cell.toISOString().slice(0, 10);
  return cell === true ? 'oui' : cell === false ? 'non' : '#N/A';
}

const UNREADABLE: Readonly<Record<ReadFailure['reason'], Bilingual>> = bilingual({
  missing: { fr: "ce tableau n'existe pas.", en: 'this table does not exist.' },
  disappeared: { fr: 'ce tableau a disparu pendant sa lecture.', en: 'this table disappeared while it was read.' },
  denied: {
    fr: "ce tableau n'est pas lisible\u00a0: vous n'en avez pas le droit.",
    en: 'this table cannot be read: permission denied.',
  },
  directory: { fr: "c'est un dossier, non un tableau.", en: 'this is a folder, no table.' },
  'not-regular': { fr: "ce n'est pas un fichier ordinaire.", en: 'this is not a regular file.' },
  loop: { fr: 'ce lien tourne en rond.', en: 'this link points back to itself.' },
  other: { fr: "ce tableau n'a pas pu être lu.", en: 'this table could not be read.' },
  'too-large': {
    fr: 'ce tableau dépasse 50\u00a0Mo\u00a0: partagez-le en plusieurs.',
    en: 'this table is over 50 MB: split it into several.',
  },
});

const REFUSED: Readonly<Record<TableRefusal, Bilingual>> = bilingual({
  empty: { fr: 'ce tableau est vide.', en: 'this table is empty.' },
  'not-a-table': { fr: "ce n'est ni un CSV ni un classeur XLSX.", en: 'this is neither a CSV nor an XLSX workbook.' },
  'old-excel': {
    fr:
      "ce classeur est à l'ancien format d'Excel (.xls), ou protégé par un mot de passe\u00a0: enregistrez-le en " +
      '.xlsx ou en .csv, sans protection.',
    en:
      'this workbook is in the old format of Excel (.xls), or protected by a password: save it as .xlsx or .csv, ' +
      'unprotected.',
  },
  'unreadable-workbook': {
    fr:
      "ce classeur n'a pas pu être lu\u00a0: ouvrez-le dans votre tableur et enregistrez-le à nouveau, en .xlsx ou " +
      'en .csv.',
    en: 'this workbook could not be read: open it in your spreadsheet and save it again, as .xlsx or .csv.',
  },
  'workbook-too-large': {
    fr: 'ce classeur est trop grand une fois décompressé\u00a0: enregistrez la feuille utile en .csv.',
    en: 'this workbook is too large once unpacked: save the sheet that is needed as .csv.',
  },
});
