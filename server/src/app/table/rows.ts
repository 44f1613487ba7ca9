import { isList, readCell, type CellError, type CellRead, type Value } from './cells.js';
import type { ClientPlace, Column, TableModel } from './columns.js';
import { serviceColumn, type Headings, type Matched, type Rows } from './headings.js';
import { hasClient, hasTwoReadings, headed, oddRow, Overview, strayCells } from './oddities.js';

/** A value, and where the table has it. */
export interface Sourced {
  readonly value: Value;
  /** Index of the row; undefined for a value that holds for all rows. */
  readonly row: number | undefined;
  /** Index of the column. */
  readonly at: number | undefined;
}

export type Values = ReadonlyMap<string, Sourced>;

/** One beneficiary: a row of the table, or several of one structure. */
interface ClientDraft {
  readonly rows: readonly number[];
  readonly values: Values;
}

/** One request as the table gives it. */
export interface Draft {
  readonly numero: string;
  /** Indices of its rows. */
  readonly rows: readonly number[];
  /** Head, request, attachments; made for this draft alone, so that what completes it may add to them. */
  readonly values: Map<string, Sourced>;
  readonly clients: readonly ClientDraft[];
  /** Where a client goes that doesn't say it: the only place that has a column here. */
  readonly home: ClientPlace | undefined;
  readonly problems: readonly RowProblem[];
}

/** What is reported without leaving a request out. */
type RowRemark = 'repeated-headings' | 'total-row' | 'no-heading';

export type RowProblemCode =
  | CellError
  | RowRemark
  | 'contradiction'
  | 'no-number'
  | 'other-profile'
  | 'maybe-month-first'
  | 'continued';

export interface RowProblem {
  readonly code: RowProblemCode;
  readonly row: number;
  readonly at: number | undefined;
  /** Index of the row that it contradicts. */
  readonly other?: number;
  /** Index of the column that it contradicts, in the same row. */
  readonly otherAt?: number;
}

/** The rows of one request. */
export interface Group {
  readonly numero: string;
  /** Indices. */
  readonly rows: readonly number[];
  /** Index of a row right below one of them that names a beneficiary and no number. */
  readonly continued: number | undefined;
}

interface Grouped {
  readonly groups: readonly Group[];
  /** Of rows that belong to no request. */
  readonly problems: readonly RowProblem[];
  readonly remarks: readonly RowProblem[];
  /** Rows that say something. */
  readonly rows: number;
}

/** Values that hold for every row that says nothing of them, by column. */
export type Fixed = ReadonlyMap<string, Value>;

/** A column that is read, and how. */
interface Own {
  readonly at: number;
  readonly column: Column;
  readonly read: (text: string) => CellRead;
}

/** Most cells of a column have the same few words: each is read once. */
const MAX_READ = 500;

function reader(column: Column): Own['read'] {
  const known = new Map<string, CellRead>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const read = readCell(column, text);
    if (known.size < MAX_READ) known.set(text, read);
    return read;
  };
}

interface Growing {
  readonly values: Map<string, Sourced>;
  readonly clients: { readonly row: number; readonly values: Map<string, Sourced> }[];
  readonly problems: RowProblem[];
}

/**
 * The rows under the headings as requests, in the order in which their numbers first appear. What one row says about a
 * request may be blank in its other rows; two rows that contradict each other are both reported, and neither is taken.
 * A request is read each time that it is asked for: a hundred thousand of them would fill the memory.
 */
export class TableReader {
  readonly grouped: Grouped;
  readonly overview: Overview;
  private readonly own: readonly Own[];
  private readonly marks: readonly Matched[];
  private readonly profile: number | undefined;
  private readonly home: ClientPlace | undefined;

  constructor(
    private readonly rows: Rows,
    private readonly headings: Headings,
    private readonly model: TableModel,
    private readonly fixed: Fixed,
  ) {
    // What we make ourselves, and what the portal fills, is not read.
    this.own = headings.matched
      .filter(({ column: { use } }) => use === 'read' || use === 'derived')
      .map(({ index, column }) => ({ at: index, column, read: reader(column) }));
    const { places } = model;
    const told = places.filter(place =>
      [...ownColumns(places, place)].some(id => this.own.some(({ column }) => column.id === id)),
    );
    this.home = told.length === 1 ? told[0] : undefined;
    this.profile = serviceColumn(rows, headings, 'profil');
    this.overview = new Overview(headings);
    this.grouped = this.group();
    this.marks = this.overview.marks;
  }

