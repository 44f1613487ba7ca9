import { compactDigits, foldKey, stripInvisible } from './fold.js';

/** Reads the cells of a calculation file: headings, kinds of identifier, identifiers, amounts. */

export const PLAFOND_COLUMNS = ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'] as const;
export type PlafondColumn = (typeof PLAFOND_COLUMNS)[number];

/** Headings of the user's own file, by what they mean: `{ identifiant: 'N° FINESS' }`. */
export type PlafondMapping = Readonly<Partial<Record<PlafondColumn, string>>>;

/** The identifiers that can have a ceiling; named like the fields of the request. */
export const PLAFOND_ROLES = ['finessPMSI', 'finessGeo', 'finessJuridique', 'numeroAM', 'rpps', 'siretClient'] as const;
export type PlafondRole = (typeof PLAFOND_ROLES)[number];

/** `finess`: a FINESS whose kind the file doesn't say; `any`: the file says nothing. */
export type PlafondType = PlafondRole | 'finess' | 'any';

/** Millionths of a euro: a spreadsheet's unrounded 14104,166667 must not pass for a round amount. */
export type Micro = number;

/**
 * Above it (nine thousand million euros) an amount in `Micro` would no longer be exact, and it isn't a ceiling anyway.
 */
const MAX_MICRO: Micro = 9_000_000_000_000_000;

/** Case, accents and everything but letters and digits are ignored. */
export const foldHeading = (text: string): string => foldKey(text).replace(/[^a-z0-9]/g, '');

/** A mapping setting from outside: whatever is not text, or names none of our columns, is left out. */
export function readMapping(raw: unknown): PlafondMapping {
  if (typeof raw !== 'object' || raw === null) return {};
  const mapping: Partial<Record<PlafondColumn, string>> = {};
  for (const [name, heading] of Object.entries(raw)) {
    const column = PLAFOND_COLUMNS.find(known => foldHeading(known) === foldHeading(name));
    if (column !== undefined && typeof heading === 'string' && heading.trim() !== '') mapping[column] = heading;
  }
  return mapping;
}

/** Where the headings are, and which column each names. */
export interface Headings {
  /** Index of the row. */
  readonly row: number;
  readonly columns: Readonly<Partial<Record<PlafondColumn, number>>>;
}

/** The agencies put titles and explanations above their tables, but never a page of them. */
const HEADINGS_WITHIN = 30;

/** The first row that names the identifiers and an amount. */
export function findHeadings(rows: readonly (readonly string[])[], mapping: PlafondMapping = {}): Headings | undefined {
  for (let row = 0; row < Math.min(rows.length, HEADINGS_WITHIN); row++) {
    const columns = columnsOf(rows[row] ?? [], mapping);
    if (columns.identifiant !== undefined && (columns.plafond_ht !== undefined || columns.plafond_ttc !== undefined))
      return { row, columns };
  }
  return undefined;
}

function columnsOf(cells: readonly string[], mapping: PlafondMapping): Partial<Record<PlafondColumn, number>> {
  const folded = cells.map(foldHeading);
  const columns: Partial<Record<PlafondColumn, number>> = {};
  for (const column of PLAFOND_COLUMNS) {
    const own = mapping[column];
    const mapped = own === undefined ? -1 : folded.indexOf(foldHeading(own));
    const at = mapped >= 0 ? mapped : folded.indexOf(foldHeading(column));
    if (at >= 0) columns[column] = at;
  }
  return columns;
}

/** What a cell of the column `type` means; undefined if unknown. */
export function readType(text: string): PlafondType | undefined {
  const folded = foldHeading(text);
  if (folded === '') return 'any';
  if (folded.includes('pmsi')) return 'finessPMSI';
  if (folded.includes('rpps')) return 'rpps';
  if (folded.includes('siret')) return 'siretClient';
  if (/jur|finessej$/.test(folded)) return 'finessJuridique';
  if (/geo|finesset$/.test(folded)) return 'finessGeo';
  if (folded.includes('finess')) return 'finess';
  return /^(?:(?:n|no|num|numero|identifiant)?d?am|.*assurancemaladie)$/.test(folded) ? 'numeroAM' : undefined;
}

/** Characters of an identifier. */
export const LENGTHS: Readonly<Record<PlafondType, number | undefined>> = {
  finessPMSI: 9,
  finessGeo: 9,
  finessJuridique: 9,
  finess: 9,
  numeroAM: 9,
  rpps: 11,
  siretClient: 14,
  any: undefined,
};

/** No identifier starts with more zeros than this: a shorter number is something else. */
const MAX_LOST_ZEROS = 3;

const FINESS = /^\d[\dAB]\d{7}$/;

type ReadIdentifiant = { readonly id: string } | { readonly error: 'empty' | 'digits' | 'form' };

/**
 * An identifier in the form used for look-up. Zeros dropped by a spreadsheet are restored; a number shown as a power of
 * ten (`8,12E+13`) is read only if no digit is lost.
 */
