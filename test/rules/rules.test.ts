import assert from 'node:assert/strict';
import { findingsOf } from '../../server/src/analysis/analyze.js';
import { fixAll, fixesOf, safeFix } from '../../server/src/analysis/fix.js';
import { RULES } from '../../server/src/generated/registry.js';
import type { Example, InvalidExample } from '../../server/src/rules/examples.js';
import { plain } from '../support/plain.js';
import { EXAMPLES } from '../support/examples.gen.js';
import { engineOf, findIn, optionsOf, tell, textOf } from '../support/cases.js';

const show = (example: Example): string => {
  const { analysis, findings } = findIn(example);
  return findings.map(f => JSON.stringify(tell(analysis, f))).join('\n');
};

describe('rules', () => {
  for (const rule of RULES) {
    describe(rule.meta.id, () => {
      const examples = EXAMPLES[rule.meta.id];
      for (const example of examples?.valid ?? []) {
        it(`is silent: ${example.name}`, () => {
          assert.equal(show(example), '');
        });
      }
      for (const example of examples?.invalid ?? []) invalidCase(rule.meta.id, example);
    });
  }
});

function invalidCase(id: string, example: InvalidExample): void {
  it(`speaks: ${example.name}`, () => {
    const { analysis, findings } = findIn(example);
    const mine = findings.filter(f => f.rule.id === id).map(f => tell(analysis, f));
    assert.deepEqual(
      mine.map(({ message, path, marks }) => ({ message, path, marks })),
      example.expect.map(({ message, path, marks }) => ({ message, path, marks })),
      `${id} does not say what the case expects; all that is said:\n${show(example)}`,
    );
    example.expect.forEach((expected, i) => {
      if (expected.severity !== undefined)
        assert.equal(mine[i]?.severity, expected.severity, `severity of finding ${String(i)}`);
    });
    const others = findings.filter(f => f.rule.id !== id).map(f => f.rule.id);
    const unlike = `rules that speak beside ${id} are not those of \`also\`:\n${show(example)}`;
    assert.deepEqual([...new Set(others)].sort(), [...(example.also ?? [])].sort(), unlike);
    for (const finding of findings) {
      for (const lang of ['fr', 'en'] as const) assert.ok(finding.message(lang).length > 10);
      assert.doesNotMatch(finding.message('fr'), /undefined|\[object|NaN(?![\u00a0”])/);
      assert.doesNotMatch(finding.message('en'), /undefined|\[object|NaN(?![\u00a0”])/);
    }
  });

  it(`mends: ${example.name}`, () => {
    const { analysis, findings } = findIn(example);
    const mine = findings.filter(f => f.rule.id === id);
    const safe = mine.filter(f => safeFix(analysis, f) !== undefined);
    example.expect.forEach((expected, i) => {
      const finding = mine[i];
      if (expected.fixable !== undefined && finding !== undefined)
        assert.equal(safe.includes(finding), expected.fixable);
    });
    for (const finding of mine) {
      for (const fix of fixesOf(analysis, finding)) {
        assert.ok(finding.rule.remedies.includes(fix.kind), `undeclared remedy ${fix.kind}`);
        assert.ok(fix.edits.length > 0 || fix.command !== undefined, 'a remedy that does nothing');
      }
    }
    const offers = mine.flatMap(f =>
      fixesOf(analysis, f)
        .filter(fix => fix.kind !== 'fix')
        .map(fix => fix.title.fr),
    );
    if (example.offers !== undefined) assert.deepEqual(offers.map(plain), example.offers.map(plain));
    if (example.fixed === undefined) {
      assert.equal(safe.length, 0, 'a safe fix that the case does not tell');
      return;
    }
    assert.equal(safe.length, mine.length, 'not every finding has a safe fix');
    const fixed = fixAll(engineOf(example), textOf(example), optionsOf(example));
    for (const text of example.fixed)
      assert.ok(fixed.text.includes(text), `${JSON.stringify(text)} does not stand in:\n${fixed.text}`);
    JSON.parse(fixed.text);
    const left = findingsOf(fixed.analysis)
      .filter(f => f.rule.id !== 'model-reconstructed')
      .map(f => tell(fixed.analysis, f).fr);
    if (example.gap === true) assert.equal(left.length, 1, left.join('\n'));
    else if (example.also === undefined) assert.deepEqual(left, []);
    const again = fixAll(engineOf(example), fixed.text, optionsOf({ ...example, bom: false }));
    assert.equal(again.text, fixed.text, 'a second fix-all changes something');
  });
}
