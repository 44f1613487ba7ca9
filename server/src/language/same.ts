import type { JsonNode } from './nodes.js';

/** Whether two values say the same: layout, escapes and the order of keys don't count; numbers count as typed. */
export function sameValue(a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  switch (a.kind) {
    case 'string':
      return b.kind === 'string' && a.value === b.value && !a.faulty && !b.faulty;
    case 'number':
      return b.kind === 'number' && a.lexeme === b.lexeme;
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'null':
      return b.kind === 'null';
    case 'invalid':
      return false;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => sameValue(item, b.items[i]))
      );
    case 'object': {
      if (b.kind !== 'object' || a.broken || b.broken || a.properties.length !== b.properties.length) return false;
      const others = new Map(b.properties.map(p => [p.key, p.value]));
      return others.size === a.properties.length && a.properties.every(p => sameValue(p.value, others.get(p.key)));
    }
  }
}
