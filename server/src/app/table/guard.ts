/**
 * How a cell says that it is text. Spreadsheets run what begins like a formula, and make numbers of what looks like
 * one: an apostrophe before it, or `="…"` around it, keeps them from it. `table` writes the apostrophe, both are taken
 * away again.
 */
const FORMULA = /^[=+\-@\t\r]/;
/** Plain signed numbers (a telephone's `+33…`) are harmless. */
const HARMLESS = /^[+-][\d\s().]*$/;

const MONTH =
  '(?:janv?|janvier|january|f[eé]vr?|f[eé]vrier|feb|february|mars?|march|avr|avril|apr|april|mai|may|juin|june?|' +
  'juil|juillet|july?|ao[uû]t|aug|august|sept?|septembre|september|oct|octobre|october|nov|novembre|november|' +
  'd[eé]c|d[eé]cembre|december)\\.?';

/** Apostrophes that protect a text, whether ours or a spreadsheet's. */
const PROTECTED = new RegExp(`^'+(?:[=+\\-@\\t\\r\\d]|${MONTH}[-/. ]\\d)`, 'i');

/** `2E0041`, `1,5E10`: a spreadsheet takes it for a power of ten. */
const POWER = /^\d+(?:[.,]\d+)?[eE][+-]?\d+$/;
/** It keeps fifteen digits of a number and makes the others zeros: these look like it. */
const CUT = /^[1-9]\d{14}0{3,}$/;

const isMistaken = (text: string): boolean => POWER.test(text) || CUT.test(text);

const NAMED_MONTH = new RegExp(`^(?:\\d{1,2}[-/. ])?${MONTH}[-/. ]\\d{2}(?:\\d{2})?$|^\\d{1,2}[-/. ]${MONTH}$`, 'i');
/** A day, as a spreadsheet shows one. */
const DAY = /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})$|^\d{4}-\d{2}-\d{2}$/;
/** `5/2022`, `5-12`: typed into a spreadsheet, it becomes a day. */
const BECOMES_DAY = /^(?:0?[1-9]|1[0-2])[/-]\d{4}$|^\d{4}[/-](?:0?[1-9]|1[0-2])$|^\d{1,2}[/-]\d{1,2}$/;
/** Its zeros, at either end, or its last digits are lost where a spreadsheet takes it for a number. */
const LOSES_DIGITS = /^0\d+$|^\d+[.,]\d*0$|^\d{16,}$/;

/** What a spreadsheet shows where a number of the user's own was taken for a day. */
export const isDay = (text: string): boolean => DAY.test(text) || NAMED_MONTH.test(text);

/** A number of the user's own, as a cell that no spreadsheet takes for something else. */
export const guardedNumber = (text: string): string =>
  isDay(text) || BECOMES_DAY.test(text) || LOSES_DIGITS.test(text) ? `'${text}` : guarded(text);

/** A cell that no spreadsheet takes for something else; `unguarded` gives it back. */
export const guarded = (text: string): string =>
  (FORMULA.test(text) && !HARMLESS.test(text)) || PROTECTED.test(text) || isMistaken(text) ? `'${text}` : text;

/** The same for a cell of which the workbook itself says that it is text. */
export const typedText = (text: string): string => (isMistaken(text) ? `'${text}` : text);

interface Unguarded {
  readonly text: string;
  /** The cell says that it is text: no digit of it is lost. */
  readonly typed: boolean;
}

export function unguarded(text: string): Unguarded {
  // Hardly any cell has either sign.
  if (!text.startsWith("'") && !text.includes('="')) return { text, typed: false };
  if (PROTECTED.test(text)) return { text: text.slice(1), typed: true };
  const quoted = /^="((?:[^"]|"")*)"$/.exec(text.trim())?.[1];
  return quoted === undefined ? { text, typed: false } : { text: quoted.replaceAll('""', '"'), typed: true };
}
