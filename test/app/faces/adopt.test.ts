import assert from 'node:assert/strict';
import type { AdoptResult } from '../../../server/src/lsp/protocol/index.js';
import { correctFile } from '../../support/cases.js';
import { recordOf } from '../../support/json.js';
import { facing } from './faces.js';
import { plain as typed } from '../../support/plain.js';

const AVANCE = correctFile('MDV-LGC/avance');
const THEIRS = AVANCE.replaceAll('"regimeTVA"', '"regime_tva"').replaceAll('"codeTraitement": null,', '"zzz": null,');
const PROFILE = 'MDV-LGC/avance';

interface Case {
  readonly title: string;
  readonly model: string | Buffer;
  readonly match?: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** The refusal of both; undefined if both adopt. */
  readonly refused?: RegExp;
}

const CASES: readonly Case[] = [
  { title: 'a model with other names', model: THEIRS },
  { title: 'a key that the user names', model: THEIRS, match: { zzz: 'codeTraitement' } },
  { title: 'a model with a byte order mark', model: `\ufeff${THEIRS}` },
  {
    title: 'a match of a key that the model lacks',
    model: THEIRS,
    match: { absente: 'codeTraitement' },
    refused: /absente=codeTraitement/,
  },
  {
    title: 'a match with a key that we lack',
    model: THEIRS,
    match: { zzz: 'inconnue' },
    refused: /zzz=inconnue/,
  },
  { title: 'an unknown profile', model: THEIRS, profile: 'MDV-LGC/avence', refused: /Profil inconnu.*MDV-LGC\/avance/ },
  { title: 'broken JSON', model: '{"lignesImport": [\n  , ]}', refused: /ligne 2, colonne 3/i },
  { title: 'a list', model: '[]', refused: /un modèle est un objet/i },
  { title: 'no list of lignes', model: '{}', refused: /la liste .* manque/i },
  { title: 'an empty list', model: '{"lignesImport": []}', refused: /est vide/ },
  { title: 'another encoding', model: Buffer.from([0x7b, 0xe9, 0x7d]), refused: /n.est pas en UTF-8/ },
  {
    title: 'settings that can not be read',
    model: THEIRS,
    files: { 'segur.config.json': '{"models": [' },
    refused: /réglages ne sont pas lisibles/,
  },
];

describe('both faces adopt the same models', () => {
  const facesOf = facing();

  for (const { title, model, match = {}, profile = PROFILE, files = {}, refused } of CASES)
    it(refused === undefined ? title : `and refuse ${title}`, async () => {
      const pairs = Object.entries(match).flatMap(([theirs, ours]) => ['--match', `${theirs}=${ours}`]);
      const written = 'segur.models/mdv-lgc.avance.schema.json';
      const shell = facesOf({ 'modele.json': model, ...files });
      const told = await shell.cli('adopt', 'modele.json', '--profile', profile, ...pairs);
      const byCommand = told.code === 0 ? [shell.folder.text(written), shell.folder.text('segur.config.json')] : [];

      const faces = facesOf({ 'modele.json': model, ...files });
      const answer = await faces.ask<AdoptResult | null>('segur/adopt', {
        model: faces.uri('modele.json'),
        profile,
        near: faces.uri(),
        folder: faces.uri(),
        names: match,
        write: true,
      });
      assert.ok(answer !== null);
      if (refused === undefined) {
        assert.equal(told.code, 0, told.stderr);
        assert.ok('written' in answer && answer.written, JSON.stringify(answer));
        assert.deepEqual([faces.folder.text(written), faces.folder.text('segur.config.json')], byCommand);
        return;
      }
      assert.equal(told.code, 2);
      assert.ok('refused' in answer, 'the server adopts');
      assert.match(plain(told.stderr), refused);
      assert.match(plain(answer.refused), refused);
      assert.ok(
        plain(told.stderr).toLowerCase().includes(plain(answer.refused).toLowerCase()),
        `${told.stderr} / ${answer.refused}`,
      );
    });

  it('adopting again, both tell what the model changes, and keep both by date', async () => {
    const again = AVANCE.replaceAll(/\s*"isClientUnique": \w+,/g, '')
      .replaceAll('"typeAction": "C",', '"typeAction": "C", "nouvelle": 1,')
      .replaceAll(/("dateCommande": "[^"]*"),(\s*)("regimeTVA": "\w+")/g, '$3,$2$1');
    const adopt = ['adopt', '--profile', PROFILE];
    const faces = facesOf({ 'modele.json': AVANCE, 'nouveau.json': again });
    assert.equal((await faces.cli(...adopt, 'modele.json')).code, 0);
    const question = {
      model: [faces.uri('nouveau.json')],
      profile: PROFILE,
      near: faces.uri(),
      folder: faces.uri(),
      names: {},
    };
    const changes = [
      'lignesImport[].nouvelle  (clé nouvelle)',
      'lignesImport[].beneficiaires.isClientUnique  (clé retirée)',
      'lignesImport[].commande  (autre ordre)',
    ];
    const answer = await faces.ask<AdoptResult | null>('segur/adopt', { ...question, write: false });
    assert.ok(answer !== null && 'changes' in answer, JSON.stringify(answer));
    assert.deepEqual([answer.changes, answer.replaces], [changes, true]);
    const dated = await faces.ask<AdoptResult | null>('segur/adopt', { ...question, from: '2024-09-12', write: false });
    assert.ok(dated !== null && 'replaces' in dated && !dated.replaces);
    const told = await faces.cli(...adopt, 'nouveau.json', '--from', '2024-09-12');
    assert.equal(told.code, 0, told.stderr);
    for (const change of changes) assert.ok(plain(told.stdout).includes(plain(change)), told.stdout);
    assert.match(plain(told.stdout), /Ce qui sera vérifié : l.ordre, la casse, le type et les espaces de \d+ clés/);
    assert.deepEqual(recordOf(JSON.parse(faces.folder.text('segur.config.json')))['models'], [
      'segur.models/mdv-lgc.avance.schema.json',
      'segur.models/mdv-lgc.avance.2024-09-12.schema.json',
    ]);
  });
});

const plain = (text: string): string => typed(text).replace(/\s+/g, ' ').trim();
