import { squeeze, type Texte } from './texte.js';

/** How many lines further down a phrase may go on: its column may stand beside another. */
const MAX_SKIP = 3;

/**
 * Whether a phrase stands in a text. It may be broken over lines, spaced out or hyphenated, and go on in its own column
 * under words of another one.
 */
export function hasPhrase(texte: Texte, phrase: string): boolean {
  const squeezed = squeeze(phrase);
  if (texte.squeezed.includes(squeezed)) return true;
  const words = phrase.toLowerCase().split(' ');
  return words.length > 1 && isSpread(texte.lines, words);
}

/** From the places of each word to those of the next: right behind it, or the first in one of the next lines. */
function isSpread(lines: Texte['lines'], [first = '', ...rest]: readonly string[]): boolean {
  let places = lines.map(line => new Set(line.flatMap((word, at) => (word === first ? [at] : []))));
  for (const word of rest) {
    const next = lines.map(() => new Set<number>());
    places.forEach((columns, at) => {
      if (columns.size === 0) return;
      for (const column of columns) if (lines[at]?.[column + 1] === word) next[at]?.add(column + 1);
      for (let below = at + 1; below <= at + MAX_SKIP; below += 1) {
        const column = lines[below]?.indexOf(word) ?? -1;
        if (column >= 0) next[below]?.add(column);
      }
    });
    places = next;
  }
  return places.some(({ size }) => size > 0);
}

export const hasAnyPhrase = (texte: Texte, phrases: readonly string[]): boolean =>
  phrases.some(phrase => hasPhrase(texte, phrase));
