import assert from 'node:assert/strict';
import { Latest } from '../../client/src/views/latest.js';

/** Answers given when the test says so. */
function asked(): {
  readonly ask: () => Promise<string>;
  readonly answer: (text: string) => void;
  readonly count: () => number;
} {
  const waiting: ((text: string) => void)[] = [];
  let count = 0;
  return {
    ask: () => {
      count++;
      return new Promise(resolve => waiting.push(resolve));
    },
    answer: text => waiting.shift()?.(text),
    count: () => count,
  };
}

/** One whose waits end when the test runs them. */
function patient(): {
  readonly latest: Latest<string>;
  readonly waits: (() => void)[];
  readonly told: () => number;
} {
  let count = 0;
  const waits: (() => void)[] = [];
  const latest = new Latest(
    () => Promise.resolve('all'),
    () => count++,
    run => waits.push(run),
  );
  return { latest, waits, told: () => count };
}

const never = (): void => undefined;

describe('what a view shows', () => {
  it('is asked again when it changes meanwhile, and the view isn’t told before it has its answer', async () => {
    const { ask, answer, count } = asked();
    let told = 0;
    const latest = new Latest(ask, () => told++, never);
    const read = latest.read();
    latest.changed();
    latest.changed();
    answer('old');
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual([count(), told], [2, 0]);
    answer('new');
    assert.equal(await read, 'new');
    latest.changed();
    assert.equal(told, 1);
  });

  it('is told again after an answer that failed', async () => {
    let told = 0;
    const latest = new Latest(
      () => Promise.reject(new Error('stopped')),
      () => told++,
      never,
    );
    await assert.rejects(latest.read(), /stopped/);
    latest.changed();
    assert.equal(told, 1);
  });

  it('tells a view again that doesn’t ask, and no more once it has asked', async () => {
    const { latest, waits, told } = patient();
    latest.changed();
    waits.shift()?.();
    waits.shift()?.();
    assert.equal(told(), 3);
    await latest.read();
    waits.shift()?.();
    assert.deepEqual([told(), waits.length], [3, 0]);
  });

  it('leaves a hidden view after a few times', () => {
    const { latest, waits, told } = patient();
    latest.changed();
    for (let run = waits.shift(); run !== undefined; run = waits.shift()) run();
    assert.equal(told(), 6);
  });
});
