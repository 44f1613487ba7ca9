import { isChunked, type JsonNode, type ObjectNode, type PropertyNode } from '../../language/nodes.js';
import { hasStrayBlanks, tidy } from '../../language/whitespace.js';
import { foldKey, meantKey } from '../domain/fold.js';
import { heldBy, holdsMost } from '../profiles/detect.js';
import { blockOf, type PropertyShape, type Shape } from '../profiles/profile.js';
import { type Home, type IssueOf, least, type StructureIssue } from './issues.js';
import { child, type Place } from './located.js';

/** All keys of the model, spelled and ordered as in it: nearly every object of a real file. */
export function isAsModel(node: ObjectNode, properties: readonly PropertyShape[]): boolean {
  if (node.broken || node.properties.length !== properties.length) return false;
  for (let i = 0; i < properties.length; i++)
    if (node.properties[i]?.key !== properties[i]?.key || properties[i]?.wraps === true) return false;
  return true;
}

/** Even if no model says what is expected, a repeated key is a mistake. */
export function* strangers(node: JsonNode | undefined, place: Place | undefined): Generator<StructureIssue> {
  if (node?.kind === 'object') {
    const firsts = new Map<string, PropertyNode>();
    for (const property of node.properties) {
      const first = firsts.get(foldKey(property.key));
      if (first === undefined) firsts.set(foldKey(property.key), property);
      else if (!property.faulty) yield* duplicate(node, property, first, place, undefined);
      yield* strangers(property.value, child(place, property.key));
    }
  }
  if (node?.kind === 'array' && !isChunked(node))
    for (const [i, item] of node.items.entries()) yield* strangers(item, child(place, i));
}

/** A key that its object already has; nothing is reported in an object whose end is unknown. */
export function duplicate(
  object: ObjectNode,
  property: PropertyNode,
  first: PropertyNode,
  place: Place | undefined,
  expected: PropertyShape | undefined,
): readonly IssueOf<'duplicate'>[] {
  if (object.tangled) return [];
  const at = child(place, property.key);
  return [{ kind: 'duplicate', place: at, object, property, first, expected, evidence: 'faq' }];
}

/** A known key in another spelling. `first`: the one that is read if there are two. */
export function spelling(
  object: ObjectNode,
  property: PropertyNode,
  expected: PropertyShape,
  place: Place | undefined,
  first: PropertyNode | undefined,
): readonly IssueOf<'casing' | 'key-whitespace'>[] {
  const { key } = property;
  if (key === expected.key || expected.aliases.includes(key) || property.faulty) return [];
  // Its duplicate is already reported, and removing one of the two settles the spelling.
  const twin = object.properties.some(p => p !== property && foldKey(tidy(p.key)) === foldKey(tidy(key)));
  if (twin && first === property) return [];
  const kind = hasStrayBlanks(key) && tidy(key) === expected.key ? 'key-whitespace' : 'casing';
  // Its name is as certain as the field, wherever it is.
  const { evidence } = expected.shape;
  return [{ kind, place: child(place, key), object, property, expected, evidence }];
}

/** The missing property that an unknown one stands for: judged by its key, or for a block by its content. */
export function meantProperty({ key, value }: PropertyNode, free: readonly PropertyShape[]): PropertyShape | undefined {
  const folded = foldKey(tidy(key));
  const former = free.find(({ formerly }) => formerly !== undefined && foldKey(formerly) === folded);
  if (former !== undefined) return former;
  // The content of a missing block isn't that block, however similar the name.
  if (free.some(({ shape }) => blockOf(shape)?.byFolded.has(folded))) return undefined;
  const near = meantKey(
    tidy(key),
    free.map(property => property.key),
  );
  if (near !== undefined) return free.find(property => property.key === near);
  if (value?.kind === 'array') {
    const [first] = value.items;
    const lists = free.filter(
      ({ shape: { items } }) => first !== undefined && items !== undefined && holdsMost(first, items),
    );
    return lists.length === 1 ? lists[0] : undefined;
  }
  if (value?.kind !== 'object' || value.properties.length === 0) return undefined;
  const fits = free.filter(({ shape }) => {
    const shared = value.properties.filter(inner => shape.byFolded.has(foldKey(tidy(inner.key))));
    return shared.length * 2 >= value.properties.length;
  });
  return fits.length === 1 ? fits[0] : undefined;
}

