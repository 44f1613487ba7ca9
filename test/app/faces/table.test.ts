import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GenerateResult, ListResult } from '../../../server/src/lsp/protocol/index.js';
import { correctFile } from '../../support/cases.js';
import { plain as typed } from '../../support/plain.js';
import { facing } from './faces.js';

const tableau = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../examples/tableau/${name}`, import.meta.url)));
/** In Windows-1252, as spreadsheets write it. */
const TABLE = tableau('export-commandes.csv');
const TEXT = TABLE.toString('latin1');
const SETTINGS = tableau('segur.config.json').toString('utf8');

interface Case {
  readonly title: string;
  readonly table: string | Buffer;
  readonly settings?: string;
  readonly profile?: string;
  /** What the user says about the table, as `--match` and `--value` or as the server's `columns` and `values`. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
  /** The refusal of both; undefined if both make the same files. */
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
  {
    title: 'a value that its field cannot take',
    table: TABLE,
    values: { isCentreDeSante: 'peut-être' },
    refused: /valeur de « isCentreDeSante » : oui ou non attendu/,
  },
  {
    title: 'a column for a field that no profile has',
    table: TABLE,
    columns: { couleur: 'Nom' },
    refused: /« couleur » n'est pas un champ/,
  },
  { title: 'an unknown profile', table: TABLE, profile: 'MDV-LGC/avence', refused: /profil inconnu.*MDV-LGC\/avance/ },
  {
    title: 'settings with an error',
    table: TABLE,
    settings: SETTINGS.replace('{', '{ "rules": { "siret": 3 }, '),
    refused: /réglages ne sont pas lisibles/,
  },
  {
    title: 'headings without a row',
    table: Buffer.from(TEXT.split(/\r?\n/).slice(0, 1).join('\n'), 'latin1'),
    refused: /aucune ligne sous ses intitulés/,
  },
];

const AVANCE = correctFile('MDV-LGC/avance');

const LISTS: readonly {
  readonly title: string;
  readonly text: string;
  readonly lost?: RegExp;
  readonly broken?: boolean;
  readonly refused?: RegExp;
}[] = [
  { title: 'a correct request', text: AVANCE },
  {
    title: 'a value that has no place in a table',
    text: AVANCE.replace('"regimeTVA"', '"remise": 12, "regimeTVA"'),
    lost: /ligne 1.*remise/,
  },
  { title: 'a request of broken JSON', text: AVANCE.replace(/\}\s*$/, ''), broken: true },
  { title: 'a request of no profile', text: '{"lignesImport":[]}', refused: /profil non reconnu/ },
];

describe('both faces make the same of a table', () => {
  const facesOf = facing();

  for (const {
    title,
    table,
    settings = SETTINGS,
    profile = 'MDV-LGC/avance',
    columns = {},
    values = {},
    refused,
  } of CASES)
    it(refused === undefined ? title : `and refuse ${title}`, async () => {
      const faces = facesOf({ 't.csv': table, 'segur.config.json': settings });
      const { folder } = faces;
      const told = await faces.cli(
        'generate',
        't.csv',
        '--profile',
        profile,
        '-o',
        'out',
        ...Object.entries(columns).flatMap(([field, heading]) => ['--match', `${heading}=${field}`]),
        ...Object.entries(values).flatMap(([field, value]) => ['--value', `${field}=${value}`]),
      );
      const answer = await faces.ask<GenerateResult | null>('segur/generate', {
        table: faces.uri('t.csv'),
        profile,
        columns,
        values,
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

  for (const { title, text, lost, broken = false, refused } of LISTS)
    it(`list ${title}`, async () => {
      const name = refused === undefined ? 'a.mdv-lgc.avance.json' : 'a.json';
      const faces = facesOf({ [name]: text });
      const told = await faces.cli('table', name, '-o', 'l.csv', '--encoding', 'utf-8');
      const answer = await faces.ask<ListResult | null>('segur/listDemandes', {
        files: [{ uri: faces.uri(name), text }],
      });
      assert.ok(answer !== null, 'the server has no answer');
      if (refused !== undefined) {
        assert.equal(told.code, 2);
        assert.match(plain(told.stderr), refused);
        assert.ok('refused' in answer, 'the server lists it');
        assert.match(plain(answer.refused), refused);
        return;
      }
      assert.ok(!('refused' in answer), JSON.stringify(answer));
      assert.equal(answer.csv, faces.folder.text('l.csv'));
      assert.equal(told.code, lost !== undefined || broken ? 1 : 0, told.stderr);
      if (lost !== undefined) for (const one of [told.stderr, answer.lost.join(' ')]) assert.match(one, lost);
      else assert.deepEqual(answer.lost, []);
      assert.deepEqual(answer.broken, broken ? [name] : []);
      assert.equal(told.stderr.includes('erreurs de syntaxe'), broken);
    });
});

/** The editor's sentences begin with a capital. */
const plain = (text: string): string =>
  typed(text)
    .replace(/\s+/g, ' ')
    .replace(/^\p{Lu}/u, first => first.toLowerCase());
