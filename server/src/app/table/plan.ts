import type { Catalog } from '../../format/profiles/catalog.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { Bilingual } from '../../format/profiles/shape.js';
import { tableModel, type TableModel } from './columns.js';
import { readFixed, type Typed } from './fixed.js';
import { generate, type Generated } from './generate.js';
import { columnNamed, findHeadings, type ColumnMapping, type Headings } from './headings.js';
import { noHeadingsMessage, valueMessage } from './messages.js';
import { notesOf, unknownNameNote, type Note } from './notes.js';
import { sheetNote } from './sheets.js';
import { plainNumbers, withZeros } from './zeros.js';
import type { AnalyzeOptions } from '../../analysis/analyze.js';
import type { Project } from '../project.js';

/** The sheet that is read of a workbook of several. */
export interface SheetChoice {
  readonly name: string;
  /** Sheets that have headings of ours as well, and aren't read. */
  readonly others: readonly string[];
}

export interface TableRows {
  readonly rows: readonly (readonly string[])[];
  /** Of a workbook: whether the cell is a number, by its indices. */
  readonly isNumber?: (row: number, at: number) => boolean;
  /** Of a workbook that has several sheets. */
  readonly choice?: SheetChoice;
}

/** `row`: from 1, where one of them is to be mended. */
export type TableRead = TableRows | { readonly refused: Bilingual; readonly row?: number };

/** A publisher's table, wherever it comes from. */
export interface TableSource {
  /** Of its file; undefined for a stream. */
  readonly name: string | undefined;
  /** Of a workbook, the sheet that is asked for, else the one that is understood best. */
  readonly read: (model: TableModel, mapping: ColumnMapping, sheet: string | undefined) => Promise<TableRead>;
  /** Keeps a text until it is written: demandes of one table are much alike, packed they take little. */
  readonly hold: (text: string) => () => string;
}

export interface TableAsk {
  readonly table: TableSource;
  /** Of a workbook, the one that the user names. */
  readonly sheet?: string | undefined;
  readonly profile: Profile;
  readonly project: Project;
  /** Takes precedence over the configuration's: our name → the heading. */
  readonly columns: Readonly<Record<string, string>>;
  /** Takes precedence over the configuration's. */
  readonly values: Typed;
  /** Values that go before the table's own columns. */
  readonly forced: Typed;
  readonly keepIncomplete: boolean;
  readonly analysis: Pick<AnalyzeOptions, 'today' | 'referenceDate'>;
  /** Nothing will be written: the texts are let go. */
  readonly dry?: boolean;
  /** Called between two pieces of work; true stops it. */
  readonly pause?: () => Promise<boolean>;
}

export interface TablePlan {
  readonly headings: Headings;
  readonly notes: readonly Note[];
  readonly generated: Generated;
}

/** `usage`: what the user asked can't be; else the table can't be read, but for the row that is to be mended. */
export type PlanOutcome =
  | TablePlan
  | { readonly refused: Bilingual; readonly usage: boolean; readonly row?: number }
  | 'stopped';

