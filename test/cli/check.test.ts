import assert from 'node:assert/strict';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output } from './support.js';

const CORRECT = correctFile('MDV-LGC/avance');
const WRONG = CORRECT.replace('81234567800013', '81234567800014');

describe('cli: check', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  it('says nothing of a correct file', async () => {
    assert.deepEqual(await cli(['check', folder.file('avance.json', CORRECT)]), { code: 0, stdout: '', stderr: '' });
  });

  it('tells findings as JSON, in the shape that other tools read', async () => {
    const path = folder.file('avance.json', WRONG);
    const result = await cli(['check', '--format', 'json', '--lang', 'en', path]);
    assert.equal(result.code, 1);
    assert.equal(result.stderr, '');
    const { message, source, ...finding } = output(result).files[0]?.findings[0] ?? {};
    assert.match(message ?? '', /check digit/);
    assert.ok(source !== undefined && message?.includes(source), source);
    assert.deepEqual(finding, {
      code: 'siret',
      messageId: 'key',
      severity: 'error',
      data: { key: 'siret' },
      url: 'https://github.com/segur-json/segur-json/blob/main/docs/rules/en/siret.md',
      path: '/siret',
      range: { start: { line: 3, character: 11 }, end: { line: 3, character: 27 } },
      fixable: false,
      fix: null,
    });
    assert.deepEqual(Object.keys(output(result)), ['version', 'files', 'summary']);
    assert.deepEqual(Object.keys(output(result).files[0] ?? {}), ['path', 'profile', 'findings']);
    assert.deepEqual(Object.keys(output(result).files[0]?.findings[0] ?? {}), [
      'code',
      'messageId',
      'severity',
      'message',
      'data',
      'url',
      'source',
      'path',
      'range',
      'fixable',
      'fix',
    ]);
    assert.equal(output(result).files[0]?.path, path);
    assert.equal(output(result).files[0]?.profile, 'MDV-LGC/avance');
    assert.deepEqual(output(result).summary, { files: 1, errors: 1, warnings: 0, infos: 0 });
  });

  it('counts positions in UTF-16, without the BOM, whatever the breaks of lines', async () => {
    for (const text of [WRONG.replaceAll('\n', '\r\n'), WRONG.replaceAll('\n', '\r'), `\ufeff${WRONG}`]) {
      const found =
        output(await cli(['check', '--format', 'json', folder.file('a.json', text)])).files[0]?.findings ?? [];
      assert.deepEqual(found.find(({ code }) => code === 'siret')?.range.start, { line: 3, character: 11 });
    }
    const inLine = WRONG.replace('"numeroAns"', '"😀": 1, "numeroAns"').replace(/\s+/g, ' ');
    const found =
      output(await cli(['check', '--format', 'json', folder.file('b.json', inLine)])).files[0]?.findings ?? [];
    assert.equal(found.find(({ code }) => code === 'siret')?.range.start.character, inLine.indexOf('"81234567800014"'));
  });

  it('reads the standard input once, under the name « - »', async () => {
    const result = await cli(['check', '--format', 'json', '-', '-'], { input: WRONG });
    assert.equal(result.code, 1);
    assert.deepEqual(
      output(result).files.map(({ path }) => path),
      ['-'],
    );
  });

  it('keeps the order given, each file once, and sorts within a pattern', async () => {
    for (const name of ['b.json', 'a.json', 'z.json']) folder.file(name, CORRECT);
    const result = await cli(['check', '--format', 'json', 'z.json', './z.json', '*.json'], { cwd: folder.path });
    assert.deepEqual(
      output(result).files.map(({ path }) => path),
      ['z.json', 'a.json', 'b.json'],
    );
  });

  it('takes from a folder only what has lignesImport, at any depth', async () => {
    folder.file('lot/a.json', CORRECT);
    folder.file('lot/deep/b.JSON', CORRECT);
    folder.file('lot/package.json', '{"name": "x"}');
    folder.file('lot/schema.json', '{"properties": {"lignesImport": {}}}');
    folder.file('lot/node_modules/c.json', CORRECT);
    const result = await cli(['check', '--format', 'json', 'lot'], { cwd: folder.path });
    assert.deepEqual(
      output(result).files.map(({ path }) => path),
      ['lot/a.json', 'lot/deep/b.JSON'],
    );
    assert.equal(result.code, 0);
  });

  it('always takes a named file as a request', async () => {
    const result = await cli(['check', '--format', 'json', folder.file('package.json', '{"name": "x"}')]);
    assert.equal(output(result).summary.files, 1);
    assert.equal(output(result).files[0]?.profile, null);
  });

  it('leaves what is no request alone where --ignore-unknown asks for it, and only that', async () => {
    const other = folder.file('composer.json', '{ "name": "x/y", }');
    folder.file('vide/package.json', '{}');
    const none = await cli(['check', '--ignore-unknown', other, folder.at('vide')]);
    assert.deepEqual([none.code, none.stdout, none.stderr], [0, '', '']);
    const broken = folder.file('casse.json', CORRECT.slice(0, -20));
    const promised = folder.file('x.mdv-lgc.avance.json', '{}');
    const result = await cli(['check', '--ignore-unknown', '--format', 'json', other, broken, promised]);
    assert.deepEqual(
      output(result).files.map(({ path }) => path),
      [broken, promised],
    );
    assert.equal((await cli(['check', '--ignore-unknown', folder.at('rien.json')])).code, 2);
  });

  it('takes brackets and parentheses as they are where the path exists', async () => {
    folder.file('Demandes (2022)/lot[1].json', CORRECT);
    folder.file('lot[2]/é à.json', CORRECT);
    for (const argument of ['Demandes (2022)/lot[1].json', 'Demandes (2022)/*.json', 'lot[2]/**/*.json', 'lot[2]']) {
      const result = await cli(['check', '--format', 'json', argument], { cwd: folder.path });
      assert.equal(result.code, 0, argument);
      assert.equal(output(result).summary.files, 1, argument);
    }
  });

  it('takes a name that begins with a dash after « -- »', async () => {
    folder.file('-x.json', CORRECT);
    assert.equal((await cli(['check', '--', '-x.json'], { cwd: folder.path })).code, 0);
    assert.equal((await cli(['check', '-x.json'], { cwd: folder.path })).code, 2);
  });

  it('goes by the profile asked for, in any case', async () => {
    const path = folder.file('a.json', CORRECT);
    const result = await cli(['check', '--format', 'json', '--profile', 'mdv-lgc/SOLDE', path]);
    assert.equal(output(result).files[0]?.profile, 'MDV-LGC/solde');
    assert.equal(result.code === 0, output(result).summary.errors === 0);
  });

  it('lists the profiles when it does not know the one asked for', async () => {
    const result = await cli(['check', '--profile', 'MDV-LGC/avances', folder.file('a.json', CORRECT)]);
    assert.equal(result.code, 2);
    assert.equal(result.stdout, '');
    assert.match(result.stderr, /Vouliez-vous dire « MDV-LGC\/avance »/);
    assert.match(result.stderr, /MDV-LGC\/solde/);
  });

  it('shows errors only with --quiet, and fails above --max-warnings', async () => {
    const path = folder.file('a.json', CORRECT.replace('0478123456', '04 78 12 34 56'));
    assert.equal((await cli(['check', path])).code, 0);
    assert.deepEqual(await cli(['check', '--quiet', path]), { code: 0, stdout: '', stderr: '' });
    const limited = await cli(['check', '--quiet', '--max-warnings', '0', path]);
    assert.equal(limited.code, 1);
    assert.match(limited.stderr, /1 avertissement, aucun admis/);
  });
});
