import { compactDigits } from './caracteres.js';
import { luhn } from './luhn.js';

export { compactDigits };

/**
 * `siren`: 9 digits, a company's number where an establishment's is due ("irrecevable", FAQ vague 1).
 * `characters` wins over `length`, so that a SIRET in groups is not called too long.
 */
export type SiretCheck = 'ok' | 'siren' | 'length' | 'characters' | 'key';

const LENGTH = 14;
const SIREN_LENGTH = 9;
const LA_POSTE = '356000000';

/** All zeros satisfy every checksum and are what a form's placeholder leaves. */
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
  if (text.length !== LENGTH) return 'length';
  return keyHolds(text) ? 'ok' : 'key';
}

/** The SIRET without the separators between its digits, if it is then a good one. */
export function repairSiret(text: string): string | undefined {
  const compact = compactDigits(text);
  return checkSiret(compact) === 'ok' ? compact : undefined;
}
