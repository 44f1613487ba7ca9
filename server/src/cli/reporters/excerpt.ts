import { visible, widthOf } from './width.js';

export interface Excerpt {
  readonly text: string;
  /** Columns before the marks. */
  readonly indent: number;
  /** Columns to underline, at least one. */
  readonly length: number;
}

const CUT = '…';

/**
 * The part of a line that can be shown around `start`–`end` (UTF-16 units) in `columns` columns. A minified request is
 * one line of 300,000 characters: only what is near the span is looked at.
 */
export function excerpt(line: string, start: number, end: number, columns: number): Excerpt {
  const from = Math.min(start, line.length);
  const to = Math.max(from, Math.min(end, line.length));
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
