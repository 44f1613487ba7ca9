const ASCII = /^[\x20-\x7e]*$/;
const ZERO_WIDTH = /^(?:\p{M}|\u200d|\ufe0e|\ufe0f)/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** What a terminal would obey (control, bidirectional marks) or not show at all. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u00a0\u00ad\u061c\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff]|\p{Cs}/gu;

const TAB = '    ';

const named = (char: string): string =>
  char === '\t' ? TAB : `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** Text as it may be sent to a terminal: what would not be seen is named, what would be obeyed too. */
export const visible = (text: string): string => (ASCII.test(text) ? text : text.replace(UNSEEN, named));

/** Only what a terminal would obey is taken out; the spaces of a message stay spaces. */
export const harmless = (text: string): string =>
  ASCII.test(text) ? text : text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, named);

/** Columns that the text takes on a terminal. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const char of text) if (!ZERO_WIDTH.test(char)) width += WIDE.test(char) ? 2 : 1;
  return width;
}
