import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { pdfTools } from '../../server/src/pdf/index.js';
import { makePdf, rawPdf } from '../support/pdf.js';

const textOf = (name: string): Promise<readonly string[] | undefined> =>
  pdfTools.text(readFileSync(join('test/fixtures/pdf', name)));

/** As the pages were written, whatever the program: spaces and dashes may differ, which the rules allow for. */
const LINES: readonly RegExp[] = [
  /^Facture n[o°] FAC[-−]2022[-−]0042$/m,
  /^Date : 01\/03\/2022/m,
  /Numéro de commande : BDC[-−]2022[-−]0001\. Office efficace,/,
  /affiliation et flux\s+finalisés\.$/m,
  /^Désignation HT TVA 20 % TTC$/m,
  /^Prestation Ségur 1 234,56 (?:€|EUR) 246,91 (?:€|EUR) 1 481,47 (?:€|EUR)$/m,
  /^Montant pris en charge par l[’'´]État au titre du Ségur de la santé : 1 481,47 (?:€|EUR)$/m,
];

describe('the text of PDFs', () => {
  for (const producer of [
    'chromium',
    'libreoffice',
    'ghostscript',
    'pdflatex',
    'linearized',
    'object-streams',
    'aes-owner',
    'aes128-owner',
  ]) {
    it(`is read as ${producer} wrote it, line by line`, async () => {
      const [first = '', second = '', ...rest] = (await textOf(`${producer}.pdf`)) ?? [];
      const spaced = first.replace(/[\u00a0\u2009\u202f]/g, ' ');
      for (const line of LINES) assert.match(spaced, line);
      assert.match(
        second.replace(/[\u00a0\u202f]/g, ' '),
        /^Deuxième page : conditions (?:« générales »|générales)\.$/,
      );
      assert.deepEqual(rest, []);
    });
  }

  for (const producer of ['chromium', 'libreoffice']) {
    it(`of ${producer} has the letters beyond Windows’s`, async () => {
      const [first = ''] = (await textOf(`${producer}.pdf`)) ?? [];
      for (const words of ['Éditions du Cœur', 'Dr Łukasz Œuvré']) assert.ok(first.includes(words), words);
    });
  }

  it('is one text a page, empty for a scan', async () => {
    assert.deepEqual(await pdfTools.text(makePdf({ pages: ['un', '', 'trois\nlignes\nici'] })), [
      'un',
      '',
      'trois\nlignes\nici',
    ]);
  });

  it('has what was filled in, which is no part of the pages: most orders are forms', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage();
    page.drawText('BON DE COMMANDE');
    const form = document.getForm();
    const siret = form.createTextField('siret');
    siret.setText('812 345 678 00013');
    siret.addToPage(page, { x: 50, y: 600, width: 200, height: 20 });
    const secret = form.createTextField('secret');
    secret.setText('brouillon');
    secret.addToPage(page, { x: 50, y: 400, width: 200, height: 20, hidden: true });
    const regime = form.createDropdown('regime');
    regime.addOptions(['TTC', 'HT']);
    regime.select('HT');
    regime.addToPage(page, { x: 50, y: 500, width: 200, height: 20 });
    assert.deepEqual(await pdfTools.text(await document.save()), ['BON DE COMMANDE\n812 345 678 00013\nHT']);
  });

  it('is that of the cover and of every page in a concatenation', async () => {
    const documents = [
      { name: 'é.pdf', bytes: makePdf({ pages: ['un'] }) },
      { name: 'ŵ.pdf', bytes: makePdf({ pages: ['deux', 'trois'] }) },
    ];
    const { bytes } = await pdfTools.concatenate({ cover: { title: 'Titre', facts: [], footer: 'Pied' }, documents });
    const [cover = '', ...pages] = (await pdfTools.text(bytes)) ?? [];
    assert.deepEqual(pages, ['un', 'deux', 'trois']);
    for (const words of ['Titre', 'é.pdf', 'ŵ.pdf', 'Pied']) assert.ok(cover.includes(words), words);
  });

  const NONE: readonly (readonly [title: string, bytes: Uint8Array])[] = [
    ['nothing', Buffer.alloc(0)],
    ['other bytes', Buffer.from('Facture')],
    ['a header alone', Buffer.from('%PDF-1.7\n')],
    ['a password to open', makePdf({ pages: ['x'], encrypted: 'open' })],
    ['a password to open (AES)', readFileSync('test/fixtures/pdf/aes-open.pdf')],
    ['no tree of pages', rawPdf('<< /Type /Catalog >>')],
  ];
  for (const [title, bytes] of NONE) {
    it(`can't be had of ${title}`, async () => {
      assert.equal(await pdfTools.text(bytes), undefined);
    });
  }

  it('is given up when told to, even midway', async () => {
    const reason = new Error('annulé');
    await assert.rejects(pdfTools.text(makePdf({ pages: ['x'] }), AbortSignal.abort(reason)), reason);
    const control = new AbortController();
    const reading = pdfTools.text(
      makePdf({ pages: Array.from({ length: 300 }, () => 'x\n'.repeat(50)) }),
      control.signal,
    );
    setImmediate(() => {
      control.abort(reason);
    });
    await assert.rejects(reading, reason);
  });

  it('lets a process end', async () => {
    const held = (): number =>
      process.getActiveResourcesInfo().filter(name => name === 'MessagePort' || name === 'Worker').length;
    const before = held();
    await pdfTools.text(makePdf({ pages: ['x'] }));
    assert.equal(held(), before);
  });
});
