import { foldKey } from '../domain/fold.js';

/** File systems differ in how they keep accents: `é` in one character or two is the same name. Case is not. */
export const sameName = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC');

/** Equal for two names that Windows, macOS and many a ZIP reader take for one. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

const PDF = /\.pdf$/i;

/** `X` of `X.pdf`: the name of the folder that may hold the parts of that pièce. Undefined for another extension. */
export const partsFolderOf = (nomFichier: string): string | undefined =>
  PDF.test(nomFichier) && nomFichier.length > 4 ? nomFichier.replace(PDF, '') : undefined;

const RUNS = /\d+|\D+/g;

/**
 * The order in which people number files: `2 - facture.pdf` before `10 - facture.pdf`. Case and accents decide last, so
 * that the order is total and the same on every machine (no `Intl`).
 */
export function compareNatural(a: string, b: string): number {
  return (
    compareRuns(foldKey(a), foldKey(b)) || compareTexts(a.normalize('NFC'), b.normalize('NFC')) || compareTexts(a, b)
  );
}

function compareRuns(a: string, b: string): number {
  const left = a.match(RUNS) ?? [];
  const right = b.match(RUNS) ?? [];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const order = compareRun(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

const DIGITS = /^\d/;

function compareRun(a: string, b: string): number {
  if (!DIGITS.test(a) || !DIGITS.test(b)) return compareTexts(a, b);
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  // Any length: numbers are compared as digits.
  return left.length - right.length || compareTexts(left, right);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
