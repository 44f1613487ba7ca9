import type { ObjectNode, PropertyNode } from '../../language/nodes.js';
import type { Evidence, PropertyShape, Shape } from '../profiles/shape.js';
import type { IssueOf } from './issues.js';
import type { Place } from './place.js';

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
