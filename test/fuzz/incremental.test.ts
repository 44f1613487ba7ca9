import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, findingsOf, type Analysis } from '../../server/src/analysis/analyze.js';
import { reanalyze } from '../../server/src/analysis/incremental.js';
import { correctFile, engine, plain, tell, TODAY } from '../support/cases.js';

const PROFILES = ['MDV-LGC/avance', 'MDV-LGC/solde'];
/** What people type, and what breaks parsers. */
const INSERTS = [
  '',
  'a',
  ' ',
  '"',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  '1',
  '\n',
  '//',
  '\\',
  'é',
  'null',
  '"x": 1, ',
  'HT',
  '\u0000',
  '/*',
  "'",
];

const told = (analysis: Analysis): string =>
  findingsOf(analysis)
    .map(f => JSON.stringify(tell(analysis, f)))
    .join('\n');

/** As a rule sees them: a draft's origins are nobody's business. */
const problems = ({ tree }: Analysis): unknown => plain(tree.problems.map(problem => ({ ...problem, origins: [] })));

describe('incremental analysis', () => {
  for (const profile of PROFILES) {
    it(`says after any run of edits what a fresh analysis says (${profile})`, () => {
      const start = correctFile(profile);
      const edits = fc.array(
        fc.record({ at: fc.nat(), length: fc.nat({ max: 6 }), text: fc.constantFrom(...INSERTS) }),
        { minLength: 1, maxLength: 8 },
      );
      let shared = 0;
      fc.assert(
        fc.property(edits, changes => {
          let analysis = analyze(engine, start, { today: TODAY });
          for (const change of changes) {
            const from = change.at % (analysis.text.length + 1);
            const end = Math.min(analysis.text.length, from + change.length);
            const text = analysis.text.slice(0, from) + change.text + analysis.text.slice(end);
            const before = analysis;
            analysis = reanalyze(engine, analysis, { start: from, end, text: change.text }, text);
            if (analysis.lignes.some(state => before.lignes.includes(state))) shared++;
            const fresh = analyze(engine, text, { today: TODAY });
            assert.equal(told(analysis), told(fresh));
            assert.deepEqual(plain(analysis.tree.root), plain(fresh.tree.root));
          }
        }),
        { numRuns: 200 },
      );
      assert.ok(shared > 50, 'the edits never took the short way: this test shows nothing');
    });
  }

  it('says it as well while one ligne, or two, are written and not yet JSON', () => {
    const start = correctFile('MDV-LGC/avance');
    const marks = [...start.matchAll(/[",:{}[\]\n]|null|true/g)];
    const slip = fc.record({ at: fc.nat(), text: fc.constantFrom(...INSERTS), back: fc.boolean() });
    let shared = 0;
    fc.assert(
      fc.property(fc.array(slip, { minLength: 1, maxLength: 4 }), slips => {
        let analysis = analyze(engine, start, { today: TODAY });
        const edit = (from: number, end: number, inserted: string): void => {
          const before = analysis;
          const text = before.text.slice(0, from) + inserted + before.text.slice(end);
          analysis = reanalyze(engine, before, { start: from, end, text: inserted }, text);
          const broken = before.tree.problems.length + analysis.tree.problems.length > 0;
          if (broken && analysis.lignes.some(state => before.lignes.includes(state))) shared++;
          const fresh = analyze(engine, text, { today: TODAY });
          assert.equal(told(analysis), told(fresh));
          assert.deepEqual(plain(analysis.tree.root), plain(fresh.tree.root));
          assert.deepEqual(problems(analysis), problems(fresh));
        };
        for (const { at, text, back } of slips) {
          const { index, 0: mark } = marks[at % marks.length] ?? { index: 0, 0: '' };
          const [from, end] = [index, Math.min(index + mark.length, analysis.text.length)];
          const was = analysis.text.slice(from, end);
          edit(from, end, text);
          if (back) edit(from, from + text.length, was);
        }
      }),
      { numRuns: 200 },
    );
    assert.ok(shared > 50, 'the edits never took the short way: this test shows nothing');
  });
});
