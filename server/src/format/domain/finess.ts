import { compactDigits } from './caracteres.js';
import { luhn } from './luhn.js';

/** `characters` wins over `length`, so that a FINESS in groups is not called too long. */
export type FinessCheck = 'ok' | 'length' | 'characters' | 'departement' | 'key';

const LENGTH = 9;

/** Digits, but for the letter of Corsica in second place. */
const CHARACTERS = /^(?:\d(?:[\dAB]\d*)?)?$/;

/**
 * 01–95, 2A and 2B, 97 (overseas) and 98 (Mayotte). 20 is let through: no FINESS that we know bears it, but the
 * répertoire is older than our knowledge of it, and a false alarm costs more than a missed one.
 */
const DEPARTEMENT = /^(?:0[1-9]|[1-8]\d|9[0-578]|2[AB])/;

/** Corsica's letter counts as a digit in the key: A as 1, B as 2 (held on 2A0000014, 2B0000020). */
const asDigits = (finess: string): string => finess.replace('A', '1').replace('B', '2');

/**
 * Checks a FINESS (juridique, géographique or PMSI) as the file must hold it: 9 characters, a département, a Luhn key.
 */
export function checkFiness(text: string): FinessCheck {
  if (!CHARACTERS.test(text)) return 'characters';
  if (text.length !== LENGTH) return 'length';
  if (!DEPARTEMENT.test(text)) return 'departement';
  return luhn(asDigits(text)) ? 'ok' : 'key';
}

/**
 * The one safe form of a FINESS: separators removed, `2a`/`2b` in capitals, the leading zero that a spreadsheet dropped
 * put back. Undefined when that does not give a good FINESS: no digit is ever guessed.
 */
export function repairFiness(text: string): string | undefined {
  if (checkFiness(text) === 'ok') return text;
  const compact = compactDigits(text).replace(/^2[ab]/, corse => corse.toUpperCase());
  // Corsica's numbers never begin with a zero, and a spreadsheet leaves text alone.
  const full = /^\d{8}$/.test(compact) ? `0${compact}` : compact;
  return checkFiness(full) === 'ok' ? full : undefined;
}
