import { foldLoose } from '../domain/fold.js';
import { parseValue } from '../../language/parse.js';
import type { JsonNode, ObjectNode } from '../../language/nodes.js';
import type { ProfileKeywords, ProfileSchema, SchemaNode, SegurKeywords } from './compile.js';
import type { Profile } from './profile.js';
import type { PropertyShape, Shape, ValueType } from './shape.js';

/**
 * What came of adopting the agency's model of a profile. Paths are keys joined by dots, `[]` for the items of a list.
 */
export interface Adoption {
  readonly schema: ProfileSchema;
  /** Keys of the model that were recognised, with the key that we gave them before where it differs. */
  readonly matched: readonly { readonly path: string; readonly was: string | undefined }[];
  /** Keys of the model that we know nothing of: kept in their place, no rule looks at them. */
  readonly unknown: readonly string[];
  /** Keys of ours that the model has not: the rules about them go silent. */
  readonly lost: readonly string[];
}

export type AdoptionError = 'syntax' | 'no-object' | 'no-lignes' | 'empty-lignes';

/**
 * Derives from the agency's model (any filled or empty example in the official shape) the keys, their order and case,
 * and the types where a value shows one. Keys are matched to ours by name, without case, accents and separators: first
 * at the same place, then anywhere in the profile, so that a block which the agency puts elsewhere keeps its rules.
 * `names` gives our key for one of theirs, where the user knows better.
 */
export function adoptModel(
  text: string,
  base: Profile,
  keywords: ProfileKeywords,
  names: ReadonlyMap<string, string> = new Map(),
): Adoption | { readonly error: AdoptionError } {
  const { root, problems } = parseValue(text.replace(/^\ufeff/, ''));
  if (problems.length > 0 || root === undefined) return { error: 'syntax' };
  if (root.kind !== 'object') return { error: 'no-object' };
  const lignes = root.properties.find(p => foldLoose(p.key) === foldLoose(base.lignesKey))?.value;
  if (lignes?.kind !== 'array') return { error: 'no-lignes' };
  if (lignes.items.length === 0) return { error: 'empty-lignes' };
  const adopter = new Adopter(base.file, names);
  const node = adopter.object([root], base.file, '');
  return {
    schema: { ...node, 'x-segur-profile': { ...keywords, evidence: 'adopted' } },
    matched: adopter.matched,
    unknown: adopter.unknown,
    lost: adopter.lost(),
  };
}

class Adopter {
  readonly matched: { path: string; was: string | undefined }[] = [];
  readonly unknown: string[] = [];
  private readonly used = new Set<PropertyShape>();
  private readonly anywhere = new Map<string, PropertyShape[]>();

  constructor(
    private readonly file: Shape,
    private readonly names: ReadonlyMap<string, string>,
  ) {
    this.index(file);
  }

  /** The shape of one object, seen in one or several examples (the items of a list). */
  object(examples: readonly ObjectNode[], base: Shape | undefined, path: string): SchemaNode {
    const keys = [...new Set(examples.flatMap(example => example.properties.map(p => p.key)))];
    const properties = keys.map((key): [string, SchemaNode] => {
      const values = examples.flatMap(example =>
        example.properties.filter(p => p.key === key).flatMap(p => p.value ?? []),
      );
      return [key, this.property(key, values, base, path === '' ? key : `${path}.${key}`)];
    });
    return {
      type: typesFrom(base, ['object']),
      properties: Object.fromEntries(properties),
      required: keys,
      additionalProperties: false,
      ...keywordsOf(base),
    };
  }

  /**
   * Keys of the built-in model that no key of the agency's stands for. A block that is lost is named once, not key by
   * key.
   */
  lost(): string[] {
    const lost: string[] = [];
    const look = (shape: Shape | undefined, path: string): void => {
      for (const property of shape?.properties ?? []) {
        const at = path === '' ? property.key : `${path}.${property.key}`;
        if (!this.used.has(property)) {
          lost.push(at);
          continue;
        }
        look(property.shape, at);
        look(property.shape.items, `${at}[]`);
      }
    };
    look(this.file, '');
    return lost;
  }

  private property(key: string, values: readonly JsonNode[], parent: Shape | undefined, path: string): SchemaNode {
    const name = this.names.get(key) ?? key;
    const here = parent?.properties?.find(p => foldLoose(p.key) === foldLoose(name) || p.aliases.includes(name));
    const match = here ?? this.elsewhere(name);
    if (match === undefined) this.unknown.push(path);
    else {
      this.used.add(match);
      this.matched.push({ path, was: match.key === key ? undefined : match.key });
    }
    return this.value(values, match?.shape, path);
  }

