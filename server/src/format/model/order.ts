/**
 * The smallest set of items to move so that the ranks increase: all but a longest increasing subsequence.
 * Returns the indices to move, in order. O(n log n).
 */
export function misplaced(ranks: readonly number[]): number[] {
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
