import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { analyze, findingsOf, type Analysis, type AnalyzeOptions } from '../../server/src/analysis/analyze.js';
import { fixAll, fixesOf, safeFix } from '../../server/src/analysis/fix.js';
import type { Profile } from '../../server/src/format/profiles/profile.js';
import type { Finding } from '../../server/src/rules/contract.js';
import { applyEdits } from '../../server/src/language/apply.js';
import { engine, tell, TODAY } from '../support/cases.js';
import { correctFiles } from '../support/generator.js';
import { Confusion } from './mutations/confusion.js';
import { Subject, type Mutation } from './mutations/contract.js';
import { DEMANDES } from './mutations/demandes.js';
import { IDENTIFIERS } from './mutations/identifiers.js';
import { MONEY } from './mutations/money.js';
import { STRUCTURE } from './mutations/structure.js';

const TABLES = {
  structure: STRUCTURE,
  identifiers: IDENTIFIERS,
  'amounts and dates': MONEY,
  demandes: DEMANDES,
} as const;
/** Files of each profile for each mistake; more with `FUZZ_RUNS=200`. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2);
/** Says of every reconstructed profile that it is one. */
const ALWAYS = 'model-reconstructed';

const profiles: readonly Profile[] = engine.catalog.ids
  .map(id => engine.catalog.get(id))
  .filter(profile => profile !== undefined);

const told = (analysis: Analysis): ReturnType<typeof tell>[] =>
  findingsOf(analysis)
    .filter(({ rule }) => rule.id !== ALWAYS)
    .map(finding => tell(analysis, finding));

/** The first ones: more would say the same again. */
const show = (analysis: Analysis): string =>
  told(analysis)
    .slice(0, 6)
    .map(({ rule, message, path, marks, fr }) => `${rule} (${message}) ${path} ${marks.slice(0, 60)} — ${fr}`)
    .join('\n');

const optionsFor = (profile: Profile, more: Partial<AnalyzeOptions> = {}): AnalyzeOptions => ({
  today: TODAY,
  profile: profile.id,
  ...more,
});

/** Ways to write a file down that change nothing of it. */
const WRITTEN: readonly ((text: string) => string)[] = [
  text => text,
  text => JSON.stringify(JSON.parse(text)),
  text => text.replaceAll('\n', '\r\n'),
  text => text.replaceAll('  ', '\t'),
  text => text.replace(/[^\0-\x7f]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
];

describe('correct files of every profile', () => {
  for (const profile of profiles) {
    it(`say nothing (${profile.id})`, () => {
      fc.assert(
        fc.property(correctFiles(profile, { min: 1, max: 4 }), fc.nat(WRITTEN.length - 1), (file, way) => {
          const analysis = analyze(engine, WRITTEN[way]?.(JSON.stringify(file, null, 2)) ?? '', optionsFor(profile));
          assert.equal(show(analysis), '');
        }),
        { numRuns: 60 },
      );
      const [large] = fc.sample(correctFiles(profile, { min: 200, max: 200 }), 1);
      assert.equal(show(analyze(engine, JSON.stringify(large), optionsFor(profile))), '', '200 lignes');
    });
  }
});

const confusion = new Confusion();

function tryOne(mutation: Mutation, profile: Profile): void {
  const files = correctFiles(profile, mutation.lignes ?? { min: 1, max: 3 });
  fc.assert(
    fc.property(files, fc.nat({ max: 9999 }), (file, chance) => {
      const subject = new Subject(profile, structuredClone(file), chance);
      const changed = mutation.mutate(subject);
      fc.pre(changed !== false);
      const text = typeof changed === 'string' ? changed : subject.text;
      const options = optionsFor(profile, mutation.options?.(subject));
      const analysis = analyze(engine, text, options);
      const rules = new Set(told(analysis).map(({ rule }) => rule));
      confusion.add(mutation, rules);
      const allowed = new Set([mutation.rule, ...Object.keys(mutation.also ?? {})]);
      const odd = [...rules].filter(rule => !allowed.has(rule));
      assert.ok(
        rules.has(mutation.rule) === (mutation.rule !== 'none') && odd.length === 0,
        `wanted ${mutation.rule}, got:\n${show(analysis)}`,
      );
      assertMended(mutation, analysis, options);
    }),
    { numRuns: mutation.runs ?? RUNS, ...(mutation.runs === undefined ? {} : { endOnFailure: true }) },
  );
}

/** The file is right again once every finding is fixed. */
function assertMended(mutation: Mutation, analysis: Analysis, options: AnalyzeOptions): void {
  const findings = findingsOf(analysis).filter(({ rule }) => rule.id === mutation.rule);
  const safe = findings.length > 0 && findings.every(finding => safeFix(analysis, finding) !== undefined);
  if (mutation.fixable === 'safe') assert.ok(safe, `no safe fix for\n${show(analysis)}`);
  if (!safe && mutation.fixable === undefined) return;
  const mended = safe ? fixAll(engine, analysis.text, options).analysis : accept(analysis, findings, options);
  const left = told(mended).filter(({ rule }) =>
    mutation.gap === true ? rule === mutation.rule : mutation.also?.[rule] === undefined,
  );
  assert.equal(left.length, 0, `after the remedy:\n${show(mended)}`);
}

/** The file after the first remedy of each finding, which the user is to accept. */
function accept(analysis: Analysis, findings: readonly Finding[], options: AnalyzeOptions): Analysis {
  const groups = findings.map(finding => fixesOf(analysis, finding).find(({ kind }) => kind === 'preferred')?.edits);
  assert.ok(
    groups.every(edits => edits !== undefined && edits.length > 0),
    `no remedy for\n${show(analysis)}`,
  );
  return analyze(
    engine,
    applyEdits(
      analysis,
      groups.filter(edits => edits !== undefined),
    ).text,
    options,
  );
}

describe('one mistake in a correct file', () => {
  after(() => {
    mkdirSync(join(import.meta.dirname, '..', '..', 'out'), { recursive: true });
    writeFileSync(join(import.meta.dirname, '..', '..', 'out', 'confusion.md'), confusion.table());
    console.log(confusion.short());
  });
  for (const [theme, mutations] of Object.entries(TABLES)) {
    describe(theme, () => {
      for (const mutation of mutations) {
        it(`${mutation.name}: ${mutation.rule}`, function () {
          this.timeout(10_000 * RUNS);
          const concerned = profiles.filter(profile => mutation.applies(profile));
          assert.ok(concerned.length > 0, 'concerns no profile');
          const failures = concerned.flatMap(profile => {
            try {
              tryOne(mutation, profile);
              return [];
            } catch (error) {
              return [`${profile.id}: ${reason(error)}`];
            }
          });
          assert.equal(failures.length, 0, failures.join('\n\n'));
        });
      }
    });
  }
});

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return `${cause}\n${error.message.slice(0, 3000)}`;
}
