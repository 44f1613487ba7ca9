/**
 * What the grammar expects next. This tells a missing closing quote from an extra one; without it, a word is read on
 * its own.
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

/** JSON's own blanks. A no-break space or a form feed isn't one and is reported. */
export const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Blanks that come with text copied from a web page, and that JSON refuses between its words. */
export const isStray = (code: number): boolean =>
  code === 11 || code === 12 || (code > 127 && STRAY.test(String.fromCharCode(code)));
const STRAY = /[\s\u0085\u180e\u200b-\u200f\u2060\ufeff\u00ad]/;

const NEWLINE = /[\r\n]/g;

/** Opening quotes that JSON doesn't have, with those that may close them. */
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

/** What follows the blanks: the previous word certainly ends there. */
const SEPARATOR = /[ \t]*(?:[,}\]:]|[\r\n]|$)/y;
export const isSeparated = (text: string, at: number): boolean => {
  SEPARATOR.lastIndex = at;
  return SEPARATOR.test(text);
};

/** A search from one place gives the same result from any place up to the match. */
interface Seen {
  readonly from: number;
  readonly at: number;
}

/**
 * Looks further along the line than the current word, and remembers what it saw: each line is scanned once, however
 * many words it has.
 */
export class Ahead {
  private line: Seen = { from: 0, at: -1 };
  private quote: Seen = { from: 0, at: -1 };
  private readonly closers = new Map<number, Seen>();

  constructor(private readonly text: string) {}

  lineEnd(from: number): number {
    if (from < this.line.from || from > this.line.at) {
      NEWLINE.lastIndex = from;
      this.line = { from, at: NEWLINE.exec(this.text)?.index ?? this.text.length };
    }
    return this.line.at;
  }

  /**
   * End of a text in quotes of another kind. The apostrophe of « l'Yser » is no end: the end comes before a separator.
   */
  quotedEnd(start: number): number | undefined {
    const { text } = this;
    const opening = text.charCodeAt(start);
    const end = this.lineEnd(start);
    let seen = this.closers.get(opening);
    if (seen === undefined || start < seen.from || start >= seen.at) {
      const closers = QUOTES.get(opening) ?? '';
      let at = start + 1;
      while (at < end && !(closers.includes(text.charAt(at)) && isSeparated(text, at + 1))) at++;
      seen = { from: start, at };
      this.closers.set(opening, seen);
    }
    return seen.at < end ? seen.at + 1 : undefined;
  }

  /** The line's next double quote that a separator follows. */
  private separatedQuote(from: number): number | undefined {
    const { text } = this;
    const end = this.lineEnd(from);
    if (from < this.quote.from || from > this.quote.at) {
      let at = text.indexOf('"', from);
      while (at >= 0 && at < end && !isSeparated(text, at + 1)) at = text.indexOf('"', at + 1);
      this.quote = { from, at: at < 0 ? end : Math.min(at, end) };
    }
    return this.quote.at < end ? this.quote.at : undefined;
  }

  /**
   * A closing quote followed by more words. Either the text contains quotes of its own (`"Anne "Annie" Lefèvre"`), or
   * its closing quote is missing and the one found opens the next word (`"Anne,"emailMedecin":`).
   */
  realEnd(
    start: number,
    end: number,
    isKey: boolean,
  ): { readonly end: number; readonly fault: InvalidKind } | undefined {
    const { text } = this;
    const inner = text.slice(start + 1, end - 1);
    const key = isKey ? /^[\w. -]*(?=\s*:)/.exec(inner)?.[0] : undefined;
    if (key !== undefined) return { end: start + 1 + key.length, fault: 'unterminated-string' };
    // `"numLigne" 1`: the colon is missing, not a quote.
    if (isKey && isLiteral(text, end)) return undefined;
    const quote = this.separatedQuote(end);
    if (quote === undefined) return undefined;
    const opensKey = text[skipSpaces(text, quote + 1)] === ':';
    if (!opensKey || isKey) return { end: quote + 1, fault: 'inner-quotes' };
    const kept = withoutTail(inner, ',{[}]');
    return kept.length === inner.length ? undefined : { end: start + 1 + kept.length, fault: 'unterminated-string' };
  }
}

/** The text without the blanks and given characters at its end. A regular expression would try every position. */
function withoutTail(text: string, chars: string): string {
  let end = text.length;
  while (end > 0 && (chars.includes(text.charAt(end - 1)) || text.charAt(end - 1).trim() === '')) end--;
  return text.slice(0, end);
}

// No amount is longer: without a bound, blanks that lead nowhere are tried in every way.
const NUMBER = /[-+]?\d[\d \u00a0\u202f.]{0,60}(?:,\d{1,60})?(?:[ \u00a0\u202f]{0,9}€)?(?=[ \t]*(?:[,}\]\r\n]|$))/y;

/** End of an amount as a person writes it: `358,33`, `14 100,83 €`. */
export function numberWord(text: string, start: number): number | undefined {
  NUMBER.lastIndex = start;
  const found = NUMBER.exec(text)?.[0];
  return found === undefined ? undefined : start + found.trimEnd().length;
}

/**
 * End of a bare word. If the grammar is known, the words of one line are one mistake, together with the quote that
 * closes them if only the opening one is missing.
 */
export function wordEnd(text: string, start: number, due: Due | undefined): number {
  const one =
    due === 'key'
      ? /[^\s,:{}[\]"=;](?:(?!\s(?:\/\/|\/\*|#))[^\r\n,:{}[\]"=;])*/y
      : due === undefined
        ? /[^\s,:{}[\]"]+/y
        : /(?:(?!\s(?:\/\/|\/\*|#))[^\r\n,:{}[\]";])+/y;
  one.lastIndex = start;
  const found = one.exec(text)?.[0] ?? text.charAt(start);
  const end = start + found.trimEnd().length;
  if (due === undefined || text[end] !== '"') return end;
  return isSeparated(text, end + 1) ? end + 1 : end;
}

/** Where a string without closing quote on its line ends: before what the rest of the line needs to make sense. */
export function unclosedEnd(text: string, start: number, lineEndsAt: number, isKey: boolean): number {
  const inner = text.slice(start + 1, lineEndsAt);
  const colon = isKey ? inner.indexOf(':') : -1;
  const kept = colon >= 0 ? inner.slice(0, colon) : withoutTail(inner, ',}]');
  return start + 1 + kept.trimEnd().length;
}

const LITERAL = /[ \t]*(?:-?\d[\d.]*|true|false|null)\s*[,}\]]/y;
const isLiteral = (text: string, at: number): boolean => {
  LITERAL.lastIndex = at;
  return LITERAL.test(text);
};
