import { createScanner } from 'jsonc-parser';
import {
  type Due,
  type InvalidKind,
  Ahead,
  isBlank,
  isSeparated,
  isStray,
  numberWord,
  QUOTES,
  skipSpaces,
  strayEnd,
  unclosedEnd,
  wordEnd,
} from './words.js';

/**
 * The words of a JSON text. jsonc-parser's scanner reads strings, numbers and literals; this layer reads blanks and
 * plain text faster, and reads as *one* word each thing that is not JSON (a quoted 'text', 007, a string over two
 * lines), so that one mistake gives one problem.
 */
export type TokenKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ':'
  | ','
  | 'string'
  | 'number'
  | 'true'
  | 'false'
  | 'null'
  | 'comment'
  | 'invalid'
  | 'end';

export interface Lexer {
  /** Reads the next word; the fields below then describe it. */
  next(due?: Due): TokenKind;
  readonly start: number;
  readonly end: number;
  /** Decoded text of a string, lexeme of anything else. */
  readonly value: string;
  /** What is wrong with this word, if anything. A string with a problem is still a string. */
  readonly fault: InvalidKind | undefined;
}

// jsonc-parser declares these as ambient const enums, which isolated modules can't read: here are its values, under its
// names.
const SCAN_OK = 0;
const KINDS: readonly (TokenKind | undefined)[] = [
  undefined,
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  'true',
  'false',
  'string',
  'number',
  'comment' /* line */,
  'comment' /* block */,
  undefined /* line break */,
  undefined /* blanks */,
  undefined /* unknown */,
  'end',
];
const STRING_FAULTS: readonly (InvalidKind | undefined)[] = [
  undefined,
  undefined /* comment */,
  'unterminated-string',
  undefined /* number */,
  'bad-escape',
  'bad-escape',
  'control-character',
];

const LITERALS: ReadonlyMap<string, TokenKind> = new Map([
  ['null', 'null'],
  ['true', 'true'],
  ['false', 'false'],
]);

/** A word that can't start a JSON value ends at a blank, a bracket or a separator. */
const endsWord = (code: number): boolean =>
  isBlank(code) ||
  code === 44 ||
  code === 58 ||
  code === 123 ||
  code === 125 ||
  code === 91 ||
  code === 93 ||
  code === 34;

/** A comma, a colon, a closing bracket or a line break: whatever precedes it is certainly a word. */
const endsPlainly = (code: number): boolean =>
  code === 44 || code === 58 || code === 10 || code === 13 || code === 125 || code === 93;

const QUOTE = 34;
const BACKSLASH = 92;
const HASH = 35;
const COMMA = 44;
const SLASH = 47;
const SEMICOLON = 59;
const EQUALS = 61;
/** What a Chinese or Japanese keyboard types instead of JSON's separators. */
const WIDE_COMMA = 0xff0c;
const WIDE_COLON = 0xff1a;
const WIDE_SEMICOLON = 0xff1b;
/** Longest quoted text that is still taken for one value over two lines. */
const MAX_MULTILINE = 2_000;

