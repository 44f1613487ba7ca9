import type { Lang } from '../../texts/typeset.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of a locale's name: French, or else English. */
export const langOf = (locale: string): Lang => (/^fr(?![a-z])/i.test(locale) ? 'fr' : 'en');

/**
 * The language of messages: the user's wish, else the locale, else French, which the portal speaks. `C` and `POSIX` are
 * no language. `system` is what the operating system says where it sets no variable (Windows).
 */
export function languageOf(asked: string | undefined, env: Environment, system?: string): Lang {
  if (asked === 'fr' || asked === 'en') return asked;
  const named = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(value => value !== undefined && value !== '');
  const locale = named ?? system;
  if (locale === undefined || /^(?:C|POSIX)(?:$|[._@])/.test(locale)) return 'fr';
  return langOf(locale);
}
