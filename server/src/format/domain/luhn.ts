const ZERO = 48;

/**
 * The Luhn key (ISO/IEC 7812-1) of SIRET, FINESS and RPPS: true when it holds on `digits`, whose last one is the key.
 * False for an empty text and for any character but `0`–`9`.
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
