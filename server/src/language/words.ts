/**
 * What the grammar wants next. It tells a closing quote that is missing from one that is in excess; without it, a word
 * is read by itself.
 */
export type Due = 'key' | 'colon' | 'member' | 'item' | 'comma';

export type InvalidKind =
  | 'single-quotes'
  | 'curly-quotes'
  | 'inner-quotes'
  | 'bare-word'
  | 'bad-number'
  | 'leading-zero'
  | 'control-character'
  | 'bad-escape'
  | 'unterminated-string'
  | 'unterminated-comment'
  | 'stray-blank';

/** JSON's own blanks. A no-break space or a form feed is none and is reported. */
export const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Blanks that come along with text copied from a web page, and that JSON refuses between its words. */
export const isStray = (code: number): boolean =>
  code === 11 || code === 12 || (code > 127 && STRAY.test(String.fromCharCode(code)));
const STRAY = /[\s\u0085\u180e\u200b-\u200f\u2060\ufeff\u00ad]/;

export const NEWLINE = /[\r\n]/g;

/** Opening quotes that are none in JSON, with those that may close them. */
export const QUOTES: ReadonlyMap<number, string> = new Map(
  [
    ["'", "'’"],
    ['`', "`'"],
    ['“', '”“"'],
    ['”', '”"'],
    ['„', '“”"'],
    ['‘', "’'"],
    ['’', "’'"],
    ['«', '»'],
  ].map(([open = '', close = '']) => [open.charCodeAt(0), close]),
);

export function strayEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isStray(text.charCodeAt(end))) end++;
  return end;
}

/** Blanks of the same line. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}

const lineEnd = (text: string, from: number): number => {
  NEWLINE.lastIndex = from;
  return NEWLINE.exec(text)?.index ?? text.length;
};

/** What stands after the blanks: the word before it ends there for good. */
const SEPARATOR = /[ \t]*(?:[,}\]:]|[\r\n]|$)/y;
export const isSeparated = (text: string, at: number): boolean => {
  SEPARATOR.lastIndex = at;
  return SEPARATOR.test(text);
};

/**
 * End of a text in quotes of another kind. The apostrophe of « l'Yser » is no end: the end stands before a separator.
 */
export function quotedEnd(text: string, start: number): number | undefined {
  const closers = QUOTES.get(text.charCodeAt(start)) ?? '';
  const end = lineEnd(text, start);
  for (let i = start + 1; i < end; i++) {
    if (closers.includes(text.charAt(i)) && isSeparated(text, i + 1)) return i + 1;
  }
  return undefined;
}

const NUMBER = /[-+]?\d[\d \u00a0\u202f.]*(?:,\d+)?(?:[ \u00a0\u202f]*€)?(?=[ \t]*(?:[,}\]\r\n]|$))/y;

/** End of an amount as a person writes it: `358,33`, `14 100,83 €`. */
export function numberWord(text: string, start: number): number | undefined {
  NUMBER.lastIndex = start;
  const found = NUMBER.exec(text)?.[0];
  return found === undefined ? undefined : start + found.trimEnd().length;
}

/**
 * End of a bare word. Where the grammar is known, the words of one line are one mistake, together with the quote that
 * closes them when only the opening one is missing.
 */
export function wordEnd(text: string, start: number, due: Due | undefined): number {
  const one =
    due === 'key' ? /[^\s,:{}[\]"=;][^\r\n,:{}[\]"=;]*/y : due === undefined ? /[^\s,:{}[\]"]+/y : /[^\r\n,:{}[\]";]+/y;
  one.lastIndex = start;
  const found = one.exec(text)?.[0] ?? text.charAt(start);
  const comment = /\s(?:\/\/|\/\*|#)/.exec(found)?.index;
  const end = start + (comment === undefined ? found : found.slice(0, comment)).trimEnd().length;
  if (due === undefined || text[end] !== '"') return end;
  return isSeparated(text, end + 1) ? end + 1 : end;
}

/** Where a string ends whose line has no closing quote: before what the rest of the line needs to make sense. */
export function unclosedEnd(text: string, start: number, lineEndsAt: number, isKey: boolean): number {
  const inner = text.slice(start + 1, lineEndsAt);
  const colon = isKey ? inner.indexOf(':') : -1;
  const kept = colon >= 0 ? inner.slice(0, colon) : inner.replace(/[\s,}\]]+$/, '');
  return start + 1 + kept.trimEnd().length;
}

const LITERAL = /[ \t]*(?:-?\d[\d.]*|true|false|null)\s*[,}\]]/y;
const isLiteral = (text: string, at: number): boolean => {
  LITERAL.lastIndex = at;
  return LITERAL.test(text);
};

/**
 * A closing quote that is followed by more words. Either the text holds quotes of its own (`"Anne "Annie" Lefèvre"`),
 * or its closing quote is missing and the one found opens the next word (`"Anne,"emailMedecin":`).
 */
export function realEnd(
  text: string,
  start: number,
  end: number,
  isKey: boolean,
): { readonly end: number; readonly fault: InvalidKind } | undefined {
  const inner = text.slice(start + 1, end - 1);
  const key = isKey ? /^[\w. -]*(?=\s*:)/.exec(inner)?.[0] : undefined;
  if (key !== undefined) return { end: start + 1 + key.length, fault: 'unterminated-string' };
  // `"numLigne" 1`: the colon is missing, not a quote.
  if (isKey && isLiteral(text, end)) return undefined;
  const line = lineEnd(text, end);
  for (let i = text.indexOf('"', end); i >= 0 && i < line; i = text.indexOf('"', i + 1)) {
    if (!isSeparated(text, i + 1)) continue;
    const opensKey = text[skipSpaces(text, i + 1)] === ':';
    if (!opensKey || isKey) return { end: i + 1, fault: 'inner-quotes' };
    const kept = inner.replace(/[\s,{[}\]]+$/, '');
    return kept.length === inner.length ? undefined : { end: start + 1 + kept.length, fault: 'unterminated-string' };
  }
  return undefined;
}
