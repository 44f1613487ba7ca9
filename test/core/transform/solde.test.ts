import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf } from '../../../server/src/core/analyze.js';
import { createSolde, readOutput } from '../../../server/src/core/transform/solde.js';
import { engine, tell } from '../../support/cases.js';
import { correctFiles } from '../../support/generator.js';
import { analysed, AVANCES, LAYOUTS, output, profile } from './support.js';

describe('solde: what is made of an output', () => {
  for (const id of AVANCES) {
    it(`has nothing wrong but what is left to complete: ${id}`, () => {
      fc.assert(fc.property(correctFiles(profile(id), { min: 1, max: 4 }), fc.constantFrom(...Object.values(LAYOUTS)), (file, write) => {
        const source = analysed(write(output(file)), { profile: id });
        const read = readOutput(engine, source, []);
        assert.ok('candidates' in read);
        const made = createSolde(engine, source, read.profile, read.candidates.map(({ ligne }) => ligne));
        assert.ok(made !== undefined);
        const told = findingsOf(made.analysis).filter(({ severity }) => severity !== 'info').map((finding) => tell(made.analysis, finding));
        assert.deepEqual(told.filter(({ marks }) => marks !== 'null' && marks !== '[]'), []);
        JSON.parse(made.text);
      }), { numRuns: 20 });
    });
  }
});
