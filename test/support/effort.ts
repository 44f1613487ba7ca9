import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Milliseconds of processor time that this process has used, for bounds on effort. A wall clock would include what else
 * the machine does.
 */
export const effort = (): number => process.cpuUsage().user / 1000;

/** Has V8 collect what nothing holds any more. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  assert.ok(typeof collect === 'function');
  Reflect.apply(collect, undefined, []);
}
