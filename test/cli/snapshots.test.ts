import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from './support.js';

const HERE = fileURLToPath(new URL('snapshots/', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** `UPDATE_SNAPSHOTS=1 npx mocha test/cli/snapshots.test.ts`, then read what `git diff` shows. */
const UPDATE = process.env['UPDATE_SNAPSHOTS'] === '1';
const FAULTY = 'examples/avance-a-corriger.json';

/** What users see, command by command, by the name of the file that keeps it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'check.stylish': ['check', FAULTY],
  'check.stylish.en': ['check', '--lang', 'en', FAULTY],
  'check.json': ['check', '--format', 'json', FAULTY],
  'check.pieces': ['check', '--pieces', 'examples/pieces', 'examples/solde.json'],
  'fix.dry-run': ['fix', '--dry-run', FAULTY],
  help: ['--help'],
  'help.en': ['--help', '--lang', 'en'],
  'help.check': ['check', '--help'],
  'help.package': ['package', '--help'],
  rules: ['rules'],
  'explain.siret': ['explain', 'siret'],
  'explain.siret.en': ['explain', 'siret', '--lang', 'en'],
  'explain.montant-plafond': ['explain', 'montant-plafond'],
  'usage.unknown-option': ['check', '--fromat', 'json', FAULTY],
  'usage.unknown-command': ['chekc', FAULTY],
  'usage.missing-file': ['check', 'examples/nulle-part.json'],
};

describe('cli: what users see', () => {
  before(() => {
    if (UPDATE) mkdirSync(HERE, { recursive: true });
  });

  for (const [name, args] of Object.entries(SHOWN)) {
    it(`is as it was reviewed: ${name}`, async () => {
      const { code, stdout, stderr } = await cli(args, { cwd: ROOT });
      const shown = [
        `$ segur-json ${args.join(' ')}`,
        stdout,
        ...(stderr === '' ? [] : [`--- stderr ---\n${stderr}`]),
        `--- exit ${String(code)} ---`,
      ];
      const text = `${shown.join('\n')}\n`;
      const file = join(HERE, `${name}.txt`);
      if (UPDATE) writeFileSync(file, text);
      assert.equal(text, existsSync(file) ? readFileSync(file, 'utf8') : 'no snapshot: UPDATE_SNAPSHOTS=1');
    });
  }

  it('keeps no snapshot of what is no longer shown', () => {
    const names = readdirSync(HERE).map(file => basename(file, '.txt'));
    assert.deepEqual(names.sort(), Object.keys(SHOWN).sort());
  });
});
