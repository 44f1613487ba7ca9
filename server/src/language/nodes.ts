import type { Span } from './span.js';
import type { InvalidKind } from './words.js';

/**
 * The syntax tree of a request. Offsets are UTF-16 units. The items of *one* array under the root object (the lignes)
 * are *chunks*: the offsets in such an item are relative to its own start, and the list's `origins` say where each one
 * starts in the text. So an edit in one ligne leaves the trees of all the others untouched. All other offsets are
 * absolute: a chunk's index needs no list to go with it.
 */
export type JsonNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode | InvalidNode;

export interface ObjectNode extends Span {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
  /** A syntax error makes the list of keys unreliable: nothing can be said about missing or misplaced ones. */
  readonly broken: boolean;
  /** A bracket is missing or extra around here: keys may be in another object, so nothing can be said about any. */
  readonly tangled: boolean;
}

export interface PropertyNode {
  /** Decoded, as JSON.parse would give it. */
  readonly key: string;
  /** Span of the key with its quotes. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** A syntax finding covers how the key is written. */
  readonly faulty: boolean;
  /** Absent if a syntax error took its place. */
  readonly value: JsonNode | undefined;
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
  /** Only in the tree's `list`: absolute offset of each item's origin. */
  readonly origins: readonly number[] | undefined;
  /** Equivalent to the existing `origins`, which may have to be written out. */
  readonly chunked?: true;
  readonly broken: boolean;
}

export interface StringNode extends Span {
  readonly kind: 'string';
  readonly value: string;
  /** A syntax finding covers how it is written. */
  readonly faulty: boolean;
}

interface NumberNode extends Span {
  readonly kind: 'number';
  /** As typed: 20 digits stay 20 digits. */
  readonly lexeme: string;
}

interface BooleanNode extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

interface NullNode extends Span {
  readonly kind: 'null';
}

/** Something in place of a value that isn't one in JSON: `NaN`, `'text'`, `007`. The syntax finding covers it. */
interface InvalidNode extends Span {
  readonly kind: 'invalid';
  readonly text: string;
}

export type SyntaxErrorCode =
  | 'comment'
  | 'commented-field'
  | 'trailing-comma'
  | 'extra-comma'
  | 'missing-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'missing-key'
  | 'unquoted-key'
  | InvalidKind
  | 'unexpected'
  | 'unclosed'
  | 'wrong-closer'
  | 'missing-brace'
  | 'extra-content'
  | 'too-deep'
  | 'empty';

export type PathSegment = string | number;

/** One place where the text is not strict JSON. */
export interface SyntaxProblem {
  readonly code: SyntaxErrorCode;
  /** Relative to the chunk named by `chunk`, absolute without one. */
  readonly span: Span;
  /** Index of its chunk (ligne) in the tree's `list`. */
  readonly chunk: number | undefined;
  /** Path of the innermost container, from the root. */
  readonly path: readonly PathSegment[];
  /** The offending text, shortened; for the extra comma or the unclosed bracket, that character. */
  readonly text: string;
  /** The key of the value concerned, if there is one. */
  readonly key: string | undefined;
  /** The single replacement that would mend it, if the parser knows; relative like `span`. */
  readonly repair: Repair | undefined;
  /** Where the unclosed bracket was opened; relative like `span`. */
  readonly opener: Span | undefined;
}

export interface Repair extends Span {
  readonly text: string;
}

export interface SyntaxTree {
  readonly root: JsonNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** The list whose items are the chunks: the value of one of the root's properties. */
  readonly list: ChunkedList | undefined;
}

export interface ChunkedList extends ArrayNode {
  readonly origins: readonly number[];
}

export const isChunked = (node: JsonNode | undefined): node is ChunkedList =>
  node?.kind === 'array' && (node.chunked === true || node.origins !== undefined);

/** A value to be written. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Whether two values are equal: layout, escapes and the order of keys don't count; numbers count as typed. */
export function sameValue(a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  switch (a.kind) {
    case 'string':
      return b.kind === 'string' && a.value === b.value && !a.faulty && !b.faulty;
    case 'number':
      return b.kind === 'number' && a.lexeme === b.lexeme;
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'null':
      return b.kind === 'null';
    case 'invalid':
      return false;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => sameValue(item, b.items[i]))
      );
    case 'object': {
      if (b.kind !== 'object' || a.broken || b.broken || a.properties.length !== b.properties.length) return false;
      const others = new Map(b.properties.map(p => [p.key, p.value]));
      // A repeated key, in either of them, hides one that the other lacks.
      const isWhole = [others, new Set(a.properties.map(p => p.key))].every(({ size }) => size === a.properties.length);
      return isWhole && a.properties.every(p => sameValue(p.value, others.get(p.key)));
    }
  }
}
