/** Identifiers with valid keys, made here and not by the code under test: the two must agree. */

/** The digit that makes the whole divisible by ten in Luhn's sum. */
function luhnKey(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const twice = i % 2 === 0 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return String((10 - (sum % 10)) % 10);
}

const keyed = (digits: string): string => digits + luhnKey(digits);

/** `prefix` is a département (`69`, `2A`) or an overseas territory (`9701`). */
export function finess(prefix: string, n: number): string {
  const body =
    prefix +
    String(n)
      .padStart(8 - prefix.length, '0')
      .slice(-(8 - prefix.length));
  // In Corsica A counts as 1 and B as 2.
  return body + luhnKey(body.replace('A', '1').replace('B', '2'));
}

export const rpps = (n: number): string => keyed(`10${String(n).padStart(8, '0').slice(-8)}`);

export const siret = (n: number): string =>
  keyed(`${keyed(String(40000000 + (n % 50000000)))}${String(n % 9000).padStart(4, '0')}`);

/** The same identifier with its last digit changed, so that the key is wrong. */
export const broken = (identifier: string): string =>
  identifier.slice(0, -1) + String((Number(identifier.slice(-1)) + 1) % 10);
