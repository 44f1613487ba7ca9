/**
 * Makes the pictures of the README (an APNG) and of the walkthrough from the screenshots of the editor tests, which
 * show today's interface in French: `npm run test:editor -- --locale fr`, then `npm run images [-- out/editor]`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';
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
const [WIDTH, HEIGHT] = [900, 490];
const WALKTHROUGH = [
  { file: 'constats', name: 'problemes', left: 352, top: 510, width: 740, height: 258 },
  { file: 'ampoule', name: 'ampoule', left: 400, top: 56, width: 740, height: 364 },
  { file: 'depot', name: 'depot-plan', left: 335, top: 0, width: 620, height: 343 },
];
const COLOURS = 48;
/** In the package, where each byte counts: text on grey looks the same. */
const FEW_COLOURS = 16;

/** A part of the window. */
function partOf({ name, left, top, width = WIDTH, height = HEIGHT }) {
  const frame = UPNG.decode(readFileSync(join(shots, `${name}.png`)));
  const from = new Uint32Array(UPNG.toRGBA8(frame)[0]);
  const part = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * frame.width + left;
    part.set(from.subarray(start, start + width), y * width);
  }
  return part.buffer;
}

/** The same picture in as few bytes as zlib finds: the package has little room, and upng-js does not look for them. */
function packed(png) {
  const parts = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    parts.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  const pixels = inflateSync(Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const tries = [constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED, constants.Z_RLE].map(strategy =>
    deflateSync(pixels, { level: 9, memLevel: 9, strategy }),
  );
  const smallest = tries.reduce((best, one) => (one.length < best.length ? one : best));
  const first = parts.findIndex(({ type }) => type === 'IDAT');
  const kept = parts.flatMap((part, rank) =>
    part.type !== 'IDAT' ? [part] : rank === first ? [{ ...part, data: smallest }] : [],
  );
  return Buffer.concat([png.subarray(0, SIGNATURE), ...kept.map(chunk)]);
}

/** Bytes before the first part. */
const SIGNATURE = 8;

function chunk({ type, data }) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const delays = JOURNEY.map(({ delay }) => delay);
const moving = UPNG.encode(JOURNEY.map(partOf), WIDTH, HEIGHT, COLOURS, delays);
writeFileSync(join(images, 'parcours.png'), Buffer.from(moving));
for (const { file, ...part } of WALKTHROUGH) {
  const still = UPNG.encode([partOf(part)], part.width, part.height, FEW_COLOURS);
  writeFileSync(join(root, 'client', 'walkthrough', `${file}.png`), packed(Buffer.from(still)));
}
