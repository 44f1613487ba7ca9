/**
 * Blanks that the portal refuses (« des espaces en trop »): at either end, doubled, or other than the plain space.
 * Zero-width characters count: they come with text copied from a web page or a PDF.
 */
const STRAY = /^\s|\s$|\s\s|[^\S ]|[\u200b-\u200d\u2060\ufeff\u00ad]/u;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/gu;

export const hasStrayBlanks = (text: string): boolean => STRAY.test(text);

/** The same text with single plain spaces between its words and none around them. */
export const tidy = (text: string): string =>
  hasStrayBlanks(text) ? text.replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim() : text;

/** The characters of a JSON string's lexeme (without its quotes), each as typed and as meant. Works for any lexeme. */
function rawCharacters(inner: string): { readonly raw: string; readonly char: string }[] {
  const pieces = inner.match(/\\u[0-9a-fA-F]{4}|\\[\s\S]|[\s\S]/gu) ?? [];
  return pieces.map(raw => ({ raw, char: decode(raw) }));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function decode(raw: string): string {
  if (!raw.startsWith('\\')) return raw;
  if (raw.length === 6) return String.fromCharCode(Number.parseInt(raw.slice(2), 16));
  return ESCAPES[raw.slice(1)] ?? raw.slice(1);
}

/** `tidy` on a lexeme (without its quotes): what is kept stays as typed, escapes included. */
export function tidyLexeme(inner: string): string {
  let out = '';
  let pending = false;
  for (const { raw, char } of rawCharacters(inner)) {
    if (hasInvisible(char)) continue;
    if (/\s/u.test(char)) {
      pending = out !== '';
      continue;
    }
    out += pending ? ` ${raw}` : raw;
    pending = false;
  }
  return out;
}

const hasInvisible = (char: string): boolean => /[\u200b-\u200d\u2060\ufeff\u00ad]/u.test(char);
