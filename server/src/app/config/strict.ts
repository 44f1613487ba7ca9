import { parseValue } from '../../language/parse.js';
import { LineIndex } from '../../language/lines.js';
import type { Bilingual } from '../../format/profiles/shape.js';

export type Strict = { readonly value: unknown } | { readonly refused: Bilingual };

/**
 * A file of settings: strict JSON, or why it isn't. Our parser goes first, since it knows no depth that overflows a
 * stack.
 */
export function readStrict(text: string): Strict {
  const body = text.replace(/^\ufeff/, '');
  const problem = parseValue(body).problems[0];
  if (problem === undefined) {
    try {
      const value: unknown = JSON.parse(body);
      return { value };
    } catch {
      return { refused: notStrict(1, 1) };
    }
  }
  const { line, character } = new LineIndex(body).positionAt(problem.span.start);
  return { refused: notStrict(line + 1, character + 1) };
}

const notStrict = (line: number, column: number): Bilingual => ({
  fr: `ce n'est pas du JSON strict (ligne ${String(line)}, colonne ${String(column)})\u00a0; rien n'en est appliqué.`,
  en: `this is not strict JSON (line ${String(line)}, column ${String(column)}); nothing of it is applied.`,
});
