import assert from 'node:assert/strict';
import { consoleOf } from '../../server/src/cli/console.js';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output } from './support.js';

const CORRECT = correctFile('MDV-LGC/avance');

describe('files that bear one of our names', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('bon.mdv-lgc.avance.json', CORRECT);
    folder.file('package.json', '{}');
    folder.file('mdv-lgc.avance.schema.json', '{}');
  });

  const CASES: readonly (readonly [what: string, text: string])[] = [
    ['empty', ''],
    ['HTML', '<!doctype html><title>Session expirée</title>'],
    ['without lignes', '{"impId": null, "numeroAns": "1234567890"}'],
  ];
  for (const [what, text] of CASES)
    for (const way of ['.', '*.json'])
      it(`are told and counted though ${what}, reached by ${way}`, async () => {
        folder.file('autre.mdv-lgc.avance.json', text);
        const result = await cli(['check', '--format', 'json', way], { cwd: folder.path });
        assert.equal(result.code, 1, result.stderr);
        const { files, summary } = output(result);
        assert.deepEqual(
          files.map(({ path, findings }) => [path, findings.length > 0]),
          [
            ['autre.mdv-lgc.avance.json', true],
            ['bon.mdv-lgc.avance.json', false],
          ],
        );
        assert.equal(summary.files, 2);
      });

  it('may hold anything in their names without a terminal obeying it', async () => {
    folder.file('a\u009b2J\u202e.mdv-lgc.avance.json', '');
    const { stdout, stderr } = await cli(['check', '.', 'b\u009b\u200f.json'], { cwd: folder.path });
    assert.ok(stdout.includes('<U+009B>2J<U+202E>'), stdout);
    assert.ok(stderr.includes('<U+009B><U+200F>'), stderr);
    assert.ok(!/[\x80-\x9f\u200f\u202e]/.test(stdout + stderr));
  });

  it('may hold anything in them, and what a terminal obeys is named wherever it is shown', async () => {
    const evil = 'x\u009b31m\u202e\u2066';
    folder.file('z.mdv-lgc.avance.json', CORRECT.replace('"siret"', `"${evil}": 1, "SIRET"`));
    const shown: string[] = [];
    const show = (text: string | Uint8Array): unknown => shown.push(String(text));
    const console = consoleOf([], {
      env: {},
      platform: 'linux',
      stdout: { isTTY: true, columns: 100, write: show },
      stderr: { isTTY: false, columns: 100, write: show },
      stdin: () => process.stdin,
    });
    console.out.write(`${evil}\u00a0\u001b[31m\n`);
    console.err.write(evil);
    assert.deepEqual(shown, ['x<U+009B>31m<U+202E><U+2066>\u00a0\u001b[31m\n', 'x<U+009B>31m<U+202E><U+2066>']);
    const { stderr } = await cli(['explain', evil], { cwd: folder.path });
    assert.ok(stderr.includes('x<U+009B>31m<U+202E><U+2066>'), stderr);
    // A program gets the patch as it is.
    const { stdout } = await cli(['fix', '--dry-run', 'z.mdv-lgc.avance.json'], { cwd: folder.path });
    assert.ok(stdout.includes(evil), stdout);
  });
});
