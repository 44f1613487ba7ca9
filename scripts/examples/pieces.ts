/**
 * Writes examples/pieces/: the attachments of the example's imaginary publisher, from what its requests say. Run by
 * hand (`npx tsx scripts/examples/pieces.ts`); always the same bytes.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePdf, type PdfOptions } from '../../test/support/pdf.js';
import { attestation, bonDeCommande, factures, mom, va, type Demande } from './documents.js';

const EXAMPLES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'examples');
const PIECES = join(EXAMPLES, 'pieces');

interface Request {
  readonly lignesImport: readonly Demande[];
}

const isRequest = (value: unknown): value is Request =>
  typeof value === 'object' && value !== null && 'lignesImport' in value;

function request(name: string): Request {
  const parsed: unknown = JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8'));
  if (!isRequest(parsed)) throw new Error(`${name}: no request`);
  return parsed;
}

function write(name: string, options: PdfOptions): void {
  const path = join(PIECES, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, makePdf(options));
}

rmSync(PIECES, { recursive: true, force: true });
const orders = new Map(request('avance.json').lignesImport.map(demande => [demande.numeroEditeur, demande]));
for (const demande of orders.values()) write(`BDC_${demande.numeroEditeur}.pdf`, bonDeCommande(demande));
for (const demande of request('solde.json').lignesImport) {
  const numero = demande.facture?.numeroFacture ?? '';
  const all = factures(demande, orders.get(demande.numeroEditeur)?.commande?.dateCommande ?? '');
  // Several invoices of one request are in a folder with the attachment's name: they are concatenated.
  if (all.length === 1)
    all.forEach(pdf => {
      write(`${numero}.pdf`, pdf);
    });
  else
    all.forEach((pdf, i) => {
      write(join(numero, `${String(i + 1)} - ${pdf.title ?? ''}.pdf`), pdf);
    });
  for (const { typeFichier, nomFichier } of demande.piecesJustificatives) {
    if (typeFichier === 'MOM') write(nomFichier, mom(demande));
    if (typeFichier === 'VA') write(nomFichier, va(demande));
  }
}
for (const demande of request('avance-a-corriger.json').lignesImport) {
  const numero = demande.numeroEditeur.trim();
  // A file under another name: it is proposed, never taken silently.
  write(
    numero === 'LMS-2022-0153' ? `Bon de commande signé ${numero}.pdf` : `BDC_${numero}.pdf`,
    bonDeCommande(demande),
  );
}
write('Attestation de non-assujettissement.pdf', attestation());
