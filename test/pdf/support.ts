import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Concatenated, CoverPage, SourceDocument } from '../../server/src/app/deposit/ports.js';
import { pdfTools } from '../../server/src/pdf/index.js';
import { makePdf } from '../support/pdf.js';

export const COVER: CoverPage = {
  title: 'Factures de la demande BDC-2022-0001',
  facts: [
    ['Éditeur', 'Éditions du Cœur'],
    ['Bénéficiaire', 'Cabinet du Dr Łukasz Ăvramescu'],
    ['Montant TTC', '1\u202f481,47\u00a0€'],
  ],
  footer: 'Document établi par Ségur JSON à partir des pièces de l’éditeur.',
};

export const fixture = (name: string): SourceDocument => ({
  name,
  bytes: readFileSync(join('test/fixtures/pdf', name)),
});
export const made = (name: string, options: Parameters<typeof makePdf>[0]): SourceDocument => ({
  name,
  bytes: makePdf(options),
});

/** Every way of writing a PDF that we know of, each page with its own rotation or size. */
export const DOCUMENTS: readonly SourceDocument[] = [
  ...[
    'chromium',
    'libreoffice',
    'ghostscript',
    'pdflatex',
    'linearized',
    'object-streams',
    'aes-owner',
    'aes128-owner',
  ].map(name => fixture(`${name}.pdf`)),
  made('paysage.pdf', { pages: ['Paysage', 'Deuxième'], size: [842, 595] }),
  made('tournée.pdf', { pages: ['Tournée'], rotate: 90, date: '2022-03-01' }),
  made('verrouillée.pdf', { pages: ['Verrouillée'], encrypted: 'owner' }),
  made('signée.pdf', { pages: ['Signée', ''], signed: true }),
];

export const concatenate = (documents: readonly SourceDocument[], cover = COVER): Promise<Concatenated> =>
  pdfTools.concatenate({ cover, documents });
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
