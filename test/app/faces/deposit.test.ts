import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { PlanResult, WriteResult } from '../../../server/src/lsp/protocol/index.js';
import { PIECES, example, facing } from './faces.js';
import { plain as typed } from '../../support/plain.js';

const SOLDE = example('solde.json');
const WRONG = SOLDE.replace('99999999800019', '9999999980001x');
const FILES = { 'solde.json': SOLDE, ...PIECES };

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, unknown>>;
  readonly allowErrors?: boolean;
  /** The folder to create. */
  readonly out?: string;
  /** The refusal of both; undefined if both write the same deposit. */
  readonly refused?: RegExp;
}

const CASES: readonly Case[] = [
  { title: 'a correct request', files: FILES },
  { title: 'names of ZIPs from the settings', files: { ...FILES, 'segur.config.json': { nomZip: '{numLigne}.zip' } } },
  {
    title: 'an unknown placeholder',
    files: { ...FILES, 'segur.config.json': { nomZip: '{numero}-{numLigne}.zip' } },
    refused: /{numero}/,
  },
  {
    title: 'a pattern of nothing',
    files: { ...FILES, 'segur.config.json': { nomZip: '.zip' } },
    refused: /qui dit quelque chose|réglages/,
  },
  {
    title: 'settings with an error',
    files: { ...FILES, 'segur.config.json': { rules: { siretx: 'off' } } },
    refused: /siretx|réglages/,
  },
  { title: 'errors', files: { ...FILES, 'solde.json': WRONG }, refused: /erreur|SIRET/i },
  { title: 'errors that the user knows', files: { ...FILES, 'solde.json': WRONG }, allowErrors: true },
  {
    title: 'a missing attachment',
    files: { 'solde.json': SOLDE, 'pieces/autre.pdf': 'x' },
    refused: /LMS-F2023-0052\.pdf/,
  },
  { title: 'a request, among its attachments', files: FILES, out: 'pieces/depot' },
  {
    title: 'a request, where parts of an attachment are looked for',
    files: FILES,
    out: 'pieces/LMS-F2023-0052/depot',
    refused: /documents d'une pièce/,
  },
];

describe('both faces make the same deposit', () => {
  const facesOf = facing();

  for (const { title, files, allowErrors = false, out = 'depot', refused } of CASES)
    it(refused === undefined ? `of ${title}` : `but not of ${title}`, async () => {
      const shell = facesOf(files);
      const options = allowErrors ? ['--allow-errors'] : [];
      const told = await shell.cli('package', 'solde.json', '--pieces', 'pieces', '-o', out, ...options);
      const byCommand = filesIn(shell.folder.at(out));

      const faces = facesOf(files);
      const uri = await faces.open('solde.json');
      const asked = { uri, folder: faces.uri('pieces'), confirmed: {} };
      const plan = await faces.ask<PlanResult | null>('segur/deposit/plan', asked);
      const answer = await faces.ask<WriteResult | null>('segur/deposit/write', {
        ...asked,
        version: plan !== null && 'version' in plan ? plan.version : 1,
        out: faces.uri(out),
        allowErrors,
        replace: false,
        progress: 'p',
      });
      assert.ok(answer !== null);
      if (refused === undefined) {
        assert.equal(told.code, 0, told.stderr + told.stdout);
        assert.ok('report' in answer, JSON.stringify(answer));
        const byServer = filesIn(faces.folder.at(out));
        assert.ok(byCommand.size > 3);
        assert.deepEqual([...byServer.keys()], [...byCommand.keys()]);
        for (const [name, bytes] of byServer) assert.ok(byCommand.get(name)?.equals(bytes), `${name} differs`);
        return;
      }
      assert.notEqual(told.code, 0);
      assert.ok('refused' in answer, `the server writes: ${JSON.stringify(answer)}`);
      assert.match(plain(told.stderr + told.stdout), refused);
      assert.match(plain([answer.refused, ...answer.reasons].join(' ')), refused);
      assert.deepEqual([...byCommand.keys()], []);
      assert.ok(!existsSync(faces.folder.at(out)));
    });
});

const filesIn = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(
    existsSync(folder)
      ? readdirSync(folder).map((name): [string, Buffer] => [name, readFileSync(`${folder}/${name}`)])
      : [],
  );

const plain = (text: string): string => typed(text).replace(/\s+/g, ' ').trim();
