import type { DocumentText } from '../folder.js';
import { datesIn } from './dates.js';
import { amountsIn } from './montants.js';
import { readTexte } from './texte.js';

/**
 * `text`: what it says can be checked. `scan`: pages without letters; `garbage`: its fonts don't say which letters they
 * draw; `short`: real text, but too little of it to judge.
 */
export type Legibility = 'text' | 'scan' | 'garbage' | 'short';

/** Words that no French invoice or order does without. */
const COMMON = [
  'de',
  'du',
  'la',
  'le',
  'et',
  'facture',
  'commande',
  'montant',
  'total',
  'date',
  'client',
  'tva',
  'ht',
  'ttc',
  'siret',
  'adresse',
];
/** Words by which a text of a few lines is one of them. */
const TELLING = ['facture', 'commande', 'bdc', 'siret', 'siren', 'montant', 'total', 'tva', 'ttc', 'prestation'];
const GLUED = 5;

const LONG = 40;
/** What a scanner's or a printer's stamp writes: « page 1/2 ». */
const STAMP = 15;
/** Letters enough to have a common word among them. */
const WORDLESS = 120;

const known = new WeakMap<DocumentText, Legibility>();

export function legibilityOf(document: DocumentText): Legibility {
  const before = known.get(document);
  if (before !== undefined) return before;
  const legibility = judge(document);
  known.set(document, legibility);
  return legibility;
}

export const isReadable = (document: DocumentText): boolean => legibilityOf(document) === 'text';

function judge(document: DocumentText): Legibility {
  if (isGarbled(document.pages.join(''))) return 'garbage';
  const { words, squeezed, flat } = readTexte(document);
  const letters = squeezed.replace(/\d/g, '').length;
  const count = (among: readonly string[]): number =>
    among.filter(word => words.has(word) || (word.length >= GLUED && squeezed.includes(word))).length;
  const isText = count(TELLING) > 0 || (squeezed.length >= LONG && count(COMMON) > 1);
  if (!isText) return letters < STAMP ? 'scan' : letters >= WORDLESS && count(COMMON) === 0 ? 'garbage' : 'short';
  // Where a page without text seems to hold what matters: general conditions behind a scanned order have neither dates
  // nor amounts.
  return document.pages.every(page => page.trim() !== '') || (datesIn(flat).length > 0 && amountsIn(flat).size > 1)
    ? 'text'
    : 'scan';
}

const ODD = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu;
const MIN_SIGNS = 20;
const ODD_SHARE = 0.3;
const MAX_LENGTH = 100_000;

/** Mostly characters that nobody prints: private ones, controls, replacements. */
function isGarbled(text: string): boolean {
  const signs = text.slice(0, MAX_LENGTH).replace(/\s/g, '');
  return signs.length >= MIN_SIGNS && (signs.match(ODD) ?? []).length > signs.length * ODD_SHARE;
}
