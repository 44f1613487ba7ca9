import { readForm, type DateForm } from '../domain/date.js';
import { foldLoose } from '../domain/fold.js';
import type { JsonNode, ObjectNode } from '../../language/nodes.js';
import { parseValue } from '../../language/parse.js';
import type { ProfileKeywords, ProfileSchema, SchemaNode, SegurKeywords } from './compile.js';
import { holdsObjects, listsIn } from './detect.js';
import { guess, kindsOf, listOf, NO_WORD, unseen, yesOrNo } from './shownCodes.js';
import { isBlankExample, membersOf, textsIn, type Seen } from './match.js';
import { pair, type Pair, type Pairing } from './pairing.js';
import type { CommonModel, EnumValue, Shape, ValueType } from './profile.js';
import type { FieldRole } from './roles.js';

/** One of the agency's codes, and its meaning; undefined if nothing tells. */
interface LearntCode {
  readonly path: string;
  readonly code: string;
  readonly is: string | undefined;
}

/**
 * The result of adopting the agency's model of a profile. Paths are keys joined by dots, `[]` for the items of a list.
 */
export interface Adoption {
  readonly schema: ProfileSchema;
  /** Recognised keys of the model, with our former key if it differs. */
  readonly matched: readonly { readonly path: string; readonly was: string | undefined }[];
  /** Those not recognised by name alone, with a value seen there. */
  readonly unsure: readonly { readonly path: string; readonly was: string; readonly value: string | undefined }[];
  /** Unknown keys of the model: held to place, case and type, no rule looks at them. */
  readonly unknown: readonly string[];
  /** Our keys that the model lacks: their rules go silent. */
  readonly lost: readonly string[];
  readonly codes: readonly LearntCode[];
  /** Keys whose order differs between examples. */
  readonly disorders: readonly string[];
}

type AdoptionError = 'syntax' | 'no-object' | 'no-lignes' | 'empty-lignes';

interface AdoptionFailed {
  readonly error: AdoptionError;
  /** Which of the examples. */
  readonly index: number;
}

/**
 * Derives keys, their order and case, types, nullability, listed values, codes and the form of dates from the agency's
 * model (one or several examples in the official shape, blank or filled). `names` gives our key, role or code for one
 * of theirs, if the user knows better.
 */
export function adoptModel(
  texts: readonly string[],
  like: CommonModel,
  keywords: ProfileKeywords,
  names: ReadonlyMap<string, string> = new Map(),
): Adoption | AdoptionFailed {
  const roots: { readonly node: ObjectNode; readonly blank: boolean }[] = [];
  for (const [index, text] of texts.entries()) {
    const read = readExample(text, like.lignesKey);
    if (typeof read === 'string') return { error: read, index };
    roots.push({ node: read, blank: isBlankExample(read) });
  }
  const disorders: string[] = [];
  const seen = membersOf(roots, undefined, '', disorders);
  const pairing = pair(seen, like.file, names);
  const learner = new Learner(pairing, keywords, names);
  const schema = { ...learner.object(seen, like.file), 'x-segur-profile': { ...keywords, evidence: 'adopted' } };
  const all = everyOne(seen);
  return {
    schema,
    matched: all.flatMap(one => {
      const found = pairing.of.get(one);
      return found === undefined ? [] : [{ path: one.path, was: found.was }];
    }),
    unsure: all.flatMap(one => {
      const { was, sure } = pairing.of.get(one) ?? {};
      return was === undefined || sure === true ? [] : [{ path: one.path, was, value: shownOf(one) }];
    }),
    unknown: all.filter(one => !pairing.of.has(one)).map(({ path }) => path),
    lost: pairing.lost,
    codes: learner.codes,
    disorders: [...new Set(disorders)],
  };
}

const everyOne = (members: readonly Seen[]): Seen[] => members.flatMap(one => [one, ...everyOne(one.members)]);

function shownOf({ values, items }: Seen): string | undefined {
  const [first] = [...values, ...items];
  return first?.kind === 'string' ? first.value : first?.kind === 'number' ? first.lexeme : undefined;
}

/** A published model may have comments and extra commas: what it shows is clear all the same. */
const HARMLESS = new Set(['comment', 'trailing-comma']);

function readExample(text: string, lignesKey: string): ObjectNode | AdoptionError {
  const { root, problems } = parseValue(text.replace(/^\ufeff/, ''));
  if (root === undefined || problems.some(({ code }) => !HARMLESS.has(code))) return 'syntax';
  if (root.kind !== 'object') return 'no-object';
  const lists = listsIn(root, []).map(({ property }) => property);
  if (lists.some(holdsObjects)) return root;
  const named = lists.find(({ key }) => foldLoose(key) === foldLoose(lignesKey)) ?? lists[0];
  return named?.value?.kind === 'array' && named.value.items.length === 0 ? 'empty-lignes' : 'no-lignes';
}

