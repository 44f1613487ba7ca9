import type { Analysis } from '../analysis/analyze.js';
import { createLexer, type TokenKind } from '../language/lexer.js';
import type { PathSegment, PropertyNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';

/**
 * Where a cursor is among the words of a text. Read from the words, not from the tree: completion is requested while
 * the text is broken, and what is being typed must not spoil what follows.
 */
export interface Cursor {
  /** What is expected there: a key, a value, or the comma that a new member needs first. */
  readonly slot: 'key' | 'value' | 'comma' | 'none';
  readonly container: 'object' | 'array' | 'root';
  /** Path of the container. */
  readonly path: readonly PathSegment[];
  /** The key whose value is expected. */
  readonly key: string | undefined;
  /** Index in the list that an item would get. */
  readonly index: number;
  /** The word that the cursor touches: the inserted text replaces it. */
  readonly word: Span | undefined;
  /** End of the last word before. */
  readonly previousEnd: number;
  readonly previousKey: string | undefined;
  /** Keys of the object before and after the cursor, without the one at the cursor. */
  readonly keys: readonly string[];
  /** What follows. */
  readonly next: { readonly kind: TokenKind; readonly isKey: boolean };
}

interface Frame {
  readonly kind: 'object' | 'array';
  expects: 'key' | 'colon' | 'value' | 'comma';
  key: string | undefined;
  index: number;
  readonly keys: string[];
}

const object = (keys: string[] = []): Frame => ({ kind: 'object', expects: 'key', key: undefined, index: 0, keys });
const array = (index = 0): Frame => ({ kind: 'array', expects: 'value', key: undefined, index, keys: [] });

export function cursorAt(analysis: Analysis, offset: number): Cursor {
  const { text } = analysis;
  const { stack, from } = startBefore(analysis, offset);
  const lexer = createLexer(text.slice(from));
  let word: Span | undefined;
  let previousEnd = from;
  let wordEnds = offset;
  for (let token = lexer.next(); token !== 'end'; token = lexer.next()) {
    const start = from + lexer.start;
    const end = from + lexer.end;
    // Right before a key there is room for another one; right before a value, that value is meant.
    if (start >= offset && !(start === offset && isScalar(token) && stack.at(-1)?.expects === 'value')) break;
    if (token === 'comment') {
      if (end > offset) return nowhere(offset);
      continue;
    }
    // A closed string ends behind its quote; a bare word or number still grows at its end.
    const grows = token !== 'string' || lexer.fault !== undefined;
    if (isScalar(token) && (end > offset || (end === offset && grows))) {
      const swallowed = isSwallowed(text, token, end, lexer.fault !== undefined);
      word = { start, end: swallowed ? offset : end };
      wordEnds = word.end;
      break;
    }
    if (end > offset) return nowhere(offset);
    feed(stack, token, lexer.value, followedByColon(text, end));
    previousEnd = end;
  }
  const frame = stack.at(-1);
  const ahead = lookAhead(text, wordEnds, stack.length === 1 ? rootKeys(analysis, wordEnds) : undefined);
  const base = {
    path: pathOf(stack),
    word,
    previousEnd,
    next: ahead.next,
    index: (frame?.index ?? 0) + (frame?.expects === 'comma' ? 1 : 0),
  };
  if (frame === undefined)
    return { ...base, slot: 'none', container: 'root', key: undefined, previousKey: undefined, keys: [] };
  const slot =
    frame.expects === 'colon'
      ? 'none'
      : frame.expects === 'value' && frame.kind === 'object' && word !== undefined && ahead.next.kind === ':'
        ? 'key'
        : frame.expects;
  return {
    ...base,
    slot,
    container: frame.kind,
    key: slot === 'value' ? frame.key : undefined,
    previousKey: frame.keys.at(-1),
    keys: frame.kind === 'object' ? [...frame.keys, ...ahead.keys] : [],
  };
}

const nowhere = (offset: number): Cursor => ({
  slot: 'none',
  container: 'root',
  path: [],
  key: undefined,
  index: 0,
  word: undefined,
  previousEnd: offset,
  previousKey: undefined,
  keys: [],
  next: { kind: 'end', isKey: false },
});

const isScalar = (token: TokenKind): boolean =>
  token === 'string' ||
  token === 'number' ||
  token === 'true' ||
  token === 'false' ||
  token === 'null' ||
  token === 'invalid';

/** The nearest ligne that begins before the offset, so that reading never starts further back than it must. */
function startBefore({ list, model, tree }: Analysis, offset: number): { stack: Frame[]; from: number } {
  const origins = list?.origins ?? [];
  let index = origins.length - 1;
  while (index >= 0 && (origins[index] ?? 0) >= offset) index--;
  const from = origins[index];
  if (from === undefined) return { stack: [], from: 0 };
  const frames: Frame[] = [];
  let holder = tree.root;
  for (const key of [...model.above, model.lignesKey]) {
    const properties: readonly PropertyNode[] = holder?.kind === 'object' ? holder.properties : [];
    const typed = properties.filter(p => p.keyStart < from);
    frames.push({ ...object(typed.map(p => p.key)), expects: 'value', key });
    holder = typed.at(-1)?.value;
  }
  return { stack: [...frames, array(index)], from };
}

function feed(stack: Frame[], token: TokenKind, value: string, colonFollows: boolean): void {
  const frame = stack.at(-1);
  switch (token) {
    case '{':
      stack.push(object());
      return;
    case '[':
      stack.push(array());
      return;
    case '}':
    case ']': {
      const wanted = token === '}' ? 'object' : 'array';
      const at = stack.findLastIndex(f => f.kind === wanted);
      if (at >= 0) stack.length = at;
      const outer = stack.at(-1);
      if (outer !== undefined) outer.expects = 'comma';
      return;
    }
    case ':':
      if (frame?.kind === 'object') frame.expects = 'value';
      return;
    case ',':
      if (frame === undefined) return;
      frame.expects = frame.kind === 'object' ? 'key' : 'value';
      frame.index++;
      return;
    default:
      if (frame === undefined) return;
      if (frame.kind === 'object' && (frame.expects === 'key' || colonFollows)) {
        frame.key = value;
        frame.keys.push(value);
        frame.expects = 'colon';
      } else frame.expects = 'comma';
  }
}

const followedByColon = (text: string, end: number): boolean => text[skipBlanks(text, end)] === ':';

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

/**
 * A quote just typed pairs with the end of the line, or with the quote that opens the next word: it ends at the cursor.
 */
function isSwallowed(text: string, token: TokenKind, end: number, faulty: boolean): boolean {
  const after = text[end];
  return token === 'string' && (faulty || (after !== undefined && !' \t\r\n,:}]'.includes(after)));
}

/** At the root, the keys after the cursor come from the tree: all the lignes lie between, and they are long to read. */
const rootKeys = ({ tree }: Analysis, from: number): string[] =>
  tree.root?.kind === 'object' ? tree.root.properties.filter(p => p.keyStart >= from).map(p => p.key) : [];

/** The remaining keys of the current object after the cursor, unless they are known, and the word that follows it. */
function lookAhead(text: string, from: number, known: string[] | undefined): { keys: string[]; next: Cursor['next'] } {
  const rest = text.slice(from);
  const lexer = createLexer(rest);
  const keys: string[] = [];
  let next: Cursor['next'] | undefined;
  let depth = 0;
  for (let token = lexer.next(); token !== 'end'; token = lexer.next()) {
    if (token === 'comment') continue;
    next ??= { kind: token, isKey: token === 'string' && followedByColon(rest, lexer.end) };
    if (known !== undefined) break;
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') {
      if (--depth < 0) break;
    } else if (depth === 0 && token === 'string' && followedByColon(rest, lexer.end)) keys.push(lexer.value);
  }
  return { keys: known ?? keys, next: next ?? { kind: 'end', isKey: false } };
}

function pathOf(stack: readonly Frame[]): PathSegment[] {
  return stack.slice(0, -1).map(frame => (frame.kind === 'array' ? frame.index : (frame.key ?? '')));
}
