import assert from 'node:assert/strict';
import { Latest } from '../../client/src/views/latest.js';

/** Answers that are given when the test says so. */
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

describe('what a view shows', () => {
  it('is asked again when it changes meanwhile, and the view isn’t told before it has its answer', async () => {
    const { ask, answer, count } = asked();
    let told = 0;
    const latest = new Latest(ask, () => told++);
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
    );
    await assert.rejects(latest.read(), /stopped/);
    latest.changed();
    assert.equal(told, 1);
  });
});
