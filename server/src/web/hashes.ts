/**
 * SHA-256 and MD5 of bytes: the browser's own functions are asynchronous, and callers (a ZIP that is read back, the
 * checksum of an attachment in a PDF) need the answer at once.
 */

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The first 32 bits after the point. */
const fraction = (value: number): number => Math.floor((value - Math.floor(value)) * 2 ** 32) | 0;

const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  n => n > 1 && Array.from({ length: n }, (_, d) => d).every(d => d < 2 || n % d !== 0),
);
const ROUNDS = PRIMES.slice(0, 64).map(prime => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));

/** Words of 32 bits, filled up to whole blocks of sixteen, the length in bits at their end. */
function wordsOf(bytes: Uint8Array, littleEndian: boolean): Int32Array {
  const filled = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  filled.set(bytes);
  filled[bytes.length] = 0x80;
  const view = new DataView(filled.buffer);
  const [low, high] = [(bytes.length << 3) >>> 0, Math.floor(bytes.length / 2 ** 29)];
  const end = filled.length - 8;
  view.setUint32(end, littleEndian ? low : high, littleEndian);
  view.setUint32(end + 4, littleEndian ? high : low, littleEndian);
  return Int32Array.from({ length: filled.length / 4 }, (_, at) => view.getInt32(at * 4, littleEndian));
}

function hex(words: readonly number[], littleEndian: boolean): string {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, at) => {
    view.setInt32(at * 4, word, littleEndian);
  });
  return Buffer.from(view.buffer).toString('hex');
}

export function sha256(bytes: Uint8Array): string {
  const words = wordsOf(bytes, false);
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  const at = (of: Int32Array, index: number): number => of[index] ?? 0;
  for (let block = 0; block < words.length; block += 16) {
    w.set(words.subarray(block, block + 16));
    for (let i = 16; i < 64; i++) {
      const [early, late] = [at(w, i - 15), at(w, i - 2)];
      const first = rotated(early, 25) ^ rotated(early, 14) ^ (early >>> 3);
      const second = rotated(late, 15) ^ rotated(late, 13) ^ (late >>> 10);
      w[i] = at(w, i - 16) + first + at(w, i - 7) + second;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const first = rotated(e, 26) ^ rotated(e, 21) ^ rotated(e, 7);
      const chosen = (h + first + ((e & f) ^ (~e & g)) + (ROUNDS[i] ?? 0) + at(w, i)) | 0;
      const second = rotated(a, 30) ^ rotated(a, 19) ^ rotated(a, 10);
      const most = (second + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + chosen) | 0, c, b, a, (chosen + most) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => {
      state[index] = at(state, index) + word;
    });
  }
  return hex([...state], false);
}

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** Which word of the block a round takes, and how it mixes. */
const MIXES: readonly ((i: number, b: number, c: number, d: number) => readonly [word: number, mixed: number])[] = [
  (i, b, c, d) => [i, (b & c) | (~b & d)],
  (i, b, c, d) => [5 * i + 1, (d & b) | (~d & c)],
  (i, b, c, d) => [3 * i + 5, b ^ c ^ d],
  (i, b, c, d) => [7 * i, c ^ (b | ~d)],
];

export function md5(bytes: Uint8Array): string {
  const words = wordsOf(bytes, true);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const [word, mixed] = MIXES[round]?.(i, b, c, d) ?? [0, 0];
      const sum = (a + mixed + (SINES[i] ?? 0) + (words[block + (word % 16)] ?? 0)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotated(sum, SHIFTS[round]?.[i % 4] ?? 0)) | 0];
    }
    [a, b, c, d].forEach((word, index) => {
      state[index] = ((state[index] ?? 0) + word) | 0;
    });
  }
  return hex(state, true);
}
