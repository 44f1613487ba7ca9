import {
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
 * A text that has been read, where every array under the root is a list of chunks: which one holds the lignes can only
 * be said once all keys are known. `chunked` says it; until then, this is not a tree that anything may point into.
 */
export interface Draft {
  readonly root: JsonNode | undefined;
  readonly found: readonly DraftProblem[];
}

/** The tree in which the value of one of the root's properties is the list of chunks, and all else is absolute. */
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

function absolute(problem: DraftProblem): SyntaxProblem {
  const by = problem.chunk === undefined ? 0 : (problem.origins?.[problem.chunk] ?? 0);
  const moved = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  const { repair, opener } = problem;
  return {
    ...problem,
    chunk: undefined,
    span: moved(problem.span),
    repair: repair && movedRepair(repair, by),
    opener: opener && moved(opener),
  };
}

const movedRepair = ({ start, end, text }: Repair, by: number): Repair => ({ start: start + by, end: end + by, text });

function unchunked(list: ChunkedList): JsonNode {
  const items = list.items.map((item, i) => shifted(item, list.origins[i] ?? 0));
  return { ...list, items, origins: undefined };
}

/** The same tree further on in the text. Its depth is bounded by the parser. */
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

/** A list of chunks whose trees, and whose origins one by one, are made for who asks. */
export class LazyList implements ChunkedList {
  readonly kind = 'array';
  readonly broken = false;
  readonly chunked = true;
  private made: readonly JsonNode[] | undefined;

  constructor(
    readonly start: number,
    readonly end: number,
    readonly offsets: Offsets,
    private readonly make: () => readonly JsonNode[],
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

/** The tree once a chunk has grown by `delta` and the others have moved; `make` gives all of them. */
export function withChunk(
  root: ObjectNode,
  list: ChunkedList,
  index: number,
  delta: number,
  make: () => readonly JsonNode[],
): { readonly root: ObjectNode; readonly list: ChunkedList } {
  const next = new LazyList(list.start, list.end + delta, offsetsOf(list).movedBy(delta, index), make);
  const properties = root.properties.map(property => {
    if (property.value === list) return { ...property, value: next };
    return property.keyStart < list.start ? property : shiftedProperty(property, delta);
  });
  return { root: { ...root, end: root.end + delta, properties }, list: next };
}
