import { stripInvisible, utf8Length } from './fold.js';

/**
 * `domain-only`: a domain where an address is required (refused for MSSanté, FAQ vague 1). `several`: more than one
 * address. `spaces`: an address except for spaces in it. `mailto`: an address (except for spaces) after `mailto:`.
 */
export type EmailCheck = 'ok' | 'domain-only' | 'several' | 'mailto' | 'spaces' | 'invalid';

/** RFC 5321 and its erratum 1690, in bytes. */
const MAX_ADDRESS = 254;
const MAX_LOCAL = 64;
const MAX_LABEL = 63;

/**
 * An atom of RFC 5322, with letters of any script (RFC 6531): an accent is more likely right than a warning about it.
 */
const ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
const TOP_LEVEL = /^(?:[\p{L}\p{M}]{2,}|xn--[a-z\d-]+)$/iu;
const MAILTO = /^mailto:/i;

/** What people put between two addresses. */
const BETWEEN = /[\s;,|/<>()"]+/;

/** Nearly all addresses: what the slower check accepts too, within its shortest limits. */
const PLAIN = /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i;

function isDomain(text: string): boolean {
  if (text.length > MAX_ADDRESS) return false;
  const labels = text.split('.');
  return (
    labels.length > 1 &&
    labels.every(label => label.length <= MAX_LABEL && LABEL.test(label)) &&
    TOP_LEVEL.test(labels.at(-1) ?? '')
  );
}

const isPlain = (text: string): boolean => text.length <= MAX_LABEL && PLAIN.test(text);

function isAddress(text: string): boolean {
  if (isPlain(text)) return true;
  // There are never more UTF-16 units than bytes: this first test spares the others a long text.
  if (text.length > MAX_ADDRESS || utf8Length(text) > MAX_ADDRESS) return false;
  const at = text.indexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  return (
    utf8Length(local) <= MAX_LOCAL && local.split('.').every(atom => ATOM.test(atom)) && isDomain(text.slice(at + 1))
  );
}

function checkBare(text: string): EmailCheck {
  if (isAddress(text)) return 'ok';
  if (text.split(BETWEEN).filter(isAddress).length > 1) return 'several';
  if (isAddress(stripInvisible(text).replace(/\s/g, ''))) return 'spaces';
  return isDomain(text.trim().replace(/^@/, '')) ? 'domain-only' : 'invalid';
}

/**
 * Checks that `text` is one complete e-mail address. Plain addresses only: no display name, quoted local part, comment
 * or IP address, which no form of the agency accepts.
 */
export function checkEmail(text: string): EmailCheck {
  const trimmed = text.trimStart();
  if (!MAILTO.test(trimmed)) return checkBare(text);
  const check = checkBare(trimmed.replace(MAILTO, ''));
  return check === 'ok' || check === 'spaces' ? 'mailto' : check;
}

/**
 * The address without `mailto:`, and without spaces at its ends, around its `@` and around the dots of its domain.
 * Undefined for a space inside the name (`jean dupont@…`), which may stand for a missing dot.
 */
export function repairEmail(text: string): string | undefined {
  if (isPlain(text)) return text;
  const bare = stripInvisible(text).trim().replace(MAILTO, '');
  const at = bare.indexOf('@');
  if (at < 0) return undefined;
  const domain = bare
    .slice(at + 1)
    .split('.')
    .map(label => label.trim())
    .join('.');
  const address = `${bare.slice(0, at).trim()}@${domain}`;
  return isAddress(address) ? address : undefined;
}

/** The domain of an address, or the text itself where it has no `@`, in small letters. */
const domainOf = (text: string): string =>
  text
    .slice(text.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();

const isUnder = (text: string, domain: string): boolean =>
  domainOf(text) === domain || domainOf(text).endsWith(`.${domain}`);

/** True for an address (or bare domain) of the MSSanté space, the citizens' side included. */
export const isMssante = (text: string): boolean => isUnder(text, 'mssante.fr');

/** True for an address (or bare domain) of the citizens' side, Mon espace santé: a recipient's, never a sender's. */
export const isPatientMssante = (text: string): boolean => isUnder(text, 'patient.mssante.fr');

/** The mailbox that answers tests automatically; refused as a sender's address (FAQ vague 1). */
export const TEST_MAILBOX = 'reponse.automatique-test@patient.mssante.fr';

export const isTestMailbox = (text: string): boolean => text.trim().toLowerCase() === TEST_MAILBOX;

/**
 * `separators`: a valid number written in groups (`01 23 45 67 89`, `+33 (0)1…`). Separate from `ok` because the
 * portal's field takes digits only, and from `invalid` because the fix is safe.
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

/** The zero of the national form inside an international one: in brackets because it isn't dialled. */
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
  if (!/\d/.test(text)) return 'invalid';
  if (isNumber(text)) return 'ok';
  return isNumber(compact(text)) ? 'separators' : 'invalid';
}

/** The number without what stands between its digits (including an undialled `(0)`), if it is then valid. */
export function repairTelephone(text: string): string | undefined {
  if (isNumber(text)) return text;
  const number = compact(text);
  return isNumber(number) ? number : undefined;
}
