import { DATE_FORMS } from '../domain/date.js';
import { foldKey } from '../domain/fold.js';
import { CONTAINER_ROLES, ENTRY_ROLES, FIELD_ROLES } from './roles.js';
import type { JsonValue } from '../../language/nodes.js';
import { typesetBoth, type Bilingual } from '../../texts/typeset.js';
import type { EnumValue, Evidence, PropertyShape, Shape, ValueType } from './profile.js';
import { citationText, isDocumentId } from './sources.js';

/** A JSON Schema as we write them: the keywords that the compiler understands, and `x-segur`. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly enum?: readonly (string | null)[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: SchemaNode;
  readonly 'x-segur'?: SegurKeywords;
}

export interface SegurKeywords {
  readonly role?: string;
  readonly container?: string;
  readonly entry?: string;
  readonly evidence?: string;
  readonly source?: {
    readonly document?: string;
    readonly question?: string;
    readonly fr?: string;
    readonly en?: string;
  };
  readonly title?: Bilingual;
  readonly description?: Bilingual;
  readonly values?: Readonly<
    Record<string, { readonly fr: string; readonly en: string; readonly evidence?: string; readonly is?: string }>
  >;
  readonly aliases?: readonly string[];
  readonly formerly?: string;
  readonly portal?: boolean;
  readonly identifier?: boolean;
  readonly shown?: boolean;
  readonly lenientEnum?: boolean;
  readonly due?: boolean;
  readonly dueWhen?: { readonly role: string; readonly value: string };
  readonly dateForm?: string;
}

/** What a profile's schema says besides its shape, under `x-segur-profile`. */
export interface ProfileKeywords {
  readonly id: string;
  readonly couloir: string;
  readonly logiciel: string;
  readonly phase: string;
  readonly title: Bilingual;
  readonly evidence: string;
  readonly detect: {
    readonly any: readonly string[];
    readonly all?: readonly string[];
    readonly none?: readonly string[];
  };
  /** The profile that it was modelled on, if we didn't know its own. */
  readonly like?: string;
  /** The day from which the agency uses this model, AAAA-MM-JJ, if it has changed. */
  readonly from?: string;
  /** The files that it was learnt from and that are no requests, as seen from its folder. */
  readonly sources?: readonly string[];
  readonly traits: {
    readonly pieces: readonly string[];
    readonly attestationTVA: string;
    readonly attestation: string;
    readonly identDMP: string;
    readonly adresseMSS: string;
    readonly beneficiaryKeys: readonly string[];
    readonly plafondKeys: readonly string[];
    readonly beneficiaryRequired: string;
    readonly calendar: string;
    readonly pieceSeverity?: string;
    readonly singleBeneficiary?: boolean;
    readonly soldeComplet?: boolean;
    readonly factureAuClient?: boolean;
    readonly factureLogiciel?: boolean;
    readonly commandeMention?: boolean;
    readonly commandeDelai?: number;
    readonly soldePilotes?: boolean;
    readonly plafondHT?: string;
    readonly avanceHT?: string;
  };
}

export interface ProfileSchema extends SchemaNode {
  readonly 'x-segur-profile': ProfileKeywords;
}

/** Thrown for a schema that the compiler can't read; `where` is a path inside it. */
export class SchemaError extends Error {
  constructor(
    readonly where: string,
    what: string,
  ) {
    super(`${where}: ${what}`);
  }
}

/** Finds the schema that `$ref` names, by its file name. */
export type SchemaLibrary = Readonly<Record<string, SchemaNode>>;

const TYPES: ReadonlySet<string> = new Set<ValueType>([
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'object',
  'array',
]);
const EVIDENCES: ReadonlySet<string> = new Set<Evidence>(['observed', 'faq', 'other', 'reconstructed', 'adopted']);
const isType = (text: string): text is ValueType => TYPES.has(text);
const isEvidence = (text: string): text is Evidence => EVIDENCES.has(text);

interface Scope {
  readonly library: SchemaLibrary;
  readonly file: string;
}

/**
 * Turns a schema into the shape that the walker follows. `$ref` may name a definition of the same file or of another in
 * the library; keywords beside a `$ref` override those that it brings. Parts without evidence or source inherit them.
 * @throws SchemaError
 */
export function compileSchema(schema: SchemaNode, file: string, library: SchemaLibrary, evidence: Evidence): Shape {
  return compile(schema, { library, file }, evidence, file);
}

