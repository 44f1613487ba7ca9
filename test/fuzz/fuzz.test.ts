import assert from 'node:assert/strict';
import { GROWING, tooFast } from './growth.js';
import { CORE } from './properties/core.js';
import { FILES } from './properties/files.js';
import { SERVER, stopServer } from './properties/server.js';
import { SEED } from '../support/seed.js';

/** What `npm run fuzz` runs a million times, briefly. */
const RUNS = 60;

describe('fuzz', function () {
  this.timeout(60_000);
  after(stopServer);

  for (const { name, share, check } of [...CORE, ...FILES, ...SERVER]) {
    it(name, async () => {
      const { runs, failure } = await check(Math.ceil(RUNS * Math.min(1, share)), SEED);
      assert.equal(failure, undefined, failure);
      assert.ok(runs > 0);
    });
  }
});

describe('growth', function () {
  this.timeout(60_000);
  for (const [name, grow] of Object.entries(GROWING)) {
    it(`is linear: ${name}`, () => {
      assert.equal(tooFast(grow), undefined);
    });
  }

  it('sees what is quadratic', () => {
    const quadratic = (n: number): string => file(n * n);
    const file = (n: number): string => `[${'1,'.repeat(n / 100)}1]`;
    assert.ok(tooFast(quadratic) !== undefined);
  });
});
