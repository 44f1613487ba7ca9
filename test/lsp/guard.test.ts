import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Gate } from '../../server/src/lsp/guard.js';

describe('background work', () => {
  it('waits for the answer about what was just opened, though its question is another message', async () => {
    const gate = new Gate();
    const done: string[] = [];
    gate.expect('a');
    const background = gate.idle().then(() => done.push('background'));
    await nextTurn();
    await nextTurn();
    assert.equal(done.length, 0);
    const answer = gate.answering(async () => {
      gate.settle('a');
      await nextTurn();
      done.push('answer');
    });
    await Promise.all([answer, background]);
    assert.deepEqual(done, ['answer', 'background']);
  });

  it('waits for all of several', async () => {
    const gate = new Gate();
    const done: string[] = [];
    gate.expect('a');
    gate.expect('b');
    const background = gate.idle().then(() => done.push('background'));
    gate.settle('a');
    await nextTurn();
    assert.equal(done.length, 0);
    gate.settle('b');
    await background;
  });

  it('goes on after a moment if nobody asks', async () => {
    const gate = new Gate();
    gate.expect('a');
    let goesOn = false;
    const background = gate.idle().then(() => {
      goesOn = true;
    });
    await nextTurn();
    assert.equal(goesOn, false);
    await background;
    // Nothing is expected any longer.
    await Promise.race([gate.idle(), nextTurn().then(() => assert.fail('it waits again'))]);
  });
});
