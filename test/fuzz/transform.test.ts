import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf, type Analysis } from '../../server/src/analysis/analyze.js';
import { merge } from '../../server/src/app/merge.js';
import { Refused } from '../../server/src/app/refused.js';
import { createSolde, readOutput } from '../../server/src/app/solde.js';
import { WAYS } from '../../server/src/app/split.js';
import {
  analysed,
  AVANCES,
  demandes,
  LAYOUTS,
  lignesOf,
  named,
  numbers,
  output,
  profile,
  split,
} from '../app/transform/support.js';
import { engine } from '../support/cases.js';
import { bytesOf, namesIn, profileOf } from '../support/corpus.js';
import { correctFiles } from '../support/generator.js';
import type { Json, JsonObject } from '../support/refs.js';

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 8) };
const layouts = fc.constantFrom(...Object.values(LAYOUTS));

/** A few errors in a ligne, so that there is something to separate. */
const SLIPS: readonly ((ligne: JsonObject) => JsonObject)[] = [
  ligne => ligne,
  ligne => ({ ...ligne, numeroEditeur: '' }),
  ligne => ({ ...ligne, typeAction: 'X' }),
  ligne => ({ ...ligne, beneficiaires: null }),
  ligne => Object.fromEntries(Object.entries(ligne).filter(([key]) => key !== 'numLigne')),
];

const slipped = (file: JsonObject, slips: readonly number[]): JsonObject => ({
  ...file,
  lignesImport: lignesOf(file).map(
    (ligne, i) => SLIPS[(slips[i % slips.length] ?? 0) % SLIPS.length]?.(ligne) ?? ligne,
  ),
});

const sorted = (texts: readonly unknown[]): string[] => texts.map(text => JSON.stringify(text)).sort();

const mixes = (analysis: Analysis): readonly string[] =>
  findingsOf(analysis)
    .map(({ rule }) => rule.id)
    .filter(id => id.startsWith('mixed-'));

function merged(parts: readonly Analysis[]): string {
  const done = merge(engine, named(parts));
  if (done instanceof Refused) throw new Error(JSON.stringify(done));
  return done.text;
}

describe('split and merge, on generated files', () => {
  for (const id of engine.catalog.ids) {
    it(`hold the same demandes, and put them together again: ${id}`, () => {
      fc.assert(
        fc.property(
          correctFiles(profile(id), { min: 2, max: 9 }),
          layouts,
          fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 9 }),
          fc.constantFrom(...WAYS),
          fc.integer({ min: 1, max: 4 }),
          fc.boolean(),
          (file, write, slips, by, size, crlf) => {
            const written = write(slipped(file, slips));
            const text = crlf ? written.replace(/\r?\n/g, '\r\n') : written;
            const source = analysed(text, { profile: id, bom: crlf });
            const done = split(source, { by, size });
            if (done instanceof Refused) {
              assert.equal(done.code, 'split-whole');
              return;
            }
            assert.deepEqual(sorted(done.flatMap(part => demandes(part.text))), sorted(demandes(text)));
            assert.equal(new Set(done.map(({ name }) => name)).size, done.length);
            for (const part of done) {
              assert.ok(part.lignes.length <= size);
              numbers(part.text).forEach((number, i) => {
                assert.ok(number === undefined || number === i + 1);
              });
            }
            const again = merged(done.map(({ analysis }) => analysis));
            // In the file's order, the text is exactly the same.
            if (by === 'count') assert.equal(again, text);
            else assert.deepEqual(sorted(demandes(again)), sorted(demandes(text)));
          },
        ),
        runs,
      );
    });
  }
});

describe('split by rate, on generated files', () => {
  it('leaves no part that mixes régimes or rates', () => {
    let mixed = 0;
    fc.assert(
      fc.property(
        fc
          .constantFrom(...engine.catalog.ids.filter(id => !id.startsWith('MSS')))
          .chain(id =>
            fc.tuple(
              fc.constant(id),
              correctFiles(profile(id), { min: 1, max: 4 }),
              correctFiles(profile(id), { min: 1, max: 4 }),
            ),
          ),
        ([id, one, other]) => {
          const source = analysed(JSON.stringify({ ...one, lignesImport: [...lignesOf(one), ...lignesOf(other)] }), {
            profile: id,
          });
          const before = mixes(source);
          const done = split(source, { by: 'rate' });
          if (done instanceof Refused) {
            assert.deepEqual(before, []);
            return;
          }
          for (const { analysis } of done) assert.deepEqual(mixes(analysis), []);
          if (before.length > 0) mixed++;
        },
      ),
      { numRuns: runs.numRuns * 8 },
    );
    assert.ok(mixed > 10, String(mixed));
  });
});

