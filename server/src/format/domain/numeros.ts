import { compactDigits } from './fold.js';
const ZERO = 48;

/**
 * The Luhn key (ISO/IEC 7812-1) of SIRET, FINESS and RPPS: true if it holds for `digits`, of which the last one is the
 * key. False for an empty text and for any character but `0`–`9`.
 */
export function luhn(digits: string): boolean {
  let sum = 0;
  let double = false;
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    let value = digits.charCodeAt(at) - ZERO;
    if (value < 0 || value > 9) return false;
    if (double) value = value > 4 ? value * 2 - 9 : value * 2;
    sum += value;
    double = !double;
  }
  return digits !== '' && sum % 10 === 0;
}

export { compactDigits };

/**
 * `siren`: 9 digits, a company's number where an establishment's is required ("irrecevable", FAQ vague 1). `characters`
 * wins over `length`, so that a SIRET in groups is not called too long.
 */
export type SiretCheck = 'ok' | 'siren' | 'length' | 'characters' | 'key';

const SIRET_LENGTH = 14;
const SIREN_LENGTH = 9;
const LA_POSTE = '356000000';

/** All zeros satisfy every checksum, and are a common form placeholder. */
const PLACEHOLDER = /^0+$/;

/**
 * La Poste has more establishments than Luhn keys allow: INSEE gives them numbers whose digits add up to a multiple of
 * 5. Its seat (00048) and its early ones follow Luhn.
 */
function keyHolds(siret: string): boolean {
  if (PLACEHOLDER.test(siret)) return false;
  if (luhn(siret)) return true;
  if (!siret.startsWith(LA_POSTE)) return false;
  let sum = 0;
  for (const digit of siret) sum += Number(digit);
  return sum % 5 === 0;
}

/** Checks a SIRET as the file must hold it: 14 digits, nothing between them, a good key. */
export function checkSiret(text: string): SiretCheck {
  const compact = compactDigits(text);
  if (compact.length === SIREN_LENGTH && /^\d+$/.test(compact)) return 'siren';
  if (!/^\d*$/.test(text)) return 'characters';
  if (text.length !== SIRET_LENGTH) return 'length';
  return keyHolds(text) ? 'ok' : 'key';
}

/** The SIRET without the separators between its digits, if it is then valid. */
export function repairSiret(text: string): string | undefined {
  const compact = compactDigits(text);
  return checkSiret(compact) === 'ok' ? compact : undefined;
}

/** `characters` wins over `length`, so that a FINESS in groups is not called too long. */
export type FinessCheck = 'ok' | 'length' | 'characters' | 'departement' | 'key';

const FINESS_LENGTH = 9;

/** Digits, except for Corsica's letter in second place. */
const CHARACTERS = /^(?:\d(?:[\dAB]\d*)?)?$/;

/**
 * 01–95, 2A and 2B, 97 (overseas) and 98 (Mayotte). 20 is accepted: no known FINESS has it, but the répertoire is older
 * than our knowledge of it, and a false alarm costs more than a missed one.
 */
const DEPARTEMENT = /^(?:0[1-9]|[1-8]\d|9[0-578]|2[AB])/;

/** Corsica's letter counts as a digit in the key: A as 1, B as 2 (checked on 2A0000014, 2B0000020). */
const asDigits = (finess: string): string =>
  finess.startsWith('2') ? finess.replace('A', '1').replace('B', '2') : finess;

/**
 * Checks a FINESS (juridique, géographique or PMSI) as the file must hold it: 9 characters, a département, a Luhn key.
 */
export function checkFiness(text: string): FinessCheck {
  if (!CHARACTERS.test(text)) return 'characters';
  if (text.length !== FINESS_LENGTH) return 'length';
  if (!DEPARTEMENT.test(text)) return 'departement';
  return luhn(asDigits(text)) ? 'ok' : 'key';
}

/**
 * The only safe form of a FINESS: separators removed, `2a`/`2b` in capitals, the leading zero that a spreadsheet
 * dropped restored. Undefined if that doesn't give a valid FINESS: no digit is ever guessed.
 */
export function repairFiness(text: string): string | undefined {
  if (checkFiness(text) === 'ok') return text;
  const compact = compactDigits(text).replace(/^2[ab]/, corse => corse.toUpperCase());
  // Corsica's numbers never begin with a zero, and a spreadsheet leaves text alone.
  const full = /^\d{8}$/.test(compact) ? `0${compact}` : compact;
  return checkFiness(full) === 'ok' ? full : undefined;
}

/** `national`: the 12-digit national identifier, an 8 and then a good RPPS. `characters` wins over `length`. */
export type RppsCheck = 'ok' | 'national' | 'length' | 'characters' | 'key';
export type RppsRangCheck = 'ok' | 'length' | 'characters' | 'key';

const RPPS_LENGTH = 11;
const RANG_LENGTH = 14;

/** The type of identifier that precedes an RPPS in the national identifier of a professional (ANS). */
const RPPS_TYPE = '8';

/** All zeros satisfy the key, and are a common form placeholder. */
const isRpps = (digits: string): boolean => digits.length === RPPS_LENGTH && luhn(digits) && !/^0+$/.test(digits);

const isNational = (digits: string): boolean => digits.startsWith(RPPS_TYPE) && isRpps(digits.slice(RPPS_TYPE.length));

/** Checks an RPPS as the file must hold it: 11 digits, a Luhn key. */
export function checkRpps(text: string): RppsCheck {
  if (!/^\d*$/.test(text)) return 'characters';
  if (isNational(text)) return 'national';
  if (text.length !== RPPS_LENGTH) return 'length';
  return isRpps(text) ? 'ok' : 'key';
}

/** The RPPS without separators and without the 8 of the national identifier, if it is then valid. */
export function repairRpps(text: string): string | undefined {
  if (isRpps(text)) return text;
  const compact = compactDigits(text);
  const check = checkRpps(compact);
  if (check === 'national') return compact.slice(RPPS_TYPE.length);
  return check === 'ok' ? compact : undefined;
}

/** Checks an RPPS rang: 14 digits, an RPPS and the 3 digits of the place of practice (radiology's `IdentDMP`). */
export function checkRppsRang(text: string): RppsRangCheck {
  if (!/^\d*$/.test(text)) return 'characters';
  if (text.length !== RANG_LENGTH) return 'length';
  return isRpps(text.slice(0, RPPS_LENGTH)) ? 'ok' : 'key';
}

/** `case`: the right form in lower case. `form`: anything else; `repairNumeroAsp` may still mend spaces and hyphens. */
export type NumeroAspCheck = 'ok' | 'case' | 'form';

/** FAQ vague 1, "Comment retrouver son numéro de dossier ASP": FINYYYYXXXXX, YYYY for the couloir. */
const NUMERO_ASP = /^FIN[A-Z0-9]{3,4}\d{5}$/;

/** Without the `u` flag no letter outside ASCII counts as one of these. */
const ANY_CASE = /^FIN[A-Z0-9]{3,4}\d{5}$/i;

/** Checks a dossier number of the ASP: `FIN`, 3 or 4 letters or digits for the couloir, 5 digits. */
export function checkNumeroAsp(text: string): NumeroAspCheck {
  if (NUMERO_ASP.test(text)) return 'ok';
  return ANY_CASE.test(text) ? 'case' : 'form';
}

/** The dossier number in capitals, without spaces, dots or hyphens, if it then has the right form. */
export function repairNumeroAsp(text: string): string | undefined {
  const compact = compactDigits(text);
  return ANY_CASE.test(compact) ? compact.toUpperCase() : undefined;
}
