import { type Day, dayFrom } from '../../domain/date.js';
import { foldKey, regex } from '../../domain/fold.js';
import { checkSiret } from '../../domain/numeros.js';
import { squeeze, type Texte } from './texte.js';

/** Whether a text contains a number or a reference, whatever separates its parts. */
export function hasNumber({ squeezed, flat }: Texte, number: string): boolean {
  const wanted = squeeze(number);
  if (wanted.length >= SHORT) return squeezed.includes(wanted);
  // Short ones occur everywhere: only a separate number counts, with or without leading zeros.
  return (
    wanted !== '' && new RegExp(`(?<![a-z0-9])0*${Array.from(wanted).join('[^a-z0-9]{0,2}')}(?![a-z0-9])`).test(flat)
  );
}

const SHORT = 6;

/** Groups of digits as in a printed SIRET, and what may be between SIREN and NIC. */
const GROUPED =
  /(?<!\d)\d{3}[ .-]?\d{3}[ .-]?\d{3}\s{0,3}[.-]?\s{0,3}(?:nic|\/|\|)?[ :.]{0,3}\d{2,5}(?: ?\d{1,3})?(?!\d)/g;
/** After its label in any grouping, boxes included. */
const LABELLED = regex('g')`
  siret[^0-9a-z]{0,12}(?:(?:n|no|numero|du|de|l|la|client|fournisseur|etablissement|titulaire|societe
  |editeur)[^0-9a-z]{0,6}){0,6}((?:\d[\s.|_-]{0,4}){13}\d)`;
const LABELLED_SHORT = regex('g')`
  (?:siret|siren)[^0-9a-z]{0,12}(?:(?:n|no|numero|du|de|l|la|client|etablissement|entreprise|societe
  |cabinet)[^0-9a-z]{0,6}){0,4}((?:\d[\s.|_-]{0,4}){8,14})`;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * The SIRETs with a valid key in a normalised text, each once: in any groups or boxes, or as a SIREN with its NIC
 * elsewhere.
 */
export const siretsIn = ({ flat }: Texte): readonly string[] => [
  ...new Set(
    [...candidates(flat), ...windows(flat, 14), ...paired(flat)].filter(digits => checkSiret(digits) === 'ok'),
  ),
];

/** The SIRENs labelled as such in a normalised text, and those of its SIRETs. */
export const sirensIn = (texte: Texte): ReadonlySet<string> =>
  new Set(
    [
      ...[...texte.flat.matchAll(LABELLED_SHORT)]
        .map(match => digitsOf(match[1] ?? ''))
        .filter(digits => digits.length >= 9),
      ...siretsIn(texte),
    ].map(digits => digits.slice(0, 9)),
  );

/**
 * Runs of digits, with what may separate those of one number: nothing that amounts, accounts or addresses are written
 * with.
 */
const RUN = /\d+/g;
const GAP = /^[^0-9a-z,€%'+=/@]{1,5}$/;
/** Digits after letters belong to another number, unless the letters are its own label. */
const GLUED = /(?<!siret|siren|nic)[a-z]$/;

function windows(flat: string, length: number): readonly string[] {
  const runs = [...flat.matchAll(RUN)].map(match => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return runs.flatMap(({ start }, first) => {
    if (GLUED.test(flat.slice(Math.max(0, start - 5), start))) return [];
    let digits = '';
    let at = first;
    for (; digits.length < length; at += 1) {
      const run = runs[at];
      const before = runs[at - 1];
      if (
        run === undefined ||
        (before !== undefined && at > first && !GAP.test(flat.slice(before.end, Math.min(run.start, before.end + 6))))
      )
        return [];
      digits += run.digits;
    }
    // Pairs belong to telephone numbers.
    return digits.length === length && at - first !== length / 2 ? [digits] : [];
  });
}

const NIC = /(?<![a-z])nic[^0-9a-z]{0,12}((?:\d[\s.|_-]{0,3}){4}\d)(?!\d)|(?<!\d)(\d{5})[^0-9a-z]{0,4}nic(?![a-z])/g;
const MAX_NICS = 10;
const MAX_SIRENS = 1000;

function paired(flat: string): readonly string[] {
  const nics = [...flat.matchAll(NIC)].slice(0, MAX_NICS).map(match => digitsOf(match[1] ?? match[2] ?? ''));
  return nics.length === 0
    ? []
    : [...new Set(windows(flat, 9))].slice(0, MAX_SIRENS).flatMap(siren => nics.map(nic => siren + nic));
}

function candidates(flat: string): readonly string[] {
  const grouped = [...flat.matchAll(GROUPED)].map(match => digitsOf(match[0]));
  const labelled = [...flat.matchAll(LABELLED)].map(match => digitsOf(match[1] ?? ''));
  return [...grouped, ...labelled].filter(digits => digits.length === 14);
}

/** Why there is no valid one: 14 digits with a wrong key, a SIREN alone, or nothing similar. */
export function lacksSiret(texte: Texte): 'key' | 'siren' | 'absent' {
  const { flat } = texte;
  const near = [...flat.matchAll(LABELLED_SHORT)].map(match => digitsOf(match[1] ?? ''));
  if (candidates(flat).length > 0 || near.some(digits => digits.length > 11)) return 'key';
  return near.some(digits => digits.length === 9) ? 'siren' : 'absent';
}

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
 * Whether a text names a person: in either order, with initials, or by the surname after a title (« Dr Lefèvre »). A
 * company with that surname (« Cabinet Lefèvre ») isn't the person.
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
    // Titles and particles may come in a row: « Mme le Dr de Lattre ».
    const next = line.slice(at + 1, at + 5).find(one => !TITLES.has(one) && !PARTICLES.has(one));
    return next !== undefined && next.length > 2 && wanted.includes(next);
  });

/** How many words of the name are present, initials included; zero if all are initials. */
function countIn(words: readonly string[], wanted: readonly string[]): number {
  const whole = wanted.filter(word => words.includes(word));
  const initials = wanted.filter(word => !words.includes(word) && words.includes(word.charAt(0)));
  return whole.some(word => word.length > 2) ? whole.length + initials.length : whole.length;
}

export interface FoundDate {
  readonly day: Day;
  readonly start: number;
  readonly end: number;
}

const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'] as const;
const NUMERIC = /(?<!\d)(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})(?!\d)/g;
const ISO = /(?<!\d)(\d{4}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{1,2})(?!\d)/g;
const WORDS = regex('g')`
  (?<!\d)(\d{1,2})(?:er)?\s+(janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout
  |sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?\s+(\d{4}|\d{2})(?!\d)`;

/** The days in a normalised text: `12/06/2023`, `12.06.23`, `2023-06-12`, `2023/06/12`, `12 juin 2023`. */
export function datesIn(flat: string): readonly FoundDate[] {
  const found: FoundDate[] = [];
  const add = (match: RegExpExecArray, year: string | undefined, month: number, day: string | undefined): void => {
    const whole = dayFrom(Number((year ?? '').padStart(4, '20')), month, Number(day));
    if (whole !== undefined) found.push({ day: whole, start: match.index, end: match.index + match[0].length });
  };
  for (const match of flat.matchAll(NUMERIC)) add(match, match[3], Number(match[2]), match[1]);
  for (const match of flat.matchAll(ISO)) add(match, match[1], Number(match[2]), match[3]);
  for (const match of flat.matchAll(WORDS))
    add(match, match[3], 1 + MONTHS.findIndex(month => match[2]?.startsWith(month)), match[1]);
  return found;
}
