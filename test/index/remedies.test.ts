import assert from 'node:assert/strict';
import { fixesOf } from '../../server/src/analysis/fix.js';
import { applyEdits } from '../../server/src/language/apply.js';
import { EXAMPLES } from '../support/examples.gen.js';
import { findIn, tell } from '../support/cases.js';

/** The file with a case's change undone: a case's statements about its text apply to the whole text. */
describe('remedies of rules about other files', () => {
  for (const [id, examples] of Object.entries(EXAMPLES)) {
    for (const example of examples.invalid.filter(({ others }) => others !== undefined)) {
      const { analysis, findings } = findIn(example);
      const offered = findings
        .filter(({ rule }) => rule.id === id)
        .flatMap(finding => fixesOf(analysis, finding).map(fix => ({ finding, fix })));
      for (const { finding, fix } of offered) {
        it(`${id}, ${example.name}: ${fix.title.fr}`, () => {
          const { text, applied } = applyEdits(analysis, [fix.edits]);
          assert.equal(applied, 1);
          JSON.parse(text);
          const { change, ...rest } = example;
          assert.ok(change !== undefined || example.text === undefined);
          const after = findIn({ ...rest, text });
          const before = new Set(findings.map(one => JSON.stringify(tell(analysis, one))));
          const told = after.findings.map(one => JSON.stringify(tell(after.analysis, one)));
          assert.ok(!told.includes(JSON.stringify(tell(analysis, finding))), 'the finding stays');
          // No other rule about other files reports what follows from the change (a lead that now fits).
          const fresh = after.findings
            .filter((one, i) => !before.has(told[i] ?? '') && one.rule.scope === 'workspace')
            .map(({ rule }) => rule.id);
          assert.deepEqual(fresh, []);
        });
      }
    }
  }
});