/** Never null in this many places: null is not allowed. */
const ENOUGH = 3;

class Learner {
  readonly codes: LearntCode[] = [];

  constructor(
    private readonly pairing: Pairing,
    private readonly keywords: ProfileKeywords,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  object(members: readonly Seen[], base: Shape | undefined): SchemaNode {
    return {
      type: base?.types.has('object') === true && base.types.has('null') ? ['object', 'null'] : ['object'],
      properties: Object.fromEntries(members.map((seen): [string, SchemaNode] => [seen.key, this.named(seen)])),
      required: members.filter(({ always }) => always).map(({ key }) => key),
      additionalProperties: false,
      ...keywordsOf(base),
    };
  }

  /** Our own name for a key is remembered: in a file it is that key, misnamed. */
  private named(seen: Seen): SchemaNode {
    const node = this.value(seen);
    const { was, shape } = this.pairing.of.get(seen) ?? {};
    if (was === undefined || shape === undefined) return node;
    return { ...node, 'x-segur': { ...node['x-segur'], formerly: was } };
  }

  private value(seen: Seen): SchemaNode {
    const found = this.pairing.of.get(seen);
    const base = found?.shape;
    switch (seen.kind) {
      case 'object':
        // One entry instead of the list we knew.
        return withNull(this.object(seen.members, base?.properties === undefined ? merged(base) : base), seen.nullable);
      case 'array':
        return this.list(seen, base);
      default:
        if (seen.kind === 'scalar' && base?.items !== undefined) return this.scalar(seen.values, seen, itemPair(found));
        if (base?.properties !== undefined || base?.items !== undefined) return schemaOf(base);
        return this.scalar(seen.values, seen, found);
    }
  }

  private list(seen: Seen, base: Shape | undefined): SchemaNode {
    const inner =
      seen.members.length > 0
        ? this.object(seen.members, base?.items)
        : seen.items.length > 0
          ? this.scalar(
              seen.items,
              { ...seen, count: seen.items.length, nullable: false },
              itemPair(this.pairing.of.get(seen)),
            )
          : base?.items && schemaOf(base.items);
    return withNull(
      {
        type: base?.types.has('null') === true ? ['array', 'null'] : ['array'],
        ...(inner && { items: inner }),
        ...keywordsOf(base),
      },
      seen.nullable,
    );
  }

  private scalar(values: readonly JsonNode[], seen: Seen, found: Pair | undefined): SchemaNode {
    const base = found?.shape;
    const texts = textsIn(values);
    const listed = this.codesOf(seen, base, texts) ?? kindsOf(found?.role, texts);
    const dateForm = dateFormOf(found?.role, texts);
    const type = typesFrom(base, values, seen);
    const { 'x-segur': keywords } = keywordsOf(base, found?.role);
    const isGuess = base !== undefined && !base.portal && shownTypes(values).length === 0;
    return {
      type,
      ...(listed && { enum: listed.map(({ value }) => value) }),
      'x-segur': {
        ...keywords,
        ...(isGuess && { shown: false }),
        ...(dateForm && { dateForm }),
        ...(listed && {
          lenientEnum: keywords.lenientEnum === true && !this.isComplete(listed),
          values: Object.fromEntries(
            listed.map(({ value, is, meaning, evidence }) => [
              value,
              { ...meaning, ...(is !== undefined && { is }), evidence },
            ]),
          ),
        }),
      },
    };
  }

  /** The list of values, in the agency's own codes as far as the examples show them. */
  private codesOf(seen: Seen, base: Shape | undefined, texts: readonly string[]): readonly EnumValue[] | undefined {
    const shown = [...new Set(texts)];
    if (base?.enum === undefined) return base === undefined ? (listOf(shown, texts) ?? yesOrNo(shown)) : undefined;
    const ours = base.enum;
    const own = new Map<string, string | undefined>();
    for (const code of shown) {
      const known = ours.find(({ value }) => value === code)?.value;
      const is = known ?? this.names.get(code) ?? guess(code, base, ours);
      own.set(code, is);
      if (known === undefined) this.codes.push({ path: seen.path, code, is });
    }
    const kept = ours
      .filter(({ value }) => ![...own.values()].includes(value) || own.has(value))
      .map(one => (own.has(one.value) ? { ...one, evidence: 'adopted' as const } : unseen(one, shown)));
    const theirs = [...own].flatMap(([value, is]): EnumValue[] =>
      value === is
        ? []
        : [{ value, is, meaning: ours.find(one => one.value === is)?.meaning ?? NO_WORD, evidence: 'adopted' }],
    );
    return [...theirs, ...kept];
  }

  /** Every kind of attachment required in the phase is shown, so any other code is a mistake. */
  private isComplete(listed: readonly EnumValue[]): boolean {
    const shown = new Set(listed.flatMap(({ value, is, evidence }) => (evidence === 'adopted' ? (is ?? value) : [])));
    return this.keywords.traits.pieces.flatMap(due => due.split('|')).every(kind => shown.has(kind));
  }
}

const withNull = (node: SchemaNode, nullable: boolean): SchemaNode =>
  !nullable || node.type === undefined || node.type.includes('null')
    ? node
    : { ...node, type: [...(typeof node.type === 'string' ? [node.type] : node.type), 'null'] };

const itemPair = (found: Pair | undefined): Pair | undefined =>
  found && { ...found, shape: found.shape?.items, role: found.shape?.items?.role ?? found.role };

/** For a list of entries: what a single entry is. */
const merged = (base: Shape | undefined): Shape | undefined =>
  base?.items === undefined ? undefined : { ...base.items, container: base.container };

const DATE_ROLES: ReadonlySet<FieldRole> = new Set<FieldRole>(['dateCommande', 'dateFacture', 'autreDate']);

/** How the model writes its dates, or asks for them (`JJ/MM/AAAA`). */
function dateFormOf(role: FieldRole | undefined, texts: readonly string[]): DateForm | undefined {
  if (role === undefined || !DATE_ROLES.has(role)) return undefined;
  const forms = new Set(texts.map(text => readForm(text)?.form ?? readForm(placeholder(text))?.form));
  const [form] = forms;
  return forms.size === 1 ? form : undefined;
}

const placeholder = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/Y/g, 'A')
    .replace('DD', '03')
    .replace('JJ', '03')
    .replace('MM', '11')
    .replace('AAAA', '2025');

