import { foldKey } from './fold.js';

/**
 * Words by which publishers tell the type of a pièce in its file's name. Long ones count inside a word as well
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
 * The types that a file's name suggests, as `typeFichier` has them. `numbers`: those of the demande, whose letters say
 * nothing (`VA_BDC-2022-0001.pdf` is a VA).
 */
export function typesNamed(name: string, numbers: readonly NumberPattern[]): readonly string[] {
  const stem = foldKey(name).replace(/\.[a-z]{2,4}$/, '');
  const types = typesIn(numbers.reduce((text, { pattern }) => text.replace(pattern, ' '), stem));
  // A name that is the number and no more: its letters may say something after all.
  return types.length > 0 || numbers.length === 0 ? types : typesIn(stem);
}

function typesIn(stem: string): readonly string[] {
  const words = new Set(stem.match(/[a-z]+/g) ?? []);
  const joined = stem.replace(/[^a-z]/g, '');
  const found = WORDS.filter(([, whole, inside]) => inside.test(joined) || whole.some(word => words.has(word))).map(
    ([type]) => type,
  );
  // Alone this word means the certificate; « attestation de vérification d'aptitude » is a VA.
  return found.length === 0 && joined.includes('attestation') ? ['ATTESTATION_TVA'] : found;
}

/** A number of a demande, as it may be written in a file's name: its separators come, go and change. */
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

/** Whether a name bears that number. `12` isn't in `2012`, nor `BDC-1` in `BDC-10`. */
export const bearsNumber = (name: string, { pattern }: NumberPattern): boolean => foldKey(name).search(pattern) >= 0;