function compile(written: SchemaNode, from: Scope, inherited: Evidence, where: string): Shape {
  const { node, scope } = resolve(written, from, where);
  const segur = node['x-segur'] ?? {};
  const evidence = oneOf(segur.evidence, isEvidence, where) ?? inherited;
  const types = typesOf(node, where);
  const properties =
    node.properties === undefined
      ? undefined
      : Object.entries(node.properties).map(
          ([key, schema], rank): PropertyShape => ({
            key,
            rank,
            aliases: schema['x-segur']?.aliases ?? [],
            formerly: schema['x-segur']?.formerly,
            required: node.required?.includes(key) ?? false,
            shape: compile(schema, scope, evidence, `${where}/${key}`),
          }),
        );
  const items = node.items === undefined ? undefined : compile(node.items, scope, evidence, `${where}/items`);
  const values = node.enum
    ?.filter(v => v !== null)
    .map((value): EnumValue => {
      const told = segur.values?.[value];
      return {
        value,
        is: told?.is,
        meaning: typesetBoth(told ?? { fr: '', en: '' }),
        evidence: oneOf(told?.evidence, isEvidence, where) ?? evidence,
      };
    });
  return {
    types,
    evidence,
    shown: segur.shown ?? true,
    source: sourceText(segur, where),
    title: segur.title && typesetBoth(segur.title),
    description: segur.description && typesetBoth(segur.description),
    role: oneOf(segur.role, within(FIELD_ROLES), where),
    container: oneOf(segur.container, within(CONTAINER_ROLES), where),
    entry: oneOf(segur.entry, within(ENTRY_ROLES), where),
    enum: values,
    codes: codesOf(values),
    dateForm: oneOf(segur.dateForm, within(DATE_FORMS), where),
    portal: segur.portal ?? false,
    identifier: segur.identifier ?? false,
    lenientEnum: segur.lenientEnum ?? false,
    due: segur.due ?? false,
    dueWhen:
      segur.dueWhen === undefined
        ? undefined
        : { role: need(oneOf(segur.dueWhen.role, within(FIELD_ROLES), where), where), value: segur.dueWhen.value },
    properties,
    byKey: index(properties, key => key),
    byFolded: index(properties, foldKey),
    open: node.additionalProperties !== false,
    items,
    skeleton: skeletonOf(types, values, properties),
  };
}

function codesOf(values: readonly EnumValue[] | undefined): ReadonlyMap<string, string> | undefined {
  const codes = (values ?? []).flatMap(({ value, is }): [string, string][] => (is === undefined ? [] : [[value, is]]));
  return codes.length === 0 ? undefined : new Map(codes);
}

function resolve(written: SchemaNode, from: Scope, where: string): { node: SchemaNode; scope: Scope } {
  let node = written;
  let scope = from;
  for (let hops = 0; node.$ref !== undefined; hops++) {
    if (hops > 20) throw new SchemaError(where, '$ref points back to itself');
    const [name, path] = node.$ref.split('#');
    const file = name === undefined || name === '' ? scope.file : name;
    const definition = /^\/\$defs\/([^/]+)$/.exec(path ?? '')?.[1];
    const target = definition === undefined ? scope.library[file] : scope.library[file]?.$defs?.[definition];
    if (target === undefined) throw new SchemaError(where, `no schema at ${node.$ref}`);
    const followed = { ...target, ...node, 'x-segur': { ...target['x-segur'], ...node['x-segur'] } };
    const { $ref: next } = target;
    node = next === undefined ? withoutRef(followed) : { ...followed, $ref: next };
    scope = { library: scope.library, file };
  }
  return { node, scope };
}

function withoutRef(node: SchemaNode): SchemaNode {
  return Object.fromEntries(Object.entries(node).filter(([keyword]) => keyword !== '$ref'));
}

function typesOf(node: SchemaNode, where: string): ReadonlySet<ValueType> {
  const named = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  if (named.length === 0) throw new SchemaError(where, 'no type');
  return new Set(named.map(type => need(oneOf(type, isType, where), where)));
}

function sourceText(segur: SegurKeywords, where: string): Bilingual | undefined {
  const { source } = segur;
  if (source === undefined) return undefined;
  if (source.fr !== undefined && source.en !== undefined) return { fr: source.fr, en: source.en };
  const document = need(oneOf(source.document, isDocumentId, where), where);
  const citation = { document, question: source.question ?? '' };
  return { fr: citationText(citation, 'fr'), en: citationText(citation, 'en') };
}

function skeletonOf(
  types: ReadonlySet<ValueType>,
  values: readonly EnumValue[] | undefined,
  properties: readonly PropertyShape[] | undefined,
): JsonValue {
  const only = values?.length === 1 ? values[0] : undefined;
  if (types.has('null')) return null;
  if (only !== undefined) return only.value;
  if (types.has('boolean')) return false;
  if (types.has('array')) return [];
  if (properties === undefined) return null;
  return Object.fromEntries(properties.filter(p => p.required).map(p => [p.key, p.shape.skeleton]));
}

function index(
  properties: readonly PropertyShape[] | undefined,
  by: (key: string) => string,
): ReadonlyMap<string, PropertyShape> {
  const map = new Map<string, PropertyShape>();
  for (const property of properties ?? []) {
    for (const key of [property.key, ...property.aliases]) if (!map.has(by(key))) map.set(by(key), property);
  }
  return map;
}

const within =
  <T extends string>(values: readonly T[]) =>
  (text: string): text is T =>
    values.some(v => v === text);

function oneOf<T extends string>(
  text: string | undefined,
  is: (text: string) => text is T,
  where: string,
): T | undefined {
  if (text === undefined) return undefined;
  if (!is(text)) throw new SchemaError(where, `« ${text} » is not known`);
  return text;
}

function need<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new SchemaError(where, 'a keyword is missing');
  return value;
}
