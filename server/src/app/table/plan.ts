import type { Catalog } from '../../format/profiles/catalog.js';
import type { Profile } from '../../format/profiles/profile.js';
import { nearest } from '../../format/domain/fold.js';
import type { AnalyzeOptions } from '../../analysis/analyze.js';
import type { FailureData } from '../../texts/failures.js';
import type { RowReason } from '../../texts/table/rows.js';
import type { Project } from '../project.js';
import { Refused, type RefusedFor } from '../refused.js';
import { readCell, type Value } from './cells.js';
import { tableModel, type TableModel } from './columns.js';
import { generate, type Generated } from './generate.js';
import {
  columnNamed,
  findHeadings,
  HEADINGS_WITHIN,
  type ColumnMapping,
  type Headings,
  type Rows,
} from './headings.js';
import { notesOf, sheetNote, unknownNameNote, withZeros, type Note } from './notes.js';

/** The sheet that is read of a workbook of several. */
interface SheetChoice {
  readonly name: string;
  /** Sheets that have headings of ours as well, and aren't read. */
  readonly others: readonly string[];
}

export interface TableRows {
  readonly rows: Rows;
  /** Of a workbook: whether the cell is a number, by its indices. */
  readonly isNumber?: (row: number, at: number) => boolean;
  /** Of a workbook that has several sheets. */
  readonly choice?: SheetChoice;
}

/** Why the rows of a table can't be had. */
export type TableReadRefused = RefusedFor<
  Pick<FailureData, 'table-unreadable' | 'table-not-workbook' | 'table-no-sheet' | 'table-sheets' | 'table-quote'>
>;

/** A publisher's table, wherever it comes from. */
export interface TableSource {
  /** Of its file; undefined for a stream. */
  readonly name: string | undefined;
  /** Of a workbook, the sheet that is asked for, else the one that is understood best. */
  readonly read: (
    model: TableModel,
    mapping: ColumnMapping,
    sheet: string | undefined,
  ) => Promise<TableRows | TableReadRefused>;
}

export interface TableAsk<T> {
  readonly table: TableSource;
  /** Of a workbook, the one that the user names. */
  readonly sheet?: string | undefined;
  /** Its id, as the user names it. */
  readonly profile: string;
  readonly project: Project;
  /** Takes precedence over the configuration's: our name → the heading. */
  readonly columns: Readonly<Record<string, string>>;
  /** Takes precedence over the configuration's. */
  readonly values: Typed;
  /** Values that override the table's own columns. */
  readonly forced: Typed;
  readonly keepIncomplete: boolean;
  /** The path that a file of that name will have: the configuration may apply to some only. */
  readonly place: (name: string) => string;
  readonly analysis: Pick<AnalyzeOptions, 'today' | 'referenceDate'>;
  /** Takes the text of a file as soon as it is made; what it gives stands for it in the plan. */
  readonly take: (text: string) => T;
  /** Called between two pieces of work; true stops it. */
  readonly pause?: () => Promise<boolean>;
}

export interface TablePlan<T = unknown> {
  readonly model: TableModel;
  readonly headings: Headings;
  readonly notes: readonly Note[];
  readonly generated: Generated<T>;
}

export type TableRefused =
  | TableReadRefused
  | RefusedFor<
      Pick<
        FailureData,
        'profile-unknown' | 'settings-broken' | 'table-no-headings' | 'table-no-field' | 'table-value' | 'table-no-row'
      >
    >;

