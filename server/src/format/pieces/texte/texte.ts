import { foldKey, stripInvisible } from '../../domain/fold.js';
import type { DocumentText } from '../folder.js';

/** Words of invoices and orders, for splitting a line without word gaps; longer ones first. */
const VOCABULARY = [
  'prestations?',
  'designation',
  'commande',
  'bon de',
  'factur(?:ation|ees?|es?)',
  'realis(?:ation|ees?|es?)',
  'effectuees?',
  'livr(?:aison|ees?|es?)',
  'execut(?:ion|ees?|es?)',
  'install(?:ation|ees?|es?)',
  'intervention',
  'deploy(?:ees?|es?)',
  'deploiement',
  'service',
  'activation',
  'emission',
  'emis(?:es?)?',
  'etabli(?:es?)?',
  'editees?',
  'date',
  'echeance',
  'numero',
  'reglement',
  'paiement',
  'payer',
  'periode',
  'montants?',
  'total',
  'totaux',
  'taux',
  'regime',
  'tva',
  'ttc',
  'ht',
  'hors',
  'taxes?',
  'net',
  'segur',
  'sante',
  'siret',
  'siren',
  'nic',
  'finess',
  'rpps',
  'juridique',
  'geographique',
  'client',
  'representantes?',
  'legal',
  'docteur',
  'monsieur',
  'madame',
  'mme',
  'logiciel',
  'version',
  'dmp',
  'messagerie',
  'agence',
  'destinataire',
  'adresse',
  "d'",
  "l'",
  'des?',
  'du',
  'la',
  'les?',
  'et',
  'au',
  'en',
  'par',
  'pour',
  'n ?°',
] as const;
const WORD = new RegExp(VOCABULARY.join('|'), 'g');

const MIN_PIECES = 4;
const SHARE = 0.65;

/** Whether a line's words have fallen apart into letters: `f a c t u r e n ° 1 2`. */
function isSpread(line: string): boolean {
  const pieces = line.split(' ');
  return pieces.length >= MIN_PIECES && pieces.filter(({ length }) => length === 1).length >= pieces.length * SHARE;
}

/**
 * A normalised text whose letter-spaced lines are rejoined. Their word gaps are lost: words are found by the
 * vocabulary, amounts and dates by their form.
 */
const closeUp = (flat: string): string =>
  flat
    .split('\n')
    .map(line => (isSpread(line) ? whole(line) : line))
    .join('\n');

function whole(line: string): string {
  const closed = line
    .replaceAll(' ', '')
    .replace(/([.,]\d\d)(?=\d)/g, '$1 ')
    .replace(/(\d\d[/.-]\d\d[/.-]20\d\d)(?=\d)/g, '$1 ')
    .replace(WORD, ' $& ')
    .replace(/' /g, "'")
    .replace(/ +/g, ' ')
    .trim();
  return [closed, ...shorter(closed)].join(' ');
}

/** `1358,33` may be one at 358,33: include the shorter readings. */
const shorter = (line: string): readonly string[] =>
  [...line.matchAll(/(?<!\d)(\d{2,9})([.,]\d\d)(?!\d)/g)].flatMap(([, euros = '', cents = '']) =>
    Array.from(euros.slice(1), (_, at) => euros.slice(at + 1))
      .filter(rest => !rest.startsWith('0'))
      .map(rest => rest + cents),
  );

/**
 * The text of one PDF made comparable: without case, accents, ligatures, no-break or thin spaces, soft hyphens, curly
 * apostrophes. Extractors break lines and order columns differently: each matcher takes the form that suits it.
 */
export interface Texte {
  /** The name of the document's source. */
  readonly name: string;
  /** Lines joined by `\n`, one space between words. */
  readonly flat: string;
  /** Words of each non-empty line. */
  readonly lines: readonly (readonly string[])[];
  /** Letters and digits only: whatever was broken, spaced out or hyphenated is joined again. */
  readonly squeezed: string;
  readonly words: ReadonlySet<string>;
}

/** More than any invoice; the rest is annexes. */
const MAX_LENGTH = 500_000;

const known = new WeakMap<DocumentText, Texte>();

export function readTexte(document: DocumentText): Texte {
  const before = known.get(document);
  if (before !== undefined) return before;
  const texte = makeTexte(document.name, document.pages.join('\n').slice(0, MAX_LENGTH));
  known.set(document, texte);
  return texte;
}

/** Accents that TeX's old fonts print as separate characters, before or after their letter. */
const LOOSE_ACCENT = /[\u00b4\u00a8\u02c6\u00b8\u02dc]/g;
const APOSTROPHE = /[\u2018\u2019\u201b\u02bc\u2032\u0060\uff07]/g;
const DASH = /[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]/g;

function normalize(text: string): string {
  const plain = stripInvisible(text.replace(/\u00ad(?=\s*\n)/g, '-'))
    .replace(LOOSE_ACCENT, '')
    .replace(/º/g, '°')
    .normalize('NFKC')
    .replace(APOSTROPHE, "'")
    .replace(DASH, '-')
    .replaceAll('ı', 'i');
  return joinAcronyms(
    closeUp(
      foldKey(plain)
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n[ \n]*/g, '\n'),
    ),
  );
}

/** `T.V.A.` and `T V A` are TVA. */
const joinAcronyms = (text: string): string =>
  text.replace(/(?<![a-z0-9'])(t(?:\. ?| )v(?:\. ?| )a|t(?:\. ?| )t(?:\. ?| )c|h(?:\. ?| )t)\b\.?/g, letters =>
    letters.replace(/[. ]/g, ''),
  );

function makeTexte(name: string, text: string): Texte {
  const flat = normalize(text);
  const lines = flat
    .split('\n')
    .map(line => line.match(/[a-z0-9]+/g) ?? [])
    .filter(words => words.length > 0);
  return { name, flat, lines, squeezed: squeeze(flat), words: new Set(lines.flat()) };
}

export const squeeze = (text: string): string => foldKey(text).replace(/[^a-z0-9]/g, '');
