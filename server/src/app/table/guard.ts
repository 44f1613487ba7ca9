/**
 * How a cell says that it is text. Spreadsheets run what begins like a formula, and make numbers of what looks like
 * one: an apostrophe before it, or `="…"` around it, keeps them from it. `table` writes the apostrophe, both are taken
 * away again.
 */
const FORMULA = /^[=+\-@\t\r]/;
/** Plain signed numbers (a telephone's `+33…`) harm nobody. */
const HARMLESS = /^[+-][\d\s().]*$/;

/** Apostrophes that are there to protect, whoever put them. */
const PROTECTED = /^'+[=+\-@\t\r\d]/;

/** `2E0041`, `1,5E10`: a spreadsheet takes it for a power of ten. */
const POWER = /^\d+(?:[.,]\d+)?[eE][+-]?\d+$/;
/** It keeps fifteen digits of a number and makes the others zeros: these look like it. */
const CUT = /^[1-9]\d{14}0{3,}$/;

const isMistaken = (text: string): boolean => POWER.test(text) || CUT.test(text);

/** A cell that no spreadsheet takes for something else; `unguarded` gives it back. */
export const guarded = (text: string): string =>
  (FORMULA.test(text) && !HARMLESS.test(text)) || PROTECTED.test(text) || isMistaken(text) ? `'${text}` : text;

/** The same for a cell of which the workbook itself says that it is text. */
export const typedText = (text: string): string => (isMistaken(text) ? `'${text}` : text);

export interface Unguarded {
  readonly text: string;
  /** The cell says that it is text: no digit of it is lost. */
  readonly typed: boolean;
}

export function unguarded(text: string): Unguarded {
  if (PROTECTED.test(text)) return { text: text.slice(1), typed: true };
  const quoted = /^="((?:[^"]|"")*)"$/.exec(text.trim())?.[1];
  return quoted === undefined ? { text, typed: false } : { text: quoted.replaceAll('""', '"'), typed: true };
}
