import type { Ligne } from './ligne.js';
import { repairFiness, repairRpps } from '../domain/numeros.js';
import { type Entry, textIn } from './located.js';
import type { FieldRole } from '../profiles/roles.js';
import type { PropertyShape, Shape } from '../profiles/shape.js';

/** The identifiers of a ligne's beneficiaries, each once, in their right form. */
export interface Identifiants {
  readonly known: readonly string[];
  /** False where one of them is missing or unreadable: what is not among the others may be that one. */
  readonly complete: boolean;
}

export type FinessRole = 'finessJuridique' | 'finessGeo' | 'finessPMSI';

export function finessOf(ligne: Ligne, ...roles: readonly FinessRole[]): Identifiants {
  const { known, complete } = gather(roles.flatMap(role => ligne.texts(role).map(({ value }) => repairFiness(value))));
  return {
    known,
    // Only asked where one seems to be wrong.
    get complete() {
      return (
        complete && hasAllClients(ligne) && ligne.entries('client').every(entry => isReadable(ligne, entry, roles))
      );
    },
  };
}

export function rppsOf(ligne: Ligne): Identifiants {
  const { known, complete } = gather(ligne.texts('rpps').map(({ value }) => repairRpps(value)));
  const nameless = ligne
    .entries('client')
    .some(entry => entry.within === 'liberal' && textIn(entry, 'rpps') === undefined);
  return { known, complete: complete && !nameless };
}

function gather(repaired: readonly (string | undefined)[]): Identifiants {
  const known = new Set(repaired.filter(text => text !== undefined));
  return { known: [...known], complete: !repaired.includes(undefined) };
}

/** No item of the list is something else than a client. */
function hasAllClients(ligne: Ligne): boolean {
  const list = ligne.container('clients');
  return list?.kind !== 'array' || list.count === ligne.entries('client').length;
}

/** Every field of these roles that the model gives this client is there, once, and nothing is wrong with its form. */
function isReadable(ligne: Ligne, entry: Entry, roles: readonly FieldRole[]): boolean {
  const shape = shapeOf(ligne, entry);
  const { node } = entry;
  if (shape === undefined || node.kind !== 'object') return false;
  const has = (role: FieldRole | undefined): boolean => role !== undefined && roles.includes(role);
  const due = (shape.properties ?? []).filter(property => has(property.shape.role) || has(property.shape.items?.role));
  if (due.length === 0) return true;
  return (
    !node.broken &&
    !entry.fields.some(({ role, flagged }) => flagged && has(role)) &&
    due.every(property => isThere(entry, property, shape))
  );
}

function isThere(entry: Entry, expected: PropertyShape, shape: Shape): boolean {
  if (entry.node.kind !== 'object') return false;
  const [property, ...others] = entry.node.properties.filter(({ key }) => shape.byKey.get(key) === expected);
  if (property?.value === undefined || others.length > 0) return false;
  const { kind } = property.value;
  if (kind === 'null') return expected.shape.types.has('null');
  const texts = entry.fields.filter(field => field.property === property && typeof field.value === 'string').length;
  return kind === 'array' ? !property.value.broken && texts === property.value.items.length : texts === 1;
}

/** The model of a client: that of the container that it is, or of the items of the one that it is in. */
function shapeOf(ligne: Ligne, { within, role }: Entry): Shape | undefined {
  const shape = within === undefined ? undefined : ligne.container(within)?.shape;
  return shape?.entry === role ? shape : shape?.items;
}