function typeOf(node: JsonNode): ValueType | undefined {
  return node.kind === 'invalid' || node.kind === 'null' ? undefined : node.kind;
}

const shownTypes = (values: readonly JsonNode[]): ValueType[] => [
  ...new Set(values.map(typeOf).filter(type => type !== undefined)),
];

/**
 * The types of a value: ours if the examples agree, otherwise theirs. A whole amount in an example says nothing against
 * cents.
 */
function typesFrom(base: Shape | undefined, values: readonly JsonNode[], seen: Seen): ValueType[] {
  const shown = shownTypes(values);
  const nullable =
    seen.nullable ||
    (base === undefined ? values.length < ENOUGH || seen.count > values.length : base.types.has('null'));
  const known: ValueType[] = base === undefined ? [] : [...base.types].filter(type => type !== 'null');
  const agrees = shown.every(type => known.includes(type) || (type === 'number' && known.includes('integer')));
  const types = known.length > 0 && agrees ? known : shown.length > 0 ? shown : ANY_SCALAR;
  return nullable ? [...types, 'null'] : [...types];
}

const ANY_SCALAR: readonly ValueType[] = ['string', 'number', 'boolean'];

/** What we know about a value besides its shape. */
function keywordsOf(base: Shape | undefined, told?: FieldRole): { readonly 'x-segur': SegurKeywords } {
  if (base === undefined) return { 'x-segur': { evidence: 'adopted', ...(told && { role: told }) } };
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
      ...(base.enum && { values: valuesOf(base.enum) }),
    },
  };
}

const valuesOf = (listed: readonly EnumValue[]): NonNullable<SegurKeywords['values']> =>
  Object.fromEntries(
    listed.map(({ value, is, meaning }) => [
      value,
      { ...meaning, ...(is !== undefined && { is }), evidence: 'adopted' },
    ]),
  );

/** A whole shape written back as a schema. */
function schemaOf(shape: Shape): SchemaNode {
  return {
    type: [...shape.types],
    ...(shape.enum && { enum: shape.enum.map(v => v.value) }),
    ...(shape.properties && {
      properties: Object.fromEntries(shape.properties.map(p => [p.key, schemaOf(p.shape)])),
      required: shape.properties.filter(p => p.required).map(p => p.key),
      additionalProperties: shape.open,
    }),
    ...(shape.items && { items: schemaOf(shape.items) }),
    ...keywordsOf(shape),
  };
}
