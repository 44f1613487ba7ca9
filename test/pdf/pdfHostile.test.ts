import assert from 'node:assert/strict';
import { constants } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { pdfTools } from '../../server/src/pdf/index.js';
import { PdfRefused } from '../../server/src/app/deposit/ports.js';
import { makePdf } from '../support/pdf.js';

const FOLDER = 'test/fixtures/pdf';
const SOUND: readonly Buffer[] = [
  ...readdirSync(FOLDER)
    .filter(name => name.endsWith('.pdf'))
    .map(name => readFileSync(join(FOLDER, name))),
  makePdf({ pages: ['un', 'deux'], signed: true, title: 'Facture', date: '2022-03-01' }),
  makePdf({ pages: ['un'], encrypted: 'owner' }),
];

type Damage = (bytes: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const at = (bytes: Buffer, share: number): number => Math.floor(share * bytes.length);
const flipped: fc.Arbitrary<Damage> = fc
  .array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 30 })
  .map(flips => bytes => {
    for (const [share, bit] of flips) bytes[at(bytes, share)] = (bytes[at(bytes, share)] ?? 0) ^ (1 << bit);
    return bytes;
  });
/** A PDF depends on its numbers: references, lengths, counts. */
const renumbered: fc.Arbitrary<Damage> = fc
  .array(fc.tuple(place, fc.nat(9)), { minLength: 1, maxLength: 20 })
  .map(changes => bytes => {
    for (const [share, digit] of changes) {
      const start = at(bytes, share);
      const found = bytes.subarray(start).findIndex(byte => byte >= 0x30 && byte <= 0x39);
      if (found >= 0) bytes[start + found] = 0x30 + digit;
    }
    return bytes;
  });
const cut: fc.Arbitrary<Damage> = place.map(share => bytes => bytes.subarray(0, at(bytes, share)));
const holed: fc.Arbitrary<Damage> = fc.tuple(place, fc.nat(3000)).map(
  ([share, length]) =>
    bytes =>
      Buffer.concat([bytes.subarray(0, at(bytes, share)), bytes.subarray(at(bytes, share) + length)]),
);
const damaged = fc
  .tuple(fc.constantFrom(...SOUND), fc.oneof(flipped, renumbered, cut, holed))
  .map(([bytes, damage]) => damage(Buffer.from(bytes)));

describe('damaged PDFs', () => {
  it('never make it throw, and are concatenated or refused as they were judged', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(damaged, async bytes => {
        const before = Buffer.from(bytes);
        const found = await pdfTools.inspect(bytes);
        await pdfTools.text(bytes);
        assert.deepEqual(bytes, before);
        try {
          const { pages } = await pdfTools.concatenate({
            cover: { title: 'Titre', facts: [], footer: '' },
            documents: [{ name: 'a.pdf', bytes }],
          });
          assert.ok(found.state === 'pdf' && pages === found.pages + 1);
        } catch (error) {
          assert.ok(error instanceof PdfRefused, String(error));
          assert.equal(error.why, found.state);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('never make it throw, be they any bytes behind a header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async bytes => {
        const found = await pdfTools.inspect(Buffer.concat([Buffer.from('%PDF-1.4\n'), bytes]));
        assert.equal(found.state, 'damaged');
      }),
      { numRuns: 200 },
    );
  });

  it('may be longer than any text can be', async function () {
    this.timeout(30_000);
    // One character more than a string can hold; untouched zeros take no memory.
    const length = constants.MAX_STRING_LENGTH + 1;
    const small = makePdf({ pages: ['un', 'deux'], weight: 9 }).toString('latin1');
    const start = small.indexOf('/Length 9 >>\nstream\n');
    const head = `${small.slice(0, start)}/Length ${String(length)} >>\nstream\n`;
    const tail = small.slice(small.indexOf('\nendstream', start));
    const bytes = Buffer.alloc(head.length + length + tail.length);
    bytes.write(head, 0, 'latin1');
    bytes.write(tail, head.length + length, 'latin1');
    assert.deepEqual(await pdfTools.inspect(bytes), { state: 'pdf', pages: 2, signed: false });
    assert.deepEqual(await pdfTools.inspect(bytes.subarray(0, -tail.length)), { state: 'damaged' });
  });
});
