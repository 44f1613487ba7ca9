import { squeeze, type Texte } from './texte.js';

/** How many lines further down a phrase may go on: its column may stand beside another. */
const MAX_SKIP = 3;

/**
 * Whether a phrase stands in a text. It may be broken over lines, spaced out or hyphenated, and go on in its own column under words
 * of another one.
 */
export function hasPhrase(texte: Texte, phrase: string): boolean {
  const squeezed = squeeze(phrase);
  if (texte.squeezed.includes(squeezed)) return true;
  const words = phrase.toLowerCase().split(' ');
  return words.length > 1 && texte.lines.some((line, at) => line.some((_, column) => goesOn(texte.lines, words, 0, at, column)));
}

function goesOn(lines: Texte['lines'], words: readonly string[], word: number, line: number, column: number): boolean {
  if (lines[line]?.[column] !== words[word]) return false;
  if (word + 1 === words.length) return true;
  if (goesOn(lines, words, word + 1, line, column + 1)) return true;
  for (let skip = 1; skip <= MAX_SKIP; skip += 1) {
    const next = lines[line + skip]?.indexOf(words[word + 1] ?? '') ?? -1;
    if (next >= 0 && goesOn(lines, words, word + 1, line + skip, next)) return true;
  }
  return false;
}

export const hasAnyPhrase = (texte: Texte, phrases: readonly string[]): boolean => phrases.some((phrase) => hasPhrase(texte, phrase));
