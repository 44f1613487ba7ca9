import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { makePdf } from '../support/pdf.js';
import { requireTool, run } from '../support/tools.js';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, type Result, started } from './support.js';
import { plain } from '../support/plain.js';

const AVANCE = correctFile('MDV-LGC/avance');
const SOLDE = correctFile('MDV-LGC/solde');
const NUMBERS = ['1', '2', '3'];
const bdc = (n: string): string => `BDC-2022-000${n}.pdf`;

interface Told {
  readonly demandes: readonly {
    readonly zip: { readonly name: string; readonly sha256: string };
    readonly pieces: readonly {
      readonly name: string;
      readonly size: number;
      readonly sha256: string;
      readonly pages: number;
      readonly sources: readonly { readonly name: string }[];
    }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly ligne: number; readonly nomFichier: string }[];
  readonly deposit: { readonly path: string; readonly zips: readonly { readonly name: string }[] } | null;
}

const json = (text: string): Told => {
  const parsed: Told = JSON.parse(text);
  return parsed;
};

describe('cli: package', function () {
  this.timeout(60_000);
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('a.json', AVANCE);
    for (const n of NUMBERS)
      folder.file(`pieces/${bdc(n)}`, makePdf({ pages: [`Bon de commande ${n}\nSIRET 812 345 678 00013`] }));
  });

  const pack = (...args: string[]): Promise<Result> =>
    cli(['package', 'a.json', '--pieces', 'pieces', ...args], { cwd: folder.path });
  const made = (): string[] => readdirSync(folder.at('out')).sort();
  /** What is beside the inputs; a failed run must leave nothing. */
  const beside = (): string[] =>
    readdirSync(folder.path)
      .filter(name => name !== 'a.json' && name !== 'pieces')
      .sort();
  const refused = (result: Result, code: number, why: RegExp): void => {
    assert.match(plain(`${result.stdout}${result.stderr}`), why);
    assert.equal(result.code, code);
    assert.deepEqual(beside(), []);
  };

  it('makes a deposit', async () => {
    const { code, stdout, stderr } = await pack('-o', 'out');
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /Dépôt prêt\s: out \(3\sZIP, 3\spièces, 3\spages/);
    assert.deepEqual(made(), [
      'BDC-2022-0001.zip',
      'BDC-2022-0002.zip',
      'BDC-2022-0003.zip',
      'a.json',
      'depot.html',
      'depot.json',
    ]);
    assert.equal(folder.text('out/a.json'), AVANCE);
    assert.deepEqual(beside(), ['out']);
  });

  it('unzips with the system’s unzip to what the report says', async function () {
    const unzip = await requireTool(this, 'unzip');
    folder.file('s.json', SOLDE);
    const names = [...SOLDE.matchAll(/"nomFichier": "([^"]+)"/g)].map(([, name = '']) => name);
    for (const name of names.slice(1)) folder.file(`pieces/${name}`, makePdf({ pages: [name] }));
    for (const n of ['1', '2', '10'])
      folder.file(`pieces/F2023-0140/${n}.pdf`, makePdf({ pages: [`facture ${n}`, 'suite'] }));
    assert.equal((await cli(['package', 's.json', '--pieces', 'pieces', '-o', 'out'], { cwd: folder.path })).code, 0);
    const { demandes } = json(folder.text('out/depot.json'));
    assert.equal(demandes.length, 3);
    const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
    for (const { zip, pieces } of demandes) {
      assert.equal(hash(folder.at(`out/${zip.name}`)), zip.sha256);
      await run(unzip, ['-q', folder.at(`out/${zip.name}`), '-d', folder.at('x')]);
      assert.deepEqual(readdirSync(folder.at('x')).sort(), pieces.map(({ name }) => name).sort());
      for (const { name, size, sha256 } of pieces) {
        assert.equal(statSync(folder.at(`x/${name}`)).size, size);
        assert.equal(hash(folder.at(`x/${name}`)), sha256);
      }
      rmSync(folder.at('x'), { recursive: true });
    }
    const first = demandes[0]?.pieces[0];
    assert.deepEqual(
      first?.sources.map(({ name }) => name),
      ['F2023-0140/1.pdf', 'F2023-0140/2.pdf', 'F2023-0140/10.pdf'],
    );
    assert.equal(first.pages, 7);
    assert.deepEqual(
      readFileSync(folder.at('pieces/F2023-0141.pdf')),
      makePdf({ pages: ['F2023-0141.pdf'] }),
      'a source is never touched',
    );
  });

  it('gives the same bytes each time', async () => {
    await pack('-o', 'out');
    await pack('-o', 'again');
    for (const name of made())
      assert.deepEqual(readFileSync(folder.at(`out/${name}`)), readFileSync(folder.at(`again/${name}`)), name);
  });

  it('tells what is missing and proposes, exit 1, nothing written', async () => {
    renameSync(folder.at(`pieces/${bdc('2')}`), folder.at('pieces/bon signé BDC-2022-0002.pdf'));
    refused(
      await pack('-o', 'out'),
      1,
      /BDC-2022-0002\.pdf : ni ce fichier[\s\S]*peut-être bon signé BDC-2022-0002\.pdf \?[\s\S]*Rien n'a été écrit/,
    );
  });

  it('plans, lets the user confirm, and packages', async () => {
    renameSync(folder.at(`pieces/${bdc('2')}`), folder.at('pieces/bon signé BDC-2022-0002.pdf'));
    const dry = await pack('--dry-run', '--plan', 'plan.json');
    assert.equal(dry.code, 1);
    assert.deepEqual(beside(), ['plan.json']);
    assert.equal(dry.stdout, folder.text('plan.json'));
    const plan: {
      pieces: Record<string, Record<string, string[]>>;
      proposals: Record<string, Record<string, string[][]>>;
    } = JSON.parse(dry.stdout);
    assert.deepEqual(plan.pieces['BDC-2022-0001'], { 'BDC-2022-0001.pdf': ['BDC-2022-0001.pdf'] });
    assert.equal(
      (await pack('--plan', 'plan.json', '-o', 'out')).code,
      1,
      'a proposal is not taken before it is confirmed',
    );
    const [proposal = []] = plan.proposals['BDC-2022-0002']?.['BDC-2022-0002.pdf'] ?? [];
    folder.file(
      'plan.json',
      JSON.stringify({ ...plan, pieces: { ...plan.pieces, 'BDC-2022-0002': { 'BDC-2022-0002.pdf': proposal } } }),
    );
    const before = folder.text('plan.json');
    const again = await pack('--dry-run', '--plan', 'plan.json');
    assert.equal(again.code, 0);
    assert.equal(folder.text('plan.json'), before, 'a plan that is there is read, never overwritten');
    assert.equal((await pack('--plan', 'plan.json', '-o', 'out')).code, 0);
    assert.ok(made().includes('BDC-2022-0002.zip'));
  });

  it('refuses a file with errors, unless told', async () => {
    folder.file('a.json', AVANCE.replace('81234567800013', '812345678'));
    refused(await pack('-o', 'out'), 1, /siret[\s\S]*1 erreur[\s\S]*--allow-errors/);
    refused(await pack('-o', 'out', '--force'), 1, /Rien n'a été écrit/);
    const told = await pack('-o', 'out', '--allow-errors');
    assert.equal(told.code, 0);
    assert.equal(folder.text('out/a.json'), AVANCE.replace('81234567800013', '812345678'));
    assert.match(told.stdout, /1\serreur/);
    assert.match(folder.text('out/depot.html'), /1\u00a0erreur/);
  });

  it('refuses what is no PDF, by name and reason, also with --allow-errors', async () => {
    folder.file(`pieces/${bdc('1')}`, '');
    folder.file(`pieces/${bdc('2')}`, 'bonjour');
    folder.file(`pieces/${bdc('3')}`, makePdf({ pages: ['x'], encrypted: 'open' }));
    refused(
      await pack('-o', 'out', '--allow-errors'),
      1,
      /BDC-2022-0001\.pdf : ce fichier est vide[\s\S]*BDC-2022-0002\.pdf : ce n'est pas un PDF[\s\S]*BDC-2022-0003\.pdf : un mot de passe/,
    );
  });

  it('leaves an OUT that is there, unless told to replace it', async () => {
    assert.equal((await pack('-o', 'out')).code, 0);
    folder.file('out/mine.txt', 'mine');
    const before = made();
    const result = await pack('-o', 'out');
    assert.equal(result.code, 2);
    assert.match(result.stderr, /existe déjà[\s\S]*--force/);
    assert.deepEqual(made(), before);
    assert.equal((await pack('-o', 'out', '--force')).code, 0);
    assert.ok(made().includes('depot.html') && !made().includes('mine.txt'));
    assert.deepEqual(beside(), ['out']);
  });

  it('never replaces its own inputs', async () => {
    for (const out of ['pieces', '.', 'pieces/..']) {
      const result = await pack('-o', out, '--force');
      assert.equal(result.code, 2, out);
    }
    assert.equal(readdirSync(folder.at('pieces')).length, 3);
    const parts = bdc('1').replace(/\.pdf$/, '');
    for (const out of [`pieces/${parts}`, `pieces/${parts}/depot`])
      assert.match((await pack('-o', out)).stderr, /documents d'une pièce/);
    assert.equal((await pack('-o', 'pieces/depot')).code, 0, 'a deposit may lie in the attachments folder');
    assert.equal((await pack('-o', 'pieces/depot', '--force')).code, 0);
    assert.deepEqual(readdirSync(folder.at('pieces')).sort(), [...NUMBERS.map(bdc), 'depot']);
  });

  it('tells usage', async () => {
    const usage = async (args: readonly string[], why: RegExp): Promise<void> => {
      refused(await cli(['package', ...args], { cwd: folder.path }), 2, why);
    };
    await usage([], /Il manque/);
    await usage(['a.json', '--pieces', 'pieces'], /--output/);
    await usage(['-', '--pieces', 'pieces', '-o', 'out'], /un seul fichier/);
    await usage(['.', '--pieces', 'pieces', '-o', 'out'], /un seul fichier/);
    await usage(['b.json', '--pieces', 'pieces', '-o', 'out'], /n'existe pas/);
    await usage(['a.json', '--pieces', 'rien', '-o', 'out'], /rien : ce dossier n'existe pas/);
    await usage(['a.json', '--pieces', 'a.json', '-o', 'out'], /n'est pas un dossier/);
    await usage(['a.json', '--pieces', 'pieces', '-o', 'out', '--plan', 'plan.json'], /ce plan n'existe pas/);
    await usage(['a.json', '--pieces', 'pieces', '-o', 'out', '--zip-name', '{numero}.zip'], /{numero}/);
    for (const name of ['', ' ', '.zip'])
      await usage(['a.json', '--pieces', 'pieces', '-o', 'out', '--zip-name', name], /« --zip-name » attend un modèle/);
    await usage(['a.json', '--pieces', 'pieces', '-o', 'out', '--max-zip', 'x'], /nombre entier/);
    await usage(['a.json', '--pieces', 'pieces', '-o', 'out', '--format', 'xml'], /stylish, json/);
    await usage(['a.json', '--pieces', 'pieces', '-o', 'out', '--profile', 'X'], /Profil inconnu/);
  });

  it('takes folder and names from the configuration', async () => {
    folder.file('segur.config.json', JSON.stringify({ pieces: 'pieces', nomZip: '{numLigne}_{numeroEditeur}.zip' }));
    const { code, stderr } = await cli(['package', 'a.json', '-o', 'out'], { cwd: folder.path });
    assert.equal(code, 0, stderr);
    assert.ok(made().includes('1_BDC-2022-0001.zip'));
  });

  it('speaks JSON', async () => {
    const good = json((await pack('-o', 'out', '--format', 'json')).stdout);
    assert.deepEqual(Object.keys(good), ['files', 'summary', 'problems', 'notices', 'proposals', 'deposit']);
    assert.equal(good.deposit?.path, 'out');
    assert.deepEqual(
      good.deposit.zips.map(({ name }) => name),
      ['BDC-2022-0001.zip', 'BDC-2022-0002.zip', 'BDC-2022-0003.zip'],
    );
    rmSync(folder.at(`pieces/${bdc('2')}`));
    const result = await pack('-o', 'autre', '--format', 'json');
    const bad = json(result.stdout);
    assert.equal(result.code, 1);
    assert.equal(bad.deposit, null);
    assert.deepEqual(
      bad.problems.map(({ code, ligne, nomFichier }) => ({ code, ligne, nomFichier })),
      [{ code: 'piece-missing', ligne: 2, nomFichier: 'BDC-2022-0002.pdf' }],
    );
  });

  it('speaks English', async () => {
    const { stdout } = await pack('-o', 'out', '--lang', 'en');
    assert.match(stdout, /Deposit ready: out/);
    assert.match(folder.text('out/depot.html'), /<html lang="en">[\s\S]*What to do/);
  });

  describe('hostile names', () => {
    const withName = (name: string): void => {
      folder.file(
        'a.json',
        AVANCE.replace('"nomFichier": "BDC-2022-0002.pdf"', `"nomFichier": ${JSON.stringify(name)}`),
      );
    };
    for (const name of [
      '..\\..\\x.pdf',
      '../x.pdf',
      '/etc/passwd',
      'C:\\x.pdf',
      'a\u0000b.pdf',
      `${'é'.repeat(300)}.pdf`,
      'CON.pdf',
      'x\u202efdp.exe',
      'a/b.pdf',
    ]) {
      it(`refuses ${JSON.stringify(name).slice(0, 24)}, also with --allow-errors`, async () => {
        withName(name);
        folder.file('x.pdf', makePdf({ pages: ['outside'] }));
        const result = await pack('-o', 'out', '--allow-errors');
        assert.equal(result.code, 1);
        assert.match(plain(result.stdout), /ne peut pas être celui d'un fichier du ZIP/);
        assert.ok(!existsSync(folder.at('out')));
      });
    }

    it('takes a name with accents, emoji and spaces', async function () {
      const unzip = await requireTool(this, 'unzip');
      withName('Bon de commande nº 2 – été 😀.pdf');
      renameSync(folder.at(`pieces/${bdc('2')}`), folder.at('pieces/Bon de commande nº 2 – été 😀.pdf'));
      assert.equal((await pack('-o', 'out')).code, 0);
      await run(unzip, ['-q', folder.at('out/BDC-2022-0002.zip'), '-d', folder.at('x')]);
      assert.deepEqual(readdirSync(folder.at('x')), ['Bon de commande nº 2 – été 😀.pdf']);
    });

    it('refuses a link that leads out, by its name', async () => {
      folder.file('secret.pdf', makePdf({ pages: ['secret'] }));
      rmSync(folder.at(`pieces/${bdc('2')}`));
      symlinkSync(folder.at('secret.pdf'), folder.at(`pieces/${bdc('2')}`));
      const result = await pack('-o', 'out');
      assert.equal(result.code, 1);
      assert.match(result.stdout, /BDC-2022-0002\.pdf\s: ce lien ou ce chemin mène hors du dossier/);
      assert.ok(!existsSync(folder.at('out')));
    });

    it('takes a folder named like a file for no file', async () => {
      rmSync(folder.at(`pieces/${bdc('2')}`));
      mkdirSync(folder.at(`pieces/${bdc('2')}`));
      assert.equal((await pack('-o', 'out')).code, 1);
      assert.ok(!existsSync(folder.at('out')));
    });

    it('shows no name to the terminal as an order, nor in the report as markup', async () => {
      const numero = '<img src=x onerror=alert(1)>';
      folder.file(
        'a.json',
        AVANCE.replace('"numeroEditeur": "BDC-2022-0002"', `"numeroEditeur": ${JSON.stringify(numero)}`).replace(
          '"nomMedecin": "',
          '"nomMedecin": "</bdi><script>x</script>',
        ),
      );
      const { code, stdout } = await pack('-o', 'out', '--allow-errors');
      assert.equal(code, 0, stdout);
      assert.ok(made().includes('_img src=x onerror=alert(1)_.zip'));
      const html = folder.text('out/depot.html');
      assert.doesNotMatch(html, /<script|<img|<\/bdi><\/bdi>/);
      assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;/);
      assert.doesNotMatch(html, / (?:style|on\w+)="|https?:|<link|@import|url\(/);
    });
  });

  it('tells an OUT that may not be written to, exit 2', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const place = folder.at('place');
    mkdirSync(place);
    chmodSync(folder.path, 0o755);
    chmodSync(place, 0o555);
    const result = await started(['package', 'a.json', '--pieces', 'pieces', '-o', join('place', 'out')], {
      cwd: folder.path,
      uid: 65534,
    });
    assert.equal(result.code, 2);
    assert.match(result.stderr, /vous n'avez pas le droit d'écrire/);
    assert.deepEqual(readdirSync(place), []);
  });
});
