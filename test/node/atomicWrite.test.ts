import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { NotRegular, writeAtomically, writeFiles } from '../../server/src/node/atomicWrite.js';
import { stampOf } from '../../server/src/node/read.js';
import { temporaryBeside } from '../../server/src/node/temporary.js';
import { cli, Folder } from '../cli/support.js';
import { correctFile } from '../support/cases.js';

describe('a file that is replaced at once', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('is a file: no folder, no pipe, no device, by a link either', () => {
    mkdirSync(folder.at('dossier'));
    execFileSync('mkfifo', [folder.at('tube')]);
    symlinkSync('/dev/null', folder.at('nul'));
    const before = readdirSync(folder.path);
    for (const name of ['dossier', 'tube', 'nul']) {
      const path = folder.at(name);
      assert.throws(
        () => {
          writeAtomically(path, 'x', stampOf(statSync(path)));
        },
        NotRegular,
        name,
      );
    }
    assert.deepEqual(readdirSync(folder.path), before);
    assert.ok(lstatSync(folder.at('tube')).isFIFO() && lstatSync('/dev/null').isCharacterDevice());
  });

  it('stays behind the link that leads to it', () => {
    const file = folder.file('vrai.json', 'ancien');
    symlinkSync('vrai.json', folder.at('lien.json'));
    writeAtomically(folder.at('lien.json'), 'nouveau', stampOf(statSync(file)));
    assert.deepEqual([lstatSync(folder.at('lien.json')).isSymbolicLink(), folder.text('vrai.json')], [true, 'nouveau']);
  });

  it('is no device for the model that is adopted either', async () => {
    folder.file('modele.json', correctFile('MDV-LGC/solde'));
    execFileSync('mkfifo', [folder.at('tube')]);
    const result = await cli(['adopt', 'modele.json', '--profile', 'MDV-LGC/solde', '-o', 'tube', '--force'], {
      cwd: folder.path,
    });
    assert.equal(result.code, 2);
    assert.match(result.stderr, /ce n'est pas un fichier ordinaire/);
    assert.ok(lstatSync(folder.at('tube')).isFIFO());
  });
});

describe('what killed runs left in a folder', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('is removed if it is ours, by its whole name, and its process is no more', () => {
    const mine = basename(temporaryBeside('lot.json'));
    /** No system has a process of that number. */
    const dead = mine.replace(/segur-\d+/, 'segur-2147483646');
    const others = [
      mine,
      dead.replace(/-[0-9a-f]{8}-/, '-00000000-'),
      dead.replace('.tmp', '.json'),
      dead.replace('.segur-', '.'),
      dead.slice(1),
      `${dead}.txt`,
      '.lot.json.0123456789ab.tmp',
    ];
    for (const name of [dead, ...others]) folder.file(name, 'x');
    symlinkSync('lot.json', folder.at(dead.replace('.lot', '.lien')));
    mkdirSync(folder.at(dead.replace('.lot', '.dossier')));
    const before = readdirSync(folder.path);
    assert.ok(Buffer.byteLength(basename(temporaryBeside('👩‍⚕️'.repeat(60)))) < 255);
    writeFiles([{ path: folder.at('lot.json'), text: '{}' }], { force: false });
    assert.deepEqual(readdirSync(folder.path).sort(), [...before.filter(name => name !== dead), 'lot.json'].sort());
  });
});
