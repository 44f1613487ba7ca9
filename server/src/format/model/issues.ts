import type { JsonNode, ObjectNode, PropertyNode, StringNode } from '../../language/nodes.js';
import type { Span } from '../../language/span.js';
import type { EnumValue, Evidence, PropertyShape, Shape, ValueType } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { Container, Entry, Located, Place } from './located.js';

interface IssueBase {
  /** Where the finding points: the key's own place, or the object's for a missing or misplaced key. */
  readonly place: Place | undefined;
  readonly evidence: Evidence;
}

interface KeyIssue extends IssueBase {
  readonly object: ObjectNode;
  readonly property: PropertyNode;
}

interface ValueIssue extends IssueBase {
  readonly node: JsonNode;
  readonly shape: Shape;
  /** The key that the value stands under, the nearest one for an item of a list. */
  readonly key: string;
}

/** Where a key that stands in another's object belongs. */
export interface Home {
  readonly object: ObjectNode;
  readonly place: Place | undefined;
  readonly expected: PropertyShape;
  readonly shape: Shape;
}

/** What the walk finds at odds with the shape. Each kind is one rule's to tell. */
export type StructureIssue =
  | (IssueBase & {
      readonly kind: 'missing';
      readonly object: ObjectNode;
      readonly expected: PropertyShape;
      /** The others that are missing with it, where the object holds nothing at all. */
      readonly also: readonly PropertyShape[];
      readonly shape: Shape;
    })
  | (KeyIssue & {
      readonly kind: 'unknown';
      readonly meant: PropertyShape | undefined;
      /** The object of the ligne where that very key is missing. */
      readonly home: Home | undefined;
      /** Where else the model has a key of that name: the keys that these objects stand under. */
      readonly levels: readonly string[];
      /** It is alone, and holds what its object should hold. */
      readonly wraps: boolean;
      readonly known: readonly string[];
    })
  | (IssueBase & {
      readonly kind: 'flat';
      readonly object: ObjectNode;
      /** The first one of them in the text. */
      readonly first: PropertyNode;
      /** Properties of `object`, in the model's order: they are what the block of `home` should hold. */
      readonly members: readonly { readonly property: PropertyNode; readonly expected: PropertyShape }[];
      readonly home: Home;
      /** The block itself, where it is there and holds nothing. */
      readonly hollow: PropertyNode | undefined;
    })
  | (KeyIssue & {
      readonly kind: 'duplicate';
      readonly first: PropertyNode;
      readonly expected: PropertyShape | undefined;
    })
  | (KeyIssue & { readonly kind: 'casing'; readonly expected: PropertyShape })
  | (KeyIssue & { readonly kind: 'key-whitespace'; readonly expected: PropertyShape })
  | (KeyIssue & {
      readonly kind: 'misplaced';
      readonly expected: PropertyShape;
      /** The key that stands before it in the model, undefined when it comes first. */
      readonly after: string | undefined;
      /** All properties of the object as they should follow each other. */
      readonly order: readonly PropertyNode[];
    })
  | (ValueIssue & { readonly kind: 'quoted'; readonly node: StringNode; readonly literal: 'null' | 'true' | 'false' })
  | (ValueIssue & { readonly kind: 'type'; readonly found: ValueType; readonly coercion: Coercion | undefined })
  | (ValueIssue & { readonly kind: 'whitespace'; readonly node: StringNode })
  | (ValueIssue & { readonly kind: 'empty'; readonly node: StringNode })
  | (ValueIssue & { readonly kind: 'enum'; readonly node: StringNode; readonly match: EnumValue | undefined });

export type IssueKind = StructureIssue['kind'];
export type IssueOf<K extends IssueKind> = Extract<StructureIssue, { kind: K }>;

/**
 * The right form of a value of the wrong type, when nothing is lost by it: text put before and after what is kept, or
 * in its place.
 */
export type Coercion =
  | { readonly how: 'replace'; readonly text: string }
  | { readonly how: 'wrap'; readonly before: string; readonly after: string }
  | { readonly how: 'skeleton' }
  | { readonly how: 'unwrap' };

/** What stands on two parts of the model is no surer than the less sure of them. */
export const least = (inner: { readonly evidence: Evidence }, outer: Shape): Evidence =>
  outer.evidence === 'reconstructed' ? outer.evidence : inner.evidence;

/** The keys to move so that all are in the model's order, each with what it must follow. */
export function misplacedKeys(
  object: ObjectNode,
  known: readonly { readonly property: PropertyNode; readonly expected: PropertyShape }[],
  place: Place | undefined,
  shape: Shape,
): readonly IssueOf<'misplaced'>[] {
  const sorted = [...known].sort((a, b) => a.expected.rank - b.expected.rank);
  const slots = [...sorted];
  const order = object.properties.map(p => (known.some(k => k.property === p) ? (slots.shift()?.property ?? p) : p));
  return misplaced(known.map(k => k.expected.rank)).flatMap(i => {
    const moved = known[i];
    if (moved === undefined) return [];
    const { property, expected } = moved;
    const after = sorted[sorted.indexOf(moved) - 1]?.expected.key;
    const evidence = least(expected.shape, shape);
    return [{ kind: 'misplaced' as const, place, object, property, expected, after, order, evidence }];
  });
}

/**
 * The smallest set of items to move so that the ranks increase: all but a longest increasing subsequence.
 * Returns the indices to move, in order. O(n log n).
 */
function misplaced(ranks: readonly number[]): number[] {
  if (ranks.every((rank, i) => i === 0 || rank > (ranks[i - 1] ?? -1))) return [];
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  ranks.forEach((rank, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[tails[middle] ?? 0] ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? tails[low - 1] : undefined);
    tails[low] = i;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) kept.add(at);
  return ranks.map((_, i) => i).filter(i => !kept.has(i));
}

/** What was read of one ligne, or of the file's head, by its model. */
export interface Contents {
  readonly kind: JsonNode['kind'];
  readonly span: Span;
  /** Its tree; made from the text on demand, where it was read without one. */
  readonly node: JsonNode;
  /** A bracket is missing or in excess around here: keys may stand in another's object. */
  readonly tangled: boolean;
  /** What is at odds with the model. */
  readonly issues: readonly StructureIssue[];
  readonly containers: readonly Container[];
  readonly entries: readonly Entry[];
  /** Calls `visit` with each value that has a role. */
  each<T>(visit: (value: Located, of: T) => void, of: T): void;
  /** The values of a role, in the order of the text. */
  all(role: FieldRole): readonly Located[];
  first(role: FieldRole): Located | undefined;
}

const isMissingOfEmpty = (issue: StructureIssue): issue is IssueOf<'missing'> =>
  issue.kind === 'missing' && issue.object.properties.length === 0 && typeof issue.place?.key === 'number';

/** An item of a list that holds nothing is one mistake, not one a key: it may be one too many. */
export function emptyOnce(issues: readonly StructureIssue[]): readonly StructureIssue[] {
  const missing = issues.filter(isMissingOfEmpty);
  if (missing.length < 2) return issues;
  const byObject = new Map<ObjectNode, IssueOf<'missing'>[]>();
  for (const one of missing) {
    const same = byObject.get(one.object);
    if (same === undefined) byObject.set(one.object, [one]);
    else same.push(one);
  }
  return issues.flatMap(issue => {
    const [first, ...others] = (isMissingOfEmpty(issue) ? byObject.get(issue.object) : undefined) ?? [];
    if (first === undefined) return [issue];
    return first === issue ? [{ ...first, also: others.map(({ expected }) => expected) }] : [];
  });
}
