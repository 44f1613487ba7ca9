import assert from 'node:assert/strict';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output, type Result } from './support.js';
import { plain } from '../support/plain.js';

const AVANCE = correctFile('MDV-LGC/avance');
const SOLDE = correctFile('MDV-LGC/solde');
const SORTIE = ['FINMDV00120', 'FINMDV00121', 'FINMDV00122'].reduce(
  (text, dossier) => text.replace('"numeroASP": null', `"numeroASP": "${dossier}"`),
  AVANCE,
);

/** « solde.json solde-montant error », for each finding but those on the portal's output itself. */
const told = (result: Result): string[] =>
  output(result).files.flatMap(({ path, findings }) =>
    findings
      .filter(({ code }) => code !== 'portal-output')
      .map(({ code, severity, path: at }) => `${path} ${code} ${severity} ${at}`),
  );

describe('cli: files of one folder', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  const check = (...args: readonly string[]): Promise<Result> =>
    cli(['check', '--format', 'json', ...args], { cwd: folder.path });

  it('says nothing of an avance, its output, a part, a corrected deposit and the solde', async () => {
    folder.file('avance.json', AVANCE);
    folder.file('avance-rejetée.json', AVANCE.replace('358.33', '358.3'));
    folder.file('sortie.json', SORTIE);
    folder.file('solde.json', SOLDE);
    folder.file('solde-redéposé.json', SOLDE);
    const result = await check('.');
    assert.deepEqual(told(result), []);
    assert.equal(result.code, 0);
  });

  it('compares a solde with its avance, whatever the order, and points into the other file', async () => {
    folder.file('avance.json', AVANCE);
    folder.file('sortie.json', SORTIE);
    folder.file('solde.json', SOLDE.replace('358.33', '358.34').replace('"BDC-2022-0002"', '"BDC-2022-0020"'));
    const due = [
      'solde.json solde-montant error /lignesImport/0/facture/montantSegurHT',
      'solde.json solde-numero-editeur error /lignesImport/1/numeroEditeur',
    ];
    for (const args of [
      ['solde.json', 'sortie.json', 'avance.json'],
      ['avance.json', 'sortie.json', 'solde.json'],
    ]) {
      const result = await check(...args);
      assert.deepEqual(told(result), due);
      assert.deepEqual(
        output(result).files.map(({ path }) => path),
        args,
      );
      assert.equal(result.code, 1);
      const montant = output(result)
        .files.find(({ path }) => path === 'solde.json')
        ?.findings.find(({ code }) => code === 'solde-montant');
      const related = montant?.related?.[0];
      assert.equal(related?.file, 'sortie.json');
      const line = SORTIE.split('\n')[related.range.start.line] ?? '';
      assert.equal(line.slice(related.range.start.character, related.range.end.character), '358.33');
    }
  });

  it('finds a wrong number without an output too, by the beneficiaries', async () => {
    folder.file('avance.json', AVANCE);
    folder.file('solde.json', SOLDE.replace('"BDC-2022-0001"', '"BDC-2022-0010"'));
    assert.deepEqual(told(await check('.')), ['solde.json solde-numero-editeur error /lignesImport/0/numeroEditeur']);
  });

  it('a file alone is compared with none', async () => {
    folder.file('solde.json', SOLDE.replace('358.33', '9999'));
    assert.deepEqual(told(await check('solde.json')), []);
  });

  it('tells a beneficiary of two avances in both, and shows where', async () => {
    folder.file('a.json', AVANCE);
    folder.file(
      'b.json',
      AVANCE.replaceAll('BDC-2022-', 'BDC-2023-')
        .replace('10003456786', '10012345673')
        .replace('10004567896', '10076543213')
        .replace('690012349', '690034566'),
    );
    const at = '/lignesImport/0/beneficiaires/liberal/0/RPPS';
    assert.deepEqual(told(await check('.')), [
      `a.json duplicate-beneficiary warning ${at}`,
      `b.json duplicate-beneficiary warning ${at}`,
    ]);
    const stylish = plain((await cli(['check', '.'], { cwd: folder.path })).stdout);
    assert.match(stylish, /voir b\.json:28:\d+ : Le même bénéficiaire est ici/);
    assert.match(stylish, /voir a\.json:28:\d+ : Le même bénéficiaire est ici/);
  });

  it('tells two soldes of one dossier in both, and never the output of a solde', async () => {
    folder.file('a.json', SOLDE);
    folder.file('b.json', SOLDE.replace('F2023-0140', 'F2023-0999'));
    folder.file('c.json', SOLDE.replace('"impId": null', '"impId": 48213').replace('F2023-0141', 'F2023-0998'));
    const at = '/lignesImport/0/numeroASP';
    assert.deepEqual(told(await check('.')), [
      `a.json solde-repeated warning ${at}`,
      `b.json solde-repeated warning ${at}`,
    ]);
  });

  it('obeys the configuration: severities, and suppressions by the number of the demande', async () => {
    folder.file('avance.json', AVANCE);
    folder.file('solde.json', SOLDE.replace('358.33', '358.34').replace('716.66', '716.67'));
    const set = (config: unknown): string => folder.file('segur.config.json', JSON.stringify(config));
    const [first, second] = [0, 1].map(
      ligne => `solde.json solde-montant error /lignesImport/${String(ligne)}/facture/montantSegurHT`,
    );
    assert.deepEqual(told(await check('.')), [first, second]);
    set({ suppressions: [{ rule: 'solde-montant', numeroEditeur: 'BDC-2022-0001', reason: 'accord du support' }] });
    const result = await check('.');
    assert.deepEqual(told(result), [second]);
    assert.equal(result.stderr, '');
    set({ rules: { 'solde-montant': 'warning' } });
    const softer = await check('.');
    assert.equal(softer.code, 0);
    assert.deepEqual(
      told(softer).map(one => one.split(' ')[2]),
      ['warning', 'warning'],
    );
    set({ rules: { 'solde-montant': 'off' } });
    assert.deepEqual(told(await check('.')), []);
  });

  it('one mistake, one finding: the name of a MOM is not told beside a wrong number', async () => {
    folder.file('sortie.json', SORTIE);
    folder.file('solde.json', SOLDE.replace('"BDC-2022-0001"', '"BDC-2022-0010"'));
    assert.deepEqual(told(await check('.')), ['solde.json solde-numero-editeur error /lignesImport/0/numeroEditeur']);
    assert.deepEqual(
      told(await check('solde.json')).map(one => one.split(' ')[1]),
      ['mom-name'],
    );
  });

  it('fix says afterwards what check would say', async () => {
    folder.file('avance.json', AVANCE);
    folder.file('solde.json', SOLDE.replace('358.33', '"358,34"'));
    const result = await cli(['fix', '.'], { cwd: folder.path });
    assert.equal(result.code, 1);
    assert.match(result.stdout, /solde-montant/);
    assert.ok(folder.text('solde.json').includes('"montantSegurHT": 358.34'));
    assert.equal((await check('.')).code, 1);
    folder.file('solde.json', SOLDE.replace('358.33', '"358,33"'));
    assert.equal((await cli(['fix', '.'], { cwd: folder.path })).code, 0);
  });

  it('goes on where one of the files is broken, binary or of no known profile', async () => {
    folder.file('avance.json', AVANCE);
    folder.file('solde.json', SOLDE.replace('358.33', '358.34'));
    folder.file('cassé.json', AVANCE.slice(0, 900));
    folder.file('binaire.json', Buffer.concat([Buffer.from('{"lignesImport": "'), Buffer.alloc(64, 0xff)]));
    folder.file('vide.json', '{"lignesImport": []}');
    const result = await check('avance.json', 'binaire.json', 'cassé.json', 'solde.json', 'vide.json');
    assert.ok(told(result).includes('solde.json solde-montant error /lignesImport/0/facture/montantSegurHT'));
    assert.ok(!result.stdout.includes('internal-error'));
  });

  it('takes the standard input among the files', async () => {
    folder.file('avance.json', AVANCE);
    const result = await cli(['check', '--format', 'json', 'avance.json', '-'], {
      cwd: folder.path,
      input: SOLDE.replace('358.33', '358.34'),
    });
    assert.deepEqual(told(result), ['- solde-montant error /lignesImport/0/facture/montantSegurHT']);
  });
});
