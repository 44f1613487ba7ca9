/**
 * Makes the picture of the README from the screenshots of the editor tests, which show today's interface in French:
 * `npm run test:editor -- --locale fr`, then `node scripts/pictures.mjs [out/editor]`. It is an APNG.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import UPNG from 'upng-js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const shots = process.argv[2] ?? join(root, 'out', 'editor');
const images = join(root, 'docs', 'images');
/** From the findings to the deposit: a part of the window, for some milliseconds. */
const JOURNEY = [
  { name: 'problemes', left: 352, top: 270, delay: 3000 },
  { name: 'ampoule', left: 375, top: 215, delay: 3400 },
  { name: 'tout-corrige', left: 352, top: 270, delay: 2600 },
  { name: 'depot-rapport', left: 352, top: 40, delay: 3400 },
];
const WIDTH = 900;
const HEIGHT = 490;
const COLOURS = 48;

const pixels = JOURNEY.map(({ name, left, top }) => {
  const frame = UPNG.decode(readFileSync(join(shots, `${name}.png`)));
  const from = new Uint32Array(UPNG.toRGBA8(frame)[0]);
  const part = new Uint32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    const start = (top + y) * frame.width + left;
    part.set(from.subarray(start, start + WIDTH), y * WIDTH);
  }
  return part.buffer;
});
const delays = JOURNEY.map(({ delay }) => delay);
writeFileSync(join(images, 'parcours.png'), Buffer.from(UPNG.encode(pixels, WIDTH, HEIGHT, COLOURS, delays)));
