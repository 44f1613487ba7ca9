/**
 * Characters that come with a copy from Word, a PDF or a contact card and that nobody sees: soft hyphen, zero-width
 * characters, direction marks, byte order mark. (`\s` knows the visible-width spaces, U+00A0 and U+202F included.)
 */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** White space, invisible characters, dots, and hyphens of every length: what people put between groups of digits. */
const SEPARATOR = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff.\-\u2010-\u2015\u2212]/g;

export const stripInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Removes spaces of every kind, dots and hyphens, wherever they stand; every other character stays as typed. */
export const compactDigits = (text: string): string => text.replace(SEPARATOR, '');

/** Length in bytes of `text` in UTF-8; a lone surrogate counts as the 3 bytes of U+FFFD that encoders write for it. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
