import { distance } from 'fastest-levenshtein';

/** A pattern too long for one line, spread over several: line breaks and the indentation after them are ignored. */
export const regex =
  (flags = '') =>
  ({ raw: [text = ''] }: TemplateStringsArray): RegExp =>
    new RegExp(text.replace(/\n\s*/g, ''), flags);

const MARK = /\p{M}/gu;

const LIGATURE = /[œæ]/g;

const ASCII = /^[\0-\x7f]*$/;

/** The letters of Western Europe that aren't ASCII, each as one character. */
const LATIN = /[\u0080-\u017f]/g;
const ALL_LATIN = /^[\0-\u017f]*$/;
/** Of those letters, each at its first use. */
const foldedLetters = new Map<string, string>();

/** `text` without case and accents (œ and æ become two letters): `Libellé` and `LIBELLE` give the same. */
export function foldKey(text: string): string {
  // Keys are ASCII nearly always and names Latin, and this runs for each of them.
  if (ASCII.test(text)) return text.toLowerCase();
  return ALL_LATIN.test(text) ? text.replace(LATIN, foldedLetter).toLowerCase() : folded(text);
}

function foldedLetter(letter: string): string {
  let known = foldedLetters.get(letter);
  if (known === undefined) {
    known = folded(letter);
    foldedLetters.set(letter, known);
  }
  return known;
}

function folded(text: string): string {
  // Small letters can decompose (İ), and decomposed ones have capitals (the Kelvin sign): hence folding both ways.
  return text
    .normalize('NFD')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARK, '')
    .replace(LIGATURE, ligature => (ligature === 'œ' ? 'oe' : 'ae'));
}

/** `text` with each letter and its accent as one character. */
export const composed = (text: string): string => (ASCII.test(text) ? text : text.normalize('NFC'));

/** `foldKey` without spaces of any kind, `_`, `-` and `.`: `montant_segur-HT` and `montantSegurHT` give the same. */
export const foldLoose = (text: string): string => foldKey(text).replace(/[\s\u200b_.\-\u2010-\u2015]/g, '');

/** Two neighbouring letters exchanged: one slip of the fingers, though two edits. */
function isSwapOf(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a[i] !== undefined && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** No key or code is longer; comparing two long texts is quadratic. */
const MAX_WORD = 200;

/**
 * The candidate nearest to `word` by edit distance (UTF-16 units; two swapped letters count once) between their loose
 * foldings, at most `maxDistance` away (by default a third of the word, at least 1). Ties go to the nearest as typed,
 * then to the first given. Nothing is near a word of more than 200 characters.
 */
export function nearest(word: string, candidates: readonly string[], maxDistance?: number): string | undefined {
  const folded = foldLoose(word);
  if (folded === '' || word.length > MAX_WORD) return undefined;
  const limit = maxDistance ?? Math.max(1, Math.floor(folded.length / 3));
  let best: { candidate: string; loose: number; typed: number } | undefined;
  for (const candidate of candidates) {
    const other = foldLoose(candidate);
    // The difference in length is a lower bound of the distance, and costs nothing.
    if (other === '' || candidate.length > MAX_WORD || Math.abs(other.length - folded.length) > limit) continue;
    const loose = isSwapOf(folded, other) ? 1 : distance(folded, other);
    if (loose > limit || (best !== undefined && loose > best.loose)) continue;
    const typed = distance(word, candidate);
    if (best === undefined || loose < best.loose || typed < best.typed) best = { candidate, loose, typed };
  }
  return best?.candidate;
}

/** The key that this one stands for: a near spelling, or one cut short (`scenario` for `scenarioInstallation`). */
export function meantKey(key: string, free: readonly string[]): string | undefined {
  const near = nearest(key, free);
  if (near !== undefined || key.length < 3) return near;
  const folded = foldLoose(key);
  const longer = free.filter(other => isShortFor(folded, foldLoose(other)) || isShortFor(foldLoose(other), folded));
  return longer.length === 1 ? longer[0] : undefined;
}

/** The letters of `short` occur in `long`, in order, starting with its first letter. */
function isShortFor(short: string, long: string): boolean {
  if (short.length < 3 || !long.startsWith(short.charAt(0))) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

/**
 * Invisible characters that come with a copy from Word, a PDF or a contact card: soft hyphen, zero-width characters,
 * direction marks, byte order mark. (`\s` covers the spaces that have a width, U+00A0 and U+202F included.)
 */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** White space, invisible characters, dots, and hyphens of every length: what people put between groups of digits. */
const SEPARATOR = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff.\-\u2010-\u2015\u2212]/g;

export const stripInvisible = (text: string): string => text.replace(INVISIBLE, '');

const COMPACT = /^[0-9A-Za-z]*$/;

/** Removes spaces of every kind, dots and hyphens everywhere; every other character stays as typed. */
export const compactDigits = (text: string): string => (COMPACT.test(text) ? text : text.replace(SEPARATOR, ''));

/** Length in bytes of `text` in UTF-8; a lone surrogate counts as the 3 bytes of U+FFFD that encoders write for it. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** UTF-8 read as Latin-1: `é` becomes `Ã©`. */
const MOJIBAKE = /[\u00c2-\u00c5][\u0080-\u00bf]|\u00e2\u20ac[\u0080-\u2122]?/;
const ENTITY = /&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8}\d?);/i;

