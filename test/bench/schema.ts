import { readFileSync } from 'node:fs';
import { isRecord, recordOf } from '../support/json.js';

type Schema = Readonly<Record<string, unknown>>;

interface Written {
  readonly node: Schema;
  /** The file that it stands in. */
  readonly file: string;
}

const read = (file: string): Schema =>
  recordOf(JSON.parse(readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8')));

/**
 * A profile's schema without references, for peers that know only JSON Schema draft 7. Titles and descriptions are
 * kept, so that the peer has something to show in a hover.
 */
export function selfContained(file: string): Schema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...inlined({ node: read(file), file }) };
}

function inlined(written: Written): Schema {
  const { node, file } = followed(written);
  const inner = (value: unknown): Schema => inlined({ node: recordOf(value), file });
  const { type, properties, items } = node;
  const kept = Object.fromEntries(
    ['enum', 'required', 'additionalProperties', 'minItems', 'maxItems'].flatMap(k =>
      k in node ? [[k, node[k]]] : [],
    ),
  );
  return {
    type,
    ...kept,
    ...french(node),
    ...(isRecord(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, inner(value)])) }
      : {}),
    ...(items === undefined ? {} : { items: inner(items) }),
  };
}

function french(node: Schema): Schema {
  const told = node['x-segur'];
  if (!isRecord(told)) return {};
  const { title, description } = told;
  return {
    ...(isRecord(title) ? { title: title['fr'] } : {}),
    ...(isRecord(description) ? { description: description['fr'] } : {}),
  };
}

/** The target of a reference, overridden by the keywords beside it. */
function followed({ node, file }: Written): Written {
  const { $ref: reference, ...own } = node;
  if (typeof reference !== 'string') return { node, file };
  const [name = '', path = ''] = reference.split('#');
  const home = name === '' ? file : name;
  const found = path
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => recordOf(inner)[key], read(home));
  const target = followed({ node: recordOf(found), file: home });
  const extra = isRecord(own['x-segur']) ? own['x-segur'] : {};
  const base = isRecord(target.node['x-segur']) ? target.node['x-segur'] : {};
  return { node: { ...target.node, ...own, 'x-segur': { ...base, ...extra } }, file: target.file };
}
