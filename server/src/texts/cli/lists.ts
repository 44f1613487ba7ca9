/** [2, 3, 4, 7] → « 2 à 4, 7 »; cut after a few, since nobody reads more. */
export function ranges(numbers: readonly number[], to: string): string {
  const runs: { first: number; last: number }[] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && n <= run.last + 1) run.last = Math.max(n, run.last);
    else runs.push({ first: n, last: n });
  }
  const shown = runs.slice(0, MAX_RUNS).map(({ first, last }) => {
    if (first === last) return String(first);
    return last === first + 1 ? `${String(first)}, ${String(last)}` : `${String(first)}${to}${String(last)}`;
  });
  return shown.join(', ') + (runs.length > MAX_RUNS ? '…' : '');
}

const MAX_SOME = 10;

/** The first of some names; how many more there are. */
export const some = (names: readonly string[], and: string, more: (count: number) => string): string =>
  names.slice(0, MAX_SOME).join(', ') + (names.length > MAX_SOME ? and + more(names.length - MAX_SOME) : '');

/** A path as a shell takes it. */
export const quoted = (path: string): string => (/^[\w./:@%+,\\-]+$/.test(path) ? path : `"${path}"`);

const MAX_RUNS = 6;
