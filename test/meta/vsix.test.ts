import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { unzipSync } from 'fflate';
import { Folder } from '../cli/support.js';
import { at } from '../support/json.js';

const ROOT = join(import.meta.dirname, '..', '..');

describe('the packed extension', () => {
  const folder = new Folder();
  let files: Readonly<Record<string, Uint8Array>> = {};
  const text = (name: string): string => Buffer.from(files[`extension/${name}`] ?? []).toString('utf8');
  const pack = (name: string, ...options: readonly string[]): Buffer => {
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'package.mjs'), folder.at(name), ...options], { cwd: ROOT });
    return readFileSync(folder.at(name));
  };

  before(() => {
    files = unzipSync(pack('a.vsix'));
  });
  after(() => {
    folder.remove();
  });

  it('has the same bytes each time', () => {
    assert.deepEqual(pack('b.vsix'), readFileSync(folder.at('a.vsix')));
  });

  it('shows a page that needs no address, for a picture or a link', () => {
    const page = text('readme.md');
    assert.match(page, /^# Ségur JSON/);
    assert.doesNotMatch(page, /\]\(|<img/);
    // Both languages, and no words that only led elsewhere.
    assert.match(page, /\*In English below\.\*[\s\S]*^## Installer$[\s\S]*^## Install$/m);
    assert.doesNotMatch(page, /^(?:In English|En français)$|\(\)|recettes|recipes|faq-coverage/m);
    assert.doesNotMatch(text('changelog.md'), /\]\((?!https:\/\/(?:keepachangelog\.com|semver\.org)\b)/);
  });

  it('is told of in the language of the editor', () => {
    const manifest: unknown = JSON.parse(text('package.json'));
    assert.equal(at(manifest, 'description'), '%extension.description%');
  });

  it('has every file that its manifest names, for browsers too', () => {
    for (const packed of [files, unzipSync(pack('web.vsix', '--web'))]) {
      const told = ['package.json', 'package.nls.json', 'package.nls.fr.json'].map(name =>
        Buffer.from(packed[`extension/${name}`] ?? []).toString('utf8'),
      );
      const named = [...told.join('\n').matchAll(/"(?:\.\/)?([\w-]+\/[\w./-]+\.\w+)"/g)].map(([, path = '']) => path);
      const paths = [...new Set(named)].filter(path => existsSync(join(ROOT, path)));
      assert.ok(paths.includes('snippets/segur-json.json'), paths.join());
      const missing = paths.filter(path => packed[posix.join('extension', path)] === undefined);
      assert.deepEqual(missing, []);
    }
  });

  it('has the pages of the rules in both languages, what walkthroughs show, and no more than is named', () => {
    const names = Object.keys(files);
    for (const name of ['dist/rules/fr.md', 'dist/rules/en.md', 'client/walkthrough/demande.fr.md'])
      assert.ok(names.includes(`extension/${name}`), name);
    for (const name of names) assert.doesNotMatch(name, /\.ts$|\.map$|^extension\/(?:test|scripts|examples|man|out)\//);
  });
});
