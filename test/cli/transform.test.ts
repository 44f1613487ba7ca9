import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { correctFile } from '../support/cases.js';
import { bytesOf, namesIn } from '../support/corpus.js';
import { cli, type Folder, inFolder, output, type Result, withLignes } from './support.js';
import { plain } from '../support/plain.js';

const AVANCE = correctFile('MDV-LGC/avance');
const OUTPUT = AVANCE.replace('"impId": null', '"impId": "202212-1"').replace(
  /"numeroASP": null/g,
  (() => {
    let n = 119;
    return () => `"numeroASP": "FINMDV00${String(++n)}"`;
  })(),
);
const WRONG = AVANCE.replace('"10003456786"', '"10003456787"');

let folder: Folder;
const run = (...args: string[]): Promise<Result> => cli(args, { cwd: folder.path });
const lines = (text: string): string[] => plain(text).trimEnd().split('\n');
const inside = (name: string): string[] => readdirSync(folder.at(name)).sort();

describe('cli: transform', () => {
  inFolder(made => {
    folder = made;
  });

  describe('split', () => {
    it('writes the parts into a folder that it makes, and says what they are', async () => {
      folder.file('lot.mdv-lgc.avance.json', AVANCE);
      const result = await run('split', 'lot.mdv-lgc.avance.json', '--by', 'count', '--size', '2', '-o', 'sous/parts');
      assert.deepEqual([result.code, result.stderr], [0, '']);
      assert.deepEqual(lines(result.stdout), [
        '✔ 3 demandes en 2 fichiers :',
        '  sous/parts/lot-1.mdv-lgc.avance.json  lignes 1 à 2 : 2 demandes, aucune erreur',
        '  sous/parts/lot-2.mdv-lgc.avance.json  ligne 3 : 1 demande, aucune erreur',
      ]);
      assert.deepEqual(inside('sous/parts'), ['lot-1.mdv-lgc.avance.json', 'lot-2.mdv-lgc.avance.json']);
      const checked = await run('check', '--format', 'json', 'sous/parts');
      assert.deepEqual([checked.code, output(checked).summary], [0, { files: 2, errors: 0, warnings: 0, infos: 0 }]);
    });

    it('puts the lignes in error apart', async () => {
      folder.file('lot.json', WRONG);
      const result = await run('split', 'lot.json', '--by', 'validity', '-o', 'p');
      assert.deepEqual(lines(result.stdout).slice(1), [
        '  p/lot.valides.json  lignes sans erreur : 2 demandes, aucune erreur',
        '  p/lot.en-erreur.json  lignes en erreur : 1 demande, 1 erreur',
      ]);
      assert.equal((await run('check', 'p/lot.valides.json')).code, 0);
    });

    it('minds the configuration: what is silenced is no error', async () => {
      folder.file('lot.json', WRONG);
      folder.file('segur.config.json', '{"rules": {"rpps": "off"}}');
      assert.match((await run('split', 'lot.json', '--by', 'validity', '-o', 'p')).stdout, /^Rien à découper/);
      assert.equal((await run('split', 'lot.json', '--by', 'validity', '-o', 'p', '--no-config')).code, 0);
    });

    it('puts each rate apart', async () => {
      folder.file('lot.json', AVANCE.replace('"TTC"', '"HT"'));
      assert.equal((await run('split', 'lot.json', '--by', 'rate', '-o', 'p')).code, 0);
      assert.deepEqual(inside('p'), ['lot.ht.json', 'lot.ttc-20.json']);
    });

    it('cuts at 200 by default', async () => {
      folder.file(
        'lot.json',
        withLignes(AVANCE, 401, ligne => ligne),
      );
      assert.equal((await run('split', 'lot.json', '--by', 'count', '-o', 'p')).code, 0);
      assert.deepEqual(inside('p'), ['lot-1.json', 'lot-2.json', 'lot-3.json']);
    });

    it('has nothing to do for one group, and writes nothing', async () => {
      folder.file('lot.json', AVANCE);
      for (const by of ['profile', 'rate', 'count', 'validity']) {
        const result = await run('split', 'lot.json', '--by', by, '-o', 'p');
        assert.deepEqual([result.code, result.stderr, result.stdout.startsWith('Rien à découper')], [0, '', true], by);
      }
      assert.ok(!existsSync(folder.at('p')));
    });

    it('replaces nothing without --force, and then writes none at all', async () => {
      folder.file('lot.json', AVANCE);
      folder.file('p/lot-2.json', 'à garder');
      const args = ['split', 'lot.json', '--by', 'count', '--size', '1', '-o', 'p'];
      const refused = await run(...args);
      assert.deepEqual(
        [refused.code, refused.stdout, refused.stderr],
        [2, '', "p/lot-2.json : ce fichier existe déjà. Rien n'a été écrit ; « --force » le remplace.\n"],
      );
      assert.deepEqual(inside('p'), ['lot-2.json']);
      assert.equal(folder.text('p/lot-2.json'), 'à garder');
      assert.equal((await run(...args, '--force')).code, 0);
      assert.deepEqual(inside('p'), ['lot-1.json', 'lot-2.json', 'lot-3.json']);
      assert.ok(folder.text('p/lot-2.json').includes('BDC-2022-0002'));
    });

    it('never writes through a link out of the folder, nor to nowhere', async () => {
      folder.file('lot.json', AVANCE);
      const kept = folder.file('ailleurs.json', 'à garder');
      mkdirSync(folder.at('p'));
      symlinkSync(kept, folder.at('p/lot-1.json'));
      symlinkSync(folder.at('nulle-part.json'), folder.at('p/lot-2.json'));
      const args = ['split', 'lot.json', '--by', 'count', '--size', '1', '-o', 'p'];
      for (const force of [[], ['--force']]) {
        const result = await run(...args, ...force);
        assert.equal(result.code, 2);
        assert.deepEqual(
          result.stderr.match(/p\/lot-\d\.json : c'est un lien vers un (?:autre dossier|fichier qui n'existe pas)/g)
            ?.length,
          2,
        );
      }
      assert.deepEqual(
        [folder.text('ailleurs.json'), existsSync(folder.at('nulle-part.json')), inside('p')],
        ['à garder', false, ['lot-1.json', 'lot-2.json']],
      );
    });

    it('lets a link be a link: the file that it leads to is replaced', async () => {
      folder.file('lot.json', AVANCE);
      folder.file('p/vrai.json', 'ancien');
      symlinkSync('vrai.json', folder.at('p/lot-1.json'));
      assert.equal((await run('split', 'lot.json', '--by', 'count', '--size', '2', '-o', 'p', '--force')).code, 0);
      assert.ok(
        lstatSync(folder.at('p/lot-1.json')).isSymbolicLink() && folder.text('p/vrai.json').includes('BDC-2022-0002'),
      );
      // Two parts in one file would lose one.
      symlinkSync('lot-2.json', folder.at('p/lot-3.json'));
      assert.equal((await run('split', 'lot.json', '--by', 'count', '--size', '1', '-o', 'p', '--force')).code, 2);
      assert.ok(folder.text('p/lot-2.json').includes('BDC-2022-0003'));
    });

    it('replaces no pipe and no device', async () => {
      folder.file('lot.json', AVANCE);
      mkdirSync(folder.at('p'));
      execFileSync('mkfifo', [folder.at('p/lot-1.json')]);
      symlinkSync('/dev/null', folder.at('nul'));
      for (const force of [[], ['--force']]) {
        const piped = await run('split', 'lot.json', '--by', 'count', '--size', '2', '-o', 'p', ...force);
        assert.deepEqual(
          [piped.code, piped.stderr],
          [
            2,
            "p/lot-1.json : ce n'est pas un fichier ordinaire (périphérique, tube…), il ne se remplace pas. Rien " +
              "n'a été écrit.\n",
          ],
        );
        folder.file('sortie.json', OUTPUT);
        for (const device of ['/dev/null', 'nul']) {
          assert.match(
            (await run('solde', 'sortie.json', '-o', device, ...force)).stderr,
            /ce n'est pas un fichier ordinaire/,
          );
        }
      }
      assert.ok(lstatSync(folder.at('p/lot-1.json')).isFIFO() && lstatSync('/dev/null').isCharacterDevice());
    });

    it("takes all back when one can't be written", async () => {
      folder.file('lot.json', AVANCE);
      mkdirSync(folder.at('p/lot-3.json'), { recursive: true });
      folder.file('p/lot-1.json', 'à garder');
      const result = await run('split', 'lot.json', '--by', 'count', '--size', '1', '-o', 'p', '--force');
      assert.deepEqual([result.code, result.stderr], [2, "p/lot-3.json : c'est un dossier. Rien n'a été écrit.\n"]);
      assert.deepEqual([inside('p'), folder.text('p/lot-1.json')], [['lot-1.json', 'lot-3.json'], 'à garder']);
      folder.file('fichier', '');
      const below = await run('split', 'lot.json', '--by', 'count', '--size', '1', '-o', 'fichier/sous');
      assert.equal(below.code, 2);
      assert.match(below.stderr, /rien n'a été écrit, un fichier porte le nom du dossier à créer\./);
    });

    it('shows what it would do', async () => {
      folder.file('lot.json', AVANCE);
      const result = await run('split', 'lot.json', '--by', 'count', '--size', '2', '-o', 'p', '--dry-run');
      assert.deepEqual(
        [result.code, lines(result.stdout)[0], existsSync(folder.at('p'))],
        [0, "3 demandes en 2 fichiers, rien n'a été écrit :", false],
      );
    });

    it("makes no output of the portal's of an avance that is none", async () => {
      folder.file('lot.json', AVANCE.replace('"numeroASP": null', '"numeroASP": "FINMDV00120"'));
      const result = await run('split', 'lot.json', '--by', 'validity', '-o', 'p');
      assert.deepEqual([result.code, result.stdout, existsSync(folder.at('p'))], [1, '', false]);
      assert.match(result.stderr, /^lot\.json:\d+:\d+ : ce numéro est attribué par le portail, .* \(portal-field\)/);
    });

    it('reads the standard input', async () => {
      const result = await cli(['split', '-', '--by', 'count', '--size', '2', '-o', 'p'], {
        cwd: folder.path,
        input: AVANCE,
      });
      assert.equal(result.code, 0);
      assert.deepEqual(inside('p'), ['demandes-1.json', 'demandes-2.json']);
    });

    it('refuses broken syntax, and says where', async () => {
      folder.file('lot.json', AVANCE.replace('"typeAction": "C",', '"typeAction": "C"'));
      const result = await run('split', 'lot.json', '--by', 'count', '--size', '1', '-o', 'p');
      assert.equal(result.code, 1);
      assert.match(result.stderr, /^lot\.json:9:7 : ce n'est pas du JSON strict/);
      folder.file('latin1.json', Buffer.from(AVANCE, 'latin1'));
      assert.equal((await run('split', 'latin1.json', '--by', 'count', '--size', '1', '-o', 'p')).code, 1);
      assert.ok(!existsSync(folder.at('p')));
    });

    for (const [name, args] of [
      ['no way', ['lot.json', '-o', 'p']],
      ['another way', ['lot.json', '--by', 'taux', '-o', 'p']],
      ['no folder', ['lot.json', '--by', 'count']],
      ['the standard output', ['lot.json', '--by', 'count', '--size', '1', '-o', '-']],
      ['no line in a file', ['lot.json', '--by', 'count', '--size', '0', '-o', 'p']],
      ['more than the portal takes', ['lot.json', '--by', 'count', '--size', '201', '-o', 'p']],
      ['no number', ['lot.json', '--by', 'count', '--size', 'deux', '-o', 'p']],
      ['no such file', ['rien.json', '--by', 'count', '-o', 'p']],
      ['two files', ['lot.json', 'lot.json', '--by', 'count', '-o', 'p']],
      ['several by a folder', ['.', '--by', 'count', '-o', 'p']],
      ['no such profile', ['lot.json', '--by', 'count', '-o', 'p', '--profile', 'XYZ/avance']],
    ] as const) {
      it(`refuses ${name}`, async () => {
        folder.file('lot.json', AVANCE);
        folder.file('autre.json', AVANCE);
        const result = await run('split', ...args);
        assert.deepEqual([result.code, result.stdout, existsSync(folder.at('p'))], [2, '', false]);
        assert.notEqual(result.stderr, '');
      });
    }
  });

  describe('merge', () => {
    it('is the inverse of split, byte by byte, in the layouts of the corpus', async () => {
      for (const name of namesIn('correct').filter(file =>
        /^(?:crlf|minifie|tabulations|echappe-ascii|accolades-a-la-ligne|numero-editeur)\./.test(file),
      )) {
        folder.file(`${name}/${name}`, bytesOf(`correct/${name}`));
        const split = await run('split', `${name}/${name}`, '--by', 'count', '--size', '1', '-o', `${name}/p`);
        assert.equal(split.code, 0, name);
        const parts = inside(`${name}/p`)
          .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
          .map(part => `${name}/p/${part}`);
        assert.equal((await run('merge', ...parts, '-o', `${name}/tout.json`)).code, 0, name);
        assert.equal(folder.text(`${name}/tout.json`), bytesOf(`correct/${name}`).toString('utf8'), name);
      }
    });

    it('leaves a byte order mark out', async () => {
      folder.file('a.json', `\ufeff${AVANCE}`);
      assert.equal((await run('split', 'a.json', '--by', 'count', '--size', '1', '-o', 'p')).code, 0);
      assert.equal(
        (await run('merge', 'p/a-1.json', 'p/a-2.json', 'p/a-3.json', '-o', 'b.json')).stdout,
        '✔ b.json\u00a0: 3\u00a0demandes de 3\u00a0fichiers.\n',
      );
      assert.equal(folder.text('b.json'), AVANCE);
    });

    it('refuses what would break a rule, and says which, of which lignes', async () => {
      folder.file('a.json', AVANCE);
      folder.file(
        'b.json',
        AVANCE.replaceAll('BDC-2022-000', 'BDC-2023-000').replace('81234567800013', '35600000000048'),
      );
      folder.file(
        'c.json',
        AVANCE.replaceAll('BDC-2022-000', 'BDC-2023-000')
          .replace('10003456786', '10003456760')
          .replace('"690012349"', '"690023452"')
          .replace('"690781018"', 'null'),
      );
      const other = await run('merge', 'a.json', 'b.json', '-o', 'tout.json');
      assert.deepEqual(
        [other.code, lines(other.stderr)],
        [
          1,
          [
            'Ces fichiers ne se réunissent pas :',
            "  b.json : « siret » diffère de celui de a.json, et le fichier réuni n'en a qu'un.",
          ],
        ],
      );
      const rule = await run('merge', 'a.json', 'c.json', '-o', 'tout.json', '--lang', 'en');
      assert.deepEqual([rule.code, rule.stdout], [1, '']);
      assert.match(
        rule.stderr,
        / {2}c\.json, ligne 1, with a\.json, ligne 1: Beneficiary of two requests, “RPPS” \(duplicate-beneficiary\)\.\n/,
      );
      assert.equal(new Set(lines(rule.stderr)).size, lines(rule.stderr).length);
      assert.ok(!existsSync(folder.at('tout.json')));
    });

    it('refuses more than 200 lignes', async () => {
      folder.file(
        'a.json',
        withLignes(AVANCE, 150, ligne => ligne.replace('"10002123452"', 'null')),
      );
      folder.file(
        'b.json',
        withLignes(AVANCE, 51, ligne =>
          ligne.replace('"10002123452"', 'null').replaceAll('BDC-2022-0001', 'AUTRE-BDC-2022-0001'),
        ),
      );
      const result = await run('merge', 'a.json', 'b.json', '-o', 'tout.json');
      assert.equal(result.code, 1);
      assert.match(result.stderr, /a\.json, b\.json : Plus de 200 lignes \(ligne-count\)/);
    });

    it('replaces nothing without --force, writes to the standard output, and shows what it would do', async () => {
      assert.equal(
        (await run('split', folder.file('a.json', AVANCE), '--by', 'count', '--size', '2', '-o', 'p')).code,
        0,
      );
      const parts = ['p/a-1.json', 'p/a-2.json'];
      assert.equal((await run('merge', ...parts, '-o', 'p/a-1.json')).code, 2);
      assert.ok(!folder.text('p/a-1.json').includes('BDC-2022-0003'));
      assert.equal((await run('merge', ...parts, '-o', '-')).stdout, AVANCE);
      const dry = await run('merge', ...parts, '-o', 'nouveau/b.json', '--dry-run');
      assert.deepEqual([dry.code, existsSync(folder.at('nouveau'))], [0, false]);
      assert.equal((await run('merge', ...parts, '-o', 'p/a-1.json', '--force')).code, 0);
      assert.equal(folder.text('p/a-1.json'), AVANCE);
    });

    it('warns where the name no longer tells the profile', async () => {
      const hop = correctFile('HOP-RI/avance');
      folder.file('a.hop-ri.avance.json', hop);
      assert.equal((await run('split', 'a.hop-ri.avance.json', '--by', 'count', '--size', '1', '-o', 'p')).code, 0);
      const parts = inside('p').map(name => `p/${name}`);
      const result = await run('merge', ...parts, '-o', 'b.json');
      assert.deepEqual(
        [result.code, result.stderr],
        [0, 'b.json : ce nom ne dit plus le profil. Nommez le fichier « ….hop-ri.avance.json ».\n'],
      );
      assert.equal((await run('merge', ...parts, '-o', 'b.hop-ri.avance.json')).stderr, '');
    });

    for (const [name, args] of [
      ['one file', ['a.json', '-o', 'b.json']],
      ['the same file twice', ['a.json', './a.json', '-o', 'b.json']],
      ['no output', ['a.json', 'c.json']],
      ['a missing file', ['a.json', 'rien.json', '-o', 'b.json']],
    ] as const) {
      it(`refuses ${name}`, async () => {
        folder.file('a.json', AVANCE);
        folder.file('c.json', AVANCE);
        const result = await run('merge', ...args);
        assert.deepEqual([result.code, result.stdout, existsSync(folder.at('b.json'))], [2, '', false]);
        assert.notEqual(result.stderr, '');
      });
    }
  });
});
