import { distance } from 'fastest-levenshtein';

const MARK = /\p{M}/gu;

const LIGATURE = /[œæ]/g;

const ASCII = /^[\0-\x7f]*$/;

/** `text` without case and accents (œ and æ become two letters): `Libellé` and `LIBELLE` fold to the same. */
export function foldKey(text: string): string {
  // Keys are ASCII nearly always, and this runs for each of them.
  if (ASCII.test(text)) return text.toLowerCase();
  // Small letters can themselves decompose (İ), and decomposed ones have capitals (the Kelvin sign): so both sides are folded.
  return text
    .normalize('NFD')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARK, '')
    .replace(LIGATURE, ligature => (ligature === 'œ' ? 'oe' : 'ae'));
}

/** `foldKey` without spaces of any kind, `_`, `-` and `.`: `montant_segur-HT` and `montantSegurHT` fold to the same. */
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
 * The candidate nearest to `word` by edit distance (UTF-16 units; two letters exchanged count once) between their loose foldings, none farther than
 * `maxDistance` (by default a third of the word, at least 1). Ties go to the nearest as typed, then to the first given.
 * Nothing is near a word of more than 200 characters.
 */
export function nearest(word: string, candidates: readonly string[], maxDistance?: number): string | undefined {
  const folded = foldLoose(word);
  if (folded === '' || word.length > MAX_WORD) return undefined;
  const limit = maxDistance ?? Math.max(1, Math.floor(folded.length / 3));
  let best: { candidate: string; loose: number; typed: number } | undefined;
  for (const candidate of candidates) {
    const other = foldLoose(candidate);
    // The lengths' difference is a lower bound of the distance, and costs nothing.
    if (other === '' || candidate.length > MAX_WORD || Math.abs(other.length - folded.length) > limit) continue;
    const loose = isSwapOf(folded, other) ? 1 : distance(folded, other);
    if (loose > limit || (best !== undefined && loose > best.loose)) continue;
    const typed = distance(word, candidate);
    if (best === undefined || loose < best.loose || typed < best.typed) best = { candidate, loose, typed };
  }
  return best?.candidate;
}

/**
 * The key that stands in place of this one: spelled nearly so, or shortened (`scenario` for `scenarioInstallation`).
 */
export function meantKey(key: string, free: readonly string[]): string | undefined {
  const near = nearest(key, free);
  if (near !== undefined || key.length < 3) return near;
  const folded = foldLoose(key);
  const longer = free.filter(other => isShortFor(folded, foldLoose(other)) || isShortFor(foldLoose(other), folded));
  return longer.length === 1 ? longer[0] : undefined;
}

/** The letters of `short` stand in `long`, in their order, the first one first. */
function isShortFor(short: string, long: string): boolean {
  if (short.length < 3 || !long.startsWith(short.charAt(0))) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}
