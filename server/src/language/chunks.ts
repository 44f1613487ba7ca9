import {
  type ArrayNode,
  isChunked,
  type ChunkedList,
  type JsonNode,
  type ObjectNode,
  type PropertyNode,
  type Repair,
  type SyntaxProblem,
  type SyntaxTree,
} from './nodes.js';
import { Offsets } from './offsets.js';
import type { Span } from './span.js';

/** A problem whose chunk is one of any array under the root. */
export interface DraftProblem extends SyntaxProblem {
  /** The origins of the array that `chunk` counts in. */
  readonly origins: readonly number[] | undefined;
}

/**
 * A text that has been read, with every array under the root as a list of chunks: which one holds the lignes is known
 * only once all keys are. `chunked` decides; until then, nothing may point into this as a tree.
 */
export interface Draft {
  readonly root: JsonNode | undefined;
  readonly found: readonly DraftProblem[];
}

/**
 * The tree in which the value of one of the root's properties is the list of chunks, and everything else is absolute.
 */
export function chunked({ root, found }: Draft, property: PropertyNode | undefined): SyntaxTree {
  const kept = isChunked(property?.value) ? property.value : undefined;
  const origins = kept?.origins;
  const problems = found.map(problem => (problem.origins === origins ? problem : absolute(problem)));
  if (root?.kind !== 'object' || !root.properties.some(({ value }) => isChunked(value) && value !== kept))
    return { root, problems, list: kept };
  const properties = root.properties.map(p =>
    isChunked(p.value) && p.value !== kept ? { ...p, value: unchunked(p.value) } : p,
  );
  return { root: { ...root, properties }, problems, list: kept };
}

const movedRepair = ({ start, end, text }: Repair, by: number): Repair => ({ start: start + by, end: end + by, text });

const absolute = (problem: DraftProblem): SyntaxProblem =>
  inChunk(problem, undefined, problem.chunk === undefined ? 0 : (problem.origins?.[problem.chunk] ?? 0));

function inChunk(problem: SyntaxProblem, chunk: number | undefined, by: number): SyntaxProblem {
  const moved = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  const { repair, opener } = problem;
  return {
    ...problem,
    chunk,
    span: moved(problem.span),
    repair: repair && movedRepair(repair, by),
    opener: opener && moved(opener),
  };
}

/** The same tree with a list inside a block of the root as the list of chunks. */
export function chunkedBelow({ root, problems, list: no }: SyntaxTree, list: ArrayNode): SyntaxTree {
  if (root?.kind !== 'object' || no !== undefined) return { root, problems, list: no };
  const origins = list.items.map(({ start }) => start);
  const items = list.items.map(item => shifted(item, -item.start));
  const made: ChunkedList = { ...list, items, origins };
  return {
    root: withList(root, list, made, 0),
    problems: problems.map(problem => {
      const { start, end } = problem.span;
      const at = list.items.findIndex(item => item.start <= start && end <= item.end);
      return at < 0 ? problem : inChunk(problem, at, -(origins[at] ?? 0));
    }),
    list: made,
  };
}

/** The object, or one of its blocks, with one list replaced; what follows moves. */
function withList(object: ObjectNode, list: ArrayNode, next: ArrayNode, delta: number): ObjectNode {
  const properties = object.properties.map((property): PropertyNode => {
    const { value } = property;
    if (value === list) return { ...property, value: next };
    if (property.keyStart >= list.start) return delta === 0 ? property : shiftedProperty(property, delta);
    return value?.kind === 'object' && list.start > value.start && list.end < value.end
      ? { ...property, value: withList(value, list, next, delta) }
      : property;
  });
  return { ...object, end: object.end + delta, properties };
}

function unchunked(list: ChunkedList): JsonNode {
  const items = list.items.map((item, i) => shifted(item, list.origins[i] ?? 0));
  return { ...list, items, origins: undefined };
}

/** The same tree further on in the text. The parser bounds its depth. */
export function shifted(node: JsonNode, by: number): JsonNode {
  const moved = { ...node, start: node.start + by, end: node.end + by };
  if (moved.kind === 'object') return { ...moved, properties: moved.properties.map(p => shiftedProperty(p, by)) };
  if (moved.kind === 'array') return { ...moved, items: moved.items.map(item => shifted(item, by)) };
  return moved;
}

const shiftedProperty = (property: PropertyNode, by: number): PropertyNode => ({
  ...property,
  keyStart: property.keyStart + by,
  keyEnd: property.keyEnd + by,
  value: property.value && shifted(property.value, by),
});

/** A list of chunks whose trees and individual origins are built on demand. */
export class LazyList implements ChunkedList {
  readonly kind = 'array';
  readonly chunked = true;
  private made: readonly JsonNode[] | undefined;

  constructor(
    readonly start: number,
    readonly end: number,
    readonly offsets: Offsets,
    private readonly make: () => readonly JsonNode[],
    readonly broken = false,
  ) {}

  get origins(): readonly number[] {
    return this.offsets.all;
  }

  get items(): readonly JsonNode[] {
    return (this.made ??= this.make());
  }
}

/** Where the chunks of a list begin. */
export const offsetsOf = (list: ChunkedList): Offsets =>
  list instanceof LazyList ? list.offsets : new Offsets(list.origins);

/** The tree after a chunk has grown by `delta` and the others have moved; `make` returns all of them. */
export function withChunk(
  root: ObjectNode,
  list: ChunkedList,
  index: number,
  delta: number,
  make: () => readonly JsonNode[],
): { readonly root: ObjectNode; readonly list: ChunkedList } {
  const offsets = offsetsOf(list).movedBy(delta, index);
  const next = new LazyList(list.start, list.end + delta, offsets, make, list.broken);
  return { root: withList(root, list, next, delta), list: next };
}
