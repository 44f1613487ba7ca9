import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { applyPatch } from 'diff';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output, started } from './support.js';

const CORRECT = correctFile('MDV-LGC/avance');
const SPACED = CORRECT.replace('81234567800013', '812 345 678 00013');
/** One mistake that is fixed, one that only a person can fix. */
const MIXED = SPACED.replace('"10002123452"', '"10002123453"');
const onUnix = process.platform === 'win32' ? it.skip : it;

describe('cli: fix', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  it('writes the mended file and tells what remains', async () => {
    const path = folder.file('a.json', MIXED);
    const result = await cli(['fix', path]);
    assert.equal(result.code, 1);
    assert.equal(folder.text('a.json'), MIXED.replace('812 345 678 00013', '81234567800013'));
    assert.match(result.stdout, /1\scorrection appliquée dans 1\sfichier\./);
    assert.match(result.stdout, /Il reste 1\serreur dans 1\sfichier\./);
    assert.deepEqual(readdirSync(folder.path), ['a.json']);
  });

  it('exits with what check gives afterwards', async () => {
    const path = folder.file('a.json', SPACED);
    assert.equal((await cli(['fix', path])).code, 0);
    assert.equal((await cli(['check', path])).code, 0);
  });

  it('leaves a file alone that has nothing to mend', async () => {
    const path = folder.file('a.json', CORRECT);
    const before = statSync(path);
    assert.deepEqual(await cli(['fix', path]), { code: 0, stdout: '', stderr: '' });
    const after = statSync(path);
    assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('keeps the breaks of lines, the missing last one too, and drops the BOM', async () => {
    for (const text of [SPACED.replaceAll('\n', '\r\n'), SPACED.trimEnd(), `\ufeff${SPACED}`]) {
      const path = folder.file('a.json', text);
      assert.equal((await cli(['fix', path])).code, 0);
      assert.equal(
        readFileSync(path, 'utf8'),
        text.replace('\ufeff', '').replace('812 345 678 00013', '81234567800013'),
      );
    }
  });

  it('mends a BOM that is the only mistake', async () => {
    const result = await cli(['fix', folder.file('a.json', `\ufeff${CORRECT}`)]);
    assert.equal(result.code, 0);
    assert.equal(folder.text('a.json'), CORRECT);
  });

  it('writes to the standard output with --stdout, and what remains to stderr', async () => {
    const result = await cli(['fix', '--stdout', folder.file('a.json', MIXED)]);
    assert.equal(result.code, 1);
    assert.equal(result.stdout, MIXED.replace('812 345 678 00013', '81234567800013'));
    assert.match(result.stderr, /RPPS/);
    assert.equal(folder.text('a.json'), MIXED);
    assert.equal((await cli(['fix', '--stdout', folder.path])).code, 2);
  });

  it('mends the standard input to the standard output', async () => {
    assert.equal((await cli(['fix', '-'], { input: SPACED })).stdout, CORRECT);
    assert.equal((await cli(['fix', '-'], { input: CORRECT })).stdout, CORRECT);
    assert.equal((await cli(['fix', '-', folder.file('a.json', SPACED)])).code, 2);
    assert.equal(folder.text('a.json'), SPACED);
  });

  it('shows a diff that can be applied, and writes nothing', async () => {
    for (const text of [MIXED, MIXED.replaceAll('\n', '\r\n'), MIXED.trimEnd()]) {
      const result = await cli(['fix', '--dry-run', folder.file('a.json', text)]);
      assert.equal(result.code, 1);
      assert.equal(folder.text('a.json'), text);
      assert.equal(applyPatch(text, result.stdout), text.replace('812 345 678 00013', '81234567800013'));
      assert.match(result.stderr, /rien n'a été écrit/);
    }
  });

  it("leaves an agency's model that nobody adopted as it is, comments and BOM included", async () => {
    const model = `\ufeff${readFileSync('examples/vague-inventee/modele-invente.json', 'utf8')}`;
    folder.file('modele.json', model);
    const { code, stdout } = await cli(['fix', folder.path]);
    assert.equal(code, 1);
    assert.match(stdout, /Modèle inconnu/);
    assert.match(stdout, /json-syntax/);
    assert.doesNotMatch(stdout, /corrigeable|sans risque/);
    assert.equal(folder.text('modele.json'), model);
  });

  it('never writes bytes that it could not read', async () => {
    const bytes = Buffer.concat([Buffer.from(SPACED.replace('Lefèvre', 'Lef')), Buffer.from([0xe8])]);
    const path = folder.file('a.json', bytes);
    await cli(['fix', path]);
    assert.deepEqual(readFileSync(path), bytes);
  });

  it('tells what remains as JSON', async () => {
    const result = await cli(['fix', '--format', 'json', folder.file('a.json', MIXED)]);
    assert.deepEqual(
      output(result).files[0]?.findings.map(({ code }) => code),
      ['rpps'],
    );
    assert.equal((await cli(['fix', '--format', 'json', '--dry-run', folder.at('a.json')])).code, 2);
  });

  onUnix('keeps the mode, and a link a link', async () => {
    chmodSync(folder.file('vrai.json', SPACED), 0o640);
    symlinkSync('vrai.json', folder.at('lien.json'));
    assert.equal((await cli(['fix', folder.at('lien.json')])).code, 0);
    assert.ok(lstatSync(folder.at('lien.json')).isSymbolicLink());
    assert.equal(statSync(folder.at('vrai.json')).mode & 0o777, 0o640);
    assert.equal(folder.text('vrai.json'), CORRECT);
  });

  onUnix('refuses a file that may not be written, and leaves no trace', async () => {
    const path = folder.file('a.json', SPACED);
    chmodSync(path, 0o444);
    chmodSync(folder.path, 0o777);
    const result = await started(['fix', path], process.getuid?.() === 0 ? { uid: 65534 } : {});
    assert.equal(result.code, 2);
    assert.match(result.stderr, /non écrit, vous n'avez pas le droit/);
    assert.equal(folder.text('a.json'), SPACED);
    assert.deepEqual(readdirSync(folder.path), ['a.json']);
  });
});
