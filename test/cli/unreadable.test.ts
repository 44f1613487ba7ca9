import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, openSync, symlinkSync } from 'node:fs';
import { correctFile } from '../support/cases.js';
import { cli, type Folder, inFolder, output, started, withLignes } from './support.js';

const CORRECT = correctFile('MDV-LGC/avance');
const SECRET = 'Anne-Sophie';
const onUnix = process.platform === 'win32' ? it.skip : it;

describe('cli: what cannot be read', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  const refused = async (argument: string, why: RegExp, uid?: number): Promise<void> => {
    const good = folder.file('bon.json', CORRECT);
    const args = ['check', '--format', 'json', argument, good];
    const result = await (uid === undefined ? cli(args) : started(args, { uid }));
    assert.equal(result.code, 2);
    assert.match(result.stderr, why);
    assert.equal(result.stderr.trimEnd().split('\n').length, 1);
    assert.deepEqual(
      output(result).files.map(({ path }) => path),
      [good],
    );
  };

  it('a file that is not there', () => refused(folder.at('rien.json'), /n'existe pas/));
  it('a pattern without files', () => refused(folder.at('*.txt'), /aucun fichier ne correspond/));
  it('a folder without requests', () => {
    folder.file('vide/package.json', '{}');
    return refused(folder.at('vide'), /aucun fichier JSON de demande Ségur/);
  });
  onUnix('a pipe', () => {
    execFileSync('mkfifo', [folder.at('tube.json')]);
    return refused(folder.at('tube.json'), /pas un fichier ordinaire/);
  });
  onUnix('a link that goes round', () => {
    symlinkSync('boucle.json', folder.at('boucle.json'));
    return refused(folder.at('boucle.json'), /tourne en rond/);
  });
  onUnix('a file that may not be read', () => {
    const path = folder.file('secret.json', CORRECT);
    chmodSync(path, 0o000);
    chmodSync(folder.path, 0o755);
    return refused(path, /vous n'en avez pas le droit/, process.getuid?.() === 0 ? 65534 : undefined);
  });

  it('a folder where a report is to be written', async () => {
    const good = folder.file('depots/x.json', CORRECT);
    const result = await cli(['check', '--output-file', folder.at('depots'), good]);
    assert.equal(result.code, 2);
    assert.match(result.stderr, /depots : non écrit, c'est un dossier\.\n$/);
  });
  onUnix('a folder that may not be looked into, alone or on the way', async () => {
    folder.file('lot/juste.json', CORRECT);
    folder.file('lot/clos/faux.json', '{}');
    folder.file('lot/.git/objects.json', '{}');
    for (const closed of ['lot/clos', 'lot/.git']) chmodSync(folder.at(closed), 0o000);
    chmodSync(folder.path, 0o755);
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    try {
      await refused(folder.at('lot/clos'), /clos : lecture refusée, vous n'en avez pas le droit/, uid);
      for (const argument of [folder.at('lot'), folder.at('lot/**/*.json')]) {
        const result = await started(['check', argument], uid === undefined ? {} : { uid });
        assert.equal(result.code, 2);
        assert.match(result.stderr, /^\S*lot\/clos : lecture refusée[^\n]*\n$/);
      }
    } finally {
      for (const closed of ['lot/clos', 'lot/.git']) chmodSync(folder.at(closed), 0o755);
    }
  });

  const large = (name: string): string => {
    const path = folder.file(name, '{"lignesImport": []}');
    const descriptor = openSync(path, 'r+');
    ftruncateSync(descriptor, 50 * 1024 * 1024);
    closeSync(descriptor);
    return path;
  };
  it('a file of 50 MB', () => refused(large('gros.json'), /ce fichier dépasse 50 Mo/));
  it('the large request of a folder, not its other large files', async () => {
    large('lot/gros.json');
    const other = openSync(folder.file('lot/carte.json', '{}'), 'r+');
    ftruncateSync(other, 60_000_000);
    closeSync(other);
    const result = await cli(['check', folder.at('lot')]);
    assert.equal(result.code, 2);
    assert.match(result.stderr, /gros\.json : ce fichier dépasse 50 Mo/);
    assert.doesNotMatch(result.stderr, /carte/);
  });
  it('an endless standard input', async () => {
    const result = await cli(['check', '-'], { input: Buffer.alloc(50_000_001, 32) });
    assert.equal(result.code, 2);
    assert.match(result.stderr, /^- : ce fichier dépasse 50 Mo/);
  });

  it('reads whatever bytes there are', async () => {
    const utf16 = Buffer.from(`\ufeff${CORRECT}`, 'utf16le');
    const samples = [
      '',
      '[]',
      'null',
      '\ufeff',
      utf16,
      Buffer.from([0x7b, 0xff, 0xfe, 0x00]),
      '{"lignesImport": ['.repeat(2000),
      Buffer.alloc(4096),
    ];
    for (const sample of samples) {
      const result = await cli(['check', '--format', 'json', folder.file('a.json', sample)]);
      assert.ok(result.code === 0 || result.code === 1, `${String(result.code)} ${result.stderr}`);
      assert.equal(result.stderr, '');
      assert.equal(output(result).summary.files, 1);
    }
  });

  it('never shows the content of a file that it refuses', async () => {
    const result = await cli(['check', '--profile', 'X', folder.file('a.json', CORRECT)]);
    assert.doesNotMatch(result.stderr, new RegExp(SECRET));
  });
});

describe('cli: streams', () => {
  let folder: Folder;
  inFolder(made => {
    folder = made;
  });

  /** Enough for an output of many times what a pipe holds. */
  const FILES = 15;
  const many = (): string[] =>
    Array.from({ length: FILES }, (_, i) =>
      folder.file(
        `lot-${String(i)}.json`,
        withLignes(CORRECT, 120, ligne => ligne.replace('"10002123452"', '"1"')),
      ),
    );

  it('writes a large output to a pipe to its end', async () => {
    const result = await started(['check', '--format', 'json', ...many()]);
    assert.ok(result.stdout.length > 500_000);
    assert.equal(output(result).summary.files, FILES);
    assert.equal(result.code, 1);
  });

  it('stops quietly when its reader has enough', async () => {
    const result = await started(['check', '--format', 'json', ...many()], { closeEarly: true });
    assert.equal(result.stderr, '');
    assert.equal(result.code, 1);
  });
});