export function readIdentifiant(type: PlafondType, text: string): ReadIdentifiant {
  const typed = stripInvisible(text).trim();
  if (typed === '') return { error: 'empty' };
  const whole = wholeNumber(typed);
  if (whole === undefined) return { error: 'digits' };
  const compact = compactDigits(whole).toUpperCase();
  if (!/^\d+$/.test(compact)) {
    const form = type === 'any' || type === 'numeroAM' ? /^[\dA-Z]+$/ : type.startsWith('finess') ? FINESS : undefined;
    return form?.test(compact) === true ? { id: compact } : { error: 'form' };
  }
  const length = LENGTHS[type];
  if (length === undefined) return { id: padded(compact) };
  const digits = type === 'rpps' ? rppsDigits(compact) : compact;
  if (digits.length > length || digits.length < length - MAX_LOST_ZEROS)
    return type === 'numeroAM' ? { id: digits } : { error: 'form' };
  return { id: digits.padStart(length, '0') };
}

/** A national identifier (12 digits, an 8 first) and an RPPS rang (14) hold the RPPS. */
function rppsDigits(digits: string): string {
  if (digits.length === 12 && digits.startsWith('8')) return digits.slice(1);
  return digits.length === 14 ? digits.slice(0, 11) : digits;
}

/** If the kind is unknown, one lost zero is restored for the lengths that only this loss explains. */
const padded = (digits: string): string =>
  digits.length === 8 || digits.length === 10 || digits.length === 13 ? `0${digits}` : digits;

/** `750712184,0` and `7,50712184E8` are whole numbers; undefined if a power of ten hides digits. */
export function wholeNumber(text: string): string | undefined {
  const decimals = /^(\d+)[.,]0+$/.exec(text);
  if (decimals?.[1] !== undefined && !/^\d{1,3}[.,]000$/.test(text)) return decimals[1];
  const power = /^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$/.exec(text);
  if (power === null) return text;
  const [, first = '', rest = '', exponent = ''] = power;
  return rest.length === Number(exponent) ? first + rest : undefined;
}

type ReadPlafond =
  | { readonly micro: Micro | undefined }
  | { readonly error: 'amount' | 'ambiguous' | 'negative' | 'large' };

const NONE: ReadPlafond = { micro: undefined };
const PLAIN = /^(\d{1,9})(?:[.,](\d{1,2}))?$/;
const UNIT = /^€|(?:€|euros?|eur)?\s*(?:ht|ttc)?$/gi;
const DECIMAL = /^(\d+)(?:[.,](\d+))?$/;
const GROUPED = [
  /^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/,
  /^\d{1,3}(?:\.\d{3})+,\d+$/,
  /^\d{1,3}(?:,\d{3})+\.\d+$/,
  /^\d{1,3}(?:\.\d{3}){2,}$/,
  /^\d{1,3}(?:,\d{3}){2,}$/,
];

/** `1,234` is over a thousand, or a bit more than one: only the file's author knows. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** The exact amount in a cell, as typed or as a spreadsheet shows it; undefined for an empty cell. */
export function readPlafond(text: string): ReadPlafond {
  const plain = PLAIN.exec(text);
  if (plain !== null) return { micro: Number(plain[1]) * 1_000_000 + Number((plain[2] ?? '').padEnd(6, '0')) };
  const body = stripInvisible(text).trim().replace(UNIT, '').replace(/\s+/g, ' ').trim();
  if (body === '') return text.trim() === '' ? NONE : { error: 'amount' };
  if (/^-\s*\d/.test(body)) return { error: 'negative' };
  if (AMBIGUOUS.test(body)) return { error: 'ambiguous' };
  const grouped = GROUPED.some(form => form.test(body));
  const match = DECIMAL.exec(grouped ? ungroup(body) : body);
  if (match === null) return { error: 'amount' };
  return toMicro(match[1] ?? '', match[2] ?? '');
}

/** The last of the signs between groups is the decimal mark, unless it occurs elsewhere too. */
function ungroup(text: string): string {
  const sign = /[.,](?=\d+$)/.exec(text);
  const decimal = sign !== null && text.indexOf(sign[0]) === sign.index ? sign.index : undefined;
  if (decimal === undefined) return text.replace(/\D/g, '');
  return `${text.slice(0, decimal).replace(/\D/g, '')}.${text.slice(decimal + 1)}`;
}

/** Rounded to the millionth: the rest is noise from a spreadsheet's binary numbers (14100.829999999999). */
function toMicro(euros: string, fraction: string): ReadPlafond {
  if (euros.replace(/^0+/, '').length > 10) return { error: 'large' };
  const up = (fraction[6] ?? '0') >= '5' ? 1 : 0;
  const micro = Number(euros) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0')) + up;
  return micro > MAX_MICRO ? { error: 'large' } : { micro };
}
