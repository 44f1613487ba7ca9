import { layoutOf, type Layout } from '../layout.js';
import { median, type Samples } from '../stats.js';

/** One of the contestants measured in turns. */
export interface Contestant {
  readonly name: string;
  /** Runs in one turn: enough to keep a fast contestant above the clock's noise. */
  readonly times: number;
  readonly run: () => Promise<void>;
  /** Undoes `run` if the next one needs the initial state; not measured. */
  readonly after?: () => void;
}

export interface Turns {
  /** Median of each turn, by name. */
  readonly turns: Samples;
  /** All runs, by name. */
  readonly all: Samples;
}

/** Turns before measuring: code is slow until it has run a few dozen times. What the first time takes, `start` says. */
const WARM_UP = 30;

/**
 * Measures contestants in turns, so that a machine that slows down slows all of them; each turn starts with another
 * one.
 */
export async function inTurns(all: readonly Contestant[], turns: number, warmUp = WARM_UP): Promise<Turns> {
  const alone = process.env['BENCH_ALONE'];
  const contestants = alone === undefined ? all : all.filter(({ name }) => name === alone);
  const medians: Record<string, number[]> = {};
  const runs: Record<string, number[]> = {};
  for (let turn = -warmUp; turn < turns; turn++) {
    for (let i = 0; i < contestants.length; i++) {
      const contestant = contestants[(i + turn + warmUp) % contestants.length];
      if (contestant === undefined) continue;
      // Nobody pays for the previous one's garbage.
      globalThis.gc?.({ type: 'minor' });
      const times = await timed(contestant);
      if (turn < 0) continue;
      (medians[contestant.name] ??= []).push(median(times));
      (runs[contestant.name] ??= []).push(...times);
    }
  }
  return { turns: medians, all: runs };
}

async function timed({ times, run, after }: Contestant): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await run();
    samples.push(performance.now() - start);
    after?.();
  }
  return samples;
}

export interface Task {
  readonly layout: Layout;
  /** A few turns only. */
  readonly quick: boolean;
}

/** Runs a measuring process: it gets the folder of the run and answers with samples in milliseconds or mebibytes. */
export function work(measure: (task: Task) => Promise<Samples>): void {
  const [, , folder = '.', quick] = process.argv;
  measure({ layout: layoutOf(folder), quick: quick === 'quick' }).then(
    samples => {
      process.stdout.write(JSON.stringify(samples));
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
