import { compactDigits } from './caracteres.js';
import { luhn } from './luhn.js';

/** `national`: the 12-digit national identifier, an 8 and then a good RPPS. `characters` wins over `length`. */
export type RppsCheck = 'ok' | 'national' | 'length' | 'characters' | 'key';
export type RppsRangCheck = 'ok' | 'length' | 'characters' | 'key';

const LENGTH = 11;
const RANG_LENGTH = 14;

/** The type of identifier that precedes an RPPS in the national identifier of a professional (ANS). */
const RPPS_TYPE = '8';

/** All zeros satisfy the key and are what a form's placeholder leaves. */
const isRpps = (digits: string): boolean => digits.length === LENGTH && luhn(digits) && !/^0+$/.test(digits);

const isNational = (digits: string): boolean => digits.startsWith(RPPS_TYPE) && isRpps(digits.slice(RPPS_TYPE.length));

/** Checks an RPPS as the file must hold it: 11 digits, a Luhn key. */
export function checkRpps(text: string): RppsCheck {
  if (!/^\d*$/.test(text)) return 'characters';
  if (isNational(text)) return 'national';
  if (text.length !== LENGTH) return 'length';
  return isRpps(text) ? 'ok' : 'key';
}

/** The RPPS without separators and without the 8 of the national identifier, if it is then a good one. */
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
  return isRpps(text.slice(0, LENGTH)) ? 'ok' : 'key';
}
