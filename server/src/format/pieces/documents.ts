import type { Bilingual } from '../../texts/typeset.js';
import { clientsOf, type Identifier, identifiersOf } from '../model/clients.js';
import type { Ligne } from '../model/ligne.js';
import type { LocatedText } from '../model/located.js';
import type { Profile } from '../profiles/profile.js';
import { type DocumentText, type PieceText, sameName } from './folder.js';
import { amountsIn } from './texte/montants.js';
import { readTexte, type Texte } from './texte/texte.js';
import { datesIn } from './texte/valeurs.js';

/**
 * `text`: it can be checked. `scan`: pages without letters; `garbage`: its fonts don't say which letters they draw;
 * `short`: real text, but too little to judge.
 */
export type Legibility = 'text' | 'scan' | 'garbage' | 'short';

/** Words that every French invoice or order contains. */
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
/** Words that identify a text of a few lines as one of them. */
const TELLING = ['facture', 'commande', 'bdc', 'siret', 'siren', 'montant', 'total', 'tva', 'ttc', 'prestation'];
const GLUED = 5;

const LONG = 40;
/** A scanner's or printer's stamp: « page 1/2 ». */
const STAMP = 15;
/** Enough letters to contain a common word. */
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
  // Whether a page without text probably holds what matters: general conditions behind a scanned order have neither
  // dates nor amounts.
  return document.pages.every(page => page.trim() !== '') || (datesIn(flat).length > 0 && amountsIn(flat).size > 1)
    ? 'text'
    : 'scan';
}

const ODD = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu;
const MIN_SIGNS = 20;
const ODD_SHARE = 0.3;
const MAX_LENGTH = 100_000;

/** Mostly unprintable characters: private ones, controls, replacements. */
function isGarbled(text: string): boolean {
  const signs = text.slice(0, MAX_LENGTH).replace(/\s/g, '');
  return signs.length >= MIN_SIGNS && (signs.match(ODD) ?? []).length > signs.length * ODD_SHARE;
}

/** An attachment of a ligne, its type known, with what its PDFs say. */
interface ReadPiece {
  readonly name: LocatedText;
  readonly documents: readonly DocumentText[];
}

/** The attachments of that type whose text is available. */
export function piecesOfType(ligne: Ligne, pieces: readonly PieceText[], type: string): readonly ReadPiece[] {
  return ligne.entries('piece').flatMap(entry => {
    const name = entry.text('nomFichier');
    if (name === undefined || entry.text('typeFichier')?.value !== type) return [];
    const text = pieces.find(({ nomFichier }) => sameName(nomFichier, name.value));
    return text === undefined ? [] : [{ name, documents: text.documents }];
  });
}

/** The texts of the documents that have one; the others are scans. */
export const textesOf = (documents: readonly DocumentText[]): readonly Texte[] =>
  documents.filter(isReadable).map(readTexte);

/** All of an attachment's texts as one. */
export const joined = (documents: readonly DocumentText[]): Texte => {
  const [first] = documents;
  return readTexte(
    first !== undefined && documents.length === 1
      ? first
      : { name: first?.name ?? '', pages: documents.flatMap(({ pages }) => pages) },
  );
};

const MAIN_ROLES = ['finessGeo', 'finessPMSI', 'rpps', 'numeroAM', 'siretClient'] as const;

/** The numbers that identify the client, by the identifiers with which the couloir counts its beneficiaries. */
export function mainIdentifiers(ligne: Ligne, { traits }: Profile): readonly Identifier[] {
  const keys = traits.beneficiaryKeys.length === 0 ? ['siretClient'] : [...traits.beneficiaryKeys, 'numeroAM'];
  return identifiersOf(
    ligne,
    MAIN_ROLES.filter(role => keys.includes(role)),
    clientsOf(ligne),
  );
}

export const geographiques = (ligne: Ligne): readonly Identifier[] =>
  identifiersOf(ligne, ['finessGeo'], clientsOf(ligne));

export const juridiques = (ligne: Ligne): readonly Identifier[] =>
  identifiersOf(ligne, ['finessJuridique'], clientsOf(ligne));

/** The number as a document must show it: for a company, the SIREN is enough. */
export const printed = ({ id, located }: Identifier): string => {
  const number = id.slice(id.indexOf(':') + 1);
  return located.role === 'siretClient' ? number.slice(0, 9) : number;
};

/** Names of the people who act for the clients: the mandataire if one orders, otherwise each client's. */
export function representatives(ligne: Ligne): readonly LocatedText[] {
  const mandataire = ligne.flag('isMandataire') === true ? ligne.text('nomMandataire') : undefined;
  const clients = clientsOf(ligne).flatMap(entry => entry.text('nomClient') ?? []);
  return mandataire === undefined ? clients : [mandataire, ...clients];
}

/** What the numbers of beneficiaries are called. */
export const IDENTIFIER_NAMES: Partial<Readonly<Record<LocatedText['role'], Bilingual>>> = {
  finessGeo: { fr: 'FINESS géographique', en: 'geographic FINESS' },
  finessJuridique: { fr: 'FINESS juridique', en: 'legal FINESS' },
  finessPMSI: { fr: 'FINESS PMSI', en: 'FINESS PMSI' },
  rpps: { fr: 'RPPS', en: 'RPPS' },
  numeroAM: { fr: 'n° AM', en: 'AM number' },
  siretClient: { fr: 'SIREN', en: 'SIREN' },
};

/**
 * The invoices among an attachment's documents: each file is one, except a treaty of merger or a recapitulative page
 * that accompanies them. A file with several invoices in a row, each with its own number, is split.
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

/** Each invoice's first page shows its number, and its pages show its SIRET and its total. */
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
