import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { MergeParams, SoldeFile, SplitFiles } from '../../../server/src/lsp/protocol/index.js';
import type { Merged, Way } from '../../../server/src/lsp/protocol/index.js';
import type { Result } from '../../cli/support.js';
import { correctFile } from '../../support/cases.js';
import { plain as typed } from '../../support/plain.js';
import { example, facing, type Faces } from './faces.js';

const AVANCE = correctFile('MDV-LGC/avance');
const OTHER = AVANCE.replaceAll('BDC-2022-', 'BDC-2023-').replace(/"\d{9}"|"\d{11}"/g, 'null');
const SORTIE = example('sortie-portail-avance.json');
const SOLDE = example('solde.json');
const BROKEN = AVANCE.replace('"typeAction": "C",', '"typeAction": "C"');
const TWO_LISTS = AVANCE.replace(/\}\s*$/, ', "lignesImport": []}');

/** `refused`: the refusal of both; undefined if both make the same. */
interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly refused?: RegExp;
}

interface Said {
  readonly refused: string;
}

const isSaid = (answer: object): answer is Said => 'refused' in answer;

describe('both faces make the same files of requests', () => {
  const facesOf = facing();

  /** Holds both faces to the same refusal, or to the same files. */
  function expectSame<R extends object>(
    { refused }: Case,
    told: Result,
    answer: R | Said | null,
    made: (answer: R) => readonly (readonly [name: string, text: string])[],
    written: () => readonly (readonly [name: string, text: string])[],
  ): void {
    assert.ok(answer !== null, 'the server has no answer');
    if (refused === undefined) {
      assert.ok(!isSaid(answer), isSaid(answer) ? answer.refused : '');
      assert.equal(told.code, 0, told.stderr);
      assert.ok(written().length > 0);
      assert.deepEqual(
        made(answer).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        written(),
      );
      return;
    }
    assert.match(plain(told.stderr || told.stdout), refused);
    assert.ok(isSaid(answer), 'the server makes it');
    assert.match(plain(answer.refused), refused);
    assert.deepEqual(written(), []);
  }

  const outOf = ({ folder }: Faces): readonly (readonly [string, string])[] => {
    const names = readdirSync(folder.path).includes('out') ? readdirSync(folder.at('out')).sort() : [];
    return names.map(name => [name, folder.text(`out/${name}`)]);
  };

  const SPLITS: readonly (Case & { readonly by: Way })[] = [
    { title: 'by validity', by: 'validity', files: { 'a.json': AVANCE.replace('"10003456786"', '"10003456787"') } },
    { title: 'by rate', by: 'rate', files: { 'a.json': AVANCE.replace('"regimeTVA": "TTC"', '"regimeTVA": "HT"') } },
    { title: 'a file of correct lignes', by: 'validity', files: { 'a.json': AVANCE }, refused: /que des lignes sans/ },
    { title: 'few lignes', by: 'count', files: { 'a.json': AVANCE }, refused: /3 lignes tiennent dans un seul/ },
    { title: 'an empty list', by: 'rate', files: { 'a.json': '{"lignesImport": []}' }, refused: /aucune ligne/ },
    { title: 'broken JSON', by: 'count', files: { 'a.json': BROKEN }, refused: /pas du JSON strict/ },
    { title: 'two lists', by: 'count', files: { 'a.json': TWO_LISTS }, refused: /figure deux fois/ },
    {
      title: 'by validity under settings that switch the rule off',
      by: 'validity',
      files: {
        'a.json': AVANCE.replace('"10003456786"', '"10003456787"'),
        'segur.config.json': '{"rules": {"rpps": "off"}}',
      },
      refused: /que des lignes sans/,
    },
  ];
  for (const one of SPLITS)
    it(`split: ${one.refused === undefined ? '' : 'refuse '}${one.title}`, async () => {
      const faces = facesOf(one.files);
      const uri = await faces.open('a.json');
      const answer = await faces.ask<SplitFiles | Said | null>('segur/split', { uri, by: one.by });
      const told = await faces.cli('split', 'a.json', '--by', one.by, '-o', 'out');
      expectSame(
        one,
        told,
        answer,
        ({ files }) => files.map(({ name, text }) => [name, text]),
        () => outOf(faces),
      );
    });

  const MERGES: readonly Case[] = [
    { title: 'files that go together', files: { 'a.json': AVANCE, 'b.json': OTHER } },
    { title: 'one file', files: { 'a.json': AVANCE }, refused: /au moins deux fichiers/ },
    { title: 'a phase with another', files: { 'a.json': AVANCE, 'b.json': SOLDE }, refused: /b\.json : profil MDV/ },
    { title: 'broken JSON', files: { 'a.json': AVANCE, 'b.json': BROKEN }, refused: /b\.json.*: ce n'est pas du JSON/ },
    {
      title: 'the same demandes twice',
      files: { 'a.json': AVANCE, 'b.json': AVANCE },
      refused: /b\.json, ligne 1, avec a\.json, ligne 1 : .*\(numero-editeur-unique\)/,
    },
  ];
  for (const one of MERGES)
    it(`merge: ${one.refused === undefined ? '' : 'refuse '}${one.title}`, async () => {
      const faces = facesOf(one.files);
      const names = Object.keys(one.files);
      const told = await faces.cli('merge', ...names, '-o', 'out/c.json');
      const params: MergeParams = {
        files: Object.entries(one.files).map(([name, text]) => ({ uri: faces.uri(name), text })),
      };
      const answer = await faces.ask<Merged | Said | null>('segur/merge', params);
      expectSame(
        one,
        told,
        answer,
        ({ text }) => [['c.json', text]],
        () => outOf(faces),
      );
    });

  const SOLDES: readonly (Case & { readonly lignes?: readonly number[] })[] = [
    { title: 'all demandes of an output', files: { 'a.json': SORTIE } },
    { title: 'some of them', files: { 'a.json': SORTIE }, lignes: [2, 3] },
    { title: 'an avance that was not deposited', files: { 'a.json': AVANCE }, refused: /un JSON de sortie du portail/ },
    { title: 'a solde', files: { 'a.json': SOLDE }, refused: /déjà un solde/ },
    { title: 'broken JSON', files: { 'a.json': BROKEN }, refused: /pas du JSON strict/ },
    {
      title: 'an avance in which some have numbers',
      files: { 'a.json': AVANCE.replace('"numeroASP": null', '"numeroASP": "FINMDV00120"') },
      refused: /les lignes 2 et 3 n'ont pas de numéro de dossier/,
    },
    {
      title: 'a key that stands twice',
      files: { 'a.json': SORTIE.replace('"numeroAns"', '"numeroAns": "1", "numeroAns"') },
      refused: /une clé y figure deux fois/,
    },
    {
      title: 'lignes without a dossier',
      files: { 'a.json': SORTIE.replace(/"numeroASP": "[^"]*"/, '"numeroASP": null') },
      lignes: [1],
      refused: /[Aa]ucune des lignes choisies n'a de numéro de dossier : le portail/,
    },
    { title: 'a ligne that is not there', files: { 'a.json': SORTIE }, lignes: [99], refused: /pas de ligne/ },
  ];
  for (const one of SOLDES)
    it(`solde: ${one.refused === undefined ? '' : 'refuse '}${one.title}`, async () => {
      const faces = facesOf(one.files);
      const uri = await faces.open('a.json');
      const lignes = one.lignes ?? [1, 2, 3, 4, 5, 6];
      const answer = await faces.ask<SoldeFile | Said | null>('segur/solde', { uri, lignes: lignes.map(n => n - 1) });
      const chosen = one.lignes === undefined ? [] : ['--lignes', one.lignes.join(',')];
      const told = await faces.cli('solde', 'a.json', '-o', 'out/s.json', ...chosen);
      expectSame(
        one,
        told,
        answer,
        ({ text }) => [['s.json', text]],
        () => outOf(faces),
      );
    });
});

const plain = (text: string): string => typed(text).replace(/\s+/g, ' ').trim();
