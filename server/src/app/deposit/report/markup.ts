/** HTML that is ready to be shown: what was put into it is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

export const NOTHING = new Html('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and marks of direction, which could make a name read as another, are named instead. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

const escape = (text: string): string =>
  text
    .replace(UNSEEN, char => `‹U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`)
    .replace(/[&<>"']/g, char => ENTITIES[char] ?? char);

type Value = Html | string | number | readonly Html[];

const textOf = (value: Value | undefined): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  return (value ?? []).map(item => item.text).join('');
};

/** A template of HTML. Its own words are taken as they are, every text put into it is escaped. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.map((part, i) => (i === 0 ? part : `${textOf(values[i - 1])}${part}`)).join(''));

export const when = (condition: boolean, content: () => Html): Html => (condition ? content() : NOTHING);
