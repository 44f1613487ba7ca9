import { stripInvisible } from './fold.js';
import type { Lang } from '../../texts/typeset.js';

/** An amount of money: a whole number of euro cents. No amount is ever a fraction in JavaScript's number type. */
export type Cents = number;

/** 99 999 999 999,99 €: two hundred of them still add up exactly, and no request comes close. */
export const MAX_CENTS: Cents = 9_999_999_999_999;

/**
 * `floor` is the amount rounded down to the cent (possibly 0: then there is nothing to propose), undefined out of
 * range; `exact` says that rounding loses nothing (`358.330`, `1e2`).
 */
export type Montant =
  | { readonly cents: Cents }
  | { readonly error: 'not-a-number' | 'negative' | 'zero' | 'too-large' }
  | { readonly error: 'decimals' | 'exponent'; readonly floor: Cents; readonly exact: boolean };

/** Two amounts in cents: the exact value rounded down, and rounded to the nearest (half a cent goes up). */
export interface Rounded {
  readonly floor: Cents;
  readonly nearest: Cents;
}

/** JSON's grammar of a number (RFC 8259): no plus sign, no leading zero. */
const NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const MAX_DIGITS = String(MAX_CENTS).length;

/** With an exponent of more digits than this, the value is zero or too large anyway. */
const MAX_EXPONENT_DIGITS = 9;

interface Decimal {
  readonly negative: boolean;
  /** The digits without leading zeros: empty for zero. */
  readonly digits: string;
  /** How many of the digits are after the point; negative if zeros are missing before it. */
  readonly scale: number;
  readonly exponent: boolean;
  readonly decimals: number;
}

function readDecimal(lexeme: string): Decimal | undefined {
  const match = NUMBER.exec(lexeme);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  return {
    negative: sign === '-',
    digits,
    scale: fraction.length - readExponent(exponent ?? '0'),
    exponent: exponent !== undefined,
    decimals: fraction.length,
  };
}

function readExponent(text: string): number {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]?0*/, '');
  const size = digits.length > MAX_EXPONENT_DIGITS ? Number.MAX_SAFE_INTEGER : Number(digits);
  return negative ? -size : size;
}

/** The digits cut at the cent; undefined above `MAX_CENTS`. */
function toCents({ digits, scale }: Decimal): { floor: Cents; exact: boolean } | undefined {
  const cut = scale - 2;
  const length = digits.length - cut;
  if (length > MAX_DIGITS) return undefined;
  if (length <= 0) return { floor: 0, exact: digits === '' };
  if (cut <= 0) return { floor: Number(digits.padEnd(length, '0')), exact: true };
  return { floor: Number(digits.slice(0, length)), exact: /^0*$/.test(digits.slice(length)) };
}

const POINT = 46;
const ZERO = 48;
const NINE = 57;

/** The cents of an amount as nearly all are written, digit by digit; -1 where the grammar has to tell. */
function plainCents(lexeme: string): Cents {
  const { length } = lexeme;
  if (length > MAX_DIGITS - 2 || lexeme.charCodeAt(0) === ZERO) return -1;
  let cents = 0;
  let point = length;
  for (let at = 0; at < length; at++) {
    const code = lexeme.charCodeAt(at);
    if (code === POINT && point === length && at > 0) point = at;
    else if (code >= ZERO && code <= NINE) cents = cents * 10 + (code - ZERO);
    else return -1;
  }
  switch (length - point) {
    case 0:
      return cents * 100;
    case 2:
      return cents * 10;
    case 3:
      return cents;
    default:
      return -1;
  }
}

/**
 * Reads an amount from a JSON number as typed. At most two decimals and no exponent, like the portal's files; `358.330`
 * is refused for its form although its value is that of `358.33`.
 */
export function parseMontant(lexeme: string): Montant {
  const plain = plainCents(lexeme);
  if (plain > 0) return { cents: plain };
  const decimal = readDecimal(lexeme);
  if (decimal === undefined) return { error: 'not-a-number' };
  if (decimal.digits === '') return { error: 'zero' };
  if (decimal.negative) return { error: 'negative' };
  const rounded = toCents(decimal);
  if (rounded === undefined) return { error: 'too-large' };
  if (decimal.exponent) return { error: 'exponent', ...rounded };
  if (decimal.decimals > 2) return { error: 'decimals', ...rounded };
  return { cents: rounded.floor };
}

/**
 * The amount in cents, rounded down exactly; undefined for anything that is not a number, is negative or is above
 * `MAX_CENTS`.
 */
export function floorCents(lexeme: string): Cents | undefined {
  const decimal = readDecimal(lexeme);
  if (decimal === undefined) return undefined;
  if (decimal.digits === '') return 0;
  return decimal.negative ? undefined : toCents(decimal)?.floor;
}

/** A longer text is not an amount with its unit but a line of an invoice. */
const MAX_TYPED_LENGTH = 40;

const UNITS = ['€', 'euros', 'euro', 'eur'];

/**
 * The forms with a single reading. One group of three after a comma or a point (`1,234`) has two, and stays. With both
 * comma and point, the last one is the decimal mark.
 */
