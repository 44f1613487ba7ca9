export type Lang = 'fr' | 'en';

/** A sentence in both languages. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/*
 * Typography is applied once, where a text leaves the place where it is written: a rule (`rules/define`) or a table in
 * this folder (`words`, `bilingual`). Sources are typed on a keyboard, with plain spaces and straight apostrophes. What
 * comes from the user's file is never retouched: the strings passed to a message's function are marked on their way in,
 * and the marks are removed when the sentence is set. A table can't forget this: it happens by itself.
 */

/** Noncharacters, which no text may contain: they delimit what is left as it is. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const NO_BREAK = '\u00a0';
/** Between thousands. */
const NARROW = '\u202f';

/** What typography looks at: a value without these needs no marks, and can be compared as it is. */
const RETOUCHED = /[ '`«»:;!?%€]/;
const MARKS = /[\ufdd0\ufdd1]/;
const MARK = /[\ufdd0\ufdd1]/g;

/** A user's value in a sentence: typography doesn't touch it. */
export const verbatim = (value: string): string =>
  RETOUCHED.test(value) && !MARKS.test(value) ? `${OPEN}${value}${CLOSE}` : value;

/** A key or a value in a French sentence. */
export const cite = (value: string): string => `« ${verbatim(value)} »`;

/** The same in a sentence of either language. */
export const citeIn = (value: string, lang: Lang): string => (lang === 'fr' ? cite(value) : `“${value}”`);

const BINDING = { and: { fr: 'et', en: 'and' }, or: { fr: 'ou', en: 'or' } } as const;

/** « a, b et c » */
export function listed(texts: readonly string[], bind: keyof typeof BINDING, lang: Lang): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${BINDING[bind][lang]} ${last}`;
}

/** A finished sentence: French spaces and apostrophes, and no marks. English is shown as typed. */
export function typeset(text: string, lang: Lang): string {
  if (!MARKS.test(text)) return lang === 'fr' ? setFrench(text, false) : text;
  let depth = 0;
  return text
    .split(/([\ufdd0\ufdd1])/)
    .map((part, i, parts) => {
      if (part === OPEN) depth++;
      else if (part === CLOSE) depth = Math.max(0, depth - 1);
      else return depth > 0 || lang !== 'fr' ? part : setFrench(part, parts[i + 1] === OPEN);
      return '';
    })
    .join('');
}

/** Set when first read: of the many texts of rules and models, few are. */
export function typesetBoth({ fr, en }: Bilingual): Bilingual {
  let french: string | undefined;
  return {
    get fr() {
      return (french ??= typeset(fr, 'fr'));
    },
    get en() {
      return typeset(en, 'en');
    },
  };
}

/** Code between backticks is code. `more`: a value follows. */
function setFrench(text: string, more: boolean): string {
  if (!text.includes('`')) return setWords(text, more);
  const parts = text.split(/(`[^`]*`)/);
  return parts.map((part, i) => (i % 2 === 1 ? part : setWords(part, more || i < parts.length - 1))).join('');
}

const setWords = (text: string, more: boolean): string =>
  text
    .replace(/ (?=[»:;!?%€])|(?<=«|\b[nN]°) /g, NO_BREAK)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, NARROW)
    .replace(more ? /(?<=\p{L})'(?=[\p{L}«]|$)/gu : /(?<=\p{L})'(?=[\p{L}«])/gu, '’');

/** A sentence of ours, whatever its source, and not a user's value. */
const isBilingual = (data: object): boolean => 'fr' in data && 'en' in data;

/** Deep enough for a list of small things, but not for a syntax tree. */
const DEPTH = 3;

/** The data of a message, its texts marked. */
function marked(data: unknown, depth = DEPTH): unknown {
  if (typeof data === 'string') return verbatim(data.replace(MARK, '\ufffd'));
  if (depth === 0 || typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((item: unknown) => marked(item, depth - 1));
  if (Object.getPrototypeOf(data) !== Object.prototype || isBilingual(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, marked(value, depth - 1)]));
}

/** A finished table, or its content: its functions mark what they are given and set what they return. */
function set<T>(value: T, lang: Lang): T;
function set(value: unknown, lang: Lang): unknown {
  if (typeof value === 'string') return typeset(value, lang);
  if (typeof value === 'function')
    return (...given: readonly unknown[]): unknown =>
      set(
        Reflect.apply(
          value,
          undefined,
          given.map(one => marked(one)),
        ),
        lang,
      );
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => set(item, lang));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        whenRead(() => set<unknown>(item, key === 'en' || key === 'fr' ? key : lang)),
      ]),
    ),
  );
}

/** A property computed when first read: a program loads all tables, and says little of what is in them. */
function whenRead(make: () => unknown): PropertyDescriptor {
  let made: { readonly value: unknown } | undefined;
  return { enumerable: true, get: () => (made ??= { value: make() }).value };
}

/**
 * The words of a theme by language, French and English side by side in one file; `T` is what the French table contains.
 */
export function words<T extends object>(french: T, english: NoInfer<T>): (lang: Lang) => T {
  let french_: T | undefined;
  return lang => (lang === 'fr' ? (french_ ??= set(french, 'fr')) : english);
}

/** A table of sentences in both languages, or of functions that return such. */
export const bilingual = <T extends object>(table: T): T => set(table, 'en');

/** One sentence of a rule, from its data. */
export const spoken = <D>(message: (data: D) => string, data: D, lang: Lang): string => set(message, lang)(data);

const ENTITIES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };
const CHARACTERS = new Map(Object.entries(ENTITIES).map(([char, name]) => [name, char]));

/** Escapes a text for HTML, attributes included. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, char => `&${ENTITIES[char] ?? char};`);

/** Undoes `escapeHtml`. */
export const unescapeHtml = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => CHARACTERS.get(name) ?? whole);

/** « 0 ligne », « 1 ligne », « 1 200 lignes » */
export const pluriel = (count: number, singular: string, plural = `${singular}s`): string =>
  `${grouped(count, NARROW)}${NO_BREAK}${count < 2 ? singular : plural}`;

/** “0 lignes”, “1 ligne”, “1,200 lignes” */
export const plural = (count: number, singular: string, many = `${singular}s`): string =>
  `${grouped(count, ',')} ${count === 1 ? singular : many}`;

const grouped = (count: number, separator: string): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);

type Environment = Readonly<Record<string, string | undefined>>;

/** A language by its code; undefined for any other value. */
export const langNamed = (value: unknown): Lang | undefined => LANGS.find(lang => lang === value);

const LANGS: readonly Lang[] = ['fr', 'en'];

/** From a locale's name: French, otherwise English. */
export const langOf = (locale: string): Lang => (/^fr(?![a-z])/i.test(locale) ? 'fr' : 'en');

/**
 * The language of messages: the user's choice, otherwise the locale, otherwise French, the portal's language. `C` and
 * `POSIX` are not languages. `system` is what the operating system says if it sets no variable (Windows).
 */
export function languageOf(asked: string | undefined, env: Environment, system?: string): Lang {
  const named = langNamed(asked);
  if (named !== undefined) return named;
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(value => value !== undefined && value !== '');
  const locale = set ?? system;
  if (locale === undefined || /^(?:C|POSIX)(?:$|[._@])/.test(locale)) return 'fr';
  return langOf(locale);
}

/** [2, 3, 4, 7] → « 2 à 4, 7 »; cut short after a few, since nobody reads more. */
export function ranges(numbers: readonly number[], to: string): string {
  const runs: { first: number; last: number }[] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && n <= run.last + 1) run.last = Math.max(n, run.last);
    else runs.push({ first: n, last: n });
  }
  const shown = runs.slice(0, MAX_RUNS).map(({ first, last }) => {
    if (first === last) return String(first);
    return last === first + 1 ? `${String(first)}, ${String(last)}` : `${String(first)}${to}${String(last)}`;
  });
  return shown.join(', ') + (runs.length > MAX_RUNS ? '…' : '');
}

const MAX_SOME = 10;

/** The first of some names, and how many more there are. */
export const some = (names: readonly string[], and: string, more: (count: number) => string): string =>
  names.slice(0, MAX_SOME).join(', ') + (names.length > MAX_SOME ? and + more(names.length - MAX_SOME) : '');

/** A path as a shell takes it. */
export const quoted = (path: string): string => (/^[\w./:@%+,\\-]+$/.test(path) ? path : `"${path}"`);

const MAX_RUNS = 6;
