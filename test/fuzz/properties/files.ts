import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { tableModel } from '../../../server/src/app/table/columns.js';
import { PdfRefused, ZipRefused } from '../../../server/src/app/deposit/ports.js';
import { CSV_ENCODINGS, csvText, encodeCsv } from '../../../server/src/node/sheets.js';
import { readTable } from '../../../server/src/node/tableFile.js';
import { zipWriter } from '../../../server/src/node/zip.js';
import { pdfTools } from '../../../server/src/pdf/index.js';
import { errorsOf, list, make, profileOf } from '../../app/table/support.js';
import { engine } from '../../support/cases.js';
import { correctFiles } from '../../support/generator.js';
import { listOf, recordOf } from '../../support/json.js';
import { makePdf } from '../../support/pdf.js';
import { property } from '../harness.js';

/**
 * What matters in a request: not its rank, nor the order of its attachments, nor whether its number was typed as text.
 */
function essence(ligne: unknown): unknown {
  const fields = recordOf(ligne);
  const pieces = [...listOf(fields['piecesJustificatives'])].map(piece => JSON.stringify(piece)).sort();
  return { ...fields, numLigne: 0, numeroEditeur: String(fields['numeroEditeur']), piecesJustificatives: pieces };
}

const essences = (text: string): readonly string[] => {
  const parsed: unknown = JSON.parse(text);
  return listOf(recordOf(parsed)['lignesImport']).map(ligne => JSON.stringify(essence(ligne)));
};

const tables = property(
  'tables: through a CSV and back, each profile, encoding and separator',
  0.5,
  fc.constantFrom(...engine.catalog.ids).chain(id =>
    fc.record({
      id: fc.constant(id),
      file: correctFiles(profileOf(id), { min: 1, max: 3 }),
      separator: fc.constantFrom(';', ',', '\t'),
      encoding: fc.constantFrom(...CSV_ENCODINGS),
    }),
  ),
  async ({ id, file, separator, encoding }) => {
    const text = JSON.stringify(file);
    const bytes = encodeCsv(await csvText(list(text, id), separator), encoding);
    // Latin-1 doesn't have every character; such a name is refused, never written with another letter.
    if (bytes === undefined) return assert.equal(encoding, 'latin1');
    const read = await readTable(bytes, tableModel(profileOf(id)), {});
    assert.ok('rows' in read);
    const made = make(id, [...read.rows]);
    assert.deepEqual([made.leftOut, made.missing], [[], []]);
    for (const one of made.files) assert.deepEqual(errorsOf(one.text(), one.name), []);
    assert.deepEqual([...made.files.flatMap(one => essences(one.text()))].sort(), [...essences(text)].sort());
  },
);

const NAMES = [
  'a.pdf',
  'A.PDF',
  'é.pdf',
  'e\u0301.pdf',
  '__proto__',
  '42',
  '../x',
  'a/b',
  'C:x',
  '',
  '.',
  '\0',
  '😀',
  'NUL',
];
/** Any code unit, alone surrogates and controls included. */
const CHARACTER = fc.nat({ max: 0xffff }).map(code => String.fromCharCode(code));
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const archives = property(
  'archives: read back as they were written, or refused',
  1.5,
  fc.array(
    fc.record({
      name: fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: CHARACTER, maxLength: 12 })),
      bytes: fc.uint8Array({ maxLength: 200 }),
    }),
    { maxLength: 5 },
  ),
  entries => {
    let archive: Uint8Array;
    try {
      archive = zipWriter.write(entries);
    } catch (error) {
      assert.ok(error instanceof ZipRefused, String(error));
      return;
    }
    assert.deepEqual(
      zipWriter.verify(archive),
      entries.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256(bytes) })),
    );
    assert.deepEqual(zipWriter.write(entries), archive);
  },
);

const damagedArchives = property(
  'archives: damaged ones are refused, or say what they said',
  1.5,
  fc.record({
    bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }),
    at: fc.nat(),
    bit: fc.nat(7),
  }),
  ({ bytes, at, bit }) => {
    const archive = Buffer.from(zipWriter.write([{ name: 'a.pdf', bytes }]));
    const before = zipWriter.verify(archive);
    const place = at % archive.length;
    archive[place] = (archive[place] ?? 0) ^ (1 << bit);
    try {
      const [entry] = zipWriter.verify(archive);
      // A date or a flag may change unnoticed; the attachment's bytes never.
      assert.equal(entry?.sha256, before[0]?.sha256);
    } catch (error) {
      assert.ok(error instanceof Error && !(error instanceof assert.AssertionError), String(error));
    }
  },
);

const FOLDER = 'test/fixtures/pdf';
const SOUND: readonly Buffer[] = [
  ...readdirSync(FOLDER)
    .filter(name => name.endsWith('.pdf'))
    .map(name => readFileSync(join(FOLDER, name))),
  makePdf({ pages: ['un', 'deux'], signed: true, title: 'Facture', date: '2022-03-01' }),
  makePdf({ pages: ['un'], encrypted: 'owner' }),
].filter(({ length }) => length < 60_000);

const pdfs = property(
  'PDFs: damaged ones never make it throw, and are taken or refused as judged',
  1,
  fc.record({
    sound: fc.constantFrom(...SOUND),
    flips: fc.array(fc.tuple(fc.nat(), fc.nat(7)), { maxLength: 20 }),
    cut: fc.option(fc.nat()),
  }),
  async ({ sound, flips, cut }) => {
    let bytes = Buffer.from(sound);
    for (const [place, bit] of flips) bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ (1 << bit);
    if (cut !== null) bytes = bytes.subarray(0, cut % bytes.length);
    const found = await pdfTools.inspect(bytes);
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
  },
  ({ flips, cut }) => JSON.stringify({ flips, cut }),
);

export const FILES = [tables, archives, damagedArchives, pdfs];