const TYPED = [
  /^\d+(?:[.,]\d{1,2})?$/,
  /^\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?$/,
  /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/,
  /^\d{1,3}(?:,\d{3})+\.\d{1,2}$/,
  /^\d{1,3}(?:\.\d{3}){2,}$/,
  /^\d{1,3}(?:,\d{3}){2,}$/,
];

/**
 * Without the unit, before or after, and without "HT", which is what the field contains. ("TTC" stays: another amount.)
 */
function stripUnit(text: string): string {
  let body = text;
  if (/ht$/i.test(body)) body = body.slice(0, -2).trimEnd();
  if (body.startsWith('€')) return body.slice(1).trimStart();
  const lower = body.toLowerCase();
  const unit = UNITS.find(candidate => lower.endsWith(candidate));
  return unit === undefined ? body : body.slice(0, body.length - unit.length).trimEnd();
}

/**
 * The JSON number that a typed amount means: `358,33` → `358.33`, `1 234,56 €` → `1234.56`, `1.234,56` → `1234.56`.
 * Undefined if more than one number may be meant, if a digit would be lost (`358,330`), or if the result isn't a valid
 * amount.
 */
export function repairMontant(text: string): string | undefined {
  if (text.length > MAX_TYPED_LENGTH) return undefined;
  const body = stripUnit(stripInvisible(text).trim()).replace(/\s/g, ' ');
  if (!TYPED.some(form => form.test(body))) return undefined;
  const decimals = /[.,](\d{1,2})$/.exec(body)?.[1];
  const whole = (decimals === undefined ? body : body.slice(0, -decimals.length - 1)).replace(/[ .,]/g, '');
  const lexeme = decimals === undefined ? whole : `${whole}.${decimals}`;
  return 'cents' in parseMontant(lexeme) ? lexeme : undefined;
}

/** Whole euros and cents of an amount as text, without its sign. */
function parts(cents: Cents): { sign: string; euros: string; cents: string } {
  const size = Math.abs(cents);
  const rest = size % 100;
  return { sign: cents < 0 ? '-' : '', euros: String((size - rest) / 100), cents: String(rest).padStart(2, '0') };
}

/**
 * `14 100,83 €` in French (U+202F between thousands, U+00A0 before the sign), `€14,100.83` in English. Own code and not
 * `Intl`: the same characters on every runtime, and no division by 100.
 */
export function formatEuros(cents: Cents, lang: Lang): string {
  const { sign, euros, cents: rest } = parts(cents);
  const grouped = (separator: string): string => euros.replace(/\B(?=(?:\d{3})+$)/g, separator);
  return { fr: `${sign}${grouped('\u202f')},${rest}\u00a0€`, en: `${sign}€${grouped(',')}.${rest}` }[lang];
}

/** The amount as a JSON number: `14100.83`, `358.30`, and `14100` where there are no cents. */
export function centsToLexeme(cents: Cents): string {
  const { sign, euros, cents: rest } = parts(cents);
  return rest === '00' ? `${sign}${euros}` : `${sign}${euros}.${rest}`;
}

/** The amount without its cents: the FAQ's advice to anyone who rounds to the euro. */
export const floorToEuro = (cents: Cents): Cents => cents - (cents % 100);

/**
 * `cents` × `times` ÷ `by`, in integers: the quotient is taken first, so that no product passes 2^53 before the result
 * does. Exact for amounts from 0 to `MAX_CENTS` and factors up to a thousand or so.
 */
function mulDiv(cents: Cents, times: number, by: number): Rounded {
  const rest = cents % by;
  const product = rest * times;
  const left = product % by;
  const floor = ((cents - rest) / by) * times + (product - left) / by;
  return { floor, nearest: left * 2 >= by ? floor + 1 : floor };
}

/**
 * The amount before tax of an amount with tax; `perMille` is the rate in thousandths (200 for 20 %, 85 for 8.5 %: see
 * `TAUX_PER_MILLE`). 16921 € → 14100.83; 16925 € → floor 14104.16, nearest 14104.17: the floor is the sure ceiling.
 */
export const htFromTtc = (ttc: Cents, perMille: number): Rounded => mulDiv(ttc, 1000, 1000 + perMille);

/** The amount with tax of an amount before tax; `perMille` as in `htFromTtc`. */
export const ttcFromHt = (ht: Cents, perMille: number): Rounded => mulDiv(ht, 1000 + perMille, 1000);

/** `percent` per cent of an amount; `percent` is a whole number. */
export const shareOf = (whole: Cents, percent: number): Rounded => mulDiv(whole, percent, 100);

/**
 * True if `amount` is `percent` per cent of `whole`, to the cent in either direction: people round a share of 14100.83
 * up or down, or take what the other share leaves.
 */
export function isShareOf(amount: Cents, whole: Cents, percent: number): boolean {
  const { floor } = shareOf(whole, percent);
  const exact = floor * 100 === whole * percent;
  return amount === floor || (!exact && amount === floor + 1);
}
