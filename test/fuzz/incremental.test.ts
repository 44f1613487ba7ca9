import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { analyze, findingsOf, type Analysis } from '../../server/src/analysis/analyze.js';
import { reanalyze } from '../../server/src/analysis/incremental.js';
import { correctFile, engine, lignesOf, mixedFile, plain, tell, TODAY } from '../support/cases.js';
import { collectGarbage } from '../support/effort.js';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);
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

/** What lignes of a file are compared by, and what no ligne of the file has. */
const COMPARED = [
  { values: /(?<="RPPS": )"\d+"/g, other: '"10012345673"' },
  { values: /(?<="numeroEditeur": )"[^"]*"/g, other: '"BDC-2022-0099"' },
  { values: /(?<="numeroASP": )"[^"]*"/g, other: 'null' },
  { values: /(?<="regimeTVA": )"[^"]*"/g, other: '"HT"' },
  { values: /(?<="FINESSJuridique": )"[^"]*"/g, other: '"970100017"' },
];

const told = (analysis: Analysis): string =>
  findingsOf(analysis)
    .map(f => JSON.stringify(tell(analysis, f)))
    .join('\n');

/** As a rule sees them: a draft's origins are internal. */
const problems = ({ tree }: Analysis): unknown => plain(tree.problems.map(problem => ({ ...problem, origins: [] })));

/** An edit of each kind that is analysed in its own way, there and back. */
const KINDS: readonly (readonly [string, string, string])[] = [
  ['inside a ligne', '"Clinquart"', '"Clinquarts"'],
  ['that makes a finding', '"regimeTVA": "TTC"', '"regimeTVA": "TVA"'],
  ['that breaks a ligne', '"typeAction": "C",', '"typeAction": "C"'],
  ['that breaks the text', '"lignesImport": [', '"lignesImport": '],
  ['between lignes', '{\n      "numLigne": 2', '{}, {\n      "numLigne": 2'],
  ['of the head', '"impId": null', '"impId": 12'],
];

