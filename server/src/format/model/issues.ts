import type { JsonNode, ObjectNode, PropertyNode, StringNode } from '../../language/nodes.js';
import type { Span } from '../../language/span.js';
import type { EnumValue, Evidence, PropertyShape, Shape, ValueType } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { Container, Entry, Located, LocatedText, Place, TextSlot } from './located.js';

interface IssueBase {
  /** Where the finding points: at the key's own place, or at the object for a missing or misplaced key. */
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
  /** The value's key; for an item of a list, the nearest one. */
  readonly key: string;
}

/** Where a key in the wrong object belongs. */
export interface Home {
  readonly object: ObjectNode;
  readonly place: Place | undefined;
  readonly expected: PropertyShape;
  readonly shape: Shape;
}

/** The differences that the walk finds between a tree and its shape. Each kind is one rule's to report. */
export type StructureIssue =
  | (IssueBase & {
      readonly kind: 'missing';
      readonly object: ObjectNode;
      readonly expected: PropertyShape;
      /** The others missing with it, if the object is empty. */
      readonly also: readonly PropertyShape[];
      readonly shape: Shape;
    })
  | (KeyIssue & {
      readonly kind: 'unknown';
      readonly meant: PropertyShape | undefined;
      /** The object of the ligne that lacks this very key. */
      readonly home: Home | undefined;
      /** Where else the model has a key of that name: the keys of those objects. */
      readonly levels: readonly string[];
      /** It is alone, and contains what its object should contain. */
      readonly wraps: boolean;
      readonly known: readonly string[];
    })
  | (IssueBase & {
      readonly kind: 'flat';
      readonly object: ObjectNode;
      /** The first one of them in the text. */
      readonly first: PropertyNode;
      /** Properties of `object`, in the model's order: what the block of `home` should contain. */
      readonly members: readonly { readonly property: PropertyNode; readonly expected: PropertyShape }[];
      readonly home: Home;
      /** The block itself, if it exists and is empty. */
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
      /** The key before it in the model; undefined if it comes first. */
      readonly after: string | undefined;
      /** All properties of the object in the right order. */
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
 * The right form of a value of the wrong type, if nothing is lost: text put before and after what is kept, or replacing
 * it.
 */
export type Coercion =
  | { readonly how: 'replace'; readonly text: string }
  | { readonly how: 'wrap'; readonly before: string; readonly after: string }
  | { readonly how: 'skeleton' }
  | { readonly how: 'unwrap' };

/** A finding about two parts of the model is only as certain as the less certain one. */
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

/**
 * What a ligne has of its model: which members and how many items, which of them null, true or false, which values of a
 * list. Texts and numbers are only known to be there. The same object for lignes that are alike in this.
 */
export type Form = object;

/** What was read from one ligne, or from the file's head, according to its model. */
export interface Contents {
  readonly kind: JsonNode['kind'];
  /** Undefined if it was read by its tree, and if it is the first of its form. */
  readonly form: Form | undefined;
  readonly span: Span;
  /** Its tree; built from the text on demand if it was read without one. */
  readonly node: JsonNode;
  /** A bracket is missing or in excess around here: keys may be in another's object. */
  readonly tangled: boolean;
  /** How it differs from the model. */
  readonly issues: readonly StructureIssue[];
  readonly containers: readonly Container[];
  readonly entries: readonly Entry[];
  /** Its texts and numbers that have a role: the same list for all lignes of a form. */
  readonly slots: readonly TextSlot[];
  /** What stands in a slot, by its rank. */
  textAt(rank: number): string;
  fieldAt(rank: number): LocatedText;
  /** The values of a role, in text order. */
  all(role: FieldRole): readonly Located[];
  first(role: FieldRole): Located | undefined;
  /** Whether there are several values of a role. */
  repeats(role: FieldRole): boolean;
}

const isMissingOfEmpty = (issue: StructureIssue): issue is IssueOf<'missing'> =>
  issue.kind === 'missing' &&
  issue.object.properties.length === 0 &&
  (issue.place === undefined || typeof issue.place.key === 'number');

/** An empty file or list item is one mistake, not one per key: an item may be one too many. */
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
