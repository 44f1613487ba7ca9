import { regex } from '../../domain/fold.js';
import type { Day } from '../../domain/date.js';
import { squeeze, type Texte } from './texte.js';
import { datesIn, type FoundDate } from './valeurs.js';

const DONE = '(?:realise|effectue|acheve|termine|livre|installe|execute|deploye|mise? en service)';

const PRESTATION_DATE = new RegExp(
  [
    '(?:realisation|livraison|execution) (?:de |des |du )?(?:la )?(?:prestations?|logiciel)',
    '(?:dates?|jours?|periode|mois)[^\\n]{0,25}(?:prestation|realisation|livraison|installation|execution|interve' +
      'ntion|mise en|deploiement|service)',
    `${DONE}e?s? (?:le|du|en|entre|au|jusqu)`,
    '(?:prestations? segur|mise en ordre de marche|mom|verification ' +
      'd.aptitude|recette|periode)[^\\n]{0,60}(?:du|le|en|au|:)(?= ' +
      '?(?:\\d|1er|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec))',
  ].join('|'),
  'g',
);

const MONTH_OF_YEAR = regex('g')`
  (?<!\d ?|1er )(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre
  |trimestre|semestre) \d{4}|(?<![\d/.-])\d{2}/20\d{2}(?!\d)`;

/** Names for a service, or for the day it was done. */
const WORK = regex()`
  prestation|install|interven|realis|execut|livr|deploi|deploy
  |mise?s? en (?:service|production|ordre|oeuvre|route|place|exploitation)|activ(?:ation|e)
  |mises? a (?:disposition|jour)|operation|travaux|(?<![a-z])(?:va|mom|vsr)(?![a-z])|aptitude|services? faits?
  |recett|reception|periode|formation|parametrage|migration|demarrage|effectu|acheve|termine`;

/** The labels of other dates. */
const OTHER = regex()`
  (?:factur|emission|emise?|edit|etabli|echeance|regl|paie|pay(?:er|able)|limite|command|bdc|devis|sign|imprim
  |valid|virement|naissance|capital|penalit|, le)[^\n]{0,30}$`;

/** « Prestation facturée le » may well mean it; what is ordered or to be paid doesn't. */
const DUE = /echeance|regl|paie|pay(?:er|able)|limite|command/;

const BEFORE = 60;

/**
 * The day or period of the service is given; a date without any other label may be it too, so that nothing is called
 * missing wrongly.
 */
export function hasPrestationDate({ flat }: Texte, invoiceDay: Day | undefined): boolean {
  const dates = datesIn(flat);
  const months = [...flat.matchAll(MONTH_OF_YEAR)].map(match => ({
    day: undefined,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return isLabelled(flat, dates, months) || [...dates, ...months].some(one => mayBeIt(flat, one, invoiceDay));
}

interface Time {
  readonly day: Day | undefined;
  readonly start: number;
  readonly end: number;
}

/** A label for the day or period of the service is followed by a date, or has one below it in a table. */
function isLabelled(flat: string, dates: readonly FoundDate[], months: readonly Time[]): boolean {
  const follows = (end: number): boolean =>
    dates.some(({ start }) => start >= end - 12 && start < end + 300) ||
    months.some(({ start }) => start >= end && start < end + 80);
  return [...flat.matchAll(PRESTATION_DATE)].some(match => follows(match.index + match[0].length));
}

/** Another day than the invoice's without any other label, or any day beside a name for the service. */
function mayBeIt(flat: string, { day, start, end }: Time, invoiceDay: Day | undefined): boolean {
  const label =
    flat
      .slice(Math.max(0, start - BEFORE), start)
      .split('\n')
      .at(-1) ?? '';
  const work = WORK.exec(label);
  if (work !== null && !DUE.test(label.slice(work.index))) return true;
  if (OTHER.test(label)) return false;
  return (day !== undefined && day !== invoiceDay) || WORK.test(around(flat, start, end));
}

const MAX_LINE = 200;

/** The line of a date, with those above and below. */
const around = (flat: string, start: number, end: number): string =>
  [
    ...flat
      .slice(Math.max(0, start - MAX_LINE), start)
      .split('\n')
      .slice(-2),
    ...flat
      .slice(start, end + MAX_LINE)
      .split('\n')
      .slice(0, 2),
  ].join('\n');

/** How many lines further down a phrase may continue: its column may be beside another one. */
const MAX_SKIP = 3;

/**
 * Whether a text contains a phrase. It may be broken over lines, spaced out or hyphenated, and continue in its own
 * column under words of another one.
 */
export function hasPhrase(texte: Texte, phrase: string): boolean {
  const squeezed = squeeze(phrase);
  if (texte.squeezed.includes(squeezed)) return true;
  const words = phrase.toLowerCase().split(' ');
  return words.length > 1 && isSpread(texte.lines, words);
}

/** From each place of a word to those of the next: right after it, or first in one of the next lines. */
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
