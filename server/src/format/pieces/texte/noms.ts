import { foldKey } from '../../domain/fold.js';
import { squeeze, type Texte } from './texte.js';

const TITLES: ReadonlySet<string> = new Set([
  'dr',
  'docteur',
  'drs',
  'pr',
  'professeur',
  'm',
  'mr',
  'mme',
  'monsieur',
  'madame',
  'mlle',
  'maitre',
  'me',
]);
const PARTICLES: ReadonlySet<string> = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'd',
  'l',
  'von',
  'van',
  'den',
  'der',
  'di',
  'da',
  'el',
  'et',
]);

const wordsOf = (name: string): readonly string[] => foldKey(name).match(/[a-z]+/g) ?? [];

/**
 * Whether a person is named in a text: in either order, with initials, or by the surname after a title (« Dr Lefèvre
 * »). A company that bears the surname (« Cabinet Lefèvre ») isn't the person.
 */
export function hasName(texte: Texte, name: string): boolean {
  const words = wordsOf(name).filter(word => !TITLES.has(word));
  const telling = words.filter(word => !PARTICLES.has(word));
  const wanted = telling.length === 0 ? words : telling;
  if (wanted.length === 0 || isWhole(texte, words)) return true;
  const due = wanted.length <= 2 ? wanted.length : Math.ceil(wanted.length * 0.6);
  return texte.lines.some(
    (line, at) => isAfterTitle(line, wanted) || countIn([...line, ...(texte.lines[at + 1] ?? [])], wanted) >= due,
  );
}

const isWhole = ({ squeezed }: Texte, words: readonly string[]): boolean => {
  const joined = squeeze(words.join(''));
  return joined.length > 5 && squeezed.includes(joined);
};

const isAfterTitle = (line: readonly string[], wanted: readonly string[]): boolean =>
  line.some((word, at) => {
    if (!TITLES.has(word)) return false;
    // Titles and particles may follow each other: « Mme le Dr de Lattre ».
    const next = line.slice(at + 1, at + 5).find(one => !TITLES.has(one) && !PARTICLES.has(one));
    return next !== undefined && next.length > 2 && wanted.includes(next);
  });

/** How many words of the name are there, initials included; none if all are initials. */
function countIn(words: readonly string[], wanted: readonly string[]): number {
  const whole = wanted.filter(word => words.includes(word));
  const initials = wanted.filter(word => !words.includes(word) && words.includes(word.charAt(0)));
  return whole.some(word => word.length > 2) ? whole.length + initials.length : whole.length;
}
