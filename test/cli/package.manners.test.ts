import assert from 'node:assert/strict';
import { existsSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { makePdf } from '../support/pdf.js';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, type Result } from './support.js';

const AVANCE = correctFile('MDV-LGC/avance');
const bdc = (n: string): string => `BDC-2022-000${n}.pdf`;

interface Told {
  readonly demandes: readonly {
    readonly pieces: readonly { readonly sources: readonly { readonly name: string }[] }[];
  }[];
  readonly notices: readonly { readonly code: string; readonly ligne: number }[];
}

const json = (text: string): Told => {
  const parsed: Told = JSON.parse(text);
  return parsed;
};

/** What it leaves alone, and what it reports. */
describe('cli: package, its manners', function () {
  this.timeout(60_000);
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('a.json', AVANCE);
    for (const n of ['1', '2', '3'])
      folder.file(`pieces/${bdc(n)}`, makePdf({ pages: [`Bon de commande ${n}\nSIRET 812 345 678 00013`] }));
  });

  const pack = (...args: string[]): Promise<Result> =>
    cli(['package', 'a.json', '--pieces', 'pieces', ...args], { cwd: folder.path });
  const made = (): string[] => readdirSync(folder.at('out')).sort();
  const beside = (): string[] =>
    readdirSync(folder.path)
      .filter(name => name !== 'a.json' && name !== 'pieces')
      .sort();

  it('replaces a folder with --force only, and no file and no link even so', async () => {
    folder.file('autre/à moi.txt', 'mine');
    folder.file('out/ancien.txt', 'old');
    folder.file('fichier', 'mine');
    symlinkSync('autre', folder.at('lien'));
    const without = await pack('-o', 'out');
    assert.equal(without.code, 2);
    assert.match(without.stderr, /avec tout ce qu'il contient/);
    assert.deepEqual(made(), ['ancien.txt']);
    assert.equal((await pack('-o', 'out', '--force')).code, 0);
    assert.ok(made().includes('depot.json') && !made().includes('ancien.txt'));
    for (const [out, why] of [
      ['fichier', /autre chose qu'un dossier/],
      ['fichier/out', /fichier est autre chose/],
      ['lien', /c'est un lien/],
    ] as const) {
      const { code, stderr } = await pack('-o', out, '--force');
      assert.equal(code, 2, out);
      assert.match(stderr, why);
    }
    assert.deepEqual(beside(), ['autre', 'fichier', 'lien', 'out']);
    assert.deepEqual([folder.text('autre/à moi.txt'), folder.text('fichier')], ['mine', 'mine']);
  });

  it('looks for the attachments beside the file', async () => {
    renameSync(folder.at('pieces'), folder.at('Pièces'));
    const from = (cwd: string, file: string): Promise<Result> =>
      cli(['package', file, '-o', folder.at('out')], { cwd });
    assert.equal((await from(folder.at('Pièces'), '../a.json')).code, 0);
    assert.ok(made().includes('BDC-2022-0001.zip'));
    rmSync(folder.at('out'), { recursive: true });
    renameSync(folder.at('Pièces'), folder.at('ailleurs'));
    const without = await from(folder.path, 'a.json');
    assert.equal(without.code, 2);
    assert.match(without.stderr, /--pieces/);
  });

  it('says that it takes a file where the folder of its parts is there too', async () => {
    folder.file('pieces/BDC-2022-0002/1.pdf', makePdf({ pages: ['autre'] }));
    const { code, stdout } = await pack('-o', 'out');
    assert.equal(code, 0);
    assert.match(stdout, /⚠ Le fichier BDC-2022-0002\.pdf et le dossier BDC-2022-0002\/ sont tous deux/);
    const { demandes, notices } = json(folder.text('out/depot.json'));
    assert.deepEqual(
      demandes[1]?.pieces[0]?.sources.map(({ name }) => name),
      [bdc('2')],
    );
    assert.deepEqual(
      notices.map(({ code: told, ligne }) => ({ told, ligne })),
      [{ told: 'folder-ignored', ligne: 2 }],
    );
    assert.match(folder.text('out/depot.html'), /class="avis">Le fichier BDC-2022-0002\.pdf et le dossier/);
    assert.deepEqual(
      json((await pack('--dry-run')).stdout).notices.map(({ code: told }) => told),
      ['folder-ignored'],
    );
  });

  it('says that it left out a byte order mark, and that alone', async () => {
    folder.file('a.json', `\ufeff${AVANCE}`);
    const { code, stdout } = await pack('-o', 'out');
    assert.equal(code, 0);
    assert.match(stdout, /La marque d[’']encodage \(BOM\) a été retirée de la copie/);
    assert.doesNotMatch(stdout, /ordre du modèle/);
    assert.match(folder.text('out/depot.json'), /"reordered": false,\s+"withoutBom": true/);
    assert.equal(folder.text('out/a.json'), AVANCE);
  });

  it('refuses a request that has the name of a ZIP or of the report', async () => {
    for (const name of ['BDC-2022-0001.zip', 'bdc-2022-0002.ZIP', 'Depot.json']) {
      folder.file(name, AVANCE);
      const { code, stdout } = await cli(['package', name, '--pieces', 'pieces', '-o', 'out'], { cwd: folder.path });
      assert.equal(code, 1, name);
      assert.match(stdout, new RegExp(`${name.replace('.', '\\.')}\\s: le dépôt donne ce nom`));
      assert.ok(!existsSync(folder.at('out')));
    }
  });

  it('refuses a plan that names one file twice for one document, and tells where a plan is broken', async () => {
    rmSync(folder.at(`pieces/${bdc('2')}`));
    folder.file(
      'plan.json',
      JSON.stringify({ version: 1, pieces: { 'BDC-2022-0002': { [bdc('2')]: [bdc('1'), bdc('1')] } } }),
    );
    const twice = await pack('-o', 'out', '--plan', 'plan.json');
    assert.equal(twice.code, 1);
    assert.match(
      twice.stdout,
      /BDC-2022-0001\.pdf\s: le plan nomme ce fichier deux fois pour la pièce BDC-2022-0002\.pdf/,
    );
    folder.file('plan.json', '{\n  "version": 1,\n  "pieces": {},\n}\n');
    const broken = await pack('-o', 'out', '--plan', 'plan.json');
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /plan\.json\s: [^\n]*ligne 3, colonne 15/);
    assert.deepEqual(beside(), ['plan.json']);
  });

  it('writes amounts with two decimals', async () => {
    await pack('-o', 'out');
    const amounts = [
      ...folder.text('out/depot.json').matchAll(/"(?:montantSegurHT|avanceHT|forfaitHT)": ([^,\n]+)/g),
    ].map(([, amount]) => amount);
    assert.ok(amounts.length >= 8);
    for (const amount of amounts) assert.match(amount ?? '', /^"\d+\.\d\d"$/);
  });

  it('sweeps what killed runs left, whatever their OUT, also when it refuses', async () => {
    const name = '.ancien.segur-999999999-0123456789ab.tmp';
    folder.file(
      `${name}/segur-depot.json`,
      JSON.stringify({ pid: 999999999, host: hostname(), began: null, out: 'ancien' }),
    );
    folder.file(`${name}/depot/a.json`, '{}');
    rmSync(folder.at(`pieces/${bdc('2')}`));
    const { code, stdout } = await pack('-o', 'autre');
    assert.equal(code, 1, stdout);
    assert.deepEqual(beside(), []);
  });
});
