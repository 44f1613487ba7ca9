import { dayFrom, type Day } from '../../domain/date.js';

export interface FoundDate {
  readonly day: Day;
  readonly start: number;
  readonly end: number;
}

const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'] as const;
const NUMERIC = /(?<!\d)(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})(?!\d)/g;
const ISO = /(?<!\d)(\d{4}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{1,2})(?!\d)/g;
const WORDS =
  /(?<!\d)(\d{1,2})(?:er)?\s+(janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?\s+(\d{4}|\d{2})(?!\d)/g;

/** The days that a normalised text writes: `12/06/2023`, `12.06.23`, `2023-06-12`, `2023/06/12`, `12 juin 2023`. */
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
