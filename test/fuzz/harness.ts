import fc from 'fast-check';

/**
 * Something that holds in every case, and how cases are made. CI runs the same ones briefly, and so does `npm run fuzz`
 * at length.
 */
export interface FuzzProperty {
  readonly name: string;
  /** Share of the runs: cheap cases are worth trying more often. */
  readonly share: number;
  readonly check: (runs: number, seed: number) => Promise<Outcome>;
}

export interface Outcome {
  readonly runs: number;
  /** What went wrong with the smallest failing case. */
  readonly failure: string | undefined;
}

export function property<T>(
  name: string,
  share: number,
  cases: fc.Arbitrary<T>,
  check: (value: T) => void | Promise<void>,
  show: (value: T) => string = fc.stringify,
): FuzzProperty {
  return {
    name,
    share,
    check: async (runs, seed) => {
      const details = await fc.check(
        fc.asyncProperty(cases, async value => {
          await check(value);
        }),
        { numRuns: runs, seed },
      );
      return { runs: details.numRuns, failure: details.failed ? failureOf(details, show) : undefined };
    },
  };
}

function failureOf<T>(details: fc.RunDetails<[T]>, show: (value: T) => string): string {
  const { errorInstance: error, counterexample, counterexamplePath, seed } = details;
  const path = counterexamplePath === null ? '' : `, path "${counterexamplePath}"`;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `seed ${String(seed)}${path}`,
    counterexample === null ? '' : show(counterexample[0]).slice(0, 4_000),
    reason.slice(0, 2_000),
  ].join('\n');
}