describe('split by validity, on generated files', () => {
  it('leaves no error of a ligne in the valid part', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...engine.catalog.ids)
          .chain(id => fc.tuple(fc.constant(id), correctFiles(profile(id), { min: 2, max: 8 }))),
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 }),
        ([id, file], slips) => {
          const source = analysed(JSON.stringify(slipped(file, slips)), { profile: id });
          const done = split(source, { by: 'validity' });
          if (done instanceof Refused) return;
          const [valid, wrong] = done;
          const errors = (analysis: Analysis | undefined): number =>
            analysis === undefined
              ? NaN
              : findingsOf(analysis).filter(({ severity, chunk }) => severity === 'error' && chunk !== undefined)
                  .length;
          assert.equal(errors(valid?.analysis), 0);
          assert.ok(errors(wrong?.analysis) >= (wrong?.lignes.length ?? NaN));
        },
      ),
      { numRuns: runs.numRuns * 8 },
    );
  });
});

describe('split and merge, on the corpus', () => {
  it('give back the very text, in whatever layout', () => {
    let count = 0;
    for (const name of namesIn('correct')) {
      const text = bytesOf(`correct/${name}`).toString('utf8');
      const source = analysed(text, { profile: profileOf(name) });
      const done = split(source, { by: 'count', size: 1, name });
      if (done instanceof Refused) continue;
      const again = merged(done.map(({ analysis }) => analysis));
      assert.deepEqual(demandes(again), demandes(text), name);
      if (again === text) count++;
    }
    assert.ok(count > 40, String(count));
  });
});

/** Rules about the form of a file, which a file that we write never breaks. */
const FORM: ReadonlySet<string> = new Set([
  'json-syntax',
  'missing-field',
  'unknown-field',
  'field-order',
  'key-casing',
  'duplicate-key',
  'num-ligne',
  'portal-field',
  'internal-error',
]);

/** Replaces a value with some JSON, or removes it. */
function vandalised(file: JsonObject, pick: number, value: Json | undefined): JsonObject {
  const copy = structuredClone(file);
  const places: { readonly owner: Json[] | JsonObject; readonly key: string }[] = [];
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, inner] of Object.entries(node)) {
      places.push({ owner: node, key });
      visit(inner);
    }
  };
  visit(copy['lignesImport'] ?? null);
  const place = places[pick % places.length];
  if (place === undefined) return copy;
  const { owner, key } = place;
  if (Array.isArray(owner)) owner.splice(Number(key), 1, ...(value === undefined ? [] : [value]));
  else if (value === undefined) Reflect.deleteProperty(owner, key);
  else owner[key] = value;
  return copy;
}

describe('the solde, of whatever came back', () => {
  it('is whole, in order, and loses no demande', () => {
    let made = 0;
    fc.assert(
      fc.property(
        fc
          .constantFrom(...AVANCES)
          .chain(id => fc.tuple(fc.constant(id), correctFiles(profile(id), { min: 1, max: 4 }))),
        layouts,
        fc.nat({ max: 9_999 }),
        fc.constantFrom(null, 'x', 7, true, [], {}, [[1]], { a: 1 }, '', 'null', undefined),
        ([id, file], write, pick, value) => {
          const source = analysed(write({ ...vandalised(output(file), pick, value), impId: 1 }), { profile: id });
          const read = readOutput(engine, { file: 'a.json', analysis: source }, []);
          assert.ok(!(read instanceof Refused));
          const lignes = read.candidates.filter(({ skipped }) => skipped === undefined).map(({ ligne }) => ligne);
          const solde = createSolde(engine, { output: read, lignes });
          assert.ok(!(solde instanceof Refused));
          assert.equal(demandes(solde.text).length, lignes.length);
          assert.deepEqual(
            findingsOf(solde.analysis)
              .map(({ rule }) => rule.id)
              .filter(rule => FORM.has(rule)),
            [],
          );
          made += lignes.length;
        },
      ),
      { numRuns: runs.numRuns * 20 },
    );
    assert.ok(made > 100);
  });
});
