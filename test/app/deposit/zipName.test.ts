import assert from 'node:assert/strict';
import { checkFileName } from '../../../server/src/format/domain/fichier.js';
import { unknownPlaceholders, zipNameOf } from '../../../server/src/app/deposit/plan.js';

const values = { numLigne: '3', numeroEditeur: 'BDC-2022-0003', numeroASP: undefined };
const named = (numeroEditeur: string, pattern = '{numeroEditeur}.zip'): string => {
  const made = zipNameOf(pattern, { ...values, numeroEditeur });
  return 'name' in made ? made.name : `missing ${made.missing}`;
};

describe('packaging: names of ZIPs', () => {
  it('fills the pattern in', () => {
    assert.deepEqual(zipNameOf('{numLigne}-{numeroEditeur}.zip', values), { name: '3-BDC-2022-0003.zip' });
    assert.deepEqual(zipNameOf('{numeroEditeur}', values), { name: 'BDC-2022-0003.zip' });
    assert.deepEqual(zipNameOf('{numeroEditeur}.ZIP', values), { name: 'BDC-2022-0003.zip' });
    assert.deepEqual(zipNameOf('{numeroASP}.zip', values), { missing: 'numeroASP' });
    assert.deepEqual(unknownPlaceholders('{numLigne}-{numero}.zip'), ['numero']);
    assert.deepEqual(unknownPlaceholders('{}.zip'), ['']);
  });

  const safe: readonly (readonly [typed: string, name: string])[] = [
    ['BDC/2022\\0001', 'BDC_2022_0001.zip'],
    ['a:b*c?"<>|', 'a_b_c_____.zip'],
    ['../../x', '___.._x.zip'],
    ['CON', '_CON.zip'],
    ['lpt1', '_lpt1.zip'],
    ['été', 'été.zip'],
    ['e\u0301te\u0301', 'été.zip'],
    ['a\u0000b', 'a_b.zip'],
    ['a\u202eb', 'a_b.zip'],
    ['.cache', '_cache.zip'],
    ['fin.', 'fin_.zip'],
    [' a ', '_a_.zip'],
    ['😀', '😀.zip'],
    ['{numLigne}', '{numLigne}.zip'],
  ];
  for (const [typed, name] of safe) {
    it(`makes ${JSON.stringify(typed)} ${name}`, () => {
      assert.equal(named(typed), name);
    });
  }

  it('shortens what no file system takes, between characters', () => {
    const name = named('é'.repeat(300));
    assert.equal(checkFileName(name), 'ok');
    assert.equal(Buffer.byteLength(name), 254);
  });
});
