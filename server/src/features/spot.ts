import { foldKey } from '../format/domain/fold.js';
import type { Analysis } from '../analysis/analyze.js';
import type { PropertyShape, Shape } from '../format/profiles/profile.js';
import type { ArrayNode, JsonNode, ObjectNode, PathSegment, PropertyNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import { tidy } from '../language/whitespace.js';

/** The key or value under a position, with what the model says about it. Spans are absolute. */
export interface Spot {
  readonly path: readonly PathSegment[];
  /** Its key; undefined for the root and the lignes. */
  readonly key: string | undefined;
  readonly onKey: boolean;
  readonly node: JsonNode | undefined;
  readonly shape: Shape;
  /** The key or the value. */
  readonly span: Span;
}

/** The model's property for a key, in whatever case it is typed. */
export const propertyShape = (shape: Shape, key: string): PropertyShape | undefined =>
  shape.byKey.get(key) ?? shape.byFolded.get(foldKey(tidy(key)));

/** The shape at a path from the root. */
export function shapeAtPath(file: Shape, path: readonly PathSegment[]): Shape | undefined {
  let shape: Shape | undefined = file;
  for (const key of path) shape = typeof key === 'number' ? shape?.items : shape && propertyShape(shape, key)?.shape;
  return shape;
}

/**
 * The innermost key or value at an offset; undefined on blanks and punctuation of containers, and where the model is
 * silent.
 */
export function spotAt(analysis: Analysis, offset: number): Spot | undefined {
  const { root } = analysis.tree;
  return root === undefined
    ? undefined
    : within({ node: root, shape: analysis.model.file, key: undefined, path: [], origin: 0 }, offset);
}

interface Step {
  readonly node: JsonNode;
  readonly shape: Shape;
  readonly key: string | undefined;
  readonly path: readonly PathSegment[];
  readonly origin: number;
}

function within(step: Step, offset: number): Spot | undefined {
  const { node, origin } = step;
  if (node.kind === 'object') return inObject(step, node, offset);
  if (node.kind === 'array') return inArray(step, node, offset);
  return {
    path: step.path,
    key: step.key,
    onKey: false,
    node,
    shape: step.shape,
    span: { start: origin + node.start, end: origin + node.end },
  };
}

function inObject(step: Step, object: ObjectNode, offset: number): Spot | undefined {
  const at = offset - step.origin;
  const property = object.properties.find(p => p.keyStart <= at && at <= (p.value?.end ?? p.keyEnd));
  if (property === undefined) return undefined;
  const shape = propertyShape(step.shape, property.key)?.shape;
  if (shape === undefined) return undefined;
  const path = [...step.path, property.key];
  if (at <= property.keyEnd) return keySpot(step, property, shape, path);
  const { value } = property;
  if (value === undefined || at < value.start) return undefined;
  return within({ node: value, shape, key: property.key, path, origin: step.origin }, offset);
}

const keySpot = (step: Step, property: PropertyNode, shape: Shape, path: readonly PathSegment[]): Spot => ({
  path,
  key: property.key,
  onKey: true,
  node: property.value,
  shape,
  span: { start: step.origin + property.keyStart, end: step.origin + property.keyEnd },
});

function inArray(step: Step, array: ArrayNode, offset: number): Spot | undefined {
  const { items } = step.shape;
  if (items === undefined) return undefined;
  const index = itemAt(array, step.origin, offset);
  const node = array.items[index];
  if (node === undefined) return undefined;
  const origin = array.origins?.[index] ?? step.origin;
  const key = array.origins === undefined ? step.key : undefined;
  return within({ node, shape: items, key, path: [...step.path, index], origin }, offset);
}

/** Index of the item around an absolute offset, or -1. */
function itemAt(array: ArrayNode, outer: number, offset: number): number {
  return array.items.findIndex((item, i) => {
    const origin = array.origins?.[i] ?? outer;
    return origin + item.start <= offset && offset <= origin + item.end;
  });
}