export function createLexer(text: string): Lexer {
  const scanner = createScanner(text, false);
  const length = text.length;
  const ahead = new Ahead(text);
  const lexer: { -readonly [K in keyof Lexer]: Lexer[K] } = { next, start: 0, end: 0, value: '', fault: undefined };
  let position = 0;

  function next(due?: Due): TokenKind {
    while (position < length && isBlank(text.charCodeAt(position))) position++;
    lexer.start = position;
    lexer.fault = undefined;
    if (position >= length) return finish('end', length, '');
    const code = text.charCodeAt(position);
    const plain = plainWord(code);
    if (plain !== undefined) return plain;
    const odd = oddWord(code, due);
    if (odd !== undefined) return odd;
    scanner.setPosition(position);
    const scanned: number = scanner.scan();
    const kind = KINDS[scanned];
    // The scanner steps beyond the end of an unfinished comment.
    const end = Math.min(scanner.getPosition(), length);
    if (kind === 'string') return stringToken(end, due);
    if (kind === undefined) return word(due);
    if (kind === 'number' || kind === 'true' || kind === 'false' || kind === 'null') return literal(kind, end, due);
    if (kind === 'comment' && scanError() !== SCAN_OK) lexer.fault = 'unterminated-comment';
    return finish(kind, end, kind === 'comment' ? scanner.getTokenValue() : kind);
  }

  /** The words of a valid text, nearly all there are: punctuation, and what precedes it without an escape. */
  function plainWord(code: number): TokenKind | undefined {
    switch (code) {
      case 34: {
        const start = position + 1;
        let at = start;
        let inner = text.charCodeAt(at);
        // A separate length ends the loop: beyond the end, the code is NaN.
        while (inner !== QUOTE && inner !== BACKSLASH && inner >= 32) inner = text.charCodeAt(++at);
        return inner === QUOTE && endsPlainly(text.charCodeAt(at + 1))
          ? finish('string', at + 1, text.slice(start, at))
          : undefined;
      }
      case 44:
        return finish(',', position + 1, ',');
      case 58:
        return finish(':', position + 1, ':');
      case 91:
        return finish('[', position + 1, '[');
      case 93:
        return finish(']', position + 1, ']');
      case 123:
        return finish('{', position + 1, '{');
      case 125:
        return finish('}', position + 1, '}');
      case 102:
        return plainLiteral('false');
      case 110:
        return plainLiteral('null');
      case 116:
        return plainLiteral('true');
      default:
        return undefined;
    }
  }

  function plainLiteral(kind: 'false' | 'null' | 'true'): TokenKind | undefined {
    const end = position + kind.length;
    return text.startsWith(kind, position) && endsPlainly(text.charCodeAt(end)) ? finish(kind, end, kind) : undefined;
  }

  function scanError(): number {
    return scanner.getTokenError();
  }

  /** Words that begin like nothing in JSON. */
  function oddWord(code: number, due: Due | undefined): TokenKind | undefined {
    if (code > 127 ? isStray(code) : code === 11 || code === 12)
      return flawed('comment', strayEnd(text, position), 'stray-blank');
    if (QUOTES.has(code)) {
      const end = ahead.quotedEnd(position);
      return end === undefined
        ? word(due)
        : flawed('invalid', end, code === 39 || code === 96 ? 'single-quotes' : 'curly-quotes');
    }
    if (code === HASH) {
      return finish('comment', ahead.lineEnd(position), '#');
    }
    if (code === EQUALS && due === 'colon')
      return flawed(':', position + (text[position + 1] === '>' ? 2 : 1), 'bare-word');
    if ((code === SEMICOLON || code === WIDE_COLON) && due === 'colon') return flawed(':', position + 1, 'bare-word');
    if ((code === SEMICOLON || code === WIDE_COMMA || code === WIDE_SEMICOLON) && due === 'comma')
      return flawed(',', position + 1, 'bare-word');
    return undefined;
  }

  function finish(kind: TokenKind, end: number, value: string): TokenKind {
    position = end;
    lexer.end = end;
    lexer.value = value;
    return kind;
  }

  function flawed(kind: TokenKind, end: number, fault: InvalidKind, value = text.slice(lexer.start, end)): TokenKind {
    lexer.fault = fault;
    return finish(kind, end, value);
  }

  function literal(kind: TokenKind, end: number, due: Due | undefined): TokenKind {
    const follows = text.charCodeAt(end);
    const sound = scanError() === SCAN_OK;
    if (sound && follows === COMMA && due !== 'member') return finish(kind, end, scanner.getTokenValue());
    // `358,33`: a digit right after the comma can't be a key.
    const decimals =
      follows === COMMA && kind === 'number' && /\d/.test(text.charAt(end + 1))
        ? numberWord(text, lexer.start)
        : undefined;
    if (decimals !== undefined) return flawed('invalid', decimals, 'bad-number');
    // The scanner splits `007` and `12abc` into several words; they are one mistake.
    if (
      !sound ||
      (end < length && !endsWord(follows) && !isComment(end) && !(due !== undefined && follows === SEMICOLON))
    )
      return word(due);
    if (due !== undefined && follows === QUOTE && isSeparated(text, end + 1)) return word(due);
    if (due !== undefined && (follows === 32 || follows === 9) && goesOn(end)) return word(due);
    return finish(kind, end, scanner.getTokenValue());
  }

  const isComment = (at: number): boolean =>
    text.charCodeAt(at) === SLASH && (text[at + 1] === '/' || text[at + 1] === '*');

  /** More of the same word follows after blanks on the same line: `1 433.32`, `358.33 €`. */
  function goesOn(end: number): boolean {
    const at = skipSpaces(text, end);
    const code = text.charCodeAt(at);
    return (
      at < length &&
      !endsWord(code) &&
      code !== HASH &&
      code !== SEMICOLON &&
      code !== EQUALS &&
      code !== WIDE_COMMA &&
      code !== WIDE_COLON &&
      code !== WIDE_SEMICOLON &&
      !isComment(at) &&
      !isStray(code)
    );
  }

  function stringToken(end: number, due: Due | undefined): TokenKind {
    const error = scanError();
    const fault = error === SCAN_OK ? undefined : (STRING_FAULTS[error] ?? 'unterminated-string');
    if (fault === 'unterminated-string') {
      const closed = closingQuoteBeyondLine(end);
      if (closed !== undefined)
        return flawed('string', closed, 'control-character', text.slice(lexer.start + 1, closed - 1));
      const at = due === undefined || end === length ? end : unclosedEnd(text, lexer.start, end, due === 'key');
      return flawed('string', at, 'unterminated-string', text.slice(lexer.start + 1, at));
    }
    if (due !== undefined && text.charCodeAt(end) === QUOTE && isSeparated(text, end + 1))
      return flawed('string', end + 1, 'inner-quotes', scanner.getTokenValue());
    // Something other than a separator right after the closing quote: the text has one quote too many, or one too few.
    const real =
      due === undefined || due === 'comma' || due === 'colon' || !goesOn(end)
        ? undefined
        : ahead.realEnd(lexer.start, end, due === 'key');
    if (real !== undefined)
      return flawed(
        'string',
        real.end,
        real.fault,
        text.slice(lexer.start + 1, real.fault === 'inner-quotes' ? real.end - 1 : real.end),
      );
    return fault === undefined
      ? finish('string', end, scanner.getTokenValue())
      : flawed('string', end, fault, scanner.getTokenValue());
  }

  /** A line break inside a string: where the string really ends, if that can be told. */
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

  function word(due: Due | undefined): TokenKind {
    const number = due === 'member' ? numberWord(text, lexer.start) : undefined;
    const end = number ?? wordEnd(text, lexer.start, due);
    const lexeme = text.slice(lexer.start, end);
    const known = due === undefined ? undefined : LITERALS.get(lexeme);
    if (known !== undefined) return finish(known, end, lexeme);
    return flawed(
      'invalid',
      end,
      /^-?0\d+(\.\d+)?$/.test(lexeme) ? 'leading-zero' : /^[-+.]?\d/.test(lexeme) ? 'bad-number' : 'bare-word',
      lexeme,
    );
  }

  return lexer;
}
