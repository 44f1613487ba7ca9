import { readCell, type Value } from './cells.js';
import type { TableModel } from './columns.js';
import { columnNamed } from './headings.js';
import type { RowProblemCode } from './rows.js';

/** Values that the user gives for fields, as they are typed. */
export type Typed = Readonly<Record<string, string>>;

export interface FixedRead {
  readonly values: ReadonlyMap<string, Value>;
  /** Names that the profile hasn't. */
  readonly unknown: readonly string[];
  /** Values that the field can't take. */
  readonly refused: readonly {
    readonly name: string;
    readonly why: Exclude<RowProblemCode, 'contradiction' | 'continued'>;
  }[];
}

/** Read as a cell of that field's column would be. */
export function readFixed(model: TableModel, typed: Typed): FixedRead {
  const values = new Map<string, Value>();
  const unknown: string[] = [];
  const refused: { name: string; why: Exclude<RowProblemCode, 'contradiction' | 'continued'> }[] = [];
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
