import assert from 'node:assert/strict';
import type { CompareResult } from '../../../server/src/lsp/protocol/index.js';
import { itemsOf } from '../../../server/src/language/unknown.js';
import { recordOf } from '../../support/json.js';
import { example, facing } from './faces.js';
import { plain as typed } from '../../support/plain.js';

const SORTIE = example('sortie-portail-avance.json');
const SOLDE = example('solde.json');
const NUMBER = 'FINMDV90141';

interface Case {
  readonly title: string;
  readonly avance?: string;
  readonly solde?: string;
  /** The refusal of both; undefined if both show the same. */
  readonly refused?: RegExp;
}

const CASES: readonly Case[] = [
  { title: 'a solde like its avance' },
  { title: 'another amount', solde: SOLDE.replace('358.33', '107.50') },
  {
    title: 'a solde of broken JSON',
    solde: SOLDE.replace('"typeAction": "C",', '"typeAction": "C"'),
    refused: /solde\.json.*JSON strict, ce qui suit/,
  },
  {
    title: 'an avance of broken JSON',
    avance: SORTIE.replace(/"typeAction": "C",(?![^]*"typeAction": "C",)/, '"typeAction": "C"'),
    refused: /sortie\.json.*JSON strict, ce qui suit/,
  },
  {
    title: 'two lists of lignes',
    solde: SOLDE.replace(/\}\s*$/, ', "lignesImport": []}'),
    refused: /solde\.json.*figure deux fois/,
  },
];

describe('both faces compare alike', () => {
  const facesOf = facing();

  for (const { title, avance = SORTIE, solde = SOLDE, refused } of CASES)
    it(refused === undefined ? title : `and refuse ${title}`, async () => {
      const faces = facesOf({ 'sortie.json': avance, 'solde.json': solde });
      const told = await faces.cli('compare', '--format', 'json', 'sortie.json', 'solde.json');
      await faces.open('sortie.json');
      const uri = await faces.open('solde.json');
      const answer = await faces.ask<CompareResult | null>('segur/compare', {
        uri,
        demande: { numeroASP: NUMBER, numeroEditeur: null, index: 0 },
      });
      assert.ok(answer !== null);
      if (refused === undefined) {
        assert.ok(answer.kind === 'compared', JSON.stringify(answer));
        const { comparisons } = recordOf(JSON.parse(told.stdout));
        const own = (Array.isArray(comparisons) ? comparisons : []).find((one: unknown) =>
          String(recordOf(one)['title']).startsWith(NUMBER),
        );
        assert.ok(own !== undefined);
        assert.deepEqual(answer.comparison, own);
        const whole = await faces.ask<CompareResult | null>('segur/compare', { uri, whole: true });
        assert.ok(whole?.kind === 'file', JSON.stringify(whole));
        const counted = (rows: readonly (readonly [unknown, unknown])[]): unknown => rows.map(row => row.join()).sort();
        assert.deepEqual(
          counted(whole.file.rows.map(({ title, differences }) => [title, differences])),
          counted(itemsOf(comparisons).map(one => [recordOf(one)['title'], recordOf(one)['differences']])),
        );
        return;
      }
      assert.equal(told.stdout, '');
      assert.match(plain(told.stderr), refused);
      assert.ok(answer.kind === 'none', `the server compares: ${answer.kind}`);
      assert.match(plain(answer.reason), refused);
    });
});

const plain = (text: string): string => typed(text).replace(/\s+/g, ' ').trim();
