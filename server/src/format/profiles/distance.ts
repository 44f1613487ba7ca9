import type { ArrayNode, JsonNode, ObjectNode, PropertyNode } from '../../language/nodes.js';
import { foldKey, nearest } from '../domain/fold.js';
import { DETECTION_SAMPLE, heldBy, lignesOf } from './detect.js';
import type { CommonModel, PropertyShape, Shape } from './profile.js';

/** How far a file is from a model, to choose the profile that it is nearest to. */

/** Weight of an extra or missing key; everything else is small beside it. */
export const KEY = 8;
const SPELLING = 2;
const ORDER = 2;
const VALUE = 3;

/** Deeper down, keys say no more about the profile. */
const MAX_DEPTH = 8;

/**
 * How far a file is from a model: its keys that the model lacks, the model's that it lacks, and a little for case,
 * order, types and codes. 0 for a file that fits. Looks at the first lignes; one broken ligne counts as one.
 */
export function distanceTo(root: JsonNode | undefined, model: CommonModel): number {
  if (root?.kind !== 'object') return Number.POSITIVE_INFINITY;
  const list = lignesOf(root, model)?.value;
  const head = headDistance(root, model);
  if (list?.kind !== 'array' || list.items.length === 0) return head + KEY * weightOf(model.ligne);
  return head + median(list.items.slice(0, DETECTION_SAMPLE).map(item => ligneDistance(item, model)));
}

/** The same, of one ligne alone. */
export const ligneDistance = (node: JsonNode, { ligne }: CommonModel): number => valueDistance(node, ligne, 0);

/** The same, of all that stands around its lignes. */
export const headDistance = (root: ObjectNode, { file }: CommonModel): number =>
  objectDistance(root, file, MAX_DEPTH - 1);

/**
 * The distance up to which a file still counts as one of a model: a quarter of what it requires, or a block of a small
 * one.
 */
export const isNear = (distance: number, { file, ligne }: CommonModel): boolean =>
  distance <= KEY * Math.max(SMALL_BLOCK, (weightOf(file) + weightOf(ligne)) / 4);

const SMALL_BLOCK = 4;

const WEIGHTS = new WeakMap<Shape, number>();

/** The keys that an empty object with this shape would lack. */
function weightOf(shape: Shape): number {
  const known = WEIGHTS.get(shape);
  if (known !== undefined) return known;
  const own = (shape.properties ?? []).filter(({ required }) => required);
  const weight = own.reduce((sum, { shape: inner }) => sum + 1 + weightOf(inner), 0);
  WEIGHTS.set(shape, weight);
  return weight;
}

function objectDistance(node: ObjectNode, shape: Shape, depth: number): number {
  const { properties } = shape;
  if (properties === undefined) return shape.open ? 0 : KEY * foreign(node);
  const seen = new Set<PropertyShape>();
  let distance = 0;
  let last = -1;
  let ordered = true;
  const slips = new Slips(node, shape);
  for (const property of node.properties) {
    const { key, value } = property;
    const exact = shape.byKey.get(key);
    const expected = exact ?? shape.byFolded.get(foldKey(key.trim())) ?? slips.meant(key);
    const enclosed = expected === undefined && !shape.open ? enclosedIn(property, shape, seen) : undefined;
    if (enclosed !== undefined) {
      distance += KEY;
      for (const [inner, its] of enclosed) {
        seen.add(its);
        if (inner.value !== undefined) distance += valueDistance(inner.value, its.shape, depth + 1);
      }
      continue;
    }
    if (expected === undefined || seen.has(expected)) {
      distance += shape.open ? 0 : KEY * (1 + (value === undefined ? 0 : foreign(value)));
      continue;
    }
    seen.add(expected);
    if (exact === undefined) distance += SPELLING;
    if (expected.rank < last) ordered = false;
    last = expected.rank;
    if (value !== undefined && expected.shape.container !== 'lignes')
      distance += valueDistance(value, expected.shape, depth + 1);
  }
  for (const expected of properties)
    if (expected.required && !seen.has(expected)) distance += KEY * (1 + weightOf(expected.shape));
  return ordered ? distance : distance + ORDER;
}

/** What a key of nobody's encloses, if all of that is due around it and not there. */
function enclosedIn(
  property: PropertyNode,
  { byFolded }: Shape,
  seen: ReadonlySet<PropertyShape>,
): ReadonlyMap<PropertyNode, PropertyShape> | undefined {
  const found = new Map<PropertyNode, PropertyShape>();
  for (const inner of heldBy(property)?.properties ?? []) {
    const expected = byFolded.get(foldKey(inner.key.trim()));
    if (expected === undefined || seen.has(expected)) return undefined;
    found.set(inner, expected);
  }
  return found.size > 0 ? found : undefined;
}

/** An object with more strange keys than that is another one, not one with slips. */
const MAX_SLIPS = 10;

/** Keys of an object that nearly match one that it lacks. */
class Slips {
  private free: readonly PropertyShape[] | undefined;
  private looked = 0;

  constructor(
    private readonly node: ObjectNode,
    private readonly shape: Shape,
  ) {}

  meant(key: string): PropertyShape | undefined {
    if (++this.looked > MAX_SLIPS) return undefined;
    this.free ??= this.lacking();
    const near = nearest(
      key,
      this.free.map(property => property.key),
    );
    return near === undefined ? undefined : this.free.find(property => property.key === near);
  }

  private lacking(): readonly PropertyShape[] {
    const { properties = [], byKey } = this.shape;
    const there = new Set(this.node.properties.map(({ key }) => byKey.get(key)));
    return properties.filter(property => !there.has(property));
  }
}

function valueDistance(node: JsonNode, shape: Shape, depth: number): number {
  if (depth > MAX_DEPTH) return 0;
  switch (node.kind) {
    case 'object':
      return shape.types.has('object') ? objectDistance(node, shape, depth) : KEY * foreign(node);
    case 'array':
      return shape.types.has('array') ? itemsDistance(node, shape, depth) : VALUE;
    case 'string':
      if (!shape.types.has('string')) return VALUE;
      return shape.enum?.every(({ value }) => value !== node.value) === true ? VALUE : 0;
    case 'number':
      return shape.types.has('number') || shape.types.has('integer') ? 0 : VALUE;
    case 'boolean':
      return shape.types.has('boolean') ? 0 : VALUE;
    case 'null':
      return shape.types.has('null') ? 0 : 1;
    case 'invalid':
      return 1;
  }
}

function itemsDistance(node: ArrayNode, { items }: Shape, depth: number): number {
  if (items === undefined || node.items.length === 0) return 0;
  return median(node.items.slice(0, DETECTION_SAMPLE).map(item => valueDistance(item, items, depth + 1)));
}

/** Keys inside a value that no model knows. */
function foreign(node: JsonNode, depth = 0): number {
  if (depth > MAX_DEPTH) return 0;
  if (node.kind === 'object')
    return node.properties.reduce(
      (sum, { value }) => sum + 1 + (value === undefined ? 0 : foreign(value, depth + 1)),
      0,
    );
  const first = node.kind === 'array' ? node.items[0] : undefined;
  return first === undefined ? 0 : foreign(first, depth + 1);
}

/** Of two, the one that fits better: a broken ligne is no reason to doubt a valid one. */
function median(distances: number[]): number {
  distances.sort((a, b) => a - b);
  return distances[(distances.length - 1) >> 1] ?? 0;
}
