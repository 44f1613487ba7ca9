import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixAll, fixesOf } from '../../server/src/analysis/fix.js';
import { applyEdits } from '../../server/src/language/apply.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { correctFiles } from '../support/generator.js';
import { listOf, recordOf } from '../support/json.js';
import { SEED } from '../support/seed.js';

/** A correct file of one ligne, a field a line; that of MDV has a block of nulls. */
function oneLigne(profile: string): string {
  const parsed: unknown = JSON.parse(correctFile(profile));
  const { lignesImport, ...head } = recordOf(parsed);
  const ligne = recordOf(listOf(lignesImport)[0]);
  return JSON.stringify({ ...head, lignesImport: [{ ...ligne, numLigne: 1 }] }, undefined, 2);
}

const SCALAR = /^( *)"(\w+)": ("[^"]*"|-?[\d.]+|null|true|false)(,?)$/;

/** What is mistyped in one line, wherever that line is. */
const SLIPS: Readonly<Record<string, (line: string) => string | undefined>> = {
  'a bad escape in a key': line => (SCALAR.test(line) ? line.replace(/"(\w)/, String.raw`"\q$1`) : undefined),
  'None for a value': line => (SCALAR.test(line) ? line.replace(SCALAR, '$1"$2": None$4') : undefined),
  'a field put in a comment': line =>
    SCALAR.test(line) && line.endsWith(',') ? line.replace(/^( *)/, '$1// ') : undefined,
};

describe('one slip, wherever it stands, is one finding', () => {
  for (const profile of engine.catalog.ids) {
    for (const [slip, change] of Object.entries(SLIPS)) {
      it(`${profile}: ${slip}`, () => {
        const lines = oneLigne(profile).split('\n');
        for (const [i, line] of lines.entries()) {
          const changed = change(line);
          if (changed === undefined) continue;
          const text = lines.with(i, changed).join('\n');
          const found = findingsOf(analyze(engine, text, { today: TODAY, profile }));
          const told = found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule.id);
          assert.deepEqual(told, ['json-syntax'], changed.trim());
          const value = SCALAR.exec(line)?.[3] ?? '';
          if (!changed.includes(value)) continue;
          const fixed = fixAll(engine, text, { today: TODAY, profile }).text;
          assert.ok(fixed.split(value).length >= text.split(value).length, `fix loses ${changed.trim()}`);
        }
      });
    }
  }
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The places of blocks in a ligne: an object, or a list of one, under a key of another object. */
function blocksIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    return heldBy(inner) === undefined ? [] : [here, ...blocksIn(inner, here)];
  });
}

/** A block written flat. */
function heldBy(value: unknown): Record<string, unknown> | undefined {
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isObject(only) && Object.keys(only).length > 0 ? only : undefined;
}

/** The same with the keys of a block in place of it, at the end of the object, or of the ligne. */
function flattened(ligne: unknown, path: readonly string[], where: 'in its place' | 'at the end'): unknown {
  const [key, ...rest] = path;
  if (!isObject(ligne) || key === undefined) return ligne;
  if (rest.length > 0) return { ...ligne, [key]: flattened(ligne[key], rest, where) };
  const held = Object.entries(heldBy(ligne[key]) ?? {});
  const others = Object.entries(ligne).filter(([other]) => other !== key);
  const at = where === 'at the end' ? others.length : Object.keys(ligne).indexOf(key);
  return Object.fromEntries([...others.slice(0, at), ...held, ...others.slice(at)]);
}

const clash = (ligne: unknown, path: readonly string[]): boolean => {
  const parent = path.slice(0, -1).reduce<unknown>((value, key) => recordOf(value)[key], ligne);
  return Object.keys(heldBy(recordOf(parent)[path.at(-1) ?? '']) ?? {}).some(key => key in recordOf(parent));
};

describe('a block whose keys are written flat is one finding, and its fix keeps every value', () => {
  const LAYOUTS: readonly (string | undefined)[] = [undefined, '  ', '\t'];
  for (const profile of engine.catalog.ids) {
    const model = engine.catalog.get(profile);
    it(profile, () => {
      assert.ok(model !== undefined);
      fc.assert(
        fc.property(
          correctFiles(model, { min: 1, max: 2 }),
          fc.constantFrom('in its place' as const, 'at the end' as const),
          fc.constantFrom(...LAYOUTS),
          (file, where, layout) => {
            const { lignesImport, ...head } = recordOf(file);
            const [ligne, ...others] = listOf(lignesImport);
            for (const path of blocksIn(ligne)) {
              if (clash(ligne, path)) continue;
              const write = (first: unknown): string =>
                JSON.stringify({ ...head, lignesImport: [first, ...others] }, undefined, layout);
              const text = write(flattened(ligne, path, where));
              const analysis = analyze(engine, text, { today: TODAY, profile });
              const found = findingsOf(analysis).filter(({ severity }) => severity !== 'info');
              assert.deepEqual(
                found.map(({ rule, messageId }) => `${rule.id} ${messageId}`),
                ['unknown-field flat'],
                path.join('.'),
              );
              const [fix] = found.flatMap(finding => fixesOf(analysis, finding));
              assert.ok(fix !== undefined);
              const fixed = applyEdits(analysis, [fix.edits]).text;
              assert.equal(JSON.stringify(JSON.parse(fixed)), JSON.stringify(JSON.parse(write(ligne))), path.join('.'));
            }
          },
        ),
        { numRuns: 12, seed: SEED },
      );
    });
  }
});
