import { stripInvisible } from './fold.js';

/**
 * `separators`: a good number that is written in groups (`01 23 45 67 89`, `+33 (0)1…`). It is told apart from `ok`
 * because the portal's field takes digits, and from `invalid` because the fix is safe.
 */
export type TelephoneCheck = 'ok' | 'separators' | 'invalid';

/**
 * National form, then the international ones with their lengths: 9 digits after +33 and the codes of Guadeloupe (590),
 * Guyane (594), Martinique (596), La Réunion and Mayotte (262); Saint-Pierre-et-Miquelon (508) has 6 and, in the newer
 * plan, 9; Wallis-et-Futuna (681) and Nouvelle-Calédonie (687) 6, Polynésie (689) 8.
 */
const FORMS = [
  /^0[1-9]\d{8}$/,
  /^(?:\+|00)(?:33|262|590|594|596)[1-9]\d{8}$/,
  /^(?:\+|00)508[1-9]\d{5}(?:\d{3})?$/,
  /^(?:\+|00)68[17][1-9]\d{5}$/,
  /^(?:\+|00)689[1-9]\d{7}$/,
];

const SEPARATOR = /[\s.\-\u2010-\u2015\u2212/]/g;

/** The zero of the national form in an international one: written in brackets because it is not dialled. */
const TRUNK_ZERO = /^(\(?(?:\+|00)\d{2,3}\)?)\(0\)/;

function compact(text: string): string {
  return stripInvisible(text).replace(SEPARATOR, '').replace(TRUNK_ZERO, '$1').replace(/[()]/g, '');
}

const isNumber = (text: string): boolean => FORMS.some(form => form.test(text));

/**
 * Checks a French telephone number: 10 digits from `0`, or `+`/`00`, a country code of a French territory and its
 * digits.
 */
export function checkTelephone(text: string): TelephoneCheck {
  if (isNumber(text)) return 'ok';
  return isNumber(compact(text)) ? 'separators' : 'invalid';
}

/**
 * The number without what stands between its digits (the `(0)` that is not dialled counts as such), if it is then good.
 */
export function repairTelephone(text: string): string | undefined {
  const number = compact(text);
  return isNumber(number) ? number : undefined;
}
