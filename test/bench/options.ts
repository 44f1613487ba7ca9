import { parseArgs } from 'node:util';
import { GROUPS, type Group } from './targets.js';

export interface BenchOptions {
  readonly groups: readonly Group[];
  readonly quick: boolean;
  /** Writes CPU profiles of readable bundles to out/profiles; its times say nothing. */
  readonly profile: boolean;
}

export const USAGE = `npm run bench -- [--only ${GROUPS.join(',')}] [--quick] [--profile]\n`;

/** Undefined where the arguments can't be meant. */
export function optionsFrom(args: readonly string[]): BenchOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args], options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
    });
    const asked = values.only?.split(',') ?? [...GROUPS];
    const groups = GROUPS.filter((group) => asked.includes(group));
    return groups.length === asked.length ? { groups, quick: values.quick, profile: values.profile } : undefined;
  } catch {
    return undefined;
  }
}
