import type { Shape, ValueType } from '../../format/profiles/shape.js';
import type { JsonNode } from '../../language/nodes.js';
import type { Lang } from '../contract.js';

const NAMES: Readonly<Record<ValueType, Readonly<Record<Lang, string>>>> = {
  string: { fr: 'un texte entre guillemets', en: 'a text in quotes' },
  number: { fr: 'un nombre', en: 'a number' },
  integer: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false sans guillemets', en: 'true or false without quotes' },
  null: { fr: 'null', en: 'null' },
  object: { fr: 'un objet { … }', en: 'an object { … }' },
  array: { fr: 'une liste [ … ]', en: 'a list [ … ]' },
};
const FOUND_BOOLEAN: Readonly<Record<Lang, string>> = { fr: 'true ou false', en: 'true or false' };

/** A type in plain words, with its article. */
export const typeName = (type: ValueType, lang: Lang): string =>
  type === 'boolean' ? FOUND_BOOLEAN[lang] : NAMES[type][lang];

/** What a number is that stands where another kind of number, or none, is due. */
export const DECIMAL: Readonly<Record<Lang, string>> = { fr: 'un nombre à virgule', en: 'a decimal number' };

/** « un texte entre guillemets ou null » */
export function wantedTypes(shape: Shape, lang: Lang, filled = false): string {
  const types = [...shape.types].filter(type => type !== 'null').map(type => NAMES[type][lang]);
  if (shape.types.has('null') && !filled) types.push('null');
  return types.join(lang === 'fr' ? ' ou ' : ' or ');
}

const YES: ReadonlySet<string> = new Set(['1', 'oui', 'o', 'vrai', 'yes', 'y', 'x']);
const NO: ReadonlySet<string> = new Set(['0', 'non', 'n', 'faux', 'no']);

/** Other ways to say true and false. */
export function booleanMeant(node: JsonNode): boolean | undefined {
  const word = node.kind === 'string' ? node.value.trim().toLowerCase() : node.kind === 'number' ? node.lexeme : '';
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}
