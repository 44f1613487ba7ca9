import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { correctFile } from '../support/cases.js';
import { Folder, type Result } from './support.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WINDOWS = process.platform === 'win32';
const CORRECT = correctFile('MDV-LGC/avance');

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--offline'], { cwd, encoding: 'utf8', shell: WINDOWS });

/** What a stranger gets: the package as it is published, installed where nothing else is, run from another folder. */
describe('cli: installed from its package', () => {
  const prefix = new Folder();
  const elsewhere = new Folder();
  const bin = WINDOWS ? join(prefix.path, 'segur-json.cmd') : join(prefix.path, 'bin', 'segur-json');

  before(() => {
    // By name, as a shell finds it: a missing shebang or mode shows here only. `prepack` builds what is packed.
    const name = npm(['pack', '--silent', '--pack-destination', prefix.path], ROOT).trim().split('\n').at(-1) ?? '';
    npm(['install', '--global', '--prefix', prefix.path, prefix.at(name)], prefix.path);
  });
  after(() => {
    prefix.remove();
    elsewhere.remove();
  });

  const run = (...args: readonly string[]): Result => {
    const { status, stdout, stderr } = spawnSync(bin, args, {
      cwd: elsewhere.path,
      encoding: 'utf8',
      shell: WINDOWS,
      env: { ...process.env, LANG: 'fr_FR.UTF-8', LC_ALL: '' },
    });
    return { code: status, stdout, stderr };
  };

  it('runs by its name', () => {
    assert.match(run('--version').stdout, /^\d+\.\d+\.\d+/);
  });

  it('checks and fixes', () => {
    elsewhere.file('x.mdv-lgc.avance.json', CORRECT);
    assert.equal(run('check', '.').code, 0);
    elsewhere.file('x.mdv-lgc.avance.json', CORRECT.replace('"siret"', '"SIRET"'));
    assert.equal(run('check', '.').code, 1);
    assert.equal(run('fix', '.').code, 0);
    assert.equal(elsewhere.text('x.mdv-lgc.avance.json'), CORRECT);
  });
});
