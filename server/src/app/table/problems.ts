import { placeOf, pointer, segments } from '../../format/model/located.js';
import type { Finding, Severity } from '../../rules/contract.js';
import { ROWS } from '../../texts/table/rows.js';
import type { TableModel } from './columns.js';
import { ligneText, type Demande } from './compose.js';
import type { Matched } from './headings.js';
import type { Draft, RowProblem, Sourced, Values } from './rows.js';
import type { Lang } from '../../texts/typeset.js';

/** Where in the table, as people speak of it. */
export interface Where {
  /** From 1, the headings' row included. */
  readonly row: number | undefined;
  /** Heading of the column, as typed. */
  readonly heading: string | undefined;
  /** Index of the column. */
  readonly at: number | undefined;
}

/** What is wrong with a row, by its row and column. */
export interface TableProblem extends Where {
  /** Of a rule, or one of ours. */
  readonly code: string;
  readonly severity: Severity;
  /** The publisher's number. */
  readonly demande: string | undefined;
  readonly message: (lang: Lang) => string;
}

/** A spreadsheet's name of a column: 0 → A, 26 → AA. */
export function letterOf(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : letterOf(Math.floor(index / 26) - 1) + rest;
}

/** The rule that tells a beneficiary of two requests; here for all the files of a table at once. */
export const DUPLICATE = 'duplicate-beneficiary';

/** What the head of a request's file has. */
export function headOf({ head }: TableModel, { values }: Demande): Values {
  const found = new Map<string, Sourced>();
  for (const { id } of head) {
    const sourced = values.get(id);
    if (sourced !== undefined) found.set(id, sourced);
  }
  return found;
}

export function originsOf(model: TableModel, demande: Demande): Origins {
  const origins = new Origins(demande);
  ligneText(model, demande, 1, '', origins.trace);
  return origins;
}

/** Where a finding's value comes from. */
interface Origin {
  readonly id: string | undefined;
  /** The cell is empty. */
  readonly isGap: boolean;
  readonly row: number;
  readonly at: number | undefined;
}

/** The values of one ligne by their JSON Pointer, with where they come from. */
export class Origins {
  private readonly entries = new Map<string, { readonly id: string; readonly sourced: Sourced | undefined }>();

  constructor(private readonly demande: Demande) {}

  get draft(): Draft {
    return this.demande.draft;
  }

  readonly trace = (at: string, id: string, sourced: Sourced | undefined): void => {
    this.entries.set(at, { id, sourced });
  };

  /** Of the value that a finding points at. */
  of(finding: Finding): Origin {
    const path = segments(finding.place);
    const at = pointer(placeOf(path.slice(path.findIndex(segment => typeof segment === 'number') + 1)));
    const entry = this.entries.get(at);
    const row = entry?.sourced?.row ?? this.rowNear(at);
    return {
      id: entry?.id,
      isGap: entry !== undefined && (entry.sourced === undefined || entry.sourced.value === null),
      row,
      at: entry?.sourced?.at,
    };
  }

  /** The row of what is beside it or in it, otherwise the request's first. */
  private rowNear(at: string): number {
    for (let parent = at; parent !== ''; parent = parent.slice(0, parent.lastIndexOf('/'))) {
      for (const [path, { sourced }] of this.entries) {
        if (path.startsWith(`${parent}/`) && sourced?.row !== undefined) return sourced.row;
      }
    }
    return this.demande.draft.rows[0] ?? 0;
  }
}

/** What is reported, and the key by which it is reported once for all the files of a table. */
interface Told {
  readonly problem: TableProblem;
  readonly once: string | undefined;
}

/** What several have told, by row and column; of what each file's head says again, the first. */
export function inOrder(tellers: readonly Teller[]): readonly TableProblem[] {
  const heads = new Set<string>();
  return tellers
    .flatMap(({ all }) => all)
    .filter(({ once }) => once === undefined || (!heads.has(once) && heads.add(once)))
    .map(({ problem }) => problem)
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.at ?? -1) - (b.at ?? -1));
}

/** Collects what is wrong, by row and column. */
export class Teller {
  private readonly told: Told[] = [];

  /** `unfilled`: fields that nothing fills; they are reported once, before the rows. */
  constructor(
    private readonly model: TableModel,
    private readonly matched: readonly Matched[],
    private readonly unfilled: ReadonlySet<string>,
  ) {}

  get all(): readonly Told[] {
    return this.told;
  }

  row({ code, row, at, other, otherAt }: RowProblem, demande: string | undefined, severity: Severity = 'error'): void {
    const otherRow = other === undefined ? undefined : other + 1;
    const message =
      code === 'continued'
        ? ROWS.continued(otherRow)
        : code === 'contradiction'
          ? ROWS.contradiction(otherRow, otherAt === undefined ? undefined : letterOf(otherAt))
          : ROWS[code];
    this.push({ code, severity, row, at, demande, message: lang => message[lang] });
  }

  /** `known`: the row, from 1, that has the beneficiary already. */
  duplicate(draft: Draft, known: number): void {
    const message = ROWS.duplicate(known);
    this.push({
      code: DUPLICATE,
      severity: 'error',
      row: draft.rows[0],
      at: undefined,
      demande: draft.numero,
      message: lang => message[lang],
    });
  }

  /** Of a ligne whose values come from there. */
  finding(finding: Finding, origins: Origins, severity: Severity = finding.severity): void {
    const { id, row, at } = origins.of(finding);
    if (id !== undefined && this.unfilled.has(id)) return;
    this.push({
      code: finding.rule.id,
      severity,
      row,
      at: at ?? this.columnOf(id),
      demande: origins.draft.numero,
      message: finding.message,
    });
  }

  head(finding: Finding, first: Demande): void {
    const key = String(finding.place?.key);
    const id = this.model.columns.find(({ scope, keys }) => scope === 'head' && keys.includes(key))?.id;
    // Each file has it: once is enough.
    const once = `${finding.rule.id} ${JSON.stringify([...headOf(this.model, first)].map(([, { value }]) => value))}`;
    if (id !== undefined && this.unfilled.has(id)) return;
    const at = this.columnOf(id);
    this.push(
      {
        code: finding.rule.id,
        severity: finding.severity,
        row: at === undefined ? undefined : first.draft.rows[0],
        at,
        demande: undefined,
        message: finding.message,
      },
      once,
    );
  }

  private columnOf(id: string | undefined): number | undefined {
    return this.matched.find(({ column }) => column.id === id)?.index;
  }

  private push({ row, at, ...problem }: Omit<TableProblem, 'heading'>, once?: string): void {
    const heading = at === undefined ? undefined : this.matched.find(({ index }) => index === at)?.heading;
    this.told.push({ problem: { ...problem, row: row === undefined ? undefined : row + 1, at, heading }, once });
  }
}
