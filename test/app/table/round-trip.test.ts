import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { queryObjects } from 'node:v8';
import { look } from '../../../server/src/analysis/analyze.js';
import { Refused } from '../../../server/src/app/refused.js';
import { listedAs, listing, type Looked } from '../../../server/src/app/table/export.js';
import { FieldSet } from '../../../server/src/format/model/ligne.js';
import { chooseProfile } from '../../../server/src/format/profiles/choose.js';
import { parseValue } from '../../../server/src/language/parse.js';
import { engine, TODAY } from '../../support/cases.js';
import { correctFiles } from '../../support/generator.js';
import type { Json, JsonObject } from '../../support/refs.js';
import { errorsOf, list, listed, make, profileOf, told } from './support.js';

const parse = (text: string): JsonObject => {
  const value: JsonObject = JSON.parse(text);
  return value;
};

const lignesOf = (file: JsonObject): readonly JsonObject[] => {
  const lignes = file['lignesImport'];
  return Array.isArray(lignes)
    ? lignes.filter(
        (ligne): ligne is JsonObject => typeof ligne === 'object' && ligne !== null && !Array.isArray(ligne),
      )
    : [];
};

/**
 * What matters in a request: not its rank in the file, nor the order of its attachments, nor whether its number was
 * typed as text.
 */
function essence(ligne: JsonObject): JsonObject {
  const pieces = ligne['piecesJustificatives'];
  const sorted: Json[] = Array.isArray(pieces)
    ? [...pieces].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : [];
  return { ...ligne, numLigne: 0, numeroEditeur: String(ligne['numeroEditeur']), piecesJustificatives: sorted };
}

/** Through a table and back: the same requests, in correct files. */
function assertRoundTrip(text: string, profile: string): void {
  const table = list(text, profile);
  assert.deepEqual(listed(text, profile).lost, []);
  const made = make(profile, table);
  assert.deepEqual(
    told(made).filter(problem => !problem.startsWith('date-commande')),
    [],
  );
  assert.deepEqual([made.leftOut, made.missing, made.named], [[], [], []]);
  const before = parse(text);
  const after = made.files.map(file => parse(file.text()));
  const byNumber = (lignes: readonly JsonObject[]): Record<string, JsonObject> =>
    Object.fromEntries(lignes.map(ligne => [String(ligne['numeroEditeur']), essence(ligne)]));
  assert.deepEqual(byNumber(after.flatMap(lignesOf)), byNumber(lignesOf(before)));
  for (const [i, file] of after.entries()) {
    assert.deepEqual([file['siret'], file['numeroAns'], file['impId']], [before['siret'], before['numeroAns'], null]);
    assert.deepEqual(
      lignesOf(file).map(ligne => ligne['numLigne']),
      lignesOf(file).map((_, rank) => rank + 1),
    );
    assert.deepEqual(errorsOf(made.files[i]?.text() ?? '', `depots/${made.files[i]?.name ?? ''}`), []);
  }
  const again = make(
    profile,
    made.files.flatMap((file, i) => list(file.text(), profile).slice(i === 0 ? 0 : 1)),
  );
  const whole = (files: typeof made.files) => files.map(file => ({ ...file, text: file.text() }));
  assert.deepEqual(whole(again.files), whole(made.files));
}

describe('from a file to a table and back', () => {
  for (const id of engine.catalog.ids) {
    it(`loses nothing of ${id}`, () => {
      fc.assert(
        fc.property(correctFiles(profileOf(id), { min: 1, max: 4 }), file => {
          assertRoundTrip(JSON.stringify(file), id);
        }),
        { numRuns: 10 },
      );
    });
  }

  const folder = new URL('../../corpus/correct/', import.meta.url);
  for (const name of readdirSync(folder)) {
    it(`loses nothing of the corpus’ ${name}`, () => {
      // Both spellings of the key are right; we write the model's.
      const text = readFileSync(new URL(name, folder), 'utf8').replaceAll('"identDMP"', '"IdentDMP"');
      const phase = name.includes('.solde.') ? 'solde' : 'avance';
      const profile =
        chooseProfile(engine.catalog, parseValue(text).root, { path: `x.${name}` }).profile?.id ?? `MDV-LGC/${phase}`;
      assertRoundTrip(text, profile);
    });
  }

  it('reads a file when its rows are due, and lets it go before the next but one', () => {
    const text = readFileSync(new URL('200-lignes.avance.json', folder), 'utf8');
    const alive: number[] = [];
    const of = (): Looked => look(engine, text, { today: TODAY, profile: 'MDV-LGC/avance' });
    const files = Array.from({ length: 4 }, () =>
      listedAs({ path: 'a.json', name: 'a.json' }, of(), () => {
        alive.push(queryObjects(FieldSet, { format: 'count' }));
        return of();
      }),
    );
    const made = listing(files, ',');
    assert.ok(!(made instanceof Refused));
    assert.equal(made.demandes, 800);
    const [none = NaN, ...others] = alive;
    assert.deepEqual([others.length, others.filter(count => count - none > 201)], [3, []]);
  });
});
