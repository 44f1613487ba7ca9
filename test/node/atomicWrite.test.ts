import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { NotRegular, writeAtomically } from '../../server/src/node/atomicWrite.js';
import { stampOf } from '../../server/src/node/read.js';
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
