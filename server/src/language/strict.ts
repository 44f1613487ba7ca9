import { isBlank } from './words.js';

/**
 * Strict JSON read in one pass, without words or a tree: each function returns where something ends, or -1 if the text
 * is not strict JSON.
 */

const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const DELETE = 127;
/** « À » and « ÿ ». */
const FIRST_LETTER = 192;
const LAST_LETTER = 255;
/** Far less than the parser accepts: anything deeper is left to it. */
const MAX_DEPTH = 32;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** A number, as part of a pattern. */
export const STRICT_NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const NUMBER = new RegExp(STRICT_NUMBER, 'y');
/** What `plainEnd` reads, without its quotes, as part of a pattern. */
export const PLAIN_TEXT = String.raw`[!#-[\]-~À-ÿ]+(?: [!#-[\]-~À-ÿ]+)*`;

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** `at` is the opening quote's. */
export function stringEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    // Beyond the end, the code is NaN.
    if (!(code >= 32)) return -1;
    if (code === BACKSLASH) {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) return -1;
      at = ESCAPE.lastIndex;
    } else at++;
  }
}

/**
 * The end of a string of printable ASCII and Latin letters with single spaces between: no escapes, no superfluous
 * blanks. -1 for any other; `at` is the opening quote's offset.
 */
export function plainEnd(text: string, from: number): number {
  let at = from + 1;
  let wasSpace = true;
  for (;;) {
    const code = text.charCodeAt(at++);
    if (code === QUOTE) return wasSpace ? -1 : at;
    if (code === SPACE) {
      if (wasSpace) return -1;
      wasSpace = true;
    } else if ((code > SPACE && code < DELETE && code !== BACKSLASH) || (code >= FIRST_LETTER && code <= LAST_LETTER))
      wasSpace = false;
    else return -1;
  }
}

/** The content of a strict string; `start` and `end` are the offsets of its quotes. */
export function decoded(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) return inner;
  const value: unknown = JSON.parse(text.slice(start, end));
  return typeof value === 'string' ? value : inner;
}

export function numberEnd(text: string, at: number): number {
  NUMBER.lastIndex = at;
  return NUMBER.test(text) ? NUMBER.lastIndex : -1;
}

/** From a key to its value: past the colon and the blanks after it. */
export function valueAfterKey(text: string, at: number): number {
  const end = text.charCodeAt(at) === QUOTE ? stringEnd(text, at) : -1;
  if (end < 0) return -1;
  const colon = skipBlanks(text, end);
  return text.charCodeAt(colon) === COLON ? skipBlanks(text, colon + 1) : -1;
}

function scalarEnd(text: string, at: number): number {
  switch (text.charCodeAt(at)) {
    case QUOTE:
      return stringEnd(text, at);
    case 102:
      return text.startsWith('false', at) ? at + 5 : -1;
    case 110:
      return text.startsWith('null', at) ? at + 4 : -1;
    case 116:
      return text.startsWith('true', at) ? at + 4 : -1;
    default:
      return numberEnd(text, at);
  }
}

export function valueEnd(text: string, from: number): number {
  /** Codes of the closing brackets that are due. */
  const due: number[] = [];
  let at = from;
  while (at >= 0) {
    const code = text.charCodeAt(at);
    let end: number;
    if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (due.length === MAX_DEPTH) return -1;
      at = skipBlanks(text, at + 1);
      if (text.charCodeAt(at) === code + 2) end = at + 1;
      else {
        due.push(code + 2);
        if (code === OPEN_OBJECT) at = valueAfterKey(text, at);
        continue;
      }
    } else end = scalarEnd(text, at);
    if (end < 0) return -1;
    let closer = due.at(-1);
    at = skipBlanks(text, end);
    while (closer !== undefined && text.charCodeAt(at) === closer) {
      due.pop();
      closer = due.at(-1);
      end = at + 1;
      at = skipBlanks(text, end);
    }
    if (closer === undefined) return end;
    if (text.charCodeAt(at) !== COMMA) return -1;
    at = skipBlanks(text, at + 1);
    if (closer === CLOSE_OBJECT) at = valueAfterKey(text, at);
  }
  return -1;
}
