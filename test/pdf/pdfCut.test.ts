import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pdfTools } from '../../server/src/pdf/index.js';
import { Folder } from '../cli/support.js';
import { makePdf } from '../support/pdf.js';
import { requireTool, run } from '../support/tools.js';

/** Whole files from every producer that we have, including those that open with a password. */
const FILES: readonly (readonly [name: string, bytes: Buffer])[] = [
  ...['pdf', 'factures'].flatMap(folder =>
    readdirSync(join('test/fixtures', folder))
      .filter(name => name.endsWith('.pdf'))
      .map((name): [string, Buffer] => [name, readFileSync(join('test/fixtures', folder, name))]),
  ),
  ['a plain one', makePdf({ pages: ['un', 'deux'] })],
  ['a locked one', makePdf({ pages: ['un'], encrypted: 'owner' })],
  ['a signed one', makePdf({ pages: ['un'], signed: true })],
];
/** From here on, nothing of a page can be missing: the last lines. */
const LAST_LINES = 40;

/** Lengths of an interrupted download: every percent, and each byte of the end, where a cut is easily missed. */
const cutsOf = (length: number): readonly number[] =>
  [
    ...Array.from({ length: 90 }, (_, index) => Math.floor((length * (index + 10)) / 100)),
    ...Array.from({ length: 300 }, (_, index) => length - 1 - index),
  ].filter(cut => cut > 0);

describe('downloads that stopped', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  for (const [name, bytes] of FILES) {
    it(`are told of ${name}, or show all that the whole does`, async function () {
      this.timeout(60_000);
      const [pdfinfo, pdftotext] = [await requireTool(this, 'pdfinfo'), await requireTool(this, 'pdftotext')];
      const look = async (part: Buffer): Promise<readonly (string | undefined)[]> => {
        const file = folder.file('part.pdf', part);
        return [/^Pages: +\d+$/m.exec(await run(pdfinfo, [file]))?.[0], await run(pdftotext, ['-q', file, '-'])];
      };
      const taken: number[] = [];
      for (const cut of cutsOf(bytes.length)) {
        if ((await pdfTools.inspect(bytes.subarray(0, cut))).state === 'pdf') taken.push(cut);
      }
      assert.ok(
        taken.every(cut => cut > bytes.length - LAST_LINES),
        `taken at ${String(Math.min(...taken))} of ${String(bytes.length)}`,
      );
      // The shortest accepted one, and one in five of the others: readers take their time.
      const whole = taken.length === 0 ? [] : await look(bytes);
      for (const cut of taken.filter((length, index) => index % 5 === 0 || length === Math.min(...taken))) {
        assert.deepEqual(await look(bytes.subarray(0, cut)), whole, `cut at ${String(cut)} of ${String(bytes.length)}`);
      }
    });
  }
});
