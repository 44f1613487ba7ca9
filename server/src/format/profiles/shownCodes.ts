import { typesNamed } from '../domain/fichier.js';
import { foldLoose } from '../domain/fold.js';
import type { EnumValue, Shape } from './profile.js';
import type { FieldRole } from './roles.js';
import type { Bilingual } from '../../texts/typeset.js';

export const NO_WORD: Bilingual = { fr: '', en: '' };

/** Which of our codes corresponds to one of the agency's: by its words, for a few well-known lists. */
export function guess(code: string, base: Shape, ours: readonly EnumValue[]): string | undefined {
  const loose = foldLoose(code);
  const near = ours.filter(({ value }) => foldLoose(value) === loose);
  if (near.length === 1) return near[0]?.value;
  if (base.role === 'typeFichier') {
    const kinds = typesNamed(code.replace(/_/g, ' '), []);
    return kinds.length === 1 ? ours.find(({ value }) => value === kinds[0])?.value : undefined;
  }
  const inside = ours.filter(({ value }) => loose.includes(foldLoose(value)));
  return inside.length === 1 ? inside[0]?.value : undefined;
}

/** One of our codes that no example shows: written in the style of those shown, and not known to be the agency's. */
export function unseen({ value, is, meaning }: EnumValue, shown: readonly string[]): EnumValue {
  const small = shown.length > 0 && shown.every(code => code === code.toLowerCase());
  const written = small ? value.toLowerCase() : value;
  return { value: written, is: written === value ? is : (is ?? value), meaning, evidence: 'reconstructed' };
}

const CODE = /^[A-Z][A-Z\d]*(?:[_-][A-Z\d]+)*$/;

/** Codes that occur repeatedly are a list; one seen once may be anything. */
export function listOf(shown: readonly string[], texts: readonly string[]): readonly EnumValue[] | undefined {
  const repeated =
    shown.length > 0 && texts.length >= 2 * shown.length && shown.every(text => CODE.test(text) && !/\d{4}/.test(text));
  return repeated ? shown.map(value => ({ value, meaning: NO_WORD, evidence: 'adopted' })) : undefined;
}

/** Words that answer a question: the one that no example shows is written like the other. */
export function yesOrNo(shown: readonly string[]): readonly EnumValue[] | undefined {
  const [first] = shown;
  if (first === undefined || !shown.every(text => /^(?:oui|non)$/i.test(text))) return undefined;
  const alike = (word: string): string =>
    first === first.toUpperCase()
      ? word.toUpperCase()
      : first === first.toLowerCase()
        ? word
        : word.charAt(0).toUpperCase() + word.slice(1);
  const listed = [...new Set([...shown, alike('oui'), alike('non')])];
  return listed.map(value => ({ value, meaning: NO_WORD, evidence: 'adopted' }));
}

/** Kinds of services, once two are shown: from one alone, the other's code can't be told. */
export function kindsOf(role: FieldRole | undefined, texts: readonly string[]): readonly EnumValue[] | undefined {
  const shown = [...new Set(texts)];
  return role === 'typePrestation' && shown.length > 1
    ? shown.map(value => ({ value, meaning: kindOf(value), evidence: 'adopted' }))
    : undefined;
}

/** « vague 2 », « vague 1 + vague 2 »: the two kinds that the ANS mentions. */
function kindOf(value: string): Bilingual {
  const waves = new Set(value.match(/\d+/g));
  if (waves.size === 1 && waves.has('2')) return { fr: 'la vague 2 seule', en: 'wave 2 alone' };
  return waves.size === 2 && waves.has('1') && waves.has('2')
    ? {
        fr:
          "les deux vagues, pour un établissement qui n'a eu ni prestation de vague 1 ni montée de version " +
          'à ses frais',
        en: 'both waves, for an establishment that had no service of wave 1 and paid no upgrade itself',
      }
    : NO_WORD;
}
