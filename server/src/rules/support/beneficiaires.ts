import { repairRpps } from '../../format/domain/rpps.js';
import type { Entry } from '../../format/model/located.js';
import type { JsonNode, ObjectNode } from '../../language/nodes.js';

/** Clients of a ligne, each counted once: a repeated one has its own finding. */
export function distinctClients(clients: readonly Entry[]): readonly Entry[] {
  if (clients.length < 2) return clients;
  return clients.filter(
    (entry, i) => !clients.slice(0, i).some(other => sameJson(other.node, entry.node) || sameRpps(other, entry)),
  );
}

const sameRpps = (a: Entry, b: Entry): boolean => {
  const rpps = rppsIn(a);
  return rpps !== undefined && rpps === rppsIn(b);
};

const rppsIn = (entry: Entry): string | undefined => {
  const value = entry.fields.find(field => field.role === 'rpps')?.value;
  return typeof value === 'string' ? repairRpps(value) : undefined;
};

/** Equal in all that JSON says, numbers as typed. */
export function sameJson(a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  switch (a.kind) {
    case 'object':
      // A key that stands twice hides a value: such objects are equal to none.
      return (
        b.kind === 'object' &&
        a.properties.length === b.properties.length &&
        hasEachKeyOnce(a) &&
        hasEachKeyOnce(b) &&
        a.properties.every(({ key, value }) => sameJson(value, b.properties.find(p => p.key === key)?.value))
      );
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => sameJson(item, b.items[i]))
      );
    case 'string':
      return b.kind === 'string' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && a.lexeme === b.lexeme;
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'null':
      return b.kind === 'null';
    case 'invalid':
      return false;
  }
}

const hasEachKeyOnce = ({ properties }: ObjectNode): boolean =>
  new Set(properties.map(({ key }) => key)).size === properties.length;
