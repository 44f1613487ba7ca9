import { parseArgs } from 'node:util';
import { GROUPS, type Group } from './targets.js';

export interface BenchOptions {
  readonly groups: readonly Group[];
  readonly quick: boolean;
  /** Renews the table of docs/performance.md. */
  readonly write: boolean;
  /** Fails if something is clearly worse than in that table, three times in a row. */
  readonly guard: boolean;
  /** Name of a contestant to run alone, to see where its time goes. */
  readonly profile: string | undefined;
}

/**
 * `--profile` takes a name as in `targets.ts` of what is measured in the group's own process: `--only edit --profile
 * finding`.
 */
export const USAGE = `npm run bench -- [--only ${GROUPS.join(',')}] [--quick] [--write] [--guard] [--profile NAME]\n`;

/** Undefined for unusable arguments. */
export function optionsFrom(args: readonly string[]): BenchOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        guard: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    });
    const asked = values.only?.split(',') ?? [...GROUPS];
    const groups = GROUPS.filter(group => asked.includes(group));
    const { quick, write, guard, profile } = values;
    return groups.length === asked.length ? { groups, quick, write, guard, profile } : undefined;
  } catch {
    return undefined;
  }
}
