import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { pdfTools } from '../../server/src/pdf/index.js';
import { PdfRefused, type Concatenated } from '../../server/src/app/deposit/ports.js';
import { Folder } from '../cli/support.js';
import { makePdf, rawPdf } from '../support/pdf.js';
import { requireTool, run } from '../support/tools.js';
import { concatenate, COVER, DOCUMENTS, fixture, made, sha256 } from './support.js';

const page = (extra: string): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << /Font << /F1 9 0 R >> >> ${extra} >>`;
const stream = (content: string, dict = ''): string =>
  `<< /Length ${String(content.length)} ${dict} >>\nstream\n${content}\nendstream`;
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

describe('concatenating PDFs', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  const write = ({ bytes }: Concatenated): string => folder.file('out.pdf', Buffer.from(bytes));
  const readJson = async (qpdf: string, file: string, key: string): Promise<string> =>
    run(qpdf, ['--json', `--json-key=${key}`, file]);

  it('gives a sound file with all pages, and says where each document starts', async function () {
    const [qpdf, pdfinfo] = [await requireTool(this, 'qpdf'), await requireTool(this, 'pdfinfo')];
    const result = await concatenate(DOCUMENTS);
    const file = write(result);
    assert.match(await run(qpdf, ['--check', file]), /No syntax or stream encoding errors found/);
    assert.match(await run(pdfinfo, [file]), new RegExp(`^Pages: +${String(result.pages)}$`, 'm'));
    assert.deepEqual(
      result.documents.map(({ pages, start }) => [pages, start]),
      [
        [2, 2],
        [2, 4],
        [2, 6],
        [2, 8],
        [2, 10],
        [2, 12],
        [2, 14],
        [2, 16],
        [2, 18],
        [1, 20],
        [1, 21],
        [2, 22],
      ],
    );
    assert.equal(result.pages, 23);
    assert.deepEqual(
      result.documents.filter(({ signed }) => signed).map(({ name }) => name),
      ['signée.pdf'],
    );
  });

  it('shows every page as its document does', async function () {
    this.timeout(60_000);
    const pdftoppm = await requireTool(this, 'pdftoppm');
    const result = await concatenate(DOCUMENTS);
    const file = write(result);
    const draw = async (source: string, number: number, name: string): Promise<string> => {
      await run(pdftoppm, [
        '-r',
        '36',
        '-f',
        String(number),
        '-l',
        String(number),
        '-singlefile',
        source,
        folder.at(name),
      ]);
      return sha256(readFileSync(folder.at(`${name}.ppm`)));
    };
    for (const [index, document] of DOCUMENTS.entries()) {
      const source = folder.file('source.pdf', Buffer.from(document.bytes));
      const start = result.documents[index]?.start ?? 0;
      assert.equal(await draw(file, start, 'copy'), await draw(source, 1, 'original'), document.name);
    }
  });

  it('carries the originals byte for byte, under names of their own', async function () {
    const pdfdetach = await requireTool(this, 'pdfdetach');
    const documents = [
      ...DOCUMENTS,
      made('Facture n° 1 – Œuvre d’Łukasz.pdf', { pages: ['a'] }),
      made('CHROMIUM.pdf', { pages: ['b'] }),
      made('chromium.pdf', { pages: ['c'] }),
    ];
    const file = write(await concatenate(documents));
    await run(pdfdetach, ['-saveall', '-o', folder.at('.'), file]);
    const names = [...documents.slice(0, -2).map(({ name }) => name), 'CHROMIUM (2).pdf', 'chromium (3).pdf'];
    assert.deepEqual(new Set(readdirSync(folder.path)), new Set([...names, 'out.pdf']));
    for (const [index, { bytes }] of documents.entries()) {
      assert.equal(sha256(readFileSync(folder.at(names[index] ?? ''))), sha256(bytes), names[index]);
    }
  });

  it('keeps the signature of an original, and none over the whole', async function () {
    const pdfdetach = await requireTool(this, 'pdfdetach');
    const signed = made('signée.pdf', { pages: ['Signée'], signed: true });
    const result = await concatenate([signed, fixture('ghostscript.pdf')]);
    await run(pdfdetach, ['-save', '2', '-o', folder.at('original.pdf'), write(result)]);
    assert.equal(sha256(readFileSync(folder.at('original.pdf'))), sha256(signed.bytes));
    const inside = await pdfTools.inspect(readFileSync(folder.at('original.pdf')));
    assert.ok(inside.state === 'pdf' && inside.signed);
    const whole = await pdfTools.inspect(result.bytes);
    assert.ok(whole.state === 'pdf' && !whole.signed);
    assert.match(
      (await pdfTools.text(result.bytes))?.[0] ?? '',
      /Signature électronique conservée dans l’original joint/,
    );
  });

  it('keeps what a signature shows', async function () {
    const pdftoppm = await requireTool(this, 'pdftoppm');
    const look = stream('1 0 0 rg 0 0 50 20 re f', '/Type /XObject /Subtype /Form /BBox [0 0 50 20]');
    const bytes = rawPdf(
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page('/Annots [4 0 R]'),
      '<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [10 10 60 30] /F 4 /AP << /N 5 0 R >> >>',
      look,
      '<< /FT /Sig /T (S) /Kids [4 0 R] /V 7 0 R >>',
      '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>',
    );
    const result = await concatenate([{ name: 'a.pdf', bytes }]);
    const pictures = [
      [write(result), '2'],
      [folder.file('source.pdf', bytes), '1'],
    ] as const;
    const drawn: string[] = [];
    for (const [file, number] of pictures) {
      await run(pdftoppm, ['-r', '72', '-f', number, '-l', number, '-singlefile', file, folder.at('page')]);
      const picture = readFileSync(folder.at('page.ppm'));
      assert.ok(picture.includes(Buffer.from([255, 0, 0])));
      drawn.push(sha256(picture));
    }
    assert.equal(drawn[0], drawn[1]);
    const whole = await pdfTools.inspect(result.bytes);
    assert.ok(whole.state === 'pdf' && !whole.signed);
  });

  it('has a bookmark to each document, in the language of its readers', async function () {
    const qpdf = await requireTool(this, 'qpdf');
    const result = await concatenate(DOCUMENTS);
    const file = write(result);
    const { outlines }: { outlines: { title: string; destpageposfrom1: number }[] } = JSON.parse(
      await readJson(qpdf, file, 'outlines'),
    );
    assert.deepEqual(
      outlines.map(({ title, destpageposfrom1 }) => [title, destpageposfrom1]),
      [['Récapitulatif', 1], ...result.documents.map(({ name, start }) => [name, start])],
    );
    const text = Buffer.from(result.bytes).toString('latin1');
    for (const part of ['/Lang (fr-FR)', '/PageMode /UseOutlines', '/AFRelationship /Source'])
      assert.ok(text.includes(part), part);
  });

  it('is the same file for the same inputs, whatever the day and the zone', async () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'UTC';
      const first = await concatenate(DOCUMENTS);
      process.env['TZ'] = 'Pacific/Noumea';
      assert.equal(sha256((await concatenate(DOCUMENTS)).bytes), sha256(first.bytes));
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('can be concatenated in its turn', async () => {
    const inner = await concatenate([fixture('chromium.pdf')]);
    const outer = await concatenate([
      { name: 'facture.pdf', bytes: inner.bytes, label: 'Facture' },
      made('traité.pdf', { pages: ['Traité'] }),
    ]);
    assert.equal(outer.pages, 1 + 3 + 1);
    assert.equal((await pdfTools.text(outer.bytes))?.at(-1), 'Traité');
  });

  it('keeps the fields of forms apart', async function () {
    const qpdf = await requireTool(this, 'qpdf');
    const bytes = rawPdf(
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /DA (/Helv 0 Tf 0 g) /DR << /Font << /Helv 9 0 ' +
        'R >> >> /NeedAppearances true >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page('/Annots [4 0 R]'),
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (montant) /V (12,50) /Rect [10 10 90 30] /F 4 >>',
      'null',
      'null',
      'null',
      'null',
      FONT,
    );
    const file = write(
      await concatenate([
        { name: 'a.pdf', bytes },
        { name: 'b.pdf', bytes },
      ]),
    );
    const {
      acroform,
    }: { acroform: { fields: { fullname: string; value: string; pageposfrom1: number }[]; needappearances: boolean } } =
      JSON.parse(await readJson(qpdf, file, 'acroform'));
    assert.deepEqual(
      acroform.fields.map(({ fullname, value, pageposfrom1 }) => [fullname, value, pageposfrom1]),
      [
        ['document1.montant', 'u:12,50', 2],
        ['document2.montant', 'u:12,50', 3],
      ],
    );
    assert.ok(acroform.needappearances);
  });

  it('hides the layers that the document hides', async function () {
    const pdftoppm = await requireTool(this, 'pdftoppm');
    const bytes = rawPdf(
      '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] /Order [5 0 R] >> >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page('/Contents 4 0 R').replace('/Font << /F1 9 0 R >>', '/Properties << /MC0 5 0 R >>'),
      stream('/OC /MC0 BDC 1 0 0 rg 0 0 200 100 re f EMC'),
      '<< /Type /OCG /Name (Brouillon) >>',
    );
    const file = write(await concatenate([{ name: 'a.pdf', bytes }]));
    await run(pdftoppm, ['-r', '20', '-f', '2', '-l', '2', '-singlefile', file, folder.at('page')]);
    assert.ok(!readFileSync(folder.at('page.ppm')).includes(Buffer.from([255, 0, 0])));
  });

  it('keeps links between pages, by page or by name', async function () {
    const qpdf = await requireTool(this, 'qpdf');
    const link = (target: string): string => `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] ${target} >>`;
    const bytes = rawPdf(
      '<< /Type /Catalog /Pages 2 0 R /Names << /Dests << /Names [(fin) [4 0 R /Fit]] >> >> >>',
      '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
      page('/Annots [5 0 R 6 0 R 7 0 R]'),
      page(''),
      link('/Dest (fin)'),
      link('/A << /S /GoTo /D (fin) >>'),
      link('/Dest [4 0 R /Fit]'),
    );
    const file = write(await concatenate([fixture('ghostscript.pdf'), { name: 'a.pdf', bytes }]));
    const {
      qpdf: [, objects],
    }: { qpdf: [unknown, Record<string, { value?: Record<string, unknown> }>] } = JSON.parse(
      await readJson(qpdf, file, 'qpdf'),
    );
    const pages = Object.entries(objects).flatMap(([name, { value }]) =>
      value?.['/Type'] === '/Page' ? [name.replace('obj:', '')] : [],
    );
    const links = Object.values(objects).flatMap(({ value }) =>
      value?.['/Subtype'] === '/Link' && value['/Border'] === undefined ? [value] : [],
    );
    const targets = links.map(value => JSON.stringify(value['/Dest'] ?? value['/A']));
    assert.equal(targets.length, 3);
    assert.equal(pages.length, 5);
    const last = pages.find(name => targets.every(target => target.includes(name)));
    assert.notEqual(last, undefined, targets.join(' '));
  });

  const REFUSED: readonly (readonly [why: PdfRefused['why'], bytes: Uint8Array])[] = [
    ['empty', Buffer.alloc(0)],
    ['not-pdf', Buffer.from('facture')],
    ['encrypted', makePdf({ pages: ['x'], encrypted: 'open' })],
    ['damaged', makePdf({ pages: ['x'] }).subarray(0, 300)],
    ['no-page', makePdf({ pages: [] })],
  ];
  for (const [why, bytes] of REFUSED) {
    it(`refuses by name what is ${why}`, async () => {
      await assert.rejects(
        concatenate([fixture('chromium.pdf'), { name: 'mauvaise.pdf', bytes }]),
        error => error instanceof PdfRefused && error.file === 'mauvaise.pdf' && error.why === why,
      );
    });
  }

  it('carries a heavy original as it is', async function () {
    this.timeout(60_000);
    const pdfdetach = await requireTool(this, 'pdfdetach');
    const heavy = made('scan.pdf', { pages: ['Scan'], weight: 70_000_000 });
    await run(pdfdetach, ['-save', '1', '-o', folder.at('original.pdf'), write(await concatenate([heavy]))]);
    assert.equal(sha256(readFileSync(folder.at('original.pdf'))), sha256(heavy.bytes));
  });

  it('stops when told to', async () => {
    const reason = new Error('annulé');
    await assert.rejects(
      pdfTools.concatenate({ cover: COVER, documents: DOCUMENTS }, AbortSignal.abort(reason)),
      reason,
    );
  });
});
