import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { listPieceFolder, readPiece, withDeeper, type PieceListing } from '../../server/src/node/pieceFolder.js';
import { Folder } from '../cli/support.js';

async function listed(path: string): Promise<PieceListing> {
  const result = await listPieceFolder(path);
  assert.ok(result.ok);
  return result.listing;
}

describe('node: attachments folder', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('lists files and the files of folders, in natural order, without what systems leave about', async () => {
    for (const name of [
      '10.pdf',
      '2.pdf',
      '.DS_Store',
      'Thumbs.db',
      '~$x.docx',
      'A/b.pdf',
      'A/desktop.ini',
      'A/.x',
      'vide/.gitkeep',
    ])
      folder.file(name, name);
    const {
      folder: { entries, name },
      refused,
      files,
    } = await listed(folder.path);
    assert.deepEqual(
      entries.map(entry =>
        entry.kind === 'file'
          ? `${entry.name} ${String(entry.size)}`
          : `${entry.name}/${entry.files.map(file => file.name).join()}`,
      ),
      ['2.pdf 5', '10.pdf 6', 'A/b.pdf', 'vide/'],
    );
    assert.match(name, /^segur-json-test-/);
    assert.deepEqual(refused, []);
    assert.deepEqual([...files.keys()].sort(), ['10.pdf', '2.pdf', 'A/b.pdf']);
  });

  it('refuses by name what leads out of the folder, turns in a circle, or is no file', async () => {
    const outside = new Folder();
    try {
      outside.file('secret.pdf', 'secret');
      folder.file('dedans.pdf', 'x');
      folder.file('A/1.pdf', 'x');
      mkdirSync(folder.at('A/plus'));
      const links: readonly (readonly [target: string, name: string])[] = [
        [outside.at('secret.pdf'), 'dehors.pdf'],
        [outside.path, 'dossier dehors'],
        ['../'.repeat(9), 'haut'],
        [folder.at('boucle.pdf'), 'boucle.pdf'],
        ['rien', 'rien.pdf'],
        ['dedans.pdf', 'lien.pdf'],
        ['A', 'B'],
        [outside.at('secret.pdf'), 'A/2.pdf'],
        ['..', 'A/parent'],
      ];
      for (const [target, name] of links) symlinkSync(target, folder.at(name));
      execFileSync('mkfifo', [folder.at('tube.pdf')]);
      const listing = await listed(folder.path);
      assert.deepEqual(Object.fromEntries(listing.refused.map(({ path, why }) => [path, why])), {
        'dehors.pdf': 'outside',
        'dossier dehors': 'outside',
        haut: 'outside',
        'boucle.pdf': 'loop',
        'rien.pdf': 'missing',
        'tube.pdf': 'not-regular',
        'A/2.pdf': 'outside',
        'A/parent': 'outside',
        'A/plus': 'folder',
        'B/2.pdf': 'outside',
        'B/parent': 'outside',
        'B/plus': 'folder',
      });
      assert.deepEqual([...listing.files.keys()].sort(), ['A/1.pdf', 'B/1.pdf', 'dedans.pdf', 'lien.pdf']);
      for (const path of [
        'dehors.pdf',
        '../x.pdf',
        '/etc/passwd',
        'A/../../x',
        'boucle.pdf',
        'tube.pdf',
        'A',
        'a\0b',
        '',
      ]) {
        assert.equal((await readPiece(listing, path)).ok, false, path);
      }
      assert.deepEqual(await readPiece(listing, 'lien.pdf'), { ok: true, bytes: Buffer.from('x') });
    } finally {
      outside.remove();
    }
  });

  it('tells two forms of one name apart, and takes none in silence', async () => {
    folder.file('été.pdf', 'a');
    folder.file('e\u0301te\u0301.pdf', 'b');
    const {
      folder: { entries },
      refused,
    } = await listed(folder.path);
    assert.equal(entries.length, 1);
    assert.deepEqual(
      refused.map(({ why }) => why),
      ['twice'],
    );
  });

  it('reads a file only while it is the one that was listed', async () => {
    folder.file('a.pdf', 'un');
    folder.file('b.pdf', 'un');
    folder.file('c.pdf', 'un');
    const listing = await listed(folder.path);
    writeFileSync(folder.at('a.pdf'), 'deux');
    utimesSync(folder.at('b.pdf'), 1, 1);
    rmSync(folder.at('c.pdf'));
    symlinkSync('/etc/passwd', folder.at('c.pdf'));
    assert.deepEqual(await readPiece(listing, 'a.pdf'), { ok: false, why: 'changed' });
    assert.deepEqual(await readPiece(listing, 'b.pdf'), { ok: false, why: 'changed' });
    assert.deepEqual(await readPiece(listing, 'c.pdf'), { ok: false, why: 'outside' });
    assert.deepEqual(await readPiece({ root: listing.root, files: new Map() }, 'a.pdf', 3), {
      ok: false,
      why: 'too-large',
    });
  });

  it('finds what a plan file names deeper down, never out of the folder', async () => {
    folder.file('2022/mars/a.pdf', 'x');
    const listing = await withDeeper(await listed(folder.path), [
      '2022/mars/a.pdf',
      '2022/mars/b.pdf',
      '../x.pdf',
      '2022/mars',
    ]);
    assert.deepEqual([...(listing.deeper?.keys() ?? [])], ['2022/mars/a.pdf']);
    assert.deepEqual(
      listing.refused.map(({ path, why }) => `${path} ${why}`),
      ['2022/mars folder', '2022/mars/b.pdf missing', '../x.pdf outside', '2022/mars not-regular'],
    );
    assert.equal((await readPiece(listing, '2022/mars/a.pdf')).ok, true);
  });

  it('gives up on what is no attachments folder', async () => {
    folder.file('a.pdf', 'x');
    folder.file('b.pdf', 'x');
    const reason = async (path: string, limit?: number): Promise<string> => {
      const result = await listPieceFolder(path, limit === undefined ? {} : { limit });
      return result.ok ? 'ok' : result.failure.reason;
    };
    assert.equal(await reason(folder.at('rien')), 'missing');
    assert.equal(await reason(folder.at('a.pdf')), 'not-a-folder');
    assert.equal(await reason(folder.path, 1), 'too-many');
    assert.equal(await reason(folder.path, 2), 'ok');
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    await assert.rejects(listPieceFolder(folder.path, { signal: stopped.signal }), /stopped/);
  });

  it('never throws on a file, and tells what can’t be read', async () => {
    folder.file('a.pdf', 'x');
    const listing = await listed(folder.path);
    assert.deepEqual(await readPiece(listing, 'a.pdf'), { ok: true, bytes: Buffer.from('x') });
    assert.deepEqual(await readPiece(listing, 'b.pdf'), { ok: false, why: 'missing' });
  });
});
