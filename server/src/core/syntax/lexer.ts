import { createScanner } from 'jsonc-parser';

/**
 * The words of a JSON text. jsonc-parser's scanner reads strings, numbers and literals; this layer skips blanks faster than
 * it does and reads as *one* word each thing that is no JSON (a quoted 'text', 007, a string over two lines), so that one mistake
 * gives one problem.
 */
export type TokenKind =
  | '{' | '}' | '[' | ']' | ':' | ','
  | 'string' | 'number' | 'true' | 'false' | 'null'
  | 'comment' | 'invalid' | 'end';

export type InvalidKind =
  | 'single-quotes' | 'bare-word' | 'bad-number' | 'leading-zero'
  | 'control-character' | 'bad-escape' | 'unterminated-string' | 'unterminated-comment';

export interface Lexer {
  /** Reads the next word; the fields below then describe it. */
  next(): TokenKind;
  readonly start: number;
  readonly end: number;
  /** Decoded text of a string, lexeme of anything else. */
  readonly value: string;
  /** What is wrong with this word, if anything. A string with a problem is still a string. */
  readonly fault: InvalidKind | undefined;
}

// jsonc-parser declares these as ambient const enums, which isolated modules can't read: its values, by its names.
const isSound = (error: number): boolean => error === 0;
const KINDS: readonly (TokenKind | undefined)[] = [
  undefined, '{', '}', '[', ']', ',', ':', 'null', 'true', 'false', 'string', 'number',
  'comment' /* line */, 'comment' /* block */, undefined /* line break */, undefined /* blanks */, undefined /* unknown */, 'end',
];
const STRING_FAULTS: readonly (InvalidKind | undefined)[] = [
  undefined, undefined /* comment */, 'unterminated-string', undefined /* number */, 'bad-escape', 'bad-escape', 'control-character',
];

/** JSON's own blanks. A no-break space or a form feed is none and is reported. */
const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** A word of anything that can't start a JSON value ends at a blank, a bracket or a separator. */
const endsWord = (code: number): boolean =>
  isBlank(code) || code === 44 || code === 58 || code === 123 || code === 125 || code === 91 || code === 93 || code === 34;

const APOSTROPHE = 39;
/** Longest text between quotes that is still taken for one value over two lines. */
const MAX_MULTILINE = 2_000;

export function createLexer(text: string): Lexer {
  const scanner = createScanner(text, false);
  const length = text.length;
  const lexer: { -readonly [K in keyof Lexer]: Lexer[K] } = { next, start: 0, end: 0, value: '', fault: undefined };
  let position = 0;

  function next(): TokenKind {
    while (position < length && isBlank(text.charCodeAt(position))) position++;
    lexer.start = position;
    lexer.fault = undefined;
    if (position >= length) return finish('end', length, '');
    if (text.charCodeAt(position) === APOSTROPHE) return singleQuoted();
    scanner.setPosition(position);
    const scanned: number = scanner.scan();
    const kind = KINDS[scanned];
    const end = scanner.getPosition();
    if (kind === 'string') return stringToken(end);
    if (kind === undefined) return word(end);
    // `007` and `12abc` come from the scanner as several words; they are one mistake.
    if ((kind === 'number' || kind === 'true' || kind === 'false' || kind === 'null')
      && end < length && !endsWord(text.charCodeAt(end)) && text.charCodeAt(end) !== 47) return word(end);
    if (kind === 'number' && !isSound(scanner.getTokenError())) return word(end);
    if (kind === 'comment' && !isSound(scanner.getTokenError())) lexer.fault = 'unterminated-comment';
    return finish(kind, end, kind === 'number' || kind === 'comment' ? scanner.getTokenValue() : kind);
  }

  function finish(kind: TokenKind, end: number, value: string): TokenKind {
    position = end;
    lexer.end = end;
    lexer.value = value;
    return kind;
  }

  function stringToken(end: number): TokenKind {
    const error: number = scanner.getTokenError();
    if (isSound(error)) return finish('string', end, scanner.getTokenValue());
    lexer.fault = STRING_FAULTS[error] ?? 'unterminated-string';
    if (lexer.fault !== 'unterminated-string') return finish('string', end, scanner.getTokenValue());
    const closed = closingQuoteBeyondLine(end);
    if (closed === undefined) return finish('string', end, scanner.getTokenValue());
    lexer.fault = 'control-character';
    return finish('string', closed, text.slice(lexer.start + 1, closed - 1));
  }

  /** A line break typed inside a string: where the string really ends, if that can be told. */
  function closingQuoteBeyondLine(lineEnd: number): number | undefined {
    const limit = Math.min(length, lineEnd + MAX_MULTILINE);
    for (let i = lineEnd; i < limit; i++) {
      const code = text.charCodeAt(i);
      if (code === 123 || code === 125 || code === 91 || code === 93 || code === 58) return undefined;
      if (code !== 34) continue;
      let after = i + 1;
      while (after < length && isBlank(text.charCodeAt(after))) after++;
      const follows = text.charCodeAt(after);
      return follows === 44 || follows === 125 || follows === 93 ? i + 1 : undefined;
    }
    return undefined;
  }

  function singleQuoted(): TokenKind {
    const start = position;
    for (let i = start + 1; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || code === 13) break;
      if (code !== APOSTROPHE) continue;
      // The apostrophe of « l'Yser » is no end: the end stands before a separator.
      let after = i + 1;
      while (after < length && isBlank(text.charCodeAt(after))) after++;
      const follows = text.charCodeAt(after);
      if (after >= length || follows === 44 || follows === 58 || follows === 125 || follows === 93) {
        lexer.fault = 'single-quotes';
        return finish('invalid', i + 1, text.slice(start, i + 1));
      }
    }
    return word(start + 1);
  }

  function word(from: number): TokenKind {
    let end = Math.max(from, lexer.start + 1);
    while (end < length && !endsWord(text.charCodeAt(end))) end++;
    const lexeme = text.slice(lexer.start, end);
    lexer.fault = /^-?0\d/.test(lexeme) && /^-?\d+(\.\d+)?$/.test(lexeme) ? 'leading-zero'
      : /^[-+.]?\d/.test(lexeme) ? 'bad-number'
        : 'bare-word';
    return finish('invalid', end, lexeme);
  }

  return lexer;
}
