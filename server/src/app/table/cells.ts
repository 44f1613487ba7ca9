import { compactDigits, foldLoose, stripInvisible } from '../../format/domain/fold.js';
import { dayFrom, formatDate, repairDate } from '../../format/domain/date.js';
import { repairEmail, repairTelephone } from '../../format/domain/contact.js';
import { repairFiness, repairNumeroAsp, repairRpps, repairSiret } from '../../format/domain/numeros.js';
import { centsToLexeme, parseMontant, repairMontant } from '../../format/domain/montant.js';
import { wholeNumber } from '../../format/domain/plafonds-lecture.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { tidy } from '../../language/whitespace.js';
import type { Column } from './columns.js';
import { isDay, unguarded } from './guard.js';

/** A value as the request will have it; numbers as their lexeme. */
export type Value = string | boolean | null | Lexeme | readonly string[];

interface Lexeme {
  readonly lexeme: string;
}

export const isList = (value: Value): value is readonly string[] => Array.isArray(value);

/** Why a cell tells no value. */
export type CellError =
  | 'digits'
  | 'precision'
  | 'number-day'
  | 'amount'
  | 'ambiguous'
  | 'decimals'
  | 'negative'
  | 'date'
  | 'no-such-day'
  | 'short-year'
  | 'month-first'
  | 'boolean'
  | 'integer'
  | 'choice'
  | 'error-value'
  | 'control'
  | 'too-long';

/** Undefined for a cell that says nothing. */
export type CellRead = { readonly value: Value } | { readonly error: CellError } | undefined;

/** No field is longer; a cell that is holds something else. */
const MAX_CELL = 5_000;

/** How a database writes that there is nothing. */
const NOTHING = /^(?:null|\\N)$/i;
const MAX_NOTHING = 4;

/** What a spreadsheet shows where a formula failed. */
const ERROR_VALUE = /^#(?:N\/?A|REF!|VALEUR!|VALUE!|NOM\?|NAME\?|DIV\/0!|NUL{1,2}!|NOMBRE!|NUM!|N\/D)$/i;

/** Nearly all cells: nothing to strip, nothing that can't be seen. */
const PLAIN = /^[!-~À-ÿ](?:[ -~À-ÿ]*[!-~À-ÿ])?$/;

/** What no JSON text of ours may hold, but for what separates words. */
const CONTROL = /\p{Cc}/u;

/** `table` writes it for a list that is there and empty, where none could be there. */
export const EMPTY_LIST = '[]';

/** The value that a cell says, in the form of its field. Only the form changes: nothing is guessed. */
export function readCell(column: Column, text: string): CellRead {
  if (text === '') return undefined;
  const { text: said, typed } = unguarded(text);
  const isPlain = PLAIN.test(said);
  const body = isPlain ? said : stripInvisible(said).trim();
  if (body === '' || (body.length <= MAX_NOTHING && NOTHING.test(body))) return undefined;
  if (body.length > MAX_CELL) return { error: 'too-long' };
  if (!isPlain && CONTROL.test(body.replace(/\s/g, ''))) return { error: 'control' };
  if (body.startsWith('#') && ERROR_VALUE.test(body)) return { error: 'error-value' };
  return column.list ? readList(column, body) : readOne(column, body, typed);
}

function readOne({ shape, role }: Column, text: string, typed: boolean): CellRead {
  if (shape.types.has('boolean') && !shape.portal) return readBoolean(text);
  if (shape.types.has('number') || role === 'montantSegurHT') return readAmount(text);
  if (shape.types.has('integer') && !shape.types.has('string')) return readInteger(text);
  if (role !== undefined && DATES.has(role)) return readDate(text);
  if (shape.enum !== undefined) {
    const value = choice(shape.enum, tidy(text));
    // The VAT scheme decides which file a request goes to: what can't be read has no place in any.
    return role === 'regimeTVA' && shape.enum.every(known => known.value !== value) ? { error: 'choice' } : { value };
  }
  return readText(role, text, typed);
}

/** Numbers that a publisher gives: they have no check digit that would show that one is incomplete. */
export const isOwnNumber = (role: FieldRole | undefined): boolean =>
  role === 'numeroEditeur' || role === 'numeroAns' || role === 'numeroFacture';

function readText(role: FieldRole | undefined, text: string, typed: boolean): CellRead {
  const form = role === undefined ? undefined : IDENTIFIERS[role];
  if (form !== undefined) return readIdentifier(form, text);
  if (isOwnNumber(role)) return readNumber(text, typed);
  const repair = role === undefined ? undefined : REPAIRS[role];
  return { value: repair?.(text) ?? tidy(text) };
}

