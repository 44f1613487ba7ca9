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
 * The part of a line that can be shown around `start`–`end` (UTF-16 units) in `columns` columns. A minified request is one line
 * of 300,000 characters: only what is near the span is looked at.
 */
export function excerpt(line: string, start: number, end: number, columns: number): Excerpt {
  const from = Math.min(start, line.length);
  const marked = visible(line.slice(from, Math.min(end, from + columns)));
  const markWidth = Math.max(1, Math.min(widthOf(marked), columns - 2));
  const room = Math.max(0, columns - markWidth - 2);
  const whole = line.length <= columns && widthOf(visible(line)) <= columns;
  const before = whole ? visible(line.slice(0, from)) : lastColumns(line.slice(Math.max(0, from - columns), from), from > columns, room, Math.floor(room / 2));
  const after = visible(line.slice(from + (end - from), from + (end - from) + columns));
  const text = firstColumns(`${before}${marked}${after}`, columns, line.length > end + columns);
  const indent = widthOf(before);
  return { text, indent, length: Math.max(1, Math.min(markWidth, columns - indent)) };
}

/** The end of `text` in at most `most` columns, with an ellipsis where something is left out. */
function lastColumns(text: string, cut: boolean, room: number, most: number): string {
  const shown = visible(text);
  if (!cut && widthOf(shown) <= Math.max(most, Math.min(room, most))) return shown;
  let kept = '';
  let width = 1;
  for (const char of [...shown].reverse()) {
    width += widthOf(char);
    if (width > most) break;
    kept = char + kept;
  }
  return CUT + kept;
}

function firstColumns(text: string, columns: number, cut: boolean): string {
  if (!cut && widthOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const char of text) {
    width += widthOf(char);
    if (width > columns) return kept + CUT;
    kept += char;
  }
  return cut ? kept + CUT : kept;
}