  private value(values: readonly JsonNode[], base: Shape | undefined, path: string): SchemaNode {
    const objects = values.filter(v => v.kind === 'object');
    if (objects.length > 0) return this.object(objects, base, path);
    const lists = values.filter(v => v.kind === 'array');
    if (lists.length > 0) {
      const items = lists.flatMap(list => list.items);
      const inner = items.length > 0 ? this.value(items, base?.items, `${path}[]`) : schemaOf(base?.items);
      if (items.length === 0) this.keep(base?.items);
      return {
        type: typesFrom(base, ['array']),
        ...(inner === undefined ? {} : { items: inner }),
        ...keywordsOf(base),
      };
    }
    const shown = [...new Set(values.map(typeOf).filter(type => type !== undefined))];
    const texts = values.flatMap(v => (v.kind === 'string' && v.value !== '' ? [v.value] : []));
    const listed = base?.enum?.map(v => v.value);
    // A list of values that the model itself goes beyond is no longer the list.
    const keepsList = listed !== undefined && texts.every(text => listed.includes(text));
    if (base?.properties !== undefined || base?.items !== undefined) return schemaOf(base) ?? { type: ['null'] };
    return { type: typesFrom(base, shown), ...(keepsList ? { enum: listed } : {}), ...keywordsOf(base) };
  }

  /** A list that the model shows empty: what is in it stays as it was. */
  private keep(shape: Shape | undefined): void {
    for (const property of shape?.properties ?? []) {
      this.used.add(property);
      this.keep(property.shape);
      this.keep(property.shape.items);
    }
  }

  /** The only property of that name anywhere in the profile that is still free. */
  private elsewhere(key: string): PropertyShape | undefined {
    const free = (this.anywhere.get(foldLoose(key)) ?? []).filter(p => !this.used.has(p));
    return free.length === 1 ? free[0] : undefined;
  }

  private index(shape: Shape | undefined): void {
    for (const property of shape?.properties ?? []) {
      const key = foldLoose(property.key);
      this.anywhere.set(key, [...(this.anywhere.get(key) ?? []), property]);
      this.index(property.shape);
      this.index(property.shape.items);
    }
  }
}

function typeOf(node: JsonNode): ValueType | undefined {
  if (node.kind === 'invalid' || node.kind === 'null') return undefined;
  // An example with a whole amount says nothing against cents.
  return node.kind;
}

/** Types that the model shows, with those that we knew: an example shows one value of those allowed. */
function typesFrom(base: Shape | undefined, shown: readonly ValueType[]): ValueType[] {
  if (base === undefined)
    return [
      ...new Set<ValueType>([...(shown.length > 0 ? shown : (['string', 'number', 'boolean'] as const)), 'null']),
    ];
  const known = [...base.types];
  const news = shown.filter(type => !known.includes(type) && !(type === 'number' && known.includes('integer')));
  return [...known, ...news];
}

/** What we know of a value beside its shape. */
function keywordsOf(base: Shape | undefined): { readonly 'x-segur'?: SegurKeywords } {
  if (base === undefined) return { 'x-segur': { evidence: 'adopted' } };
  const { role, container, entry, source, title, description, portal, identifier, dueWhen } = base;
  return {
    'x-segur': {
      evidence: 'adopted',
      ...(role && { role }),
      ...(container && { container }),
      ...(entry && { entry }),
      ...(source && { source }),
      ...(title && { title }),
      ...(description && { description }),
      ...(portal && { portal }),
      ...(identifier && { identifier }),
      ...(dueWhen && { dueWhen }),
      ...(base.lenientEnum && { lenientEnum: true }),
      ...(base.due && { due: true }),
      ...(base.enum && {
        values: Object.fromEntries(base.enum.map(v => [v.value, { ...v.meaning, evidence: 'adopted' }])),
      }),
    },
  };
}

/** A shape written as a schema again, whole. */
function schemaOf(shape: Shape | undefined): SchemaNode | undefined {
  if (shape === undefined) return undefined;
  const items = schemaOf(shape.items);
  return {
    type: [...shape.types],
    ...(shape.enum && { enum: shape.enum.map(v => v.value) }),
    ...(shape.properties && {
      properties: Object.fromEntries(shape.properties.map(p => [p.key, schemaOf(p.shape) ?? {}])),
      required: shape.properties.filter(p => p.required).map(p => p.key),
      additionalProperties: shape.open,
    }),
    ...(items && { items }),
    ...keywordsOf(shape),
  };
}
