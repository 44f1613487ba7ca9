import type { Lang } from '../rules/contract.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The language of messages: the option, else the locale, else French, which the portal speaks. `C` and `POSIX` are no
 * language. `system` is what the operating system says where it sets no variable (Windows).
 */
export function languageOf(asked: string | undefined, env: Environment, system?: string): Lang {
  if (asked === 'fr' || asked === 'en') return asked;
  const named = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(value => value !== undefined && value !== '');
  const locale = named ?? system;
  if (locale === undefined || /^(?:C|POSIX)(?:$|[._@])/.test(locale)) return 'fr';
  return /^fr/i.test(locale) ? 'fr' : 'en';
}

/** The value of `--lang` before the arguments are parsed, since the parser's own messages need it. */
export function askedLanguage(args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  for (const [i, arg] of options.entries()) {
    if (arg === '--lang') return options[i + 1];
    if (arg.startsWith('--lang=')) return arg.slice('--lang='.length);
  }
  return undefined;
}
