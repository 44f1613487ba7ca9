import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from 'sarif';
import { correctFile } from '../support/cases.js';
import { sarifErrors } from '../support/sarif.js';
import { requireTool } from '../support/tools.js';
import { findOnPath } from '../../scripts/editor-host/process.js';
import { Folder, type Result } from './support.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WINDOWS = process.platform === 'win32';
const CORRECT = correctFile('MDV-LGC/avance');
const PATH = process.env['PATH'] ?? '';

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--offline'], { cwd, encoding: 'utf8', shell: WINDOWS });

/** What a stranger gets: the package as published, installed where nothing else is, run from another folder. */
describe('cli: installed from its package', () => {
  const prefix = new Folder();
  const elsewhere = new Folder();
  const bin = WINDOWS ? join(prefix.path, 'segur-json.cmd') : join(prefix.path, 'bin', 'segur-json');

  let packed = '';

  before(function () {
    this.timeout(300_000);
    // By name, as a shell finds it: a missing shebang or mode shows only here. `prepack` builds what is packed.
    packed = npm(['pack', '--loglevel=error', '--pack-destination', prefix.path], ROOT).trim();
    npm(['install', '--global', '--prefix', prefix.path, prefix.at(packed)], prefix.path);
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

  it('is packed with no other word than its name, which pre-commit takes for the file', () => {
    assert.match(packed, /^segur-json-[\d.]+\.tgz$/);
  });

  it('runs by its name', () => {
    assert.match(run('--version').stdout, /^\d+\.\d+\.\d+/);
  });

  it('checks, fixes and packages from another folder, and reports what other tools read', () => {
    elsewhere.file('x.mdv-lgc.avance.json', CORRECT);
    assert.equal(run('check', '.').code, 0);
    elsewhere.file('x.mdv-lgc.avance.json', CORRECT.replace('"siret"', '"SIRET"'));
    const report = run('check', '--format', 'sarif', '.');
    assert.equal(report.code, 1);
    const log: Log = JSON.parse(report.stdout);
    assert.deepEqual(sarifErrors(log), []);
    assert.equal(log.runs[0]?.results?.[0]?.ruleId, 'key-casing');
    assert.equal(run('fix', '.').code, 0);
    assert.equal(elsewhere.text('x.mdv-lgc.avance.json'), CORRECT);
    cpSync(join(ROOT, 'examples', 'solde.json'), elsewhere.at('solde.json'));
    const pieces = join(ROOT, 'examples', 'pieces');
    assert.equal(run('package', 'solde.json', '--pieces', pieces, '-o', 'depot').code, 0);
    assert.ok(readdirSync(elsewhere.at('depot')).some(name => name.endsWith('.zip')));
  });

  it('brings its manual along', function () {
    if (WINDOWS) this.skip();
    for (const name of ['segur-json.1', 'segur-json.en.1'])
      assert.match(prefix.text(`share/man/man1/${name}`), /^\.TH SEGUR/);
  });

  it('checks each commit of a folder that it set up, by the real pre-commit', async function () {
    this.timeout(600_000);
    const root = process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
    if (root) await requireTool(this, 'pre-commit');
    else if (findOnPath('pre-commit') === undefined) {
      console.log('      pre-commit is missing, and is installed on its own only as root, with apt-get');
      this.skip();
    }
    const repository = new Folder();
    const commands = (...lines: readonly string[]): Result => {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', lines.join(' && ')], {
        cwd: repository.path,
        encoding: 'utf8',
        env: { ...process.env, PRE_COMMIT_HOME: prefix.at('hooks'), PATH: `${join(prefix.path, 'bin')}:${PATH}` },
      });
      return { code: status, stdout, stderr };
    };
    try {
      repository.file('a.mdv-lgc.avance.json', CORRECT);
      // Of another kind, and no concern of the portal's.
      repository.file('composer.json', '{ "name": "x/y" }');
      const made = commands('git init -q .', 'segur-json init --yes --ci none');
      assert.equal(made.code, 0, made.stderr);
      const hooks = repository.text('.pre-commit-config.yaml');
      // The future registry content as a file.
      repository.file('.pre-commit-config.yaml', hooks.replace(/'segur-json@[^']*'/, `'${prefix.at(packed)}'`));
      const sound = commands('git add -A', 'pre-commit run --all-files');
      assert.equal(sound.code, 0, sound.stdout + sound.stderr);
      repository.file('a.mdv-lgc.avance.json', CORRECT.replace('"siret"', '"SIRET"'));
      const faulty = commands('git add -A', 'pre-commit run --all-files');
      assert.equal(faulty.code, 1);
      assert.match(faulty.stdout, /key-casing/);
    } finally {
      repository.remove();
    }
  });

  it('serves editors over the standard streams', async () => {
    const ask = (message: object): string => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      return `Content-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`;
    };
    const server = spawn(bin, ['lsp', '--stdio'], { cwd: elsewhere.path, shell: WINDOWS });
    const ended = new Promise<number | null>(done => server.once('close', done));
    let said = '';
    server.stdout.on('data', (data: Buffer) => {
      const before = said;
      said += data.toString('utf8');
      if (!before.includes('"id":1') && said.includes('"id":1')) server.stdin.write(ask({ id: 2, method: 'shutdown' }));
      if (!before.includes('"id":2') && said.includes('"id":2')) server.stdin.write(ask({ method: 'exit' }));
    });
    const params = { processId: null, rootUri: null, capabilities: {} };
    server.stdin.write(ask({ id: 1, method: 'initialize', params }));
    assert.equal(await ended, 0);
    assert.match(said, /"capabilities":\{/);
  });

  describe('called by a program', () => {
    const app = new Folder();
    const page = readFileSync(join(ROOT, 'docs', 'api.md'), 'utf8');
    const examples = [...page.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) => code);

    before(() => {
      app.file('package.json', '{ "type": "module" }');
      cpSync(join(ROOT, 'examples', 'avance-a-corriger.json'), app.at('depot.mdv-lgc.avance.json'));
      npm(['install', prefix.at(packed)], app.path);
    });
    after(() => {
      app.remove();
    });

    it('does what the examples of docs/api.md say', () => {
      assert.ok(examples.length >= 3);
      for (const [i, code] of examples.entries()) {
        const file = app.file(`example-${String(i)}.js`, code);
        const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text = '']) => text);
        assert.ok(said.length > 0);
        const shown = execFileSync(process.execPath, [file], { cwd: app.path, encoding: 'utf8' });
        assert.deepEqual(shown.trimEnd().split('\n'), said, code);
      }
    });

    it('has types that a strict program can use', () => {
      app.file(
        'program.ts',
        "import { analyze, fix, plan, type Finding } from 'segur-json';\n" +
          "const all: readonly Finding[] = analyze('{}', { lang: 'en' }).findings;\n" +
          "const text: string = fix('{}').text + plan('{}', []).problems.length + all.length;\n" +
          'export { text };\n',
      );
      const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023'];
      const { stdout } = spawnSync(process.execPath, [tsc, ...options, 'program.ts'], {
        cwd: app.path,
        encoding: 'utf8',
      });
      assert.equal(stdout, '');
    });
  });
});