  private group(): Grouped {
    const byNumber = new Map<string, number[]>();
    const problems: RowProblem[] = [];
    const keys = this.own.filter(({ column }) => column.role === 'numeroEditeur');
    const remarks: RowProblem[] = [];
    const continued = new Map<string, number>();
    const isHeaded = headed(this.rows.at(this.headings.row) ?? []);
    let above: string | undefined;
    let count = 0;
    for (let row = this.headings.row + 1; row < this.rows.length; row++) {
      const cells = this.rows.at(row) ?? [];
      this.overview.see(cells);
      const last = above;
      above = undefined;
      if (cells.every(cell => cell.trim() === '')) continue;
      const odd = oddRow(cells, this.headings);
      if (odd !== undefined) {
        remarks.push({ code: odd, row, at: undefined });
        continue;
      }
      count++;
      for (const at of strayCells(cells, isHeaded)) remarks.push({ code: 'no-heading', row, at });
      const said = firstSaid(keys, cells);
      if (said === undefined) {
        problems.push({ code: 'no-number', row, at: keys[0]?.at });
        if (last === undefined || !hasClient(cells, this.headings)) continue;
        if (!continued.has(last)) continued.set(last, row);
        above = last;
      } else if ('error' in said.read) problems.push({ code: said.read.error, row, at: said.at });
      else if (typeof said.read.value === 'string') {
        above = said.read.value;
        enter(byNumber, above, row);
      }
    }
    return {
      groups: [...byNumber].map(([numero, rows]) => ({ numero, rows, continued: continued.get(numero) })),
      problems,
      remarks,
      rows: count,
    };
  }

  draft({ numero, rows, continued }: Group): Draft {
    const growing: Growing = { values: new Map(), clients: [], problems: [] };
    if (continued !== undefined)
      growing.problems.push({
        code: 'continued',
        row: rows.filter(row => row < continued).at(-1) ?? continued,
        at: undefined,
        other: continued,
      });
    for (const row of rows) this.read(row, growing);
    const { values, clients, problems } = growing;
    const fill = (id: string, sourced: Sourced): void => {
      const isClients = this.model.byId.get(id)?.scope === 'client';
      for (const own of isClients ? clients.map(client => client.values) : [values])
        if (!own.has(id)) own.set(id, sourced);
    };
    for (const {
      index,
      column: { id },
    } of this.marks)
      fill(id, { value: false, row: rows[0], at: index });
    for (const [id, value] of this.fixed) fill(id, { value, row: undefined, at: undefined });
    return { numero, rows, values, clients: this.joined(growing), home: this.home, problems };
  }

  private read(row: number, { values, clients, problems }: Growing): void {
    const cells = this.rows.at(row) ?? [];
    const client = new Map<string, Sourced>();
    for (const { at, column, read } of this.own) {
      const cell = read(cells[at] ?? '');
      if (cell === undefined) continue;
      if ('error' in cell) problems.push({ code: cell.error, row, at });
      else if (this.overview.monthFirst.has(at) && hasTwoReadings(cells[at] ?? ''))
        problems.push({ code: 'maybe-month-first', row, at });
      else join(column.scope === 'client' ? client : values, column, { value: cell.value, row, at }, problems);
    }
    this.checkProfile(cells, row, problems);
    clients.push({ row, values: client });
  }

  /**
   * A beneficiary that the couloir tells by one number has one entry, whatever rows list its establishments; so has a
   * lone structure.
   */
  private joined({ values, clients, problems }: Growing): readonly ClientDraft[] {
    if (clients.length === 1) return clients.map(client => ({ rows: [client.row], values: client.values }));
    const known = new Map<string, { readonly rows: number[]; readonly values: Map<string, Sourced> }>();
    for (const { row, values: client } of clients) {
      const key = this.keyOf(client, values.get('commandePour')?.value) ?? `row:${String(row)}`;
      const same = known.get(key);
      if (same === undefined) {
        known.set(key, { rows: [row], values: client });
        continue;
      }
      same.rows.push(row);
      for (const [id, sourced] of client) {
        const column = this.model.byId.get(id);
        if (column !== undefined) join(same.values, column, sourced, problems);
      }
    }
    return [...known.values()];
  }

