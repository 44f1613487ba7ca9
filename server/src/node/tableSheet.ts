import type { TableModel } from '../app/table/columns.js';
import { findHeadings, type ColumnMapping } from '../app/table/headings.js';
import { sheetsMessage, unknownSheetMessage } from '../app/table/sheets.js';
import type { TableRead } from '../app/table/plan.js';
import type { Sheet } from './xlsx.js';

/** How many fields a sheet's headings name, where rows stand under them. */
interface Ranked {
  readonly sheet: Sheet;
  readonly score: number;
}

/**
 * The one sheet that holds demandes. Where several do, the user says which: none is dropped without a word. A sheet
 * that names fewer than half of the fields of the best one (a summary, a follow-up) is not a rival, and is named beside
 * it. Hidden sheets count where no visible one does.
 */
export function chooseSheet(
  sheets: readonly Sheet[],
  model: TableModel,
  mapping: ColumnMapping,
  asked: string | undefined,
): TableRead {
  const ranked = sheets.map((sheet): Ranked => ({ sheet, score: scoreOf(sheet, model, mapping) }));
  const told = ranked.filter(({ score }) => score > 0);
  if (asked !== undefined) {
    const found =
      sheets.find(({ name }) => name === asked) ?? sheets.find(({ name }) => folded(name) === folded(asked));
    return found === undefined
      ? {
          refused: unknownSheetMessage(
            asked,
            sheets.map(({ name }) => name),
          ),
        }
      : read(found, told, sheets);
  }
  const visible = told.filter(({ sheet }) => !sheet.hidden);
  const among = visible.length > 0 ? visible : told;
  const best = Math.max(0, ...among.map(({ score }) => score));
  const rivals = among.filter(({ score }) => score * 2 > best).map(({ sheet }) => sheet);
  if (rivals.length > 1) return { refused: sheetsMessage(rivals.map(({ name }) => name)) };
  const [only] = rivals;
  return only === undefined ? { rows: withHeadings(sheets, model, mapping)?.rows ?? [] } : read(only, told, sheets);
}

function read(chosen: Sheet, told: readonly Ranked[], sheets: readonly Sheet[]): TableRead {
  const others = told.filter(({ sheet }) => sheet !== chosen).map(({ sheet }) => sheet.name);
  return {
    rows: chosen.rows,
    isNumber: chosen.isNumber,
    ...(sheets.length > 1 ? { choice: { name: chosen.name, others } } : {}),
  };
}

/** Headings without a row under them are a form to fill. */
function scoreOf({ rows }: Sheet, model: TableModel, mapping: ColumnMapping): number {
  const headings = findHeadings(rows, model, mapping);
  const holds =
    headings !== undefined && rows.some((cells, i) => i > headings.row && cells.some(cell => cell.trim() !== ''));
  return holds ? headings.matched.length : 0;
}

/** Where no sheet has a row to read: what is said will be about this one. */
const withHeadings = (sheets: readonly Sheet[], model: TableModel, mapping: ColumnMapping): Sheet | undefined =>
  sheets.find(({ rows }) => findHeadings(rows, model, mapping) !== undefined) ??
  sheets.find(({ hidden }) => !hidden) ??
  sheets[0];

const folded = (name: string): string => name.trim().toLowerCase();