/**
 * A number of the user's own: its digits may have been lost, its zeros can't be known. A cell of text has kept them.
 */
function readNumber(text: string, typed: boolean): CellRead {
  if (typed) return { value: tidy(text) };
  if (isDay(text)) return { error: 'number-day' };
  if (isPower(text) || isCut(text)) return { error: isPower(text) ? 'digits' : 'precision' };
  return { value: tidy(text) };
}

interface IdentifierForm {
  readonly lengths: readonly number[];
  readonly repair: (text: string) => string | undefined;
}

const FINESS: IdentifierForm = { lengths: [9], repair: repairFiness };
const SIRET: IdentifierForm = { lengths: [14], repair: repairSiret };

const IDENTIFIERS: Readonly<Partial<Record<FieldRole, IdentifierForm>>> = {
  siretEditeur: SIRET,
  siretClient: SIRET,
  finessJuridique: FINESS,
  finessGeo: FINESS,
  finessPMSI: FINESS,
  identINSi: FINESS,
  numeroAM: { lengths: [9], repair: text => (/^\d{9}$/.test(text) ? text : undefined) },
  rpps: { lengths: [11], repair: repairRpps },
  telephoneClient: { lengths: [10], repair: repairTelephone },
  telephoneMandataire: { lengths: [10], repair: repairTelephone },
  identDMP: { lengths: [], repair: repairRpps },
};

const REPAIRS: Readonly<Partial<Record<FieldRole, (text: string) => string | undefined>>> = {
  numeroASP: repairNumeroAsp,
  emailClient: repairEmail,
  emailMandataire: repairEmail,
  adresseMSSPro: repairEmail,
  adresseMSSCitoyen: repairEmail,
  deploiementMSS: text => /^cas\s*([12])$/i.exec(text)?.[1]?.replace(/^/, 'Cas '),
};

/** No identifier begins with more zeros than this: a shorter number is something else. */
const MAX_LOST_ZEROS = 3;

/** Without the separators between its digits, the zeros put back that a spreadsheet dropped. */
function readIdentifier({ lengths, repair }: IdentifierForm, text: string): CellRead {
  const good = repair(text);
  if (good !== undefined) return { value: good };
  const whole = wholeNumber(text);
  if (whole === undefined) return { error: 'digits' };
  const repaired = repair(whole);
  if (repaired !== undefined) return { value: repaired };
  const compact = compactDigits(whole);
  const length = lengths.find(n => /^\d+$/.test(compact) && compact.length < n && compact.length >= n - MAX_LOST_ZEROS);
  const padded = length === undefined ? undefined : repair(compact.padStart(length, '0'));
  // What is no good identifier stays as typed: its rule says what is wrong.
  return { value: padded ?? (whole === text ? tidy(text) : whole) };
}

/** Several values of one cell. Its length tells a value's own spaces from those between two. */
function readList(column: Column, text: string): CellRead {
  if (text === EMPTY_LIST) return { value: [] };
  const form = column.role === undefined ? undefined : IDENTIFIERS[column.role];
  const separator = column.scope === 'piece' ? /[|\n\r]+/ : /[,;|/\n\r\t]+/;
  if (form === undefined && !separator.test(text)) return listOfOne(readText(column.role, text, false));
  const parts = text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
  const items = parts.flatMap(part =>
    form === undefined ||
    !/\s/.test(part) ||
    form.repair(part) !== undefined ||
    form.lengths.includes(compactDigits(part).length)
      ? [part]
      : part.split(/\s+/),
  );
  const values: string[] = [];
  for (const item of items) {
    const read = readText(column.role, item, false);
    if (read === undefined) continue;
    if ('error' in read) return read;
    if (typeof read.value === 'string') values.push(read.value);
  }
  return { value: values };
}

const listOfOne = (read: CellRead): CellRead =>
  read === undefined || 'error' in read || typeof read.value !== 'string' ? read : { value: [read.value] };

const TRUE: ReadonlySet<string> = new Set(['oui', 'o', 'vrai', 'true', 'yes', 'y', '1', 'x', '✓', '✔', '☑', '☒']);
const FALSE: ReadonlySet<string> = new Set(['non', 'n', 'faux', 'false', 'no', '0', '☐']);

