/**
 * The main job on the examples: what the portal would refuse in them, then a corrected copy in out/demo/.
 * The examples themselves are left as they are.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist', 'cli', 'segur-json.mjs');
const faulty = 'avance-a-corriger.json';

const show = (...args) => {
  console.log(`\n$ segur-json ${args.join(' ')}`);
  return spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' }).status;
};

show('check', 'examples');
const copy = join('out', 'demo', faulty);
mkdirSync(join(root, 'out', 'demo'), { recursive: true });
copyFileSync(join(root, 'examples', faulty), join(root, copy));
const left = show('fix', copy);
console.log(`\n→ ${copy}`);
// 1 means that something is left for a person to decide, as it should in this example; 2 that the tool itself failed.
process.exitCode = left === 2 ? 2 : 0;
