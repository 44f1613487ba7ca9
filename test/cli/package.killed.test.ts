import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { makePdf } from '../support/pdf.js';
import { requireTool, run } from '../support/tools.js';
import { correctFile } from '../support/cases.js';
import { buildCli, cli, cliPath, type Folder, inFolder, started, withLignes } from './support.js';

const COUNT = 12;
/** Every ligne is the first one, so the same beneficiary: packaged on request, with errors. */
const REQUEST = withLignes(correctFile('MDV-LGC/avance'), COUNT, ligne => ligne);
const WHOLE = [
  'a.json',
  'depot.html',
  'depot.json',
  ...Array.from({ length: COUNT }, (_, i) => `BDC-${String(i)}.zip`),
].sort();

describe('cli: package, cut short', function () {
  this.timeout(180_000);
  before(buildCli);
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('a.json', REQUEST);
    for (let i = 0; i < COUNT; i++)
      folder.file(`pieces/BDC-${String(i)}.pdf`, makePdf({ pages: [`Bon de commande ${String(i)}`], weight: 100_000 }));
  });

  const ARGS = ['package', 'a.json', '--pieces', 'pieces', '-o', 'out', '--allow-errors', '--quiet'];
  const start = (...more: string[]): ChildProcess =>
    spawn(process.execPath, [cliPath(), ...ARGS, ...more], {
      cwd: folder.path,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '' },
    });
  const ended = (child: ChildProcess): Promise<{ code: number | null; signal: string | null }> =>
    new Promise(done => {
      child.once('close', (code, signal) => {
        done({ code, signal });
      });
    });
  const names = (): string[] =>
    readdirSync(folder.path)
      .filter(name => name !== 'a.json' && name !== 'pieces')
      .sort();
  const leftovers = (): string[] => names().filter(name => name.startsWith('.out.segur-'));

  /** Runs until the folder in the making holds `count` files, then sends the signal. */
  async function cutAt(
    count: number,
    signal: NodeJS.Signals,
    ...more: string[]
  ): Promise<{ code: number | null; signal: string | null }> {
    const child = start(...more);
    const end = ended(child);
    while (child.exitCode === null && built() < count)
      await new Promise(next => {
        setTimeout(next, 1);
      });
    child.kill(signal);
    return end;
  }

  function built(): number {
    const [stage] = leftovers();
    if (stage === undefined) return 0;
    try {
      return readdirSync(folder.at(`${stage}/depot`)).length;
    } catch {
      return 0;
    }
  }

  it('killed at any moment leaves nothing under the final name, or the complete deposit; the next run sweeps', async () => {
    for (const count of [0, 1, 6, 12, 13, 14, 15, 15]) {
      await cutAt(count, 'SIGKILL');
      if (names().includes('out'))
        assert.deepEqual(readdirSync(folder.at('out')).sort(), WHOLE, `killed at ${String(count)}`);
      assert.ok(leftovers().length <= 1);
      const next = await cli([...ARGS, '--force'], { cwd: folder.path });
      assert.equal(next.code, 0, next.stderr);
      assert.deepEqual(names(), ['out'], `killed at ${String(count)}`);
      assert.deepEqual(readdirSync(folder.at('out')).sort(), WHOLE);
      execFileSync('rm', ['-r', folder.at('out')]);
    }
  });

  it('killed while it replaces a deposit leaves the old one, or the new one, whole', async () => {
    folder.file('out/depot.json', JSON.stringify({ version: 1, file: { name: 'a.json', sha256: '' }, demandes: [] }));
    for (const count of [1, 9, 14, 15, 15]) {
      await cutAt(count, 'SIGKILL', '--force');
      if (!names().includes('out'))
        assert.equal(
          (
            await cli(['package', 'a.json', '--pieces', 'pieces', '-o', 'autre', '--allow-errors', '--quiet'], {
              cwd: folder.path,
            })
          ).code,
          0,
        );
      const inside = readdirSync(folder.at('out')).sort();
      assert.ok(inside.join() === 'depot.json' || inside.join() === WHOLE.join(), inside.join());
    }
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`asked to stop (${signal}) cleans up, and says so by its code`, async () => {
      for (const count of [1, 7]) {
        assert.deepEqual(await cutAt(count, signal), { code, signal: null });
        assert.deepEqual(names(), []);
      }
    });
  }

  it('asked to stop before it did anything, ends silently with 130', async () => {
    // The signal comes as soon as somebody listens.
    const preload = folder.file(
      'early.cjs',
      'process.on("newListener", (name) => { if (name === "SIGINT") process.nextTick(() => process.emit("SIGINT", ' +
        '"SIGINT", 2)); });',
    );
    const { code, stdout, stderr } = await started(ARGS, {
      cwd: folder.path,
      env: { NODE_OPTIONS: `--require ${preload}` },
    });
    assert.deepEqual({ code, stdout, stderr }, { code: 130, stdout: '', stderr: '' });
    assert.deepEqual(names(), ['early.cjs']);
  });

  it('on a full disk tells it, exit 2, and leaves nothing', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const small = folder.at('small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40k', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      console.log('      skipped, a small file system can’t be mounted here');
      this.skip();
    }
    try {
      const { code, stderr } = await cli(
        ['package', 'a.json', '--pieces', 'pieces', '-o', 'small/out', '--allow-errors', '--quiet'],
        { cwd: folder.path },
      );
      assert.equal(code, 2);
      assert.match(stderr, /plus de place sur le disque/);
      assert.deepEqual(readdirSync(small), []);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it('with a file too large for the system leaves nothing under the final name', async function () {
    const python = await requireTool(this, 'python3');
    const script =
      'import ' +
      'resource,os,sys\nresource.setrlimit(resource.RLIMIT_FSIZE,(20000,20000))\nos.execv(sys.argv[1],sys.argv[1:' +
      '])';
    await assert.rejects(
      run(python, [
        '-c',
        script,
        process.execPath,
        cliPath(),
        'package',
        folder.at('a.json'),
        '--pieces',
        folder.at('pieces'),
        '-o',
        folder.at('out'),
        '--allow-errors',
      ]),
    );
    assert.ok(!names().includes('out'));
    assert.equal((await cli(ARGS, { cwd: folder.path })).code, 0);
    assert.deepEqual(names(), ['out']);
  });
});
