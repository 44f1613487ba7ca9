import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ZipRefused, type ZipEntry } from '../../server/src/app/deposit/ports.js';
import { zipWriter } from '../../server/src/node/zip.js';
import { Folder } from '../cli/support.js';
import { makePdf } from '../support/pdf.js';
import { requireTool, run } from '../support/tools.js';

const bytes = (text: string): Buffer => Buffer.from(text);
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Names that libraries sort, lose or misread. */
const ENTRIES: readonly ZipEntry[] = [
  { name: 'bon de commande.pdf', bytes: makePdf({ pages: ['Bon de commande'] }) },
  { name: 'facture n° 12 – Œuvre d’Łukasz.pdf', bytes: makePdf({ pages: ['Facture\n'.repeat(40)] }) },
  { name: '42', bytes: bytes('quarante-deux') },
  { name: '7', bytes: bytes('') },
  { name: '__proto__', bytes: bytes('prototype') },
  { name: '😀.pdf', bytes: makePdf({ pages: [''], weight: 200_000 }) },
];

const expected = (entries: readonly ZipEntry[]): unknown =>
  entries.map(entry => ({ name: entry.name, size: entry.bytes.length, sha256: sha256(entry.bytes) }));

const refusalOf = (entries: readonly ZipEntry[]): { why: string; entry: string | undefined } => {
  try {
    zipWriter.write(entries);
  } catch (error) {
    assert.ok(error instanceof ZipRefused);
    return { why: error.why, entry: error.entry };
  }
  return assert.fail('written');
};

describe('archives', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('read back as they were written, in the order given', () => {
    assert.deepEqual(zipWriter.verify(zipWriter.write(ENTRIES)), expected(ENTRIES));
    assert.deepEqual(zipWriter.verify(zipWriter.write([])), []);
  });

  it('are the same bytes whatever the time zone', () => {
    const zone = process.env['TZ'];
    try {
      const archives = ['UTC', 'Pacific/Noumea', 'America/Cayenne', 'Indian/Reunion'].map(name => {
        process.env['TZ'] = name;
        return sha256(zipWriter.write(ENTRIES));
      });
      assert.equal(new Set(archives).size, 1);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('are the same bytes as ever: whoever changes this changes all deposits', () => {
    const archive = zipWriter.write([{ name: 'é.pdf', bytes: bytes('ségur '.repeat(20)) }]);
    assert.equal(sha256(archive), '37a99912f7b875993cb3cea7bd002bcc371614b9f08df3386274e00879664baf');
  });

  for (const locale of ['C', 'C.UTF-8']) {
    it(`unpack with the system's unzip to the very files (${locale})`, async function () {
      const unzip = await requireTool(this, 'unzip');
      const archive = folder.file('a.zip', Buffer.from(zipWriter.write(ENTRIES)));
      await run('env', [`LC_ALL=${locale}`, unzip, '-tq', archive]);
      await run('env', [`LC_ALL=${locale}`, unzip, '-q', archive, '-d', folder.at('out')]);
      assert.deepEqual(new Set(readdirSync(folder.at('out'))), new Set(ENTRIES.map(({ name }) => name)));
      for (const entry of ENTRIES)
        assert.deepEqual(readFileSync(folder.at(`out/${entry.name}`)), Buffer.from(entry.bytes), entry.name);
    });
  }

  it('tell nothing of the machine and the day, and are deflated', async function () {
    const python = await requireTool(this, 'python3');
    const archive = folder.file('a.zip', Buffer.from(zipWriter.write(ENTRIES)));
    const script = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, list(i.date_time), i.extra.hex(), i.comment.hex(), i.compress_type, i.flag_bits] for i in z.infolist()]))`;
    const listing: unknown = JSON.parse(await run(python, ['-c', script, archive]));
    const flags = [0, 0x800, 0, 0, 0, 0x800];
    assert.deepEqual(
      listing,
      ENTRIES.map(({ name }, rank) => [name, [1980, 1, 1, 0, 0, 0], '', '', 8, flags[rank]]),
    );
  });

  const REFUSED: readonly (readonly [why: string, name: string])[] = [
    ['name', ''],
    ['name', '.'],
    ['name', '..'],
    ['name', '../x.pdf'],
    ['name', '..\\..\\x.pdf'],
    ['name', '/etc/passwd'],
    ['name', 'dossier/x.pdf'],
    ['name', 'C:x.pdf'],
    ['name', 'a\0.pdf'],
    ['name', 'a\n.pdf'],
    ['name', '\ud800.pdf'],
    ['name', 'é'.repeat(40_000)],
  ];
  for (const [why, name] of REFUSED) {
    it(`refuse an entry named ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.deepEqual(
        refusalOf([
          { name: 'bon.pdf', bytes: bytes('') },
          { name, bytes: bytes('') },
        ]),
        { why, entry: name },
      );
    });
  }

  for (const second of ['bon.pdf', 'BON.pdf', 'bon.PDF']) {
    it(`refuse ${second} beside bon.pdf`, () => {
      assert.deepEqual(
        refusalOf([
          { name: 'bon.pdf', bytes: bytes('1') },
          { name: second, bytes: bytes('2') },
        ]),
        { why: 'repeated-name', entry: second },
      );
    });
  }

  it('refuse a name that differs in the way its accent is written', () => {
    assert.equal(
      refusalOf([
        { name: '\u00e9.pdf', bytes: bytes('1') },
        { name: 'e\u0301.pdf', bytes: bytes('2') },
      ]).why,
      'repeated-name',
    );
  });

  it('refuse more entries than the format can count', () => {
    const none = bytes('');
    assert.equal(
      refusalOf(Array.from({ length: 65_536 }, (_, i) => ({ name: String(i), bytes: none }))).why,
      'too-many',
    );
  });

  it('read back whatever was put in', () => {
    const entries = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-zà-ÿ0-9 _-]{1,30}$/u), fc.uint8Array({ maxLength: 3000 })),
      { selector: ([name]) => name.normalize('NFC').toLowerCase(), maxLength: 12 },
    );
    fc.assert(
      fc.property(entries, list => {
        const written = list.map(([name, content]) => ({ name, bytes: content }));
        assert.deepEqual(zipWriter.verify(zipWriter.write(written)), expected(written));
      }),
      { numRuns: 100 },
    );
  });

  it('never read back something else, whichever bit is damaged', () => {
    const archive = zipWriter.write(ENTRIES.slice(0, 5));
    const intact = expected(ENTRIES.slice(0, 5));
    let refused = 0;
    for (let bit = 0; bit < archive.length * 8; bit += 11) {
      const damaged = Uint8Array.from(archive, (byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      let found: unknown;
      try {
        found = zipWriter.verify(damaged);
      } catch {
        refused++;
        continue;
      }
      assert.deepEqual(found, intact, `bit ${String(bit)}`);
    }
    assert.ok(refused > archive.length / 2);
  });

  it('are refused when cut short', () => {
    const archive = zipWriter.write(ENTRIES.slice(0, 2));
    for (let length = 0; length < archive.length; length += 7)
      assert.throws(() => zipWriter.verify(archive.subarray(0, length)), `${String(length)} bytes`);
  });
});
