import type { DocumentText } from '../folder.js';
import { readTexte, type Texte } from './texte.js';
import { isReadable } from './lisible.js';

/**
 * The invoices among the documents of a pièce: each file is one, but for a treaty of merger or a recapitulative page
 * that goes with them. A file in which several invoices follow each other, each under its own number, is cut at them.
 */
export function invoicesOf(documents: readonly DocumentText[]): readonly Texte[] {
  const parts = documents.filter(isReadable).flatMap(cut).map(readTexte);
  const invoices = parts.length > 1 ? parts.filter(isInvoice) : parts;
  return invoices.length > 0 ? invoices : parts.slice(0, 1);
}

const HEAD = 500;

const isInvoice = ({ flat, words }: Texte): boolean =>
  (words.has('facture') || words.has('invoice')) &&
  ['ttc', 'ht', 'tva', 'hors'].some(word => words.has(word)) &&
  !/traite de fusion|projet de fusion|recapitulati|convention/.test(flat.slice(0, HEAD));

const NUMBER =
  /facture (?:d'avance |d'acompte |de solde )?(?:n ?[°o]|numero|no)\.? ?:?\s?([a-z]{0,6}[ -]?\d[a-z0-9/_-]*)/;

/** Each invoice's first page bears its number, and its pages its SIRET and its total. */
function cut(document: DocumentText): readonly DocumentText[] {
  if (document.pages.length < 2) return [document];
  const parts: { readonly number: string; readonly pages: string[] }[] = [];
  const before: string[] = [];
  for (const page of document.pages) {
    const number = NUMBER.exec(readTexte({ name: '', pages: [page] }).flat.slice(0, 3 * HEAD))?.[1];
    const last = parts.at(-1);
    if (number !== undefined && !parts.some(part => part.number === number)) parts.push({ number, pages: [page] });
    else if (last === undefined) before.push(page);
    else last.pages.push(page);
  }
  const texts = parts.map(
    ({ number, pages }): DocumentText => ({ name: `${document.name} (${number.toUpperCase()})`, pages }),
  );
  const whole =
    texts.length > 1 && texts.every(text => ['siret', 'ttc'].every(word => readTexte(text).words.has(word)));
  return whole ? texts : [document];
}
