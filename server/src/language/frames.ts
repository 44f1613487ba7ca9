import type { ArrayNode, JsonNode, ObjectNode, PathSegment, SyntaxErrorCode, SyntaxProblem } from './nodes.js';

interface OpenProperty {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly faulty: boolean;
  value: JsonNode | undefined;
}

interface OpenFrame {
  readonly start: number;
  broken: boolean;
  /** Absolute offset of the last comma, -1 before the first. */
  commaAt: number;
  /** Absolute offset of the last comment that holds a field, -1 before the first. */
  heldAt: number;
  /** There is already an error here: whatever can't be read up to the next comma is the same mistake. */
  skipping: boolean;
  /** Its opening bracket is missing: whatever closes the container around it closes it too. */
  readonly implicit: boolean;
  /** Blanks before the first word of the line that it was opened on; -1 if indentation is ignored. */
  readonly indent: number;
}

/** A container being read. Offsets of nodes are relative to the chunk. */
export interface ObjectFrame extends OpenFrame {
  readonly kind: 'object';
  readonly properties: OpenProperty[];
  /** What may come next. */
  expects: 'key-or-end' | 'key' | 'colon' | 'value' | 'comma-or-end';
  /** Members without a key have been reported. */
  orphans: boolean;
}

export interface ArrayFrame extends OpenFrame {
  readonly kind: 'array';
  readonly items: JsonNode[];
  readonly origins: number[] | undefined;
  expects: 'value-or-end' | 'value' | 'comma-or-end';
}

export type Frame = ObjectFrame | ArrayFrame;

/**
 * How brackets that don't match are read. A slip can be read in several ways (a bracket is missing, one is extra, one
 * is of the wrong kind); the reading with the fewest mistakes is the one that the user can follow.
 */
export interface Reading {
  /** Indentation tells which container a key or a closing bracket belongs to. */
  readonly indent: boolean;
  /** A closing bracket of the other kind: one is missing before it, it stands for the right one, or it is in excess. */
  readonly closer: 'insert' | 'replace' | 'skip';
  /**
   * A key in a list: the list was never closed, the object before it was closed too early, or its own brace is missing.
   */
  readonly keyInList: 'close' | 'reopen' | 'brace';
  /** A key instead of a value: the value is missing, or the brace. */
  readonly keyAsValue: 'null' | 'brace';
  /** An opening brace instead of a key: a member without a key, or an extra brace. */
  readonly brace: 'read' | 'skip';
  /**
   * An opening brace after a comma in an object of a list: that list's next item, or a member of the object without its
   * key.
   */
  readonly sibling: 'item' | 'member';
}

export const PLAIN: Reading = {
  indent: false,
  closer: 'insert',
  keyInList: 'close',
  keyAsValue: 'null',
  brace: 'read',
  sibling: 'item',
};

/** Problems that leave the nesting uncertain. */
const TANGLING: ReadonlySet<SyntaxErrorCode> = new Set<SyntaxErrorCode>([
  'unclosed',
  'wrong-closer',
  'missing-brace',
  'missing-key',
  'unexpected',
]);
export const tangles = (code: SyntaxErrorCode): boolean => TANGLING.has(code);

/** Problems that reach beyond their own value. */
const SPREADING: ReadonlySet<SyntaxErrorCode> = new Set<SyntaxErrorCode>([
  ...TANGLING,
  'unterminated-comment',
  'extra-content',
  'too-deep',
]);
/** Whether everything outside a problem's chunk is read the same with and without it. */
export const isContained = ({ code, chunk }: SyntaxProblem): boolean => chunk !== undefined && !SPREADING.has(code);

export const closerOf = (frame: Frame): string => (frame.kind === 'object' ? '}' : ']');

/** The frame as a node; `end` is relative to the chunk. */
export function nodeOf(frame: Frame, end: number): ObjectNode | ArrayNode {
  const { start, broken } = frame;
  return frame.kind === 'object'
    ? { kind: 'object', start, end, properties: frame.properties, broken, tangled: false }
    : { kind: 'array', start, end, items: frame.items, origins: frame.origins, broken };
}

/** The same tree with none of its lists of keys reliable. */
export function tangled(node: JsonNode): JsonNode {
  if (node.kind === 'array') return { ...node, broken: true, items: node.items.map(tangled) };
  if (node.kind !== 'object') return node;
  return {
    ...node,
    broken: true,
    tangled: true,
    properties: node.properties.map(p => ({ ...p, value: p.value && tangled(p.value) })),
  };
}

export function pathTo(frames: readonly Frame[]): PathSegment[] {
  return frames
    .slice(0, -1)
    .map(frame => (frame.kind === 'array' ? frame.items.length : (frame.properties.at(-1)?.key ?? '')));
}