/** Half of a character: `JSON.stringify` writes one as `\ud83d` if a text was cut in the middle. */
const HALF = /\p{Cs}/u;

/** The first character damaged by a conversion, as it is in the text; a half shows as U+FFFD. */
export const garbledIn = (text: string): string | undefined =>
  (MOJIBAKE.exec(text) ?? ENTITY.exec(text))?.[0] ?? (HALF.test(text) ? '\ufffd' : undefined);

const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  quot: '"',
  rsquo: '\u2019',
  nbsp: ' ',
  szlig: 'ß',
};

/** The text before the conversion; undefined if that can't be told. */
export function repairName(text: string): string | undefined {
  const repaired = MOJIBAKE.test(text)
    ? decoded(text)
    : text.replace(new RegExp(ENTITY, 'gi'), entity => character(entity));
  return repaired === undefined || garbledIn(repaired) !== undefined ? undefined : repaired;
}

function decoded(text: string): string | undefined {
  const codes = Array.from(text, char => char.charCodeAt(0));
  if (codes.some(code => code > 0xff)) return undefined;
  const bytes = codes.map(code => `%${code.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(bytes);
  } catch {
    return undefined;
  }
}

/** Unchanged unless the entity is one that names contain. */
function character(entity: string): string {
  const name = entity.slice(1, -1);
  const code = /^#(x?)([\da-f]+)$/i.exec(name);
  if (code?.[2] !== undefined) {
    const point = Number.parseInt(code[2], code[1] === '' ? 10 : 16);
    return point >= 0x20 && point <= 0x24f ? String.fromCodePoint(point) : entity;
  }
  const letter = /^([a-z])(grave|acute|circ|tilde|uml|cedil)$/i.exec(name);
  const mark = ACCENTS[letter?.[2]?.toLowerCase() ?? ''];
  return letter?.[1] !== undefined && mark !== undefined
    ? `${letter[1]}${mark}`.normalize('NFC')
    : (NAMED[name.toLowerCase()] ?? entity);
}

/** V8 copies shorter parts of a text anyway. */
const SHORTEST_SLICE = 13;

/**
 * The same characters in a string of their own. A slice keeps the whole text in memory (V8 makes a « sliced string » of
 * it), which must not happen to a number kept for thousands of files.
 */
export const flat = (text: string): string => (text.length < SHORTEST_SLICE ? text : ` ${text}`.slice(1));

/** What generators, spreadsheets and forms write when they have nothing to say. */
const NOTHING: ReadonlySet<string> = new Set([
  'none',
  'null',
  'nil',
  'nan',
  'undefined',
  'n/a',
  'na',
  'n.a.',
  'neant',
  'vide',
  'aucun',
  'aucune',
  'inconnu',
  'sans objet',
  'todo',
  'tbd',
]);
const NO_VALUE = regex('u')`
  ^(?:[^\p{L}\p{N}]*|#(?:n/?a|ref|valeur|value|nom|name|null?|num|nombre|div/0|calc)[!?]?|xxx+
  |\$\{.*\}|\{\{.*\}\}|<[^<>]*>|[\{\[%«$:@]{1,2}\p{L}[\p{L}_. ]+[\}\]%»@]{1,2}|[$:@]\p{L}[\p{L}_.]+
  |(?:null|none|nan)(?:[\s/,;_-]+(?:null|none|nan))+)$`;
/** Words from programs that occur in no name and no number: the text was assembled from something missing. */
const NOT_THERE = /(?<![\p{L}\p{N}])undefined(?![\p{L}\p{N}])|\[object \p{L}+\]/u;

/** Beginnings that nothing in the pattern has, and most texts have: the pattern is slow to prepare. */
const ORDINARY = /^(?!xxx|null|none|nan)[a-z\d]/;

/** A placeholder: `N/A`, `undefined`, `#REF!`, `-`, `{{numero}}`, `null null`, `BDC-undefined`. */
export const saysNothing = (text: string): boolean => foldedSaysNothing(foldKey(text));

/** The same, for a text that is folded already. */
export function foldedSaysNothing(folded: string): boolean {
  const word = folded.trim();
  if (word.length <= LONGEST_NOTHING && NOTHING.has(word)) return true;
  if (!ORDINARY.test(word) && NO_VALUE.test(word)) return true;
  return SUSPECT.test(word) && NOT_THERE.test(word);
}
const LONGEST_NOTHING = Math.max(...Array.from(NOTHING, ({ length }) => length));
const SUSPECT = /undefined|\[object /;