/**
 * Whether an object's only key encloses what the object should contain: most of the expected keys, if need be in
 * further such keys.
 */
export function wrapsAll(property: PropertyNode, shape: Shape): boolean {
  const held = heldBy(property);
  if (held === undefined) return false;
  const due = (shape.properties ?? []).filter(({ required }) => required).length;
  const found = held.properties.filter(({ key }) => shape.byFolded.has(foldKey(tidy(key)))).length;
  const [only, ...others] = held.properties;
  if (found === 0 && only !== undefined && others.length === 0) return wrapsAll(only, shape);
  return found > 1 ? found * 2 >= due : found === due && found === held.properties.length;
}

/** What a key beside others encloses, if the object lacks all of that: its members, with what each of them is here. */
export function enclosedIn(
  property: PropertyNode,
  free: readonly PropertyShape[],
): readonly { readonly property: PropertyNode; readonly expected: PropertyShape }[] {
  const members = (heldBy(property)?.properties ?? []).map(inner => ({
    property: inner,
    expected: free.find(({ key }) => foldKey(key) === foldKey(tidy(inner.key))),
  }));
  const known = members.flatMap(({ property: inner, expected }) => (expected ? [{ property: inner, expected }] : []));
  return known.length === members.length && new Set(known.map(({ expected }) => expected)).size === known.length
    ? known
    : [];
}

type Stray = IssueOf<'unknown'>;
type Missing = IssueOf<'missing'>;

/** The content of a missing or empty block, written flat in one object. */
export interface Flat {
  readonly home: Home;
  /** Findings that it replaces, besides those about the keys. */
  readonly told: readonly StructureIssue[];
  readonly hollow: PropertyNode | undefined;
  readonly object: ObjectNode;
  readonly strays: [Stray, ...Stray[]];
  /** The model of the block itself. */
  readonly block: Shape;
}

/** An existing but empty block: its keys may be beside it. */
export interface Hollow extends Home {
  readonly property: PropertyNode;
}

/** Whether a value stands for a block about which nothing is said. */
export function isHollow(node: JsonNode | undefined): boolean {
  switch (node?.kind) {
    case 'null':
      return true;
    case 'object':
      return node.properties.length === 0 && !node.broken;
    case 'array':
      return !isChunked(node) && node.items.length === 0 && !node.broken;
    case 'string':
      return node.value.trim() === '' && !node.faulty;
    default:
      return false;
  }
}

/** The empty blocks whose keys are beside them in the same object. */
export function hollowBlocks(
  issues: readonly StructureIssue[],
  strays: readonly Stray[],
  hollows: readonly Hollow[],
): readonly Flat[] {
  const left = new Set(strays.filter(canMove));
  return hollows.flatMap((hollow): Flat[] => {
    const { property, object, expected } = hollow;
    const block = blockOf(expected.shape);
    const beside = [...left].filter(one => one.object === object && block?.byFolded.has(keyOf(one)) === true);
    const [first, ...others] = beside;
    if (block === undefined || first === undefined) return [];
    for (const one of beside) left.delete(one);
    const { value } = property;
    const told = issues.filter(
      issue => (issue.kind === 'missing' && issue.object === value) || ('node' in issue && issue.node === value),
    );
    return [{ home: hollow, told, hollow: property, object, strays: [first, ...others], block }];
  });
}

const keyOf = ({ property }: Stray): string => foldKey(tidy(property.key));

/** The missing keys, by their folded name; beyond two, the first ones are enough. */
export class Homes {
  private readonly byKey = new Map<string, readonly Missing[]>();
  private known = 0;

  constructor(private readonly issues: readonly StructureIssue[]) {}

  /** The only object that lacks this very key. */
  of(stray: Stray): Missing | undefined {
    this.read();
    const [home, ...others] = this.byKey.get(keyOf(stray)) ?? [];
    return others.length > 0 ? undefined : home;
  }

  taken(stray: Stray): void {
    this.byKey.delete(keyOf(stray));
  }

  /** A walk goes on adding to its issues. */
  private read(): void {
    for (; this.known < this.issues.length; this.known++) {
      const issue = this.issues[this.known];
      if (issue?.kind !== 'missing') continue;
      const key = foldKey(issue.expected.key);
      this.byKey.set(key, [...(this.byKey.get(key) ?? []).slice(0, 1), issue]);
    }
  }
}