/** Reads a table and makes what is to be written of it. */
export async function planTable<T>(ask: TableAsk<T>): Promise<TablePlan<T> | TableRefused | 'stopped'> {
  const { project, table } = ask;
  const { catalog } = project.engine;
  const profile = catalog.get(ask.profile.trim());
  if (profile === undefined) {
    const data = { profile: ask.profile, known: catalog.ids, near: nearest(ask.profile, catalog.ids) };
    return new Refused('profile-unknown', data);
  }
  // What is to be written depends on them.
  if (project.parts.problems.some(({ severity }) => severity === 'error'))
    return new Refused('settings-broken', undefined);
  const model = tableModel(profile);
  const config = project.parts.config.table;
  const wrong = wrongAsk(ask, model);
  if (wrong !== undefined) return wrong;
  const mapping = { ...known(config.columns, model, catalog), ...ask.columns };
  const read = await table.read(model, mapping, ask.sheet);
  if (read instanceof Refused) return read;
  const { rows: typed, choice, isNumber } = read;
  const headings = findHeadings(typed, model, mapping);
  if (headings === undefined) return new Refused('table-no-headings', { read: fullest(typed) });
  const { rows, notes: restored } = withZeros(typed, headings, isNumber);
  const configured = readFixed(model, known(config.values, model, catalog));
  const [refused] = configured.refused;
  if (refused !== undefined) return new Refused('table-value', { ...refused, asked: false });
  const run = generate(rows, headings, {
    model,
    engine: project.engine,
    stem: stemOf(table.name ?? 'demandes', profile),
    analysis: { ...ask.analysis, plafonds: project.parts.plafonds, calendrier: project.parts.calendrier },
    apply: (analysis, findings, name) => project.apply(analysis, findings, ask.place(name)).findings,
    alike: (name, other) => project.alike(ask.place(name), ask.place(other)),
    fixed: new Map([...configured.values, ...readFixed(model, ask.values).values]),
    forced: readFixed(model, ask.forced).values,
    pieces: config.pieces,
    keepIncomplete: ask.keepIncomplete,
    take: ask.take,
    silenced: new Set(
      Object.entries(project.parts.config.rules)
        .filter(([, level]) => level === 'off')
        .map(([id]) => id),
    ),
  });
  for (;;) {
    const step = run.next();
    if (step.done === true) {
      if (step.value.rows === 0) return new Refused('table-no-row', undefined);
      const first = [
        ...(choice === undefined ? [] : [sheetNote(choice.name, choice.others)]),
        ...configured.unknown.map(unknownNameNote),
      ];
      return {
        model,
        headings,
        notes: [...first, ...restored, ...notesOf(headings, model, step.value)],
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

function wrongAsk({ columns, values, forced }: TableAsk<unknown>, model: TableModel): TableRefused | undefined {
  const typed = readFixed(model, { ...values, ...forced });
  const unknown = Object.keys(columns).find(name => columnNamed(model, name) === undefined) ?? typed.unknown[0];
  if (unknown !== undefined) {
    const fields = model.columns.filter(({ use }) => use === 'read' || use === 'derived').map(({ id }) => id);
    return new Refused('table-no-field', { name: unknown, profile: model.profile.id, fields });
  }
  const [refused] = typed.refused;
  return refused && new Refused('table-value', { ...refused, asked: true });
}

/** Values that the user gives for fields, as they are typed. */
type Typed = Readonly<Record<string, string>>;

interface FixedRead {
  readonly values: ReadonlyMap<string, Value>;
  /** Names that the profile hasn't. */
  readonly unknown: readonly string[];
  /** Values that the field can't take. */
  readonly refused: readonly {
    readonly name: string;
    readonly why: RowReason;
  }[];
}

/** Read as a cell of that field's column would be. */
function readFixed(model: TableModel, typed: Typed): FixedRead {
  const values = new Map<string, Value>();
  const unknown: string[] = [];
  const refused: { name: string; why: RowReason }[] = [];
  for (const [name, text] of Object.entries(typed)) {
    const column = columnNamed(model, name);
    if (column === undefined || column.use === 'computed' || column.use === 'portal') {
      unknown.push(name);
      continue;
    }
    const read = readCell(column, text);
    if (read === undefined) continue;
    if ('error' in read) refused.push({ name, why: read.error });
    else values.set(column.id, read.value);
  }
  return { values, unknown, refused };
}

/** What the headings of the row that looks most like one say. */
function fullest(rows: Rows): readonly string[] {
  const count = (row: readonly string[]): number => row.filter(cell => cell.trim() !== '').length;
  return Array.from({ length: HEADINGS_WITHIN }, (_, row) => rows.at(row) ?? [])
    .reduce<readonly string[]>((best, row) => (count(row) > count(best) ? row : best), [])
    .slice(0, 8)
    .map(text => text.replace(/\s+/g, ' ').trim().slice(0, 30))
    .filter(text => text !== '');
}

/** The table's own name; the profile's part of it, if it has one, is put behind anyway. */
function stemOf(name: string, { id }: Profile): string {
  const base = name.replace(/\.(?:csv|tsv|txt|xlsx)$/i, '');
  const suffix = `.${id.toLowerCase().replace('/', '.')}`;
  const stem = base.toLowerCase().endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  return stem === '' ? 'demandes' : stem;
}
