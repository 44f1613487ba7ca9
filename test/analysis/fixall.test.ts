import assert from 'node:assert/strict';
import { analyze, findingsOf, type AnalyzeOptions } from '../../server/src/analysis/analyze.js';
import { fixAll, fixesOf, safeFix } from '../../server/src/analysis/fix.js';
import type { InvalidExample } from '../../server/src/rules/examples.js';
import { correctFile, engine, optionsOf, textOf } from '../support/cases.js';
import { SEED } from '../support/seed.js';
import { EXAMPLES } from '../support/examples.gen.js';

/** There are many pairs: one in three, or all with `FUZZ_RUNS=200`, as with the properties. */
const EVERY = process.env['FUZZ_RUNS'] === undefined ? 3 : 1;

type Change = readonly (readonly [from: string, to: string])[];

interface Mistake {
  readonly name: string;
  readonly change: Change;
  readonly options: AnalyzeOptions;
}

/** Every mistake in the examples that fix-all mends, as a change in the profile's correct file. */
function safeMistakes(profile: string): Mistake[] {
  const isSafe = (example: InvalidExample): boolean =>
    example.profile === profile &&
    example.fixed !== undefined &&
    example.text === undefined &&
    // Those of an adopted model are tested where it is adopted.
    example.model === undefined &&
    example.change !== undefined;
  return Object.entries(EXAMPLES).flatMap(([id, { invalid }]) =>
    invalid
      .filter(isSafe)
      .map(example => ({ name: `${id}: ${example.name}`, change: example.change ?? [], options: optionsOf(example) })),
  );
}

/** The text with all replacements applied, undefined if one finds nothing to replace. */
function applied(text: string, change: Change): string | undefined {
  let out = text;
  for (const [from, to] of change) {
    if (!out.includes(from)) return undefined;
    out = out.replace(from, () => to);
  }
  return out;
}

/** Both mistakes in one text; undefined if one touches the other, so that they are no longer those two. */
function together(text: string, a: Mistake, b: Mistake): string | undefined {
  const ab = applied(applied(text, a.change) ?? '', b.change);
  return ab !== undefined && ab === applied(applied(text, b.change) ?? '', a.change) ? ab : undefined;
}

const LEXEME = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function counts(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [lexeme] of text.matchAll(LEXEME)) found.set(lexeme, (found.get(lexeme) ?? 0) + 1);
  return found;
}

/**
 * One application mends everything that is safe, a second finds nothing, the result is JSON, and whatever no mistake
 * touched is as typed.
 */
