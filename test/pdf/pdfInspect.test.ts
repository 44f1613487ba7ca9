import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { dayOf } from '../../server/src/pdf/open.js';
import { pdfTools } from '../../server/src/pdf/index.js';
import type { PdfInspection } from '../../server/src/app/deposit/ports.js';
import { makePdf, rawPdf } from '../support/pdf.js';

const fixture = (name: string): Buffer => readFileSync(join('test/fixtures/pdf', name));
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const replaced = (pdf: Buffer, from: string, to: string): Buffer => {
  const text = pdf.toString('latin1');
  assert.ok(text.includes(from), from);
  return latin(text.replace(from, to));
};

const PLAIN = makePdf({ pages: ['un', 'deux'] });
const page = (contents: string): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources << >> ${contents} >>`;
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const oneOf = (kids: string): string => `<< /Type /Pages /Kids [${kids}] /Count 1 >>`;
const flate = (content: Buffer, times = 1): Buffer => (times === 0 ? content : flate(deflateSync(content), times - 1));
const withStream = (filters: string, content: Buffer): Buffer => {
  const [before, after] = rawPdf(
    CATALOG,
    oneOf('3 0 R'),
    page('/Contents 4 0 R'),
    `<< /Filter [${filters}] /Length ${String(content.length)} >>\nstream\n@@\nendstream`,
  )
    .toString('latin1')
    .split('@@');
  return Buffer.concat([latin(before ?? ''), content, latin(after ?? '')]);
};

const WHOLE: readonly (readonly [title: string, bytes: Uint8Array, expected: Partial<PdfInspection>])[] = [
  ...['chromium', 'libreoffice', 'ghostscript', 'pdflatex', 'linearized', 'object-streams'].map(
    (name): [string, Uint8Array, Partial<PdfInspection>] => [
      `a PDF of ${name}`,
      fixture(`${name}.pdf`),
      { pages: 2, signed: false },
    ],
  ),
  [
    'one that only its author may change (AES, 256 bits)',
    fixture('aes-owner.pdf'),
    { pages: 2, signed: false, date: '2022-03-01' },
  ],
  ['one that only its author may change (AES, 128 bits)', fixture('aes128-owner.pdf'), { pages: 2, signed: false }],
  [
    'one that only its author may change (RC4)',
    makePdf({ pages: ['un'], encrypted: 'owner', title: 'Facture', date: '2022-03-01' }),
    { pages: 1, title: 'Facture', date: '2022-03-01' },
  ],
  [
    'a title and a date',
    makePdf({ pages: ['un'], title: 'Facture n° 1 – Œuvre Łódź', date: '2022-03-01' }),
    { title: 'Facture n° 1 – Œuvre Łódź', date: '2022-03-01' },
  ],
  ['something before the header', Buffer.concat([Buffer.alloc(1000, 'x'), PLAIN]), { pages: 2 }],
  ['something after the end', Buffer.concat([PLAIN, Buffer.alloc(1_000_000, 'x')]), { pages: 2 }],
  ['something between its objects', replaced(PLAIN, '2 0 obj', `${'x'.repeat(1000)}\n2 0 obj`), { pages: 2 }],
  ['a heavy scan', makePdf({ pages: ['un'], weight: 30_000_000 }), { pages: 1 }],
  [
    'no table of its objects',
    replaced(PLAIN, PLAIN.toString('latin1', PLAIN.indexOf('xref\n'), PLAIN.indexOf('trailer')), ''),
    { pages: 2 },
  ],
  ['no end behind its trailer', PLAIN.subarray(0, PLAIN.indexOf('startxref')), { pages: 2 }],
  ['a table elsewhere than its end says', replaced(PLAIN, 'startxref\n', 'startxref\n9'), { pages: 2 }],
  [
    'a font that is missing, where nothing was lost',
    rawPdf(CATALOG, oneOf('3 0 R'), page('').replace('/Resources << >>', '/Resources << /Font << /F1 9 0 R >> >>')),
    { pages: 1 },
  ],
  ['a bracket in its trailer’s strings', replaced(PLAIN, '/Root 1 0 R', '/Root 1 0 R /Note (\\) >> <<)'), { pages: 2 }],
  [
    'a second trailer, as Word writes it',
    Buffer.concat([
      PLAIN,
      latin(
        `xref\n0 0\ntrailer\n<< /Size 12 /Root 1 0 R /Prev ${String(PLAIN.indexOf('xref\n'))} ` +
          `>>\nstartxref\n${String(PLAIN.length)}\n%%EOF`,
      ),
    ]),
    { pages: 2 },
  ],
  ['a wrong table of its objects', replaced(PLAIN, '/Type /Catalog', '/Type    /Catalog'), { pages: 2 }],
  [
    'a later version at its end',
    Buffer.concat([
      PLAIN,
      latin(
        '2 0 obj\n<< /Type /Pages /Kids [8 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 12 ' +
          '>>\nstartxref\n0\n%%EOF\n',
      ),
    ]),
    { pages: 1 },
  ],
  ['a page without content', rawPdf(CATALOG, oneOf('3 0 R'), page('')), { pages: 1 }],
  ['a signature', makePdf({ pages: ['un', 'deux'], signed: true }), { pages: 2, signed: true }],
  [
    'a signature under a lock',
    makePdf({ pages: ['un'], signed: true, encrypted: 'owner' }),
    { pages: 1, signed: true },
  ],
  [
    'a signature that certifies',
    replaced(
      makePdf({ pages: ['un'], signed: true }),
      '/AcroForm << /Fields [4 0 R] /SigFlags 3 >>',
      '/Perms << /DocMDP 5 0 R >>',
    ),
    { signed: true },
  ],
  [
    'Adobe’s right to fill it in, which is no signature',
    replaced(
      makePdf({ pages: ['un'], signed: true }),
      '/AcroForm << /Fields [4 0 R] /SigFlags 3 >>',
      '/Perms << /UR3 5 0 R >>',
    ),
    { signed: false },
  ],
  [
    'a place to sign that nobody used',
    rawPdf(
      `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>`,
      oneOf('3 0 R'),
      page('/Annots [4 0 R]'),
      '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /Rect [0 0 9 9] >>',
    ),
    { signed: false },
  ],
];

const REFUSED: readonly (readonly [title: string, bytes: Uint8Array, state: PdfInspection['state']])[] = [
  ['nothing', Buffer.alloc(0), 'empty'],
  ['text', latin('Facture'), 'not-pdf'],
  ['a page of HTML', latin('<!doctype html><title>%PDF</title>'), 'not-pdf'],
  ['zeros', Buffer.alloc(100_000), 'not-pdf'],
  ['a header too far away', Buffer.concat([Buffer.alloc(3000, 'x'), PLAIN]), 'not-pdf'],
  ['a password to open (AES)', fixture('aes-open.pdf'), 'encrypted'],
  ['a password to open (RC4)', makePdf({ pages: ['un'], encrypted: 'open' }), 'encrypted'],
  [
    'a certificate to open',
    replaced(makePdf({ pages: ['un'], encrypted: 'owner' }), '/Filter /Standard', '/Filter /Adobe.PubSec'),
    'encrypted',
  ],
  ['no page', makePdf({ pages: [] }), 'no-page'],
  ['a header alone', latin('%PDF-1.7\n'), 'damaged'],
  ['half a file', PLAIN.subarray(0, PLAIN.length / 2), 'damaged'],
  [
    'a download that stopped in the last page',
    makePdf({ pages: ['un', 'deux'], weight: 100 }).subarray(0, -700),
    'damaged',
  ],
  ['a download that stopped before the table', PLAIN.subarray(0, PLAIN.indexOf('xref\n')), 'damaged'],
  ['a download that stopped in the table', PLAIN.subarray(0, PLAIN.indexOf('xref\n') + 60), 'damaged'],
  ['a download that stopped in the trailer', PLAIN.subarray(0, PLAIN.lastIndexOf('>>')), 'damaged'],
  ['a download of Chrome’s that stopped halfway', fixture('chromium.pdf').subarray(0, 17_000), 'damaged'],
  ['a download that stopped in a table that is a stream', fixture('pdflatex.pdf').subarray(0, -100), 'damaged'],
  [
    'a download that stopped in a version whose table is a stream',
    Buffer.concat([fixture('pdflatex.pdf'), latin('1 0 obj\n<< >>\nendobj\n')]),
    'damaged',
  ],
  [
    'a font that is missing, where the table was lost',
    replaced(
      rawPdf(
        CATALOG,
        oneOf('3 0 R'),
        page('').replace('/Resources << >>', '/Resources << /Font << /F1 4 0 R >> >>'),
        '<< /Type /Font /FontDescriptor 9 0 R >>',
      ),
      'startxref\n',
      'startxref\n9',
    ),
    'damaged',
  ],
  [
    'a download that stopped in a scan',
    makePdf({ pages: ['un'], weight: 20_000_000 }).subarray(0, 10_000_000),
    'damaged',
  ],
  [
    'a download that stopped in a later version',
    Buffer.concat([PLAIN, latin('7 0 obj\n<< /Length 9999999 >>\nstream\n'), Buffer.alloc(5_000_000, 'x')]),
    'damaged',
  ],
  [
    'megabytes of anything between its objects',
    replaced(PLAIN, '2 0 obj', `${'x'.repeat(5_000_000)}\n2 0 obj`),
    'damaged',
  ],
  ['a page that is missing', rawPdf(CATALOG, oneOf('3 0 R 9 0 R'), page('')), 'damaged'],
  ['a content that is missing', rawPdf(CATALOG, oneOf('3 0 R'), page('/Contents 9 0 R')), 'damaged'],
  [
    'an image that is missing',
    rawPdf(CATALOG, oneOf('3 0 R'), page('').replace('/Resources << >>', '/Resources << /XObject << /Im0 9 0 R >> >>')),
    'damaged',
  ],
  [
    'pages that turn in circles',
    rawPdf(CATALOG, oneOf('3 0 R'), '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>'),
    'damaged',
  ],
  ['no tree of pages', rawPdf('<< /Type /Catalog >>'), 'damaged'],
  ['endless nesting', latin(`%PDF-1.7\n1 0 obj\n${'['.repeat(5_000_000)}`), 'damaged'],
  ['nesting just short of it', latin(`%PDF-1.7\n1 0 obj\n${'['.repeat(60_000)}`), 'damaged'],
  ['endless dictionaries', latin(`%PDF-1.7\n1 0 obj\n${'<</A'.repeat(200_000)}`), 'damaged'],
  ['gigabytes in a few bytes', withStream('/FlateDecode', flate(Buffer.alloc(140_000_000))), 'damaged'],
  [
    'gigabytes packed twice',
    withStream('/FlateDecode /FlateDecode', Buffer.concat([flate(Buffer.alloc(140_000_000), 2), Buffer.alloc(70_000)])),
    'damaged',
  ],
];

describe('looking into PDFs', () => {
  for (const [title, bytes, expected] of WHOLE) {
    it(`takes ${title}`, async () => {
      const found = await pdfTools.inspect(bytes);
      assert.equal(found.state, 'pdf');
      assert.deepEqual({ ...found, ...expected }, found);
    });
  }

  for (const [title, bytes, state] of REFUSED) {
    // Takes minutes without a bound.
    it(`says ${state} of ${title}`, async () => {
      assert.deepEqual(await pdfTools.inspect(bytes), { state });
    });
  }

  it('leaves the bytes alone', async () => {
    const bytes = fixture('aes-owner.pdf');
    const before = Buffer.from(bytes);
    await pdfTools.inspect(bytes);
    await pdfTools.text(bytes);
    assert.deepEqual(bytes, before);
  });

  it('says nothing on the console of what it reads, and gives the console back', async () => {
    const { warn } = console;
    const said: unknown[] = [];
    const listen = (...words: unknown[]): void => {
      said.push(words);
    };
    console.warn = listen;
    try {
      const bytes = rawPdf(CATALOG, oneOf('3 0 R'), page('/Numero 123456789012345678901234567890'));
      const found = await Promise.all([pdfTools.inspect(bytes), pdfTools.inspect(PLAIN), pdfTools.inspect(bytes)]);
      assert.deepEqual(
        found.map(({ state }) => state),
        ['pdf', 'pdf', 'pdf'],
      );
      assert.deepEqual(said, []);
      assert.equal(console.warn, listen);
    } finally {
      console.warn = warn;
    }
  });

  it('takes bytes that lie within others', async () => {
    const around = Buffer.concat([Buffer.alloc(5000, 1), PLAIN, Buffer.alloc(5000, 2)]);
    const within = new Uint8Array(around.buffer, around.byteOffset + 5000, PLAIN.length);
    assert.deepEqual(await pdfTools.inspect(within), { state: 'pdf', pages: 2, signed: false });
    assert.equal((await pdfTools.text(within))?.[0], 'un');
  });

  const DATES: readonly (readonly [string, string | undefined])[] = [
    ["D:20220301233000+01'00'", '2022-03-01'],
    ['D:20220301', '2022-03-01'],
    ['20220301120000', '2022-03-01'],
    ['D:202203', '2022-03-01'],
    ['D:20220231', undefined],
    ['D:00000000', undefined],
    ['hier', undefined],
    ['', undefined],
  ];
  for (const [date, day] of DATES) {
    it(`reads the date ${date === '' ? '(none)' : date}`, () => {
      assert.equal(dayOf(date), day);
    });
  }
});
