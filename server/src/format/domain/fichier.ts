import { foldKey, utf8Length } from './fold.js';

/** Why a `nomFichier` isn't a plain file name on every system and in every ZIP; `parent` wins over `separator`. */
export type FileNameCheck =
  | 'ok'
  | 'empty'
  | 'control'
  | 'parent'
  | 'separator'
  | 'reserved-character'
  | 'trailing'
  | 'reserved-name'
  | 'too-long';

/** The limit of the usual file systems, in UTF-8 bytes. */
export const MAX_FILE_NAME_BYTES = 255;

/** Control characters, line and direction marks (they can make a name look like another), and lone surrogates. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const SEPARATOR = /[/\\]/;
const RESERVED_CHARACTER = /[<>:"|?*]/;

/** Windows' device names, with or without an extension. */
const RESERVED_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3])\s*(?:\.|$)/i;

/** Nearly all names: a longer look is needed for none of them but a device's. */
const PLAIN = /^[\w-]+(?:[ .][\w-]+){0,9}$/;
const MAX_PLAIN = 100;

export function checkFileName(name: string): FileNameCheck {
  if (name.length <= MAX_PLAIN && PLAIN.test(name)) return RESERVED_NAME.test(name) ? 'reserved-name' : 'ok';
  if (name.trim() === '') return 'empty';
  if (CONTROL.test(name)) return 'control';
  if (name === '.' || name === '..') return 'parent';
  if (SEPARATOR.test(name)) return name.split(SEPARATOR).includes('..') ? 'parent' : 'separator';
  if (RESERVED_CHARACTER.test(name)) return 'reserved-character';
  if (/[. ]$/.test(name)) return 'trailing';
  if (RESERVED_NAME.test(name)) return 'reserved-name';
  return utf8Length(name) > MAX_FILE_NAME_BYTES ? 'too-long' : 'ok';
}

/** The extension in small letters without its dot; empty if there is none (`.pdf` is a name without one). */
export function extensionOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot + 1).toLowerCase() : '';
}

/**
 * Words by which publishers mark an attachment's type in its file name. Long ones also count inside a word
 * (`BonDeCommande`).
 */
const WORDS: readonly (readonly [type: string, words: readonly string[], inside: RegExp])[] = [
  ['BON_COMMANDE', ['bdc', 'bc', 'bon', 'cde', 'commande', 'devis'], /commande/],
  ['FACTURE', ['facture', 'factures', 'fact', 'fac', 'fa', 'fc', 'f', 'invoice'], /facture|invoice/],
  ['VA', ['va', 'pv', 'verification', 'aptitude'], /verification|aptitude/],
  ['MOM', ['mom', 'marche'], /ordredemarche/],
  ['ATTESTATION_TVA', ['tva', 'assujettissement', 'franchise'], /assujetti/],
];
/**
 * The types that a file's name suggests, as `typeFichier` values. `numbers`: the request's own, whose letters mean
 * nothing (`VA_BDC-2022-0001.pdf` is a VA).
 */
export function typesNamed(name: string, numbers: readonly NumberPattern[]): readonly string[] {
  const stem = foldKey(name).replace(/\.[a-z]{2,4}$/, '');
  const types = typesIn(numbers.reduce((text, { pattern }) => text.replace(pattern, ' '), stem));
  // A name that is only the number: its letters may mean something after all.
  return types.length > 0 || numbers.length === 0 ? types : typesIn(stem);
}

function typesIn(stem: string): readonly string[] {
  const words = new Set(stem.match(/[a-z]+/g) ?? []);
  const joined = stem.replace(/[^a-z]/g, '');
  const found = WORDS.filter(([, whole, inside]) => inside.test(joined) || whole.some(word => words.has(word))).map(
    ([type]) => type,
  );
  // Alone, this word means the certificate; « attestation de vérification d'aptitude » is a VA.
  return found.length === 0 && joined.includes('attestation') ? ['ATTESTATION_TVA'] : found;
}

/** A request's number as it may appear in a file name: separators come, go and change. */
export interface NumberPattern {
  readonly pattern: RegExp;
}

/** No number is longer. */
const MAX_NUMBER = 100;

export function numberPattern(number: string): NumberPattern | undefined {
  const groups = number.length > MAX_NUMBER ? null : foldKey(number).match(/[\p{L}\p{N}]+/gu);
  return groups === null
    ? undefined
    : { pattern: new RegExp(`(?<![\\p{L}\\p{N}])${groups.join('[^\\p{L}\\p{N}]*')}(?!\\p{N})`, 'gu') };
}

/** Whether a name contains that number. `12` isn't in `2012`, nor `BDC-1` in `BDC-10`. */
export const bearsNumber = (name: string, { pattern }: NumberPattern): boolean => foldKey(name).search(pattern) >= 0;