  private keyOf(client: Values, commandePour: Value | undefined): string | undefined {
    const { places, byId, profile } = this.model;
    const place = placeOf(places, client, commandePour) ?? this.home;
    if (place === undefined) return undefined;
    if (!place.many) return 'one';
    // Where no field is a list, a second row of the same one adds nothing: the rule about repetitions reports it.
    if (![...place.columns].some(id => byId.get(id)?.list === true)) return undefined;
    const role = profile.traits.beneficiaryKeys.find(
      candidate => byId.get(candidate)?.list === false && isFilled(client, candidate),
    );
    return role === undefined ? undefined : `${role}:${JSON.stringify(client.get(role)?.value)}`;
  }

  private checkProfile(cells: readonly string[], row: number, problems: RowProblem[]): void {
    const said = this.profile === undefined ? '' : (cells[this.profile] ?? '').trim().toUpperCase();
    if (said !== '' && said !== this.model.profile.id.toUpperCase())
      problems.push({ code: 'other-profile', row, at: this.profile });
  }
}

/** The first of these columns that says something in a row. */
function firstSaid(
  columns: readonly Own[],
  cells: readonly string[],
): { readonly at: number; readonly read: NonNullable<CellRead> } | undefined {
  for (const { at, column } of columns) {
    const read = readCell(column, cells[at] ?? '');
    if (read !== undefined) return { at, read };
  }
  return undefined;
}

function enter(map: Map<string, number[]>, key: string, row: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [row]);
  else known.push(row);
}

/** Enters a value; lists add up, and what differs from what is there is reported. */
function join(values: Map<string, Sourced>, column: Column, sourced: Sourced, problems: RowProblem[]): void {
  const known = values.get(column.id);
  if (known === undefined) {
    values.set(column.id, sourced);
  } else if (isList(known.value) && isList(sourced.value)) {
    values.set(column.id, { ...known, value: joinedLists(known.value, sourced.value) });
  } else if (sourced.row !== undefined && !sameValue(known.value, sourced.value)) {
    problems.push({
      code: 'contradiction',
      row: sourced.row,
      at: sourced.at,
      ...(known.row === undefined ? {} : { other: known.row }),
      ...(known.row === sourced.row && known.at !== undefined ? { otherAt: known.at } : {}),
    });
  }
}

/** The lists that are ours to add to, with what they hold: a request may have a row for each of thousands. */
const JOINED = new WeakMap<readonly string[], { readonly list: string[]; readonly items: Set<string> }>();

/** What the first says, then what the second adds. */
function joinedLists(there: readonly string[], more: readonly string[]): readonly string[] {
  const joined = JOINED.get(there) ?? { list: [...there], items: new Set(there) };
  for (const item of more.filter(item => !joined.items.has(item))) {
    joined.list.push(item);
    joined.items.add(item);
  }
  JOINED.set(joined.list, joined);
  return joined.list;
}

export const sameValue = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Which part of the ligne each value of « commandePour » fills. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['LIBERAL', 'liberal'],
  ['STRUCTURE', 'structure'],
]);

/** The value of « commandePour » that goes with a part. */
export const partValue = (place: ClientPlace): string | undefined =>
  [...PARTS].find(([, container]) => container === place.container)?.[0];

/**
 * Where a client goes: the only place, the one that the request names, else the one whose own fields alone are filled.
 */
export function placeOf(
  places: readonly ClientPlace[],
  client: Values,
  commandePour: Value | undefined,
): ClientPlace | undefined {
  if (places.length < 2) return places[0];
  const said = typeof commandePour === 'string' ? PARTS.get(commandePour) : undefined;
  if (said !== undefined) return places.find(({ container }) => container === said);
  const filled = places.filter(place => [...ownColumns(places, place)].some(id => isFilled(client, id)));
  return filled.length === 1 ? filled[0] : undefined;
}

const OWN = new WeakMap<ClientPlace, ReadonlySet<string>>();

/** The columns that only this place has, of those of its model. */
export function ownColumns(places: readonly ClientPlace[], place: ClientPlace): ReadonlySet<string> {
  const known = OWN.get(place);
  if (known !== undefined) return known;
  const own = new Set(
    [...place.columns].filter(id => places.every(other => other === place || !other.columns.has(id))),
  );
  OWN.set(place, own);
  return own;
}

export const isFilled = (values: Values, id: string): boolean => saysSomething(values.get(id));

export const saysSomething = (sourced: Sourced | undefined): boolean => {
  const value = sourced?.value;
  return value !== undefined && value !== null && !(isList(value) && value.length === 0);
};
