import { foldHeading } from '../../format/domain/plafonds-lecture.js';
import type { Column, TableModel } from './columns.js';
import { PIECE_SYNONYMS, SYNONYMS } from './synonyms.js';

/** The rows of a table. Those of a long one may be made of its text when they are asked for. */
export interface Rows extends Iterable<readonly string[]> {
  readonly length: number;
  readonly at: (row: number) => readonly string[] | undefined;
}

/** What the user says about columns: our name (role, key or type of attachment) → the heading of the table. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** One column of the table that was recognised. */
export interface Matched {
  readonly index: number;
  /** As typed. */
  readonly heading: string;
  readonly column: Column;
}

export interface Headings {
  /** Index of their row. */
  readonly row: number;
  readonly matched: readonly Matched[];
  /** Headings that tell no field of the profile. */
  readonly unknown: readonly UnknownHeading[];
  /** Names of the mapping that the profile hasn't, and headings of it that the table hasn't. */
  readonly mappingProblems: readonly MappingProblem[];
}

interface UnknownHeading {
  readonly index: number;
  readonly heading: string;
  /** The fields that it may mean, if there are several. */
  readonly among: readonly string[];
}

interface MappingProblem {
  readonly name: string;
  readonly heading: string;
  readonly missing: 'name' | 'heading';
}

/** Columns that `table` writes for the reader: whose file and profile a row is of. They are not fields. */
const SERVICE_COLUMNS = ['fichier', 'profil'] as const;
type ServiceColumn = (typeof SERVICE_COLUMNS)[number];

/** Titles and explanations may come before the headings, but never a page of them. */
export const HEADINGS_WITHIN = 30;

const KEY_ROLE = 'numeroEditeur';

/** The row that names the most fields, the publisher's number among them. */
export function findHeadings(rows: Rows, model: TableModel, mapping: ColumnMapping = {}): Headings | undefined {
  const names = new Names(model, mapping);
  let best: Headings | undefined;
  for (let row = 0; row < Math.min(rows.length, HEADINGS_WITHIN); row++) {
    const read = names.read(rows.at(row) ?? [], row);
    const hasKey = read.matched.some(({ column }) => column.role === KEY_ROLE);
    if (hasKey && read.matched.length > (best?.matched.length ?? 0)) best = read;
  }
  return best;
}

/** Column of the table that says whose rows these are; undefined if there is none. */
export function serviceColumn(rows: Rows, headings: Headings, name: ServiceColumn): number | undefined {
  const index = (rows.at(headings.row) ?? []).findIndex(heading => foldHeading(heading) === name);
  return index < 0 || headings.matched.some(matched => matched.index === index) ? undefined : index;
}

/** How well a table's first rows are understood: for the choice of a delimiter or a sheet. */
export function scoreOf(rows: Rows, model: TableModel, mapping: ColumnMapping = {}): number {
  return findHeadings(rows, model, mapping)?.matched.length ?? 0;
}

/** The fields of a profile by what they may be called. */
class Names {
  private readonly mapped = new Map<string, Column>();
  /** From the surest way of naming to the least sure. */
  private readonly ranks: readonly ReadonlyMap<string, ReadonlySet<Column>>[];
  private readonly mapping: readonly {
    readonly name: string;
    readonly heading: string;
    readonly column: Column | undefined;
  }[];

  constructor(model: TableModel, mapping: ColumnMapping) {
    const { columns } = model;
    this.ranks = [
      index(columns, ({ id }) => [id]),
      index(columns, ({ keys }) => keys),
      index(columns, ({ scope, shape: { title } }) =>
        title === undefined || scope === 'piece' ? [] : [title.fr, title.en],
      ),
      index(columns, ({ scope, id, role }) => (scope === 'piece' ? PIECE_SYNONYMS[id] : role && SYNONYMS[role]) ?? []),
    ];
    this.mapping = Object.entries(mapping).map(([name, heading]) => ({
      name,
      heading,
      column: only(this.named(name)),
    }));
    for (const { heading, column } of this.mapping)
      if (column !== undefined) this.mapped.set(foldHeading(heading), column);
  }

  read(cells: readonly string[], row: number): Headings {
    const matched: Matched[] = [];
    const unknown: UnknownHeading[] = [];
    for (const [at, heading] of cells.entries()) {
      const folded = foldHeading(heading);
      if (folded === '') continue;
      const candidates = this.candidates(folded);
      const column = only(candidates);
      if (column !== undefined) matched.push({ index: at, heading, column });
      else if (!SERVICE_COLUMNS.some(name => name === folded))
        unknown.push({ index: at, heading, among: [...candidates].map(({ id }) => id) });
    }
    return { row, matched, unknown, mappingProblems: this.problems(cells) };
  }

  private candidates(folded: string): ReadonlySet<Column> {
    const mapped = this.mapped.get(folded);
    if (mapped !== undefined) return new Set([mapped]);
    const found = this.named(folded);
    if (found.size > 0) return found;
    // « FINESS géo 2 » is one more of « FINESS géo »: only for fields that take several values.
    const numbered = /^(.+?)\d{1,2}$/.exec(folded)?.[1];
    return numbered === undefined ? NONE : new Set([...this.named(numbered)].filter(({ list }) => list));
  }

  private named(name: string): ReadonlySet<Column> {
    const folded = foldHeading(name);
    for (const rank of this.ranks) {
      const found = rank.get(folded);
      if (found !== undefined) return found;
    }
    return NONE;
  }

  private problems(cells: readonly string[]): readonly MappingProblem[] {
    const headings = new Set(cells.map(foldHeading));
    return this.mapping.flatMap(({ name, heading, column }): MappingProblem[] => {
      if (column === undefined) return [{ name, heading, missing: 'name' }];
      return headings.has(foldHeading(heading)) ? [] : [{ name, heading, missing: 'heading' }];
    });
  }
}

const NONE: ReadonlySet<Column> = new Set();

const only = (columns: ReadonlySet<Column>): Column | undefined => (columns.size === 1 ? [...columns][0] : undefined);

function index(
  columns: readonly Column[],
  namesOf: (column: Column) => readonly string[],
): ReadonlyMap<string, ReadonlySet<Column>> {
  const map = new Map<string, Set<Column>>();
  for (const column of columns) {
    for (const name of namesOf(column)) {
      const folded = foldHeading(name);
      const known = map.get(folded);
      if (known === undefined) map.set(folded, new Set([column]));
      else known.add(column);
    }
  }
  return map;
}

/** The field that one of our names means in a profile. */
export function columnNamed(model: TableModel, name: string): Column | undefined {
  const folded = foldHeading(name);
  const byName = (matches: (column: Column) => boolean): Column | undefined =>
    only(new Set(model.columns.filter(matches)));
  return (
    byName(({ id }) => foldHeading(id) === folded) ??
    byName(({ keys }) => keys.some(key => foldHeading(key) === folded))
  );
}
