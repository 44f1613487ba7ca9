import type { Column, TableModel } from './columns.js';
import { ownColumns } from './rows.js';

/** Fields that every demande needs and that nothing tells: each one field, or several of which one will do. */
export function missingColumns(model: TableModel, has: (id: string) => boolean): readonly (readonly string[])[] {
  const { columns, places } = model;
  const own = places.length < 2 ? [] : places.map(place => [...ownColumns(places, place)]);
  const alternatives = new Set(own.flat());
  const due = columns
    .filter(column => isDue(column) && !alternatives.has(column.id) && !has(column.id))
    .map(({ id }): readonly string[] => [id]);
  return own.length === 0 || [...alternatives].some(has) ? due : [...due, [...alternatives]];
}

/** No null may stand there. Lists may be empty; what the model alone knows can't be asked for. */
function isDue({ use, scope, list, role, shape }: Column): boolean {
  if (use !== 'read' || scope === 'piece' || list || role === undefined) return false;
  return shape.due || !shape.types.has('null');
}
