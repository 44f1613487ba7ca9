import { regex } from '../../format/domain/fold.js';
const ASCII = /^[\x20-\x7e]*$/;
const ZERO_WIDTH = /^(?:\p{M}|\u200d|\ufe0e|\ufe0f)/u;
const WIDE = regex('u')`
  ^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60
  \uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]`;
/** What a terminal would interpret (control, bidirectional marks) or not show at all. */
const UNSEEN = regex('gu')`
  [\p{Cc}\p{Zl}\p{Zp}\u00a0\u00ad\u061c\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u3000
  \ufeff]|\p{Cs}`;

const TAB = '    ';

/** A character by its code point, in the place of itself. */
export const named = (char: string): string =>
  char === '\t' ? TAB : `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** Text that is safe to send to a terminal: invisible characters and those that it would interpret are named. */
export const visible = (text: string): string => (ASCII.test(text) ? text : text.replace(UNSEEN, named));

/** Removes only what a terminal would interpret; the spaces of a message stay spaces. */
export const harmless = (text: string): string =>
  ASCII.test(text) ? text : text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, named);

/** How many columns the text takes on a terminal. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const char of text) if (!ZERO_WIDTH.test(char)) width += WIDE.test(char) ? 2 : 1;
  return width;
}

/** Text in lines of at most `columns` columns, each after `indent`. */
export function wrap(text: string, columns: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(indent) + widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line].join('\n');
}

interface Excerpt {
  readonly text: string;
  /** Columns before the marks. */
  readonly indent: number;
  /** Columns to underline, at least one. */
  readonly length: number;
}

const CUT = '…';

/**
 * The part of a line that fits around `start`–`end` (UTF-16 units) in `columns` columns. A minified request is one line
 * of 300,000 characters: only the surroundings of the span are looked at.
 */
export function excerpt(line: string, start: number, end: number, columns: number): Excerpt {
  // Half a character would be named, taking more columns than the whole one.
  const from = Math.min(start, line.length) - (isHalved(line, start) ? 1 : 0);
  const to = Math.max(from, Math.min(end, line.length) + (isHalved(line, end) ? 1 : 0));
  if (line.length <= columns && widthOf(visible(line)) <= columns) {
    return {
      text: visible(line),
      indent: widthOf(visible(line.slice(0, from))),
      length: Math.max(1, widthOf(visible(line.slice(from, to)))),
    };
  }
  const marked = head(visible(line.slice(from, Math.min(to, from + columns))), columns - 2, to > from + columns);
  const room = columns - widthOf(marked);
  const before = tail(visible(line.slice(Math.max(0, from - columns), from)), Math.floor(room / 2), from > columns);
  const after = head(visible(line.slice(to, to + columns)), room - widthOf(before), line.length > to + columns);
  return { text: before + marked + after, indent: widthOf(before), length: Math.max(1, widthOf(marked)) };
}

/** Whether an offset is between the two units of one character. */
const isHalved = (line: string, at: number): boolean => at > 0 && (line.codePointAt(at - 1) ?? 0) > 0xffff;

/** The end of a text in at most `columns` columns. */
function tail(text: string, columns: number, cut: boolean): string {
  if (!cut && widthOf(text) <= columns) return text;
  const kept: string[] = [];
  let width = 1;
  for (const char of Array.from(text).reverse()) {
    width += widthOf(char);
    if (width > columns) break;
    kept.push(char);
  }
  return CUT + kept.reverse().join('');
}

/** The beginning of a text in at most `columns` columns. */
function head(text: string, columns: number, cut: boolean): string {
  if (!cut && widthOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const char of text) {
    width += widthOf(char);
    if (width > columns) break;
    kept += char;
  }
  return kept + CUT;
}