/**
 * The missing blocks whose keys are elsewhere, the one with most keys first; each key is reported for one of them only.
 */
export function flatBlocks(issues: readonly StructureIssue[], strays: readonly Stray[], homes: Homes): Flat[] {
  const left = new Set(strays.filter(one => canMove(one) && homes.of(one) === undefined));
  if (left.size === 0) return [];
  const missing = issues.flatMap(issue => (issue.kind === 'missing' ? [issue] : []));
  const blocks = missing.flatMap(one => {
    const block = blockOf(one.expected.shape);
    return block === undefined ? [] : [{ missing: one, block }];
  });
  const found: Flat[] = [];
  while (left.size > 0) {
    const best = blocks
      .filter(({ missing }) => found.every(flat => flat.home !== missing))
      .map(({ missing, block }) => flatOf(missing, block, left))
      .reduce((a, b) => ((b?.strays.length ?? 0) > (a?.strays.length ?? 0) ? b : a), undefined);
    if (best === undefined) break;
    found.push(best);
    for (const one of best.strays) left.delete(one);
  }
  return found;
}

const canMove = ({ object, property }: Stray): boolean => !object.broken && property.value !== undefined;

/** Of the objects that have keys of the block, the one that has most. */
function flatOf(missing: Missing, block: Shape, left: ReadonlySet<Stray>): Flat | undefined {
  const flats = new Map<ObjectNode, Flat>();
  for (const one of left) {
    if (!block.byFolded.has(keyOf(one))) continue;
    const { object } = one;
    const before = flats.get(object);
    if (before === undefined)
      flats.set(object, { home: missing, told: [missing], hollow: undefined, object, strays: [one], block });
    else before.strays.push(one);
  }
  let best: Flat | undefined;
  for (const flat of flats.values()) if (flat.strays.length > (best?.strays.length ?? 0)) best = flat;
  return best;
}

/** The block model's property for one of its keys. */
const innerOf = (block: Shape, { key }: PropertyNode): PropertyShape | undefined =>
  block.byKey.get(key) ?? block.byFolded.get(foldKey(tidy(key)));

const LEVELS = new WeakMap<Shape, ReadonlyMap<string, readonly string[]>>();

/** The keys of the objects of a model that have a key of that name. */
export function levelsOf(shape: Shape, { key }: PropertyNode): readonly string[] {
  const known = LEVELS.get(shape) ?? gather(shape);
  LEVELS.set(shape, known);
  return known.get(foldKey(tidy(key))) ?? [];
}

function gather(shape: Shape): ReadonlyMap<string, readonly string[]> {
  const levels = new Map<string, readonly string[]>();
  const visit = (block: Shape, under: string | undefined): void => {
    for (const { key, shape: inner } of block.properties ?? []) {
      const folded = foldKey(key);
      const before = levels.get(folded) ?? [];
      if (under !== undefined && !before.includes(under)) levels.set(folded, [...before, under]);
      const next = blockOf(inner);
      if (next !== undefined) visit(next, key);
    }
  };
  visit(shape, undefined);
  return levels;
}

/** A finding about a key that no model has in this place. */
export const unknownAt = (
  place: Place,
  object: ObjectNode,
  property: PropertyNode,
  { evidence, properties = [] }: Shape,
): IssueOf<'unknown'> => ({
  kind: 'unknown',
  place,
  object,
  property,
  meant: undefined,
  home: undefined,
  levels: [],
  wraps: false,
  known: properties.map(p => p.key),
  evidence,
});

/** The single finding about keys that belong in a missing or empty block. */
export function flatIssue({ home, hollow, object, strays, block }: Flat): IssueOf<'flat'> {
  const [{ place, property: first }] = strays;
  const members = strays
    .flatMap(({ property }) => {
      const expected = innerOf(block, property);
      return expected === undefined ? [] : [{ property, expected }];
    })
    .sort((a, b) => a.expected.rank - b.expected.rank);
  const evidence = least({ evidence: least(home.expected.shape, home.shape) }, block);
  return { kind: 'flat', place, object, first, members, home, hollow, evidence };
}
