import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixAll } from '../../server/src/analysis/fix.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { listOf, recordOf } from '../support/json.js';

/** A correct file of one ligne, a field a line; that of MDV has a block of nulls. */
function oneLigne(profile: string): string {
  const parsed: unknown = JSON.parse(correctFile(profile));
  const { lignesImport, ...head } = recordOf(parsed);
  const ligne = recordOf(listOf(lignesImport)[0]);
  return JSON.stringify({ ...head, lignesImport: [{ ...ligne, numLigne: 1 }] }, undefined, 2);
}

const SCALAR = /^( *)"(\w+)": ("[^"]*"|-?[\d.]+|null|true|false)(,?)$/;

/** What is mistyped in one line, wherever that line stands. */
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
