/**
 * Whether bytes can be a request's, told without decoding or parsing them. Case is as forgiving as the profile's
 * detection; bytes of UTF-16 have a NUL between the letters.
 */
export function mentionsLignes(bytes: Buffer): boolean {
  if (bytes.includes('lignesImport')) return true;
  const text = bytes.includes(0) ? bytes.toString('latin1').replaceAll('\0', '') : bytes.toString('latin1');
  return /lignesimport/i.test(text);
}
