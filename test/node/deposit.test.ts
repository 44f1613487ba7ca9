import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { OutRefused } from '../../server/src/app/deposit/ports.js';
import { openDeposit, type DepositOptions } from '../../server/src/node/deposit.js';
import { MARKER, OLD } from '../../server/src/node/depositSweep.js';
import { Folder } from '../cli/support.js';

/** A process that has ended. */
const DEAD = spawnSync(process.execPath, ['-e', '']).pid;

/** Just enough of a report to make a folder a deposit. */
const DEPOSIT = JSON.stringify({ version: 1, file: { name: 'a.json', sha256: '' }, demandes: [] });

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('node: deposit folder', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });
  const names = (): string[] => readdirSync(folder.path).sort();

  async function make(out: string, options: DepositOptions = {}, text = 'new'): Promise<void> {
    const deposit = await openDeposit(out, options);
    await deposit.write('a.json', bytes(text));
    await deposit.commit();
  }

  /** What a run leaves if it is killed at some moment. */
  function leftover(
    pid: number,
    marker: object | string | undefined,
    files: readonly string[] = ['depot/a.json'],
  ): string {
    const name = `.out.segur-${String(pid)}-0123456789ab.tmp`;
    mkdirSync(folder.at(name));
    for (const file of files) folder.file(`${name}/${file}`, 'old');
    if (marker !== undefined)
      folder.file(`${name}/${MARKER}`, typeof marker === 'string' ? marker : JSON.stringify(marker));
    return name;
  }
  const markerOf = (pid: number, more: object = {}): object => ({
    pid,
    host: hostname(),
    began: null,
    out: 'out',
    ...more,
  });

  it('appears all at once, and leaves nothing beside', async () => {
    const deposit = await openDeposit(folder.at('out'));
    await deposit.write('a.json', bytes('{}'));
    await deposit.write('é 😀.zip', bytes('zip'));
    assert.ok(!existsSync(folder.at('out')));
    await deposit.commit();
    assert.deepEqual(names(), ['out']);
    assert.deepEqual(readdirSync(folder.at('out')).sort(), ['a.json', 'é 😀.zip']);
  });

  it('leaves nothing when it is abandoned, nor the folders made on the way', async () => {
    const deposit = await openDeposit(folder.at('x/y/out'));
    await deposit.write('a.json', bytes('{}'));
    await deposit.abandon();
    assert.deepEqual(names(), []);
  });

  it('keeps folders on the way that others have used since', async () => {
    const deposit = await openDeposit(folder.at('x/y/out'));
    folder.file('x/other', '');
    await deposit.abandon();
    assert.deepEqual(readdirSync(folder.at('x')), ['other']);
  });

  const why = async (out: string, options?: DepositOptions): Promise<string> => {
    try {
      await make(out, options);
      return 'made';
    } catch (error) {
      return error instanceof OutRefused ? error.why : String(error);
    }
  };

  it('refuses what is there, unless told to replace a deposit', async () => {
    folder.file('out/depot.json', DEPOSIT);
    folder.file('out/old.txt', 'old');
    folder.file('file', 'x');
    assert.equal(await why(folder.at('out')), 'exists');
    for (const force of [false, true]) {
      assert.equal(await why(folder.at('file'), { force }), 'not-a-folder');
      assert.equal(await why(folder.at('file/out'), { force }), 'not-a-folder');
    }
    assert.equal(await why('/'), 'root');
    assert.equal(await why('/', { force: true }), 'root');
    assert.equal(await why(folder.at('out'), { force: true }), 'made');
    assert.deepEqual(readdirSync(folder.at('out')), ['a.json']);
    assert.deepEqual(names(), ['file', 'out']);
  });

  it('replaces an empty folder, and what a system left in it', async () => {
    mkdirSync(folder.at('out'));
    assert.equal(await why(folder.at('out'), { force: true }), 'made');
    folder.file('seen/.DS_Store', 'x');
    assert.equal(await why(folder.at('seen'), { force: true }), 'made');
  });

  const foreign: readonly (readonly [files: Readonly<Record<string, string>>, named: string])[] = [
    [{ 'mine.txt': 'mine' }, 'mine.txt'],
    [{ '.git/HEAD': 'x' }, '.git'],
    [{ 'depot.html': '<html>', 'a.json': '{}' }, 'a.json'],
    [{ 'depot.json': '{}', 'mine.txt': '' }, 'depot.json'],
    [{ 'depot.json': '{"version":1' }, 'depot.json'],
    [{ 'depot.json': 'null' }, 'depot.json'],
    [{ 'depot.json/depot.json': DEPOSIT }, 'depot.json'],
    [{ 'depot.json': '{"version":1,"file":{},"demandes":[]}' }, 'depot.json'],
  ];
  for (const [files, named] of foreign) {
    it(`never replaces a folder that is no deposit: ${Object.keys(files).join(', ')}`, async () => {
      for (const [name, text] of Object.entries(files)) folder.file(`out/${name}`, text);
      await assert.rejects(
        make(folder.at('out'), { force: true }),
        error => error instanceof OutRefused && error.why === 'foreign' && error.path === folder.at(`out/${named}`),
      );
      for (const [name, text] of Object.entries(files)) assert.equal(folder.text(`out/${name}`), text);
      assert.deepEqual(names(), ['out']);
    });
  }

  it('looks again at what it replaces, right before', async () => {
    folder.file('out/depot.json', DEPOSIT);
    const deposit = await openDeposit(folder.at('out'), { force: true });
    rmSync(folder.at('out/depot.json'));
    folder.file('out/mine.txt', 'mine');
    await assert.rejects(deposit.commit(), OutRefused);
    await deposit.abandon();
    assert.deepEqual(names(), ['out']);
    assert.equal(folder.text('out/mine.txt'), 'mine');
  });

  it('never replaces a folder that holds what it was made from', async () => {
    folder.file('out/pieces/a.pdf', 'x');
    folder.file('out/depot.json', DEPOSIT);
    symlinkSync(folder.at('out/pieces'), folder.at('link'));
    for (const path of ['out/pieces', 'out', 'out/pieces/a.pdf', 'link'])
      assert.equal(await why(folder.at('out'), { force: true, keep: [folder.at(path)] }), 'holds', path);
    assert.equal(await why(process.cwd(), { force: true }), 'holds');
    assert.equal(await why(folder.at('out'), { force: true, keep: [folder.at('outside')] }), 'made');
  });

  it('neither follows nor replaces a link', async () => {
    folder.file('real/depot.json', DEPOSIT);
    symlinkSync('real', folder.at('out'));
    symlinkSync('nowhere', folder.at('dangling'));
    for (const force of [false, true])
      for (const out of ['out', 'dangling']) assert.equal(await why(folder.at(out), { force }), 'link');
    assert.deepEqual(names(), ['dangling', 'out', 'real']);
    assert.deepEqual(readdirSync(folder.at('real')), ['depot.json']);
  });

  it('does not take a name that came up meanwhile', async () => {
    const deposit = await openDeposit(folder.at('out'));
    await deposit.write('a.json', bytes('{}'));
    mkdirSync(folder.at('out'));
    await assert.rejects(deposit.commit(), OutRefused);
    await deposit.abandon();
    assert.deepEqual(names(), ['out']);
    assert.deepEqual(readdirSync(folder.at('out')), []);
  });

  it('writes no name that leads elsewhere', async () => {
    const deposit = await openDeposit(folder.at('out'));
    for (const name of ['../x', 'a/b', '..', '/etc/x']) await assert.rejects(deposit.write(name, bytes('x')), name);
    await assert.rejects(deposit.write('a\0b', bytes('x')));
    await deposit.abandon();
    assert.deepEqual(names(), []);
  });

  describe('what killed runs left', () => {
    it('is swept, but for what is in use or none of ours', async () => {
      leftover(DEAD, markerOf(DEAD));
      const mine = leftover(process.pid, markerOf(process.pid));
      folder.file('.out.segur-12.tmp/x', 'x');
      folder.file('.out.segur-1-0123456789ab.tmp', 'a file');
      await make(folder.at('new'));
      assert.deepEqual(names(), [mine, '.out.segur-12.tmp', '.out.segur-1-0123456789ab.tmp', 'new'].sort());
    });

    it('is swept when its number has gone to another process', async () => {
      leftover(process.pid, markerOf(process.pid, { began: '1' }));
      await make(folder.at('new'));
      assert.deepEqual(names(), ['new']);
    });

    it('is swept when its process is dead, though its parent has not asked for it yet', async function () {
      if (process.platform !== 'linux') this.skip();
      // The shell's child is killed; the shell has become a program that never reaps it.
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; kill -9 $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const pid = Number(
          String(
            await new Promise(done => {
              parent.stdout.once('data', done);
            }),
          ),
        );
        while (!readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z '))
          await new Promise(next => {
            setTimeout(next, 1);
          });
        leftover(pid, markerOf(pid));
        await make(folder.at('new'));
        assert.deepEqual(names(), ['new']);
      } finally {
        parent.kill('SIGKILL');
      }
    });

    it('of another machine is swept after a day', async () => {
      const name = leftover(DEAD, markerOf(DEAD, { host: 'elsewhere' }));
      await make(folder.at('new'));
      assert.deepEqual(names(), [name, 'new']);
      utimesSync(folder.at(name), 1, 1);
      await make(folder.at('newer'));
      assert.deepEqual(names(), ['new', 'newer']);
    });

    for (const marker of [
      undefined,
      '{"pi',
      '{}',
      JSON.stringify({ pid: DEAD, host: hostname(), began: null, out: '../x' }),
    ]) {
      it(`with a marker that is not whole (${marker ?? 'none'}) is swept while it holds nothing else`, async () => {
        const full = leftover(DEAD, marker);
        await make(folder.at('new'));
        assert.ok(names().includes(full));
        assert.equal(readFileSync(folder.at(`${full}/depot/a.json`), 'utf8'), 'old');
      });
      it(`empty, with a marker that is not whole (${marker ?? 'none'}), goes`, async () => {
        leftover(DEAD, marker, []);
        await make(folder.at('new'));
        assert.deepEqual(names(), ['new']);
      });
    }

    it('between two renames: the old deposit is put back first', async () => {
      leftover(DEAD, markerOf(DEAD), [`${OLD}/old.txt`, 'depot/a.json']);
      assert.equal(await why(folder.at('out')), 'exists');
      assert.deepEqual(names(), ['out']);
      assert.deepEqual(readdirSync(folder.at('out')), ['old.txt']);
    });

    it('after the second rename: the new deposit stays', async () => {
      folder.file('out/a.json', 'new');
      leftover(DEAD, markerOf(DEAD), [`${OLD}/old.txt`]);
      await make(folder.at('other'));
      assert.deepEqual(readdirSync(folder.at('out')), ['a.json']);
      assert.deepEqual(names(), ['other', 'out']);
    });

    it('never leads the sweeping out of the folder', async () => {
      const precious = new Folder();
      try {
        precious.file('x', 'x');
        const name = leftover(DEAD, markerOf(DEAD));
        symlinkSync(precious.path, folder.at(`${name}/depot/link`));
        symlinkSync(precious.path, folder.at('.out.segur-7-0123456789ab.tmp'));
        writeFileSync(precious.at(MARKER), JSON.stringify(markerOf(7)));
        await make(folder.at('new'));
        assert.deepEqual(readdirSync(precious.path).sort(), [MARKER, 'x'].sort());
      } finally {
        precious.remove();
      }
    });
  });
});