function converges(broken: string, correct: string, options: AnalyzeOptions, name: string): void {
  const once = fixAll(engine, broken, options);
  const left = findingsOf(once.analysis).filter(finding => safeFix(once.analysis, finding) !== undefined);
  assert.deepEqual(
    left.map(finding => finding.rule.id),
    [],
    `${name}: a safe fix is left`,
  );
  assert.equal(
    fixAll(engine, once.text, { ...options, bom: false }).text,
    once.text,
    `${name}: a second fix-all changes something`,
  );
  JSON.parse(once.text);
  const [before, base, after] = [counts(broken), counts(correct), counts(once.text)];
  for (const [lexeme, count] of before) {
    const due = Math.min(count, base.get(lexeme) ?? 0);
    assert.ok((after.get(lexeme) ?? 0) >= due, `${name}: ${lexeme} got lost`);
  }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const LAYOUTS: Readonly<Record<string, (text: string) => string | undefined>> = {
  'as written': text => text,
  CRLF: text => text.replaceAll('\n', '\r\n'),
  tabs: text => text.replace(/^(?: {2})+/gm, indent => '\t'.repeat(indent.length / 2)),
  minified: text => (isJson(text) ? text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1') : undefined),
  'ASCII only': text =>
    isJson(text)
      ? text.replace(/[\u0080-\uffff]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : undefined,
};

/** All mistakes that fit in one text, each only if earlier ones left its place alone. */
function allAtOnce(text: string, mistakes: readonly Mistake[]): { text: string; count: number } {
  let out = text;
  let count = 0;
  const kept: Mistake[] = [];
  for (const mistake of mistakes) {
    if (kept.some(other => together(text, other, mistake) === undefined)) continue;
    const next = applied(out, mistake.change);
    if (next === undefined) continue;
    out = next;
    kept.push(mistake);
    count++;
  }
  return { text: out, count };
}

describe('fix-all', () => {
  const profiles = [
    ...new Set(Object.values(EXAMPLES).flatMap(({ invalid }) => invalid.map(example => example.profile))),
  ].filter(id => id !== undefined);
  for (const profile of profiles) {
    const mistakes = safeMistakes(profile);
    if (mistakes.length === 0) continue;
    const correct = correctFile(profile);

    describe(profile, () => {
      it('mends each mistake in every layout', () => {
        for (const mistake of mistakes) {
          for (const [layout, lay] of Object.entries(LAYOUTS)) {
            const broken = lay(textOf({ name: mistake.name, profile, change: mistake.change }));
            if (broken !== undefined)
              converges(broken, lay(correct) ?? correct, mistake.options, `${mistake.name} (${layout})`);
          }
        }
      });

      it(EVERY === 1 ? 'mends every pair of mistakes' : 'mends a third of all pairs of mistakes', function () {
        this.timeout(120_000);
        mistakes.forEach((a, i) => {
          for (const [j, b] of mistakes.slice(i + 1).entries()) {
            if ((i + j + SEED) % EVERY !== 0) continue;
            const broken = together(correct, a, b);
            if (broken !== undefined)
              converges(broken, correct, { ...a.options, ...b.options }, `${a.name} + ${b.name}`);
          }
        });
      });

      it('mends all mistakes at once, in every layout', () => {
        const sound = mistakes.filter(mistake => isJson(applied(correct, mistake.change) ?? ''));
        for (const [which, some] of [
          ['all', mistakes],
          ['all that leave it JSON', sound],
        ] as const) {
          const { text, count } = allAtOnce(correct, some);
          assert.ok(
            count > Math.min(some.length, 3) / 2,
            `only ${String(count)} of ${String(some.length)} mistakes fit together`,
          );
          for (const [layout, lay] of Object.entries(LAYOUTS)) {
            const broken = lay(text);
            if (broken !== undefined)
              converges(broken, lay(correct) ?? correct, { today: 20260101, profile }, `${which} (${layout})`);
          }
        }
      });
    });
  }

  it('keeps numbers as they were typed', () => {
    const typed = correctFile('MDV-LGC/avance')
      .replace('"BDC-2022-0003"', '12345678901234567890')
      .replace('"typeAction": "C",\n      "numeroASP": null,', '"numeroASP": null,\n      "typeAction": "C",');
    const { text } = fixAll(engine, typed, { today: 20260101, profile: 'MDV-LGC/avance' });
    assert.ok(text.includes('12345678901234567890'));
    assert.ok(text.includes('"typeAction": "C",\n      "numeroASP": null,'));
  });

  it('leaves a ligne with a syntax error alone and mends the others', () => {
    const broken = correctFile('MDV-LGC/avance')
      .replace('"regimeTVA": "TTC"', '"regimeTVA": \'TTC\'')
      .replaceAll('"PDF"', '"pdf"');
    const { text, analysis } = fixAll(engine, broken, { today: 20260101, profile: 'MDV-LGC/avance' });
    assert.equal(text.split('"pdf"').length - 1, 1);
    assert.ok(findingsOf(analysis).some(finding => finding.rule.id === 'json-syntax'));
  });

  it('drops a byte order mark, alone or with other mistakes', () => {
    const correct = correctFile('MDV-LGC/avance');
    const options = { today: 20260101, profile: 'MDV-LGC/avance', bom: true };
    const alone = fixAll(engine, correct, options);
    assert.equal(alone.text, correct);
    assert.ok(alone.applied > 0);
    assert.deepEqual(findingsOf(alone.analysis), []);
    const both = fixAll(engine, correct.replace('"PDF"', '"pdf"'), options);
    assert.equal(both.text, correct);
    assert.deepEqual(findingsOf(both.analysis), []);
  });

  it('takes no comment away with the double of a key', () => {
    const twice = correctFile('MDV-LGC/avance').replace(
      '"siret": "81234567800013",',
      '"siret": "81234567800013",\n  "siret" // "ancien": 1,\n : "81234567800013",',
    );
    const analysis = analyze(engine, twice, { today: 20260101, profile: 'MDV-LGC/avance' });
    const double = findingsOf(analysis).find(finding => finding.rule.id === 'duplicate-key');
    assert.deepEqual(double && fixesOf(analysis, double).map(({ kind }) => kind), ['suggest']);
  });

  it('drops remarks, and no value that a comment holds', () => {
    const correct = correctFile('MDV-LGC/avance');
    const options = { today: 20260101, profile: 'MDV-LGC/avance' };
    const fixed = (comment: string): string =>
      fixAll(
        engine,
        correct.replace('"690012349"', found => `${found} ${comment}`),
        options,
      ).text;
    for (const comment of ['// le site', '# site A : oui', '/* à voir : Lyon */', '// 2 sites ?'])
      assert.equal(fixed(`${comment}\n`).replace(/\s+/g, ' '), correct.replace(/\s+/g, ' '), comment);
    for (const comment of ['// , "690023452"', '/* , "690023452" */', '# 690023452', '// : "690023452"'])
      assert.ok(fixed(`${comment}\n`).includes(comment), comment);
  });

  it('takes no object for the double of one that lacks a key of it and has another twice', () => {
    const twice = '{ "Siret": { "a": 1, "b": 2 }, "siret": { "a": 1, "a": 1 }, "lignesImport": [] }';
    const { text } = fixAll(engine, twice, { today: 20260101, profile: 'MDV-LGC/avance' });
    assert.ok(text.includes('"b": 2'), text);
  });

  it('takes a file out of what stands around it, and loses nothing of what stands beside', () => {
    const file = correctFile('MDV-LGC/avance').trim();
    const inner = file.slice(1, -1).trim();
    const fixed = (text: string): string =>
      fixAll(engine, text, { today: 20260101, path: 'x.mdv-lgc.avance.json' }).text;
    assert.equal(fixed(`{"data": ${file}}`), file);
    assert.equal(fixed(`{"a": {"b": ${file}}}`), file);
    assert.equal(fixed(`{"version": 2, "request": ${file}}`), `{"version": 2, ${inner}}`);
    // Two numbers for one key: the user's to choose.
    const both = `{"siret": "1", "request": ${file}}`;
    assert.equal(fixed(both), both);
  });
});
