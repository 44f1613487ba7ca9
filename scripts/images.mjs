/**
 * Renews the pictures of the documentation from what the editor tests photographed last (`npm run test:editor`):
 * docs/images/X.png is out/editor/X.png, or out/editor/parcours/X.png. To use another one, put a file of its name
 * there.
 */
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const taken = ['out/editor', 'out/editor/parcours'].map(folder => join(root, folder));

let missing = 0;
const images = join(root, 'docs/images');
for (const name of readdirSync(images).filter(file => file.endsWith('.png'))) {
  const from = taken.map(place => join(place, name)).find(existsSync);
  if (from === undefined) {
    missing++;
    console.error(`docs/images/${name}: no test photographed it`);
  } else copyFileSync(from, join(images, name));
}
process.exitCode = missing === 0 ? 0 : 1;
