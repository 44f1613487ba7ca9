import assert from 'node:assert/strict';
import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, listOf } from '../support/json.js';
import { cli } from './support.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

describe('cli: check --pieces', () => {
  let folder = '';
  const file = (): string => join(folder, 'solde.json');
  const pieces = (...path: string[]): string => join(folder, 'pieces', ...path);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segur-pieces-'));
    await cp(join(EXAMPLES, 'solde.json'), file());
    await cp(join(EXAMPLES, 'pieces'), pieces(), { recursive: true });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Code and pointer of each finding. */
  async function told(): Promise<readonly string[]> {
    const { stdout } = await cli(['check', file(), '--pieces', pieces(), '--format', 'json']);
    return listOf(at(JSON.parse(stdout), 'files')).flatMap(one =>
      listOf(at(one, 'findings')).map(finding => `${String(at(finding, 'code'))} ${String(at(finding, 'path'))}`),
    );
  }

  it('says nothing of a folder that holds all, concatenations included', async () => {
    const { code, stdout } = await cli(['check', file(), '--pieces', pieces()]);
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /piece-|facture-|bon-commande-/);
  });

  it('tells of a missing file, and of one that is no PDF', async () => {
    await rename(pieces('LMS-F2023-0052.pdf'), pieces('facture LMS-2022-0141.pdf'));
    await writeFile(pieces('VA_LMS-2022-0142.pdf'), 'une page de traitement de texte');
    assert.deepEqual(await told(), [
      'piece-missing /lignesImport/0/piecesJustificatives/0/nomFichier',
      'piece-not-pdf /lignesImport/1/piecesJustificatives/1/nomFichier',
    ]);
    const { code } = await cli(['check', file(), '--pieces', pieces()]);
    assert.equal(code, 1);
  });

  it('checks the request all the same where the folder can not be read', async () => {
    const { code, stdout, stderr } = await cli([
      'check',
      file(),
      '--pieces',
      join(folder, 'nulle part'),
      '--format',
      'json',
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /nulle part : ce dossier n'existe pas\./);
    assert.equal(listOf(at(JSON.parse(stdout), 'files')).length, 1);
  });
});