/** Reads a table and makes what is to be written of it. Writes nothing. */
export async function planTable(ask: TableAsk): Promise<PlanOutcome> {
  const { profile, project, table } = ask;
  const model = tableModel(profile);
  const { catalog } = project.engine;
  const config = project.parts.config.table;
  const wrong = wrongAsk(ask, model);
  if (wrong !== undefined) return { refused: wrong, usage: true };
  const mapping = { ...known(config.columns, model, catalog), ...ask.columns };
  const read = await table.read(model, mapping, ask.sheet);
  if ('refused' in read) return { ...read, usage: false };
  const { rows: typed, choice, isNumber } = read;
  const headings = findHeadings(typed, model, mapping);
  if (headings === undefined) return { refused: noHeadingsMessage(fullest(typed)), usage: false };
  const { rows, notes: restored } = withZeros(typed, headings, isNumber ?? (() => false));
  const configured = readFixed(model, known(config.values, model, catalog));
  const [refused] = configured.refused;
  if (refused !== undefined) return { refused: badValue(refused.name, valueMessage(refused.why)), usage: false };
  const run = generate(rows, headings, {
    model,
    engine: project.engine,
    stem: stemOf(table.name ?? 'demandes', profile),
    analysis: { ...ask.analysis, plafonds: project.parts.plafonds, calendrier: project.parts.calendrier },
    apply: (analysis, findings, name) => project.apply(analysis, findings, name).findings,
    fixed: new Map([...configured.values, ...readFixed(model, ask.values).values]),
    forced: readFixed(model, ask.forced).values,
    pieces: config.pieces,
    keepIncomplete: ask.keepIncomplete,
    hold: ask.dry === true ? () => () => '' : table.hold,
    silenced: new Set(
      Object.entries(project.parts.config.rules)
        .filter(([, level]) => level === 'off')
        .map(([id]) => id),
    ),
  });
  for (;;) {
    const step = run.next();
    if (step.done === true) {
      const first = [
        ...(choice === undefined ? [] : [sheetNote(choice.name, choice.others)]),
        ...configured.unknown.map(unknownNameNote),
      ];
      return {
        headings,
        notes: [...first, ...restored, ...plainNumbers(typed, headings), ...notesOf(rows, headings, model, step.value)],
        generated: step.value,
      };
    }
    if ((await ask.pause?.()) === true) return 'stopped';
  }
}

/** A configuration serves several profiles: what only another one has is not a mistake. */
function known(
  named: Readonly<Record<string, string>>,
  model: TableModel,
  catalog: Catalog,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(named).filter(([name]) => columnNamed(model, name) !== undefined || !isElsewhere(name, catalog)),
  );
}

const isElsewhere = (name: string, catalog: Catalog): boolean =>
  catalog.ids.some(id => {
    const profile = catalog.get(id);
    return profile !== undefined && columnNamed(tableModel(profile), name) !== undefined;
  });

function wrongAsk({ columns, values, forced }: TableAsk, model: TableModel): Bilingual | undefined {
  const typed = readFixed(model, { ...values, ...forced });
  const unknown = Object.keys(columns).find(name => columnNamed(model, name) === undefined) ?? typed.unknown[0];
  if (unknown !== undefined) return noSuchField(unknown, model);
  const [refused] = typed.refused;
  return refused && badValue(refused.name, valueMessage(refused.why));
}

const noSuchField = (name: string, { profile, columns }: TableModel): Bilingual => {
  const names = columns
    .filter(({ use }) => use === 'read' || use === 'derived')
    .map(({ id }) => id)
    .join(', ');
  return {
    fr: `«\u00a0${name}\u00a0» n'est pas un champ qui se remplit dans ${profile.id}. Champs\u00a0: ${names}.`,
    en: `“${name}” is not a field that is filled in ${profile.id}. Fields: ${names}.`,
  };
};

const badValue = (name: string, why: Bilingual): Bilingual => ({
  fr: `valeur de «\u00a0${name}\u00a0»\u00a0: ${why.fr}`,
  en: `value of “${name}”: ${why.en}`,
});

function fullest(rows: readonly (readonly string[])[]): readonly string[] {
  const count = (row: readonly string[]): number => row.filter(cell => cell.trim() !== '').length;
  return rows.slice(0, 30).reduce<readonly string[]>((best, row) => (count(row) > count(best) ? row : best), []);
}

/** The table's own name; the profile's part of it, if it has one, is put behind anyway. */
function stemOf(name: string, { id }: Profile): string {
  const base = name.replace(/\.(?:csv|tsv|txt|xlsx)$/i, '');
  const suffix = `.${id.toLowerCase().replace('/', '.')}`;
  const stem = base.toLowerCase().endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  return stem === '' ? 'demandes' : stem;
}
