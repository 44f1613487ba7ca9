import type { JsonNode, PropertyNode } from '../../language/nodes.js';

/** A value of a request that its list hasn't. */
export interface Loss {
  /** From 1; undefined for the file's head. */
  readonly ligne: number | undefined;
  /** Keys and ranks that lead there; never a value. */
  readonly key: string;
}

/**
 * What `node` holds and `shown` hasn't, but for nulls and texts of nothing; `leave`: the key that is somebody else's.
 */
export function lossesIn(
  node: JsonNode,
  shown: ReadonlySet<JsonNode>,
  ligne: number | undefined,
  leave?: string,
): readonly Loss[] {
  return missing(node, '', shown, leave).map(key => ({ ligne, key }));
}

function missing(
  node: JsonNode | undefined,
  path: string,
  shown: ReadonlySet<JsonNode>,
  leave?: string,
): readonly string[] {
  if (node === undefined || shown.has(node)) return [];
  switch (node.kind) {
    case 'null':
      return [];
    case 'string':
      return node.value.trim() === '' ? [] : [path];
    case 'array':
      return node.items.flatMap((item, i) => missing(item, `${path}[${String(i)}]`, shown));
    case 'object':
      return node.properties.filter(({ key }) => key !== leave).flatMap(property => inMember(property, path, shown));
    default:
      return [path];
  }
}

const inMember = ({ key, value }: PropertyNode, path: string, shown: ReadonlySet<JsonNode>): readonly string[] =>
  missing(value, path === '' ? key : `${path}.${key}`, shown);