const readBoolean = (text: string): CellRead => {
  const folded = foldLoose(text);
  if (TRUE.has(folded)) return { value: true };
  return FALSE.has(folded) ? { value: false } : { error: 'boolean' };
};

const readInteger = (text: string): CellRead => {
  const whole = /^(\d{1,9})(?:[.,]0+)?$/.exec(text.replace(/\s/g, ''))?.[1];
  return whole === undefined ? { error: 'integer' } : { value: { lexeme: whole.replace(/^0+(?=\d)/, '') } };
};

/** `1,234` is a thousand and more, or one and a bit. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** Nearly all amounts: one reading, and no zero to drop but cents that are none. */
const PLAIN_AMOUNT = /^([1-9]\d{0,8})(?:[.,](\d\d))?$/;

function readAmount(text: string): CellRead {
  const plain = PLAIN_AMOUNT.exec(text);
  if (plain !== null) {
    const [, euros = '', cents = '00'] = plain;
    return { value: { lexeme: cents === '00' ? euros : `${euros}.${cents}` } };
  }
  const lexeme = repairMontant(text);
  const amount = lexeme === undefined ? undefined : parseMontant(lexeme);
  if (amount !== undefined && 'cents' in amount) return { value: { lexeme: centsToLexeme(amount.cents) } };
  const bare = text.replace(/[\s€]/g, '');
  // Zeros that a program writes behind the cents lose nothing.
  const cut = /^(\d+)[.,](\d{2})0+$/.exec(bare);
  if (cut !== null && !AMBIGUOUS.test(bare)) return readAmount(`${cut[1] ?? ''}.${cut[2] ?? ''}`);
  if (/^-|^\(.*\)$/.test(bare)) return { error: 'negative' };
  if (AMBIGUOUS.test(bare)) return { error: 'ambiguous' };
  return { error: /^\d+[.,]\d{3,}$/.test(bare) ? 'decimals' : 'amount' };
}

const DATES: ReadonlySet<FieldRole> = new Set(['dateCommande', 'dateFacture']);

/** An hour after a day, without a zone: the day is the one that was typed. */
const HOUR = /[T ]\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?$/i;
const SHORT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/;
const MONTH_FIRST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;

/** From 1982 to 2173: the days that a spreadsheet counts from the end of 1899. */
const SERIAL = /^([3-9]\d{4})(?:[.,]0+)?$/;

function readDate(text: string): CellRead {
  const day = repairDate(text) ?? repairDate(text.replace(HOUR, ''));
  if (day !== undefined) return { value: day };
  const serial = SERIAL.exec(text)?.[1];
  if (serial !== undefined) return { value: fromSerial(Number(serial)) };
  const body = text.replace(HOUR, '');
  if (SHORT_YEAR.test(body)) return { error: 'short-year' };
  const numbers = MONTH_FIRST.exec(body);
  if (numbers === null) return { error: 'date' };
  const [, first, , second, year] = numbers;
  return { error: dayFrom(Number(year), Number(first), Number(second)) === undefined ? 'no-such-day' : 'month-first' };
}

/** Days since 30/12/1899, which is what the spreadsheets' 1900 that had a 29 February comes to. */
function fromSerial(serial: number): string {
  let year = 1900;
  // 1 January 1900 is the day 2 counted so.
  let left = serial - 2;
  while (left >= daysIn(year)) left -= daysIn(year++);
  for (let month = 1; ; month++) {
    const length =
      [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((n, i) => (i === 1 && daysIn(year) === 366 ? 29 : n))[
        month - 1
      ] ?? 31;
    if (left < length) return formatDate(dayFrom(year, month, left + 1) ?? 0, 'fr');
    left -= length;
  }
}

const daysIn = (year: number): number => (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365);

/** As the model writes the value, where one only can be meant; else as typed, for the rule to say what it wants. */
function choice(values: readonly { readonly value: string }[], text: string): string {
  const folded = foldLoose(text);
  const matches = values.filter(({ value }) => foldLoose(value) === folded);
  return matches.length === 1 ? (matches[0]?.value ?? text) : text;
}

/** `7,5E+08`: a spreadsheet hid digits. */
const isPower = (text: string): boolean =>
  /^\d(?:[.,]\d+)?[eE]\+?\d{1,3}$/.test(text) && wholeNumber(text) === undefined;

/** A spreadsheet keeps fifteen digits of a number and makes the others zeros. */
const isCut = (text: string): boolean => /^[1-9]\d{14}0{3,}$/.test(text);
