import { isSchema, tellsRequest } from '../../../server/src/format/domain/telling.js';

/** Characters that are read: in a request, the list of lignes stands among the first keys. */
export const HEAD_LENGTH = 64 * 1024;

/** Of vague 1. */
const LIGNES_KEY = 'lignesImport';

/**
 * True when the text's root object has the key `lignesImport`, whatever its case, or what its keys tell is a request
 * of a model that nobody has adopted.
 */
export const isRequestHead = (head: string): boolean => hasList(head, [LIGNES_KEY]) || tellsRequest(head);

/** True when it has the list of a model that was adopted, which may stand below the root. */
export const hasAdoptedList = (head: string, keys: readonly string[]): boolean =>
  keys.length > 0 && !isSchema(head) && hasList(head, keys, DEEPEST);

/** An adopted model's list may stand so deep. */
const DEEPEST = 3;

/**
 * True when the text's root object has one of these keys, whatever its case. Only the root counts, and what adopted
 * models have below it: a JSON Schema or a settings file that mentions lignes is not a request. Comments, single quotes
 * and strings left open don't mislead it, since a request with such faults is one that wants help.
 */
function hasList(head: string, keys: readonly string[], deepest = 1): boolean {
  const wanted = new Set(keys.map(key => key.toLowerCase()));
  const text = head.length > HEAD_LENGTH ? head.slice(0, HEAD_LENGTH) : head;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === '/') at = endOfComment(text, at);
    else if (char === '"' || char === "'") {
      const end = endOfString(text, at, char);
      const isKey = depth >= 1 && depth <= deepest && end - at <= MAX_KEY;
      if (
        isKey &&
        wanted.has(
          text
            .slice(at + 1, end)
            .trim()
            .toLowerCase(),
        ) &&
        isFollowedByColon(text, end + 1)
      )
        return true;
      at = end;
    }
  }
  return false;
}

const MAX_KEY = 80;

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return text[at] === ':';
}

/** Index of the closing quote; a string left open ends with its line. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === quote || char === '\n') return at;
    if (char === '\\') at++;
  }
  return text.length;
}

/** Index of a comment's last character; `start` itself when it is a lone slash. */
function endOfComment(text: string, start: number): number {
  const next = text[start + 1];
  if (next === '/') return last(text.indexOf('\n', start), text);
  if (next === '*') return last(text.indexOf('*/', start + 2) + 1, text);
  return start;
}

const last = (index: number, text: string): number => (index <= 0 ? text.length : index);
