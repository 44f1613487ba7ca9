import assert from 'node:assert/strict';
import type { Concatenated } from '../../server/src/app/deposit/ports.js';
import { pdfTools } from '../../server/src/pdf/index.js';
import { Folder } from '../cli/support.js';
import { requireTool, run } from '../support/tools.js';
import { concatenate, COVER, made } from './support.js';

describe('the cover of concatenated PDFs', () => {
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

  it('has a cover that reads in any alphabet of Europe', async function () {
    const pdftotext = await requireTool(this, 'pdftotext');
    const names = [
      'Œuvre d’été – n° 1 « 2022 ».pdf',
      'Łódź ąęśćźż ăâîșț čřž őű ğış.pdf',
      'Ελλάδα.pdf',
      'Привет.pdf',
      'e\u0301te\u0301.pdf',
    ];
    const file = write(await concatenate(names.map(name => made(name, { pages: ['x'], date: '2022-03-01' }))));
    const text = await run(pdftotext, ['-layout', '-l', '1', file, '-']);
    for (const expected of [
      COVER.title,
      ...COVER.facts.flat(),
      COVER.footer,
      ...names,
      '01/03/2022',
      '5 documents, 5 pages',
      'page 1 sur 6',
    ]) {
      assert.ok(
        text.normalize('NFC').replace(/\s+/g, ' ').includes(expected.normalize('NFC').replace(/\s+/g, ' ')),
        expected,
      );
    }
    assert.ok(!text.includes('?'));
  });

  it('goes on over as many pages as the table takes', async function () {
    const qpdf = await requireTool(this, 'qpdf');
    const documents = Array.from({ length: 70 }, (_, i) =>
      made(`facture ${'très '.repeat(i % 9)}longue ${String(i)}.pdf`, {
        pages: Array.from({ length: (i % 3) + 1 }, () => 'x'),
      }),
    );
    const result = await concatenate(documents);
    const texts = (await pdfTools.text(result.bytes)) ?? [];
    const covers = texts.findIndex(text => text === 'x');
    assert.ok(covers >= 3);
    assert.equal(result.documents[0]?.start, covers + 1);
    for (const text of texts.slice(1, covers)) assert.match(text, /\(suite\)/);
    assert.match(await run(qpdf, ['--check', write(result)]), /No syntax or stream/);
  });

  it('wraps what is long, and cuts nothing off', async () => {
    const name = `${'facture_'.repeat(40)}${'x'.repeat(200)}.pdf`;
    const result = await concatenate([made(name, { pages: ['x'] })], {
      ...COVER,
      title: 'Un titre '.repeat(12),
      facts: [['Une mention '.repeat(5), 'Une valeur '.repeat(20)]],
    });
    const text = (await pdfTools.text(result.bytes))?.[0]?.replace(/\s/g, '') ?? '';
    assert.ok(text.includes(name));
    assert.ok(text.includes('Unevaleur'.repeat(20)));
    assert.ok(text.includes('Untitre'.repeat(12)));
  });

  it('draws signs that its font lacks as others, and keeps the real name', async function () {
    const qpdf = await requireTool(this, 'qpdf');
    const name = '請求書 فاتورة 👩‍⚕️ ①.pdf';
    const result = await concatenate([made(name, { pages: ['a'] })], { ...COVER, title: '日本 e\u0301té' });
    const [cover = ''] = (await pdfTools.text(result.bytes)) ?? [];
    for (const words of ['?? été', '??? ?????? ? 1.pdf']) assert.ok(cover.includes(words), JSON.stringify(cover));
    const { attachments }: { attachments: Record<string, unknown> } = JSON.parse(
      await readJson(qpdf, write(result), 'attachments'),
    );
    assert.deepEqual(Object.keys(attachments), [name]);
  });

  it('adds 85 kB at most to what it joins', async () => {
    const document = made('facture.pdf', { pages: ['a'] });
    const { bytes } = await concatenate([document]);
    assert.ok(bytes.length - 2 * document.bytes.length < 85_000, String(bytes.length));
  });
});
