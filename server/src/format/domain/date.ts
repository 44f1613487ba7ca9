import { stripInvisible } from './fold.js';
import type { Lang } from '../../texts/typeset.js';

/** A day as the integer yyyymmdd: two days compare as their numbers do. No time, no zone. */
export type Day = number;

/** `fr` is `JJ/MM/AAAA`, the agency's habit; `iso` is `AAAA-MM-JJ`. */
type DateFormat = 'fr' | 'iso';

/** `no-such-day`: a readable day that isn't in the calendar (31/02/2022), or a year out of range (0022). */
type DateError = 'format' | 'no-such-day';

export type ParsedDate = { readonly day: Day; readonly format: DateFormat } | { readonly error: DateError };

const FIRST_YEAR = 1900;

const LAST_YEAR = 2199;

const FR = /^(\d{2})\/(\d{2})\/(\d{4})$/;

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Similar forms with a single reading: day first with one separator throughout, or year first. */
const NEAR_FR = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;

const NEAR_ISO = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;

/**
 * Midnight means that a program wrote a date with an empty time. With any other hour the day depends on the time zone:
 * `2022-11-02T23:00:00Z` is the 3rd in Paris.
 */
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0{1,9})?)?(?:Z|[+-]00:?00|\+0[12]:?00)?$/;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The day for a year, month and day of the month, counted from 1; undefined if the calendar doesn't have it
 * (1900–2199).
 */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | undefined {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(dayOfMonth);
  if (!whole || year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined;
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return year * 10_000 + month * 100 + dayOfMonth;
}

const split = (day: Day): { year: number; month: number; dayOfMonth: number } => ({
  year: Math.trunc(day / 10_000),
  month: Math.trunc(day / 100) % 100,
  dayOfMonth: day % 100,
});

type Fields = readonly [year: string | undefined, month: string | undefined, dayOfMonth: string | undefined];

const toDay = ([year, month, dayOfMonth]: Fields): Day | undefined =>
  dayFrom(Number(year), Number(month), Number(dayOfMonth));

function fieldsOf(text: string): { fields: Fields; format: DateFormat } | undefined {
  const fr = FR.exec(text);
  if (fr !== null) return { fields: [fr[3], fr[2], fr[1]], format: 'fr' };
  const iso = ISO.exec(text);
  return iso === null ? undefined : { fields: [iso[1], iso[2], iso[3]], format: 'iso' };
}

function nearFieldsOf(text: string): Fields | undefined {
  const fr = NEAR_FR.exec(text);
  if (fr !== null) return [fr[4], fr[3], fr[1]];
  const iso = NEAR_ISO.exec(MIDNIGHT.exec(text)?.[1] ?? text);
  return iso === null ? undefined : [iso[1], iso[3], iso[4]];
}

/**
 * Reads a date in one of the two forms. `1/2/2022`, `01-02-2022` and the like are `format` errors (`repairDate` mends
 * them), or `no-such-day` if that day doesn't exist.
 */
export function parseDate(text: string): ParsedDate {
  const strict = fieldsOf(text);
  if (strict === undefined) {
    const near = nearFieldsOf(text);
    return { error: near !== undefined && toDay(near) === undefined ? 'no-such-day' : 'format' };
  }
  const day = toDay(strict.fields);
  return day === undefined ? { error: 'no-such-day' } : { day, format: strict.format };
}

/**
 * The date as `JJ/MM/AAAA`, if it can mean one day only: an ISO date or date-time at midnight, missing zeros
 * (`3/11/2022`), `-` or `.` between the fields. Day first, as in French; a two-digit year is never completed.
 */
export function repairDate(text: string): string | undefined {
  const near = nearFieldsOf(stripInvisible(text).trim());
  const day = near === undefined ? undefined : toDay(near);
  return day === undefined ? undefined : formatDate(day, 'fr');
}

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/**
 * Short: `03/11/2022`, in English `3 Nov 2022` (many read 03/11 as the 11th of March). Long: `3 novembre 2022`, `1er
 * janvier 2022`, `3 November 2022`.
 */
export function formatDate(day: Day, lang: Lang, style: 'short' | 'long' = 'short'): string {
  const { year, month, dayOfMonth } = split(day);
  const two = (value: number): string => String(value).padStart(2, '0');
  const name = MONTHS[lang][month - 1] ?? two(month);
  const forms = {
    short: {
      fr: `${two(dayOfMonth)}/${two(month)}/${String(year).padStart(4, '0')}`,
      en: `${String(dayOfMonth)} ${name.slice(0, 3)} ${String(year)}`,
    },
    long: {
      fr: `${dayOfMonth === 1 ? '1er' : String(dayOfMonth)} ${name} ${String(year)}`,
      en: `${String(dayOfMonth)} ${name} ${String(year)}`,
    },
  };
  return forms[style][lang];
}

/** That many calendar days earlier. */
export function daysBefore(day: Day, count: number): Day {
  const date = new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) - count));
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** `AAAA-MM-JJ`, as data files and command lines write a day. */
export function toIso(day: Day): string {
  const { year, month, dayOfMonth } = split(day);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(dayOfMonth).padStart(2, '0')].join('-');
}

/** True from `first` to `last`, both included; a bound that is undefined is open. */
export const isWithin = (day: Day, first: Day | undefined, last: Day | undefined): boolean =>
  (first === undefined || day >= first) && (last === undefined || day <= last);

/** The day that a text names, even in a form that the portal refuses: another rule reports that. */
export function dayOf(text: string): Day | undefined {
  const parsed = parseDate(text);
  if ('day' in parsed) return parsed.day;
  const repaired = parseDate(repairDate(text) ?? '');
  return 'day' in repaired ? repaired.day : readForm(text)?.day;
}

/** Date forms that a model may use; letters as in the agency's documents. */
export const DATE_FORMS = ['JJ/MM/AAAA', 'AAAA-MM-JJ', 'JJ-MM-AAAA', 'JJ.MM.AAAA', 'AAAA/MM/JJ', 'AAAAMMJJ'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

const ANY_FORM = /^(\d{2})([/.-])(\d{2})\2(\d{4})$|^(\d{4})([-/]?)(\d{2})\6(\d{2})$/;

/** The day that a text names in one of the forms, and the form. */
export function readForm(text: string): { readonly day: Day; readonly form: DateForm } | undefined {
  const match = ANY_FORM.exec(text);
  if (match === null) return undefined;
  const [, d, sign, m, y, year, separator = '', month, dayOfMonth] = match;
  const first = sign === undefined;
  const day = first ? toDay([year, month, dayOfMonth]) : toDay([y, m, d]);
  const form = first ? ['AAAA', 'MM', 'JJ'].join(separator) : ['JJ', 'MM', 'AAAA'].join(sign);
  const known = DATE_FORMS.find(one => one === form);
  return day === undefined || known === undefined ? undefined : { day, form: known };
}

/** A day in a model's form. */
export function dateAs(day: Day, form: DateForm): string {
  const [year = '', month = '', dayOfMonth = ''] = toIso(day).split('-');
  return form.replace('AAAA', year).replace('MM', month).replace('JJ', dayOfMonth);
}
