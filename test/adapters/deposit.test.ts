import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { openDeposit, OutRefused, type DepositOptions } from '../../server/src/adapters/deposit.js';
import { MARKER, OLD } from '../../server/src/adapters/depositSweep.js';
import { Folder } from '../cli/support.js';

/** A process that is no more. */
const DEAD = spawnSync(process.execPath, ['-e', '']).pid;

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('adapters: deposit folder', () => {
  let folder: Folder;
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => { folder.remove(); });
  const names = (): string[] => readdirSync(folder.path).sort();

  async function make(out: string, options: DepositOptions = {}, text = 'new'): Promise<void> {
    const deposit = await openDeposit(out, options);
    await deposit.write('a.json', bytes(text));
    await deposit.commit();
  }

  /** What a run leaves that is killed at some moment. */
  function leftover(pid: number, marker: object | string | undefined, files: readonly string[] = ['depot/a.json']): string {
    const name = `.out.segur-${String(pid)}-0123456789ab.tmp`;
    mkdirSync(folder.at(name));
    for (const file of files) folder.file(`${name}/${file}`, 'old');
    if (marker !== undefined) folder.file(`${name}/${MARKER}`, typeof marker === 'string' ? marker : JSON.stringify(marker));
    return name;
  }
  const markerOf = (pid: number, more: object = {}): object => ({ pid, host: hostname(), began: null, out: 'out', ...more });

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

  it('refuses what is there, unless told to replace it', async () => {
    folder.file('out/old.txt', 'old');
    folder.file('file', 'x');
    symlinkSync('nowhere', folder.at('dangling'));
    assert.equal(await why(folder.at('out')), 'exists');
    assert.equal(await why(folder.at('dangling')), 'exists');
    assert.equal(await why(folder.at('file'), { force: true }), 'not-a-folder');
    assert.equal(await why('/'), 'root');
    assert.equal(await why('/', { force: true }), 'root');
    assert.equal(await why(folder.at('out'), { force: true }), 'made');
    assert.deepEqual(readdirSync(folder.at('out')), ['a.json']);
    assert.deepEqual(names(), ['dangling', 'file', 'out']);
  });

  it('never replaces a folder that holds what it was made from', async () => {
    folder.file('out/pieces/a.pdf', 'x');
    symlinkSync(folder.at('out/pieces'), folder.at('link'));
    for (const path of ['out/pieces', 'out', 'out/pieces/a.pdf', 'link']) assert.equal(await why(folder.at('out'), { force: true, keep: [folder.at(path)] }), 'holds', path);
    assert.equal(await why(process.cwd(), { force: true }), 'holds');
    assert.equal(await why(folder.at('out'), { force: true, keep: [folder.at('outside')] }), 'made');
  });

  it('replaces what a link leads to; the link stays', async () => {
    folder.file('real/old.txt', 'old');
    symlinkSync('real', folder.at('out'));
    await make(folder.at('out'), { force: true });
    assert.deepEqual(names(), ['out', 'real']);
    assert.deepEqual(readdirSync(folder.at('real')), ['a.json']);
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

    it('of another machine is swept after a day', async () => {
      const name = leftover(DEAD, markerOf(DEAD, { host: 'elsewhere' }));
      await make(folder.at('new'));
      assert.deepEqual(names(), [name, 'new']);
      utimesSync(folder.at(name), 1, 1);
      await make(folder.at('newer'));
      assert.deepEqual(names(), ['new', 'newer']);
    });

    for (const marker of [undefined, '{"pi', '{}', JSON.stringify({ pid: DEAD, host: hostname(), began: null, out: '../x' })]) {
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
