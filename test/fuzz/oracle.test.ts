import { Ajv2020 } from 'ajv/dist/2020.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IssueKind } from '../../server/src/format/model/issues.js';
import { readLigne } from '../../server/src/format/model/ligne.js';
import { child, ROOT } from '../../server/src/format/model/located.js';
import type { Shape } from '../../server/src/format/profiles/profile.js';
import type { JsonValue } from '../../server/src/language/nodes.js';
import { parseValue } from '../../server/src/language/parse.js';
import { engine } from '../support/cases.js';

const SCHEMAS = join(import.meta.dirname, '..', '..', 'schemas');

/** ajv sees shapes only: it must agree with the walk about these kinds. */
const SHAPE_KINDS: readonly IssueKind[] = ['missing', 'unknown', 'type', 'enum'];

function schemaIn(file: string): Record<string, unknown> {
  const schema: unknown = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null);
  return { ...schema };
}

const ajv = new Ajv2020({ strict: false, allErrors: false });
for (const file of readdirSync(SCHEMAS).filter(f => f.endsWith('.schema.json'))) {
  ajv.addSchema(schemaIn(file), file);
}

/**
 * A value of that shape, or one with part of its shape changed. Text is plain: blanks and literals are tested
 * elsewhere.
 */
function arbitrary(shape: Shape, odds: number): fc.Arbitrary<JsonValue> {
  const right: fc.Arbitrary<JsonValue>[] = [];
  if (shape.enum !== undefined) right.push(fc.constantFrom(...shape.enum.map(v => v.value)));
  else if (shape.types.has('string')) right.push(fc.constantFrom('abc', 'x1', 'Dupont'));
  if (shape.types.has('number')) right.push(fc.constantFrom(1.5, 12));
  if (shape.types.has('integer')) right.push(fc.constantFrom(1, 7));
  if (shape.types.has('boolean')) right.push(fc.boolean());
  if (shape.types.has('null')) right.push(fc.constant(null));
  if (shape.types.has('array') && shape.items !== undefined)
    right.push(fc.array(arbitrary(shape.items, odds), { maxLength: 2 }));
  if (shape.types.has('object') && shape.properties !== undefined) right.push(objectOf(shape, odds));
  const wrong = fc.constantFrom<JsonValue>('zzz', 3, 2.5, true, null, [], {}, ['zzz'], { zzz: 1 });
  return fc.oneof({ weight: odds, arbitrary: fc.oneof(...right) }, { weight: 1, arbitrary: wrong });
}

function objectOf(shape: Shape, odds: number): fc.Arbitrary<JsonValue> {
  const properties = shape.properties ?? [];
  const values = fc.record(Object.fromEntries(properties.map(p => [p.key, arbitrary(p.shape, odds)])));
  const rarely = <T>(what: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
    fc.oneof({ weight: odds, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: what });
  const drop = rarely(fc.constantFrom(...properties.map(p => p.key)));
  const add = rarely(fc.constant('zzz'));
  return fc.tuple(values, drop, add).map(([value, dropped, added]) => {
    const entries = Object.entries(value).filter(([key]) => key !== dropped);
    return Object.fromEntries(added === null ? entries : [...entries, [added, 1]]);
  });
}

describe('the walk and ajv', () => {
  for (const id of engine.catalog.ids) {
    it(`agree on what has the shape of ${id}`, () => {
      const profile = engine.catalog.get(id);
      assert.ok(profile !== undefined);
      const validate = ajv.compile({
        $ref: `${id.toLowerCase().replace('/', '.')}.schema.json#/properties/lignesImport/items`,
      });
      let sound = 0;
      let faulty = 0;
      fc.assert(
        fc.property(fc.oneof(arbitrary(profile.ligne, 400), arbitrary(profile.ligne, 12)), value => {
          const { root } = parseValue(JSON.stringify(value));
          assert.ok(root !== undefined);
          const { issues } = readLigne(root, profile.ligne, child(ROOT, 'lignesImport'), 0);
          // What a field owes to another's value isn't a question of shape.
          const mine = issues.filter(
            i =>
              SHAPE_KINDS.includes(i.kind) &&
              !(i.kind === 'type' && i.shape.dueWhen !== undefined && i.found === 'null'),
          );
          const valid = validate(value);
          if (valid) sound++;
          else faulty++;
          assert.equal(mine.length === 0, valid, JSON.stringify(validate.errors));
        }),
        { numRuns: 150 },
      );
      assert.ok(sound > 0 && faulty > 0, `${String(sound)} sound, ${String(faulty)} faulty: one side was never tried`);
    });
  }
});
