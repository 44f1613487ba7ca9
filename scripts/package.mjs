/** Packs dist/ as out/segur-json.vsix. The file is the one that the editor tests install and that is published. */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const vsix = join(root, 'out', 'segur-json.vsix');
mkdirSync(dirname(vsix), { recursive: true });
rmSync(vsix, { force: true });
await createVSIX({ cwd: root, packagePath: vsix, dependencies: false });
console.log(`out/segur-json.vsix: ${(statSync(vsix).size / 1024).toFixed(0)} KiB`);