describe('incremental analysis', () => {
  for (const [name, from, to] of KINDS)
    it(`keeps no former version after an edit ${name}`, async () => {
      let analysis = analyze(engine, correctFile('MDV-LGC/avance').replace('Chloé ', ''), { today: TODAY });
      const former: WeakRef<Analysis>[] = [];
      // Not as many as bring an edit between lignes to a whole new analysis, which keeps nothing anyway.
      for (let i = 0; i < 8; i++) {
        const [old, text] = i % 2 === 0 ? [from, to] : [to, from];
        const start = analysis.text.indexOf(old);
        assert.ok(start >= 0, old);
        former.push(new WeakRef(analysis));
        const next = analysis.text.replace(old, text);
        analysis = reanalyze(engine, analysis, { start, end: start + old.length, text }, next);
        findingsOf(analysis);
      }
      const isKept = (version: WeakRef<Analysis>): boolean => version.deref() !== undefined;
      // What a WeakRef was made of, or gave, lives until the turn ends; a function that is being compiled holds more.
      for (let turn = 0; turn < 20 && former.some(isKept); turn++) {
        await nextTurn();
        collectGarbage();
      }
      assert.deepEqual(
        former.map(isKept),
        former.map(() => false),
      );
      assert.equal(analysis.lignes.length, 3);
    });

  it('keeps few former texts while lignes are added one after another', () => {
    const blanks = ' '.repeat(500_000);
    let text = `${correctFile('MDV-LGC/avance')}${blanks}`;
    let analysis = analyze(engine, text, { today: TODAY });
    const used = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    for (let rank = 0; rank < 30; rank++) {
      const [start, end] = [analysis.originOf(rank), analysis.originOf(rank + 1)];
      const copy = text.slice(start, end);
      text = `${text.slice(0, start)}${copy}${text.slice(start)}`;
      analysis = reanalyze(engine, analysis, { start, end: start, text: copy }, text);
    }
    const kept = (used() - before) / blanks.length;
    assert.ok(kept < 10, `${kept.toFixed(1)} texts of 30`);
    assert.equal(analysis.lignes.length, 33);
  });

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
        { numRuns: RUNS },
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
      { numRuns: RUNS / 2 },
    );
    assert.ok(shared > 25, 'the edits never took the short way: this test shows nothing');
  });

  it('says it as well while lignes turn into those of other profiles', () => {
    const kinds = ['HOP-RI/solde', 'HOP-DPI/solde', 'HOP-PFI/solde', 'PHA-LGO/solde', 'PHA-LGO/avance'].map(lignesOf);
    const start = (kind: number): string =>
      mixedFile(
        'HOP-RI/solde',
        Array.from({ length: 7 }, (_, i) => kinds[kind]?.[i % 3] ?? ''),
      );
    const turn = fc.record({ at: fc.nat({ max: 6 }), kind: fc.nat({ max: 4 }), cut: fc.boolean() });
    let mixed = 0;
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.array(turn, { minLength: 1, maxLength: 6 }), (kind, turns) => {
        let analysis = analyze(engine, start(kind), { today: TODAY });
        for (const { at, kind: to, cut } of turns) {
          const [origin, ligne] = [analysis.originOf(at), analysis.lignes[at]?.ligne];
          assert.ok(ligne !== undefined);
          // Inside the braces: the ligne stays where it is, and is another.
          const [from, end] = [origin + ligne.span.start + 1, origin + ligne.span.end - 1];
          const inner = (kinds[to]?.[at % 3] ?? '{}').slice(1, -1);
          const text = cut ? inner.replace(/,"(?:RI|PFI|LGO)":\{[^{}]*\}/, '') : inner;
          const next = analysis.text.slice(0, from) + text + analysis.text.slice(end);
          analysis = reanalyze(engine, analysis, { start: from, end, text }, next);
          const fresh = analyze(engine, next, { today: TODAY });
          assert.equal(told(analysis), told(fresh));
          assert.equal(analysis.choice.profile, fresh.choice.profile);
          if (fresh.choice.mixed) mixed++;
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(mixed > RUNS / 2, 'the lignes stayed of one profile: this test shows nothing');
  });

  for (const profile of PROFILES) {
    it(`says it as well of what lignes come to share, and cease to share (${profile})`, () => {
      const start = correctFile(profile);
      const swap = fc.record({ compared: fc.constantFrom(...COMPARED), at: fc.nat(), from: fc.nat() });
      let repeated = 0;
      fc.assert(
        fc.property(fc.array(swap, { minLength: 40, maxLength: 60 }), swaps => {
          let analysis = analyze(engine, start, { today: TODAY });
          for (const { compared, at, from: other } of swaps) {
            const values = [...analysis.text.matchAll(compared.values)];
            const [from, value] = [
              values[at % values.length],
              values[other % (values.length + 1)]?.[0] ?? compared.other,
            ];
            if (from === undefined) continue;
            const [start, end] = [from.index, from.index + from[0].length];
            const text = analysis.text.slice(0, start) + value + analysis.text.slice(end);
            analysis = reanalyze(engine, analysis, { start, end, text: value }, text);
            const found = told(analysis);
            if (/duplicate-beneficiary|solde-repeated|numero-editeur-unique|mixed-/.test(found)) repeated++;
            assert.equal(found, told(analyze(engine, text, { today: TODAY })));
          }
        }),
        { numRuns: RUNS / 10 },
      );
      assert.ok(repeated > RUNS, 'hardly anything was shared: this test shows nothing');
    });
  }

  it('says it as well of a type of attachment in a broken ligne, which no field holds', () => {
    const text = correctFile('MS1-DUI/avance')
      .replace(/"lignesImport"/, '"{lignesImport"')
      .replace(/"typeAction"/g, '"typeAct\n')
      .replace(/"BON_COMMANDE"/g, '"aMMANDE"');
    const at = text.indexOf('aMMANDE') + 1;
    const before = analyze(engine, text, { today: TODAY });
    assert.ok(told(before).includes('aMMANDE'));
    const next = text.slice(0, at) + ' ' + text.slice(at);
    const after = reanalyze(engine, before, { start: at, end: at, text: ' ' }, next);
    assert.equal(told(after), told(analyze(engine, next, { today: TODAY })));
  });

  it('says it as well of a file that ends in the middle of its only ligne', () => {
    const whole = correctFile('MDV-LGC/avance').replace('"numLigne":', '"numLigne:');
    const text = whole.slice(0, whole.indexOf('"formatFichier"') + '"formatFichier"'.length);
    const before = analyze(engine, text, { today: TODAY });
    for (let at = text.indexOf('"numLigne') + 2; at < text.length; at += 7) {
      const after = reanalyze(engine, before, { start: at, end: at, text: '' }, text);
      assert.deepEqual(plain(after.tree.root), plain(before.tree.root), String(at));
    }
  });

  it('says it as well of a file whose missing brace stands outside the ligne that is edited', () => {
    const text = correctFile('MDV-LGC/avance')
      .replace('{', '{ "extra": {')
      .replace('"BDC-2022-0001",', '"BDC-2022-00,');
    const at = text.indexOf('"commande"');
    const before = analyze(engine, text, { today: TODAY });
    assert.deepEqual(before.tree.problems.map(({ code }) => code).sort(), ['unclosed', 'unterminated-string']);
    const next = text.slice(0, at) + text.slice(at + 1);
    const after = reanalyze(engine, before, { start: at, end: at + 1, text: '' }, next);
    assert.deepEqual(plain(after.tree.root), plain(analyze(engine, next, { today: TODAY }).tree.root));
  });

  it('says it as well of a broken ligne whose line goes on with the next one', () => {
    const text = JSON.stringify(JSON.parse(correctFile('MS1-DUI/solde'))).replace('{"numLigne', '{numLigne');
    const at = text.indexOf(':', text.indexOf('"libelleTraitement"'));
    const before = analyze(engine, text, { today: TODAY });
    const next = `${text.slice(0, at)}1${text.slice(at + 1)}`;
    const after = reanalyze(engine, before, { start: at, end: at + 1, text: '1' }, next);
    const fresh = analyze(engine, next, { today: TODAY });
    assert.equal(told(after), told(fresh));
    assert.deepEqual(plain(after.tree.root), plain(fresh.tree.root));
  });

  it('says it as well after lignes are taken out, put back, moved and doubled', () => {
    const few = correctFile('MDV-LGC/avance').replace('"10002123452"', '"10002123453"');
    const first = few.indexOf('\n    {\n');
    const start = few.slice(0, first) + few.slice(first, few.lastIndexOf('\n    {\n')).repeat(3) + few.slice(first);
    let kept = 0;
    const cut = fc.record({ from: fc.nat(), to: fc.nat(), slip: fc.constantFrom(0, 0, 0, 1, 2, 3, 3, 3) });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 5 }), cuts => {
        let analysis = analyze(engine, start, { today: TODAY });
        let held = ',\n';
        for (const { from, to, slip } of cuts) {
          const before = analysis;
          // From one ligne's beginning to another's; sometimes beside it.
          const places = [...before.text.matchAll(/^ {4}\{/gm)].map(({ index }) => index);
          const ends = [from, to].map(at =>
            Math.min((places[at % places.length] ?? 0) + (slip % 3), before.text.length),
          );
          const [a, b] = [Math.min(...ends), Math.max(...ends)];
          const inserted = slip % 2 === 0 ? '' : held;
          held = before.text.slice(a, b);
          const text = before.text.slice(0, a) + inserted + before.text.slice(b);
          analysis = reanalyze(engine, before, { start: a, end: b, text: inserted }, text);
          const fresh = analyze(engine, text, { today: TODAY });
          assert.equal(told(analysis), told(fresh));
          assert.deepEqual(plain(analysis.tree.root), plain(fresh.tree.root));
          if (
            analysis.lignes.length !== before.lignes.length &&
            analysis.lignes.some(state => before.lignes.includes(state))
          )
            kept++;
        }
      }),
      { numRuns: RUNS / 2 },
    );
    assert.ok(kept > 10, `the edits took the short way ${String(kept)} times: this test shows nothing`);
  });
});
