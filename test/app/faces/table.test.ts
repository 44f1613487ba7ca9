import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GenerateResult } from '../../../server/src/lsp/protocol/index.js';
import { buildCli } from '../../cli/support.js';
import { serverBundle } from '../../lsp/support/server.js';
import { plain as typed } from '../../support/plain.js';
import { Faces } from './faces.js';

const example = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../examples/tableau/${name}`, import.meta.url)));
/** In Windows-1252, as spreadsheets write it. */
const TABLE = example('export-commandes.csv');
const TEXT = TABLE.toString('latin1');
const SETTINGS = example('segur.config.json').toString('utf8');

interface Case {
  readonly title: string;
  readonly table: string | Buffer;
  readonly settings?: string;
  /** What both refuse with; undefined where both make the same files. */
  readonly refused?: RegExp;
}

const CASES: readonly Case[] = [
  { title: 'a table as a publisher exports it', table: TABLE },
  { title: 'rows that are left out', table: Buffer.from(TEXT.replace('358,33', 'beaucoup'), 'latin1') },
  { title: 'a table without headings of ours', table: 'a;b\n1;2\n', refused: /aucune ligne d'intitulés/ },
  { title: 'an empty file', table: '', refused: /ce tableau est vide/ },
  {
    title: 'a quote that is never closed',
    table: Buffer.from(TEXT.replace('\nLMS', '\n"LMS'), 'latin1'),
    refused: /ligne 2 : un guillemet est ouvert/,
  },
  {
    title: 'a value of the settings that its field cannot take',
    table: TABLE,
    settings: SETTINGS.replace('"9900000001"', '"9900000001", "montantSegurHT": "beaucoup"'),
    refused: /valeur de « montantSegurHT » :/,
  },
];

describe('both faces make the same of a table', () => {
  before(async () => {
    await buildCli();
    await serverBundle();
  });
  let faces: Faces | undefined;
  afterEach(() => {
    faces?.remove();
    faces = undefined;
  });

  for (const { title, table, settings = SETTINGS, refused } of CASES)
    it(refused === undefined ? title : `and refuse ${title}`, async () => {
      faces = new Faces({ 't.csv': table, 'segur.config.json': settings });
      const { folder } = faces;
      const told = await faces.cli('generate', 't.csv', '--profile', 'MDV-LGC/avance', '-o', 'out');
      const answer = await faces.ask<GenerateResult | null>('segur/generate', {
        table: faces.uri('t.csv'),
        profile: 'MDV-LGC/avance',
        columns: {},
        values: {},
      });
      assert.ok(answer !== null, 'the server has no answer');
      const names = readdirSync(folder.path).includes('out') ? readdirSync(folder.at('out')).sort() : [];
      if (refused === undefined) {
        assert.ok(!('refused' in answer), JSON.stringify(answer));
        assert.ok(names.length > 0, `${told.stdout}${told.stderr}`);
        assert.deepEqual(
          answer.files.map(({ name, text }) => [name, text]),
          names.map(name => [name, folder.text(`out/${name}`)]),
        );
        assert.equal(told.code, answer.leftOut === 0 ? 0 : 1);
        return;
      }
      assert.ok('refused' in answer, 'the server makes files of it');
      assert.match(plain(answer.refused), refused);
      assert.match(plain(told.stderr), refused);
      assert.deepEqual(names, []);
    });
});

/** The editor's sentences begin with a capital. */
const plain = (text: string): string =>
  typed(text)
    .replace(/\s+/g, ' ')
    .replace(/^\p{Lu}/u, first => first.toLowerCase());
