import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder } from './support.js';
import { plain } from '../support/plain.js';

const example = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const SOLDE = example('solde.json');
const SORTIE = 'examples/sortie-portail-avance.json';

describe('segur-json compare', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  it('says that nothing differs, with 0', async () => {
    for (const avance of [SORTIE, 'examples/avance.json']) {
      const { code, stdout, stderr } = await cli(['compare', avance, 'examples/solde.json']);
      assert.deepEqual([code, plain(stdout), stderr], [0, '6 demandes comparées, aucune ne diffère.\n', '']);
    }
  });

  it('shows what differs, and what follows, with 1', async () => {
    const solde = folder.file('solde.json', SOLDE.replace('358.33', '358.34'));
    const { code, stdout } = await cli(['compare', SORTIE, solde]);
    assert.equal(code, 1);
    assert.equal(
      plain(stdout),
      [
        'FINMDV90141 · LMS-2022-0141  1 écart',
        '  Montants',
        '    Montant Ségur HT  358,33 € → 358,34 €  (différent)',
        "      Le solde ne peut pas dépasser le montant de l'avance.",
        '',
        '6 demandes comparées, 1 diffère.',
        '',
      ].join('\n'),
    );
  });

  it('shows all when asked, in English', async () => {
    const { code, stdout } = await cli(['compare', '--all', '--lang', 'en', SORTIE, 'examples/solde.json']);
    assert.equal(code, 0);
    assert.match(stdout, /Numéro RPPS|RPPS number/);
    assert.match(stdout, /30% avance {2}€107\.50/);
    assert.match(stdout, /6 requests compared, none differs\.\n$/);
  });

  it('names the demandes that only one of the files has', async () => {
    const request: { lignesImport: readonly object[] } = JSON.parse(SOLDE);
    const [first, ...others] = request.lignesImport;
    const fewer = folder.file('fewer.json', JSON.stringify({ ...request, lignesImport: others }));
    const part = await cli(['compare', SORTIE, fewer]);
    assert.deepEqual(
      [part.code, plain(part.stdout)],
      [
        0,
        "FINMDV90141 · LMS-2022-0141 : pas encore de solde\n5 demandes comparées ; 1 ligne de l'avance sans solde.\n",
      ],
    );
    const stranger = folder.file(
      'stranger.json',
      JSON.stringify({ ...request, lignesImport: [{ ...first, numeroASP: 'FINMDV99999', numeroEditeur: 'X' }] }),
    );
    const found = await cli(['compare', SORTIE, stranger]);
    assert.deepEqual(
      [found.code, plain(found.stdout).split('\n')[0]],
      [1, "FINMDV99999 · X : pas d'avance dans ce fichier"],
    );
    assert.match(
      plain(found.stdout),
      /\nAucune demande comparée ; 1 ligne du solde sans avance ; 6 lignes de l'avance sans solde\.\n$/,
    );
  });

  it('says that a demande has two soldes', async () => {
    const request: { lignesImport: readonly object[] } = JSON.parse(SOLDE);
    const twice = folder.file(
      'twice.json',
      JSON.stringify({ ...request, lignesImport: [...request.lignesImport, ...request.lignesImport.slice(0, 1)] }),
    );
    const { code, stdout } = await cli(['compare', SORTIE, twice]);
    assert.deepEqual(
      [code, plain(stdout).split('\n')[0]],
      [
        1,
        "FINMDV90141 · LMS-2022-0141 : plusieurs lignes de ce solde pour cette même demande. Il n'y a qu'un solde " +
          'par dossier.',
      ],
    );
  });

  it('refuses what it would misread, with 1', async () => {
    const broken = await cli([
      'compare',
      SORTIE,
      folder.file('solde.json', SOLDE.replace('"typeAction": "C",', '"typeAction": "C"')),
    ]);
    assert.deepEqual([broken.code, broken.stdout], [1, '']);
    assert.match(
      broken.stderr,
      /solde\.json:\d+:\d+ : ce n'est pas du JSON strict, ce qui suit l'erreur serait mal lu/,
    );
    const other = await cli(['compare', SORTIE, folder.file('autre.json', correctFile('HOP-PFI/solde'))]);
    assert.deepEqual([other.code, other.stdout], [1, '']);
    assert.match(other.stderr, /autre\.json : solde HOP-PFI, alors que l'avance est MDV-LGC\./);
    const unknown = await cli(['compare', SORTIE, folder.file('x.json', '{"lignesImport": [{}]}')]);
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /profil inconnu/);
  });

  it('gives JSON', async () => {
    const { code, stdout } = await cli(['compare', '--format', 'json', SORTIE, 'examples/solde.json']);
    const { comparisons, noAvance, noSolde } = JSON.parse(stdout);
    assert.deepEqual(
      [code, comparisons.length, comparisons[0].title, comparisons[0].differences, noAvance, noSolde],
      [0, 6, 'FINMDV90141 · LMS-2022-0141', 0, [], []],
    );
  });

  it('refuses what it can’t compare, with 2', async () => {
    const swapped = await cli(['compare', 'examples/solde.json', SORTIE]);
    assert.deepEqual([swapped.code, swapped.stdout], [2, '']);
    assert.match(swapped.stderr, /solde\.json : ce n'est pas une avance/);
    assert.equal((await cli(['compare', SORTIE, SORTIE])).code, 2);
    assert.equal((await cli(['compare', SORTIE, folder.at('none.json')])).code, 2);
    assert.equal((await cli(['compare', SORTIE])).code, 2);
  });
});
