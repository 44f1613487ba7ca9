import { format } from 'jsonc-parser';
import type { Analysis, Engine } from '../analysis/analyze.js';
import { fixAll } from '../analysis/fix.js';
import { readRequest } from '../format/recognise/request.js';
import type { Finding } from '../rules/contract.js';
import { cutsOf } from './remedies.js';
import { textEdits, type TextReplacement } from './textEdits.js';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean | undefined;
}

/** The rules about form that formatting obeys where their fix is safe. */
const FORM: ReadonlySet<string> = new Set(['field-order', 'key-casing']);

/**
 * The text in the order, the case and the indentation of the model. Every value stays as it was typed, character for
 * character. A text with syntax errors is indented only, and left alone where even that could move something.
 */
export function formatRequest(engine: Engine, analysis: Analysis, options: FormatOptions): TextReplacement[] {
  const { text } = analysis;
  // No request nests so deep, and laying it out would take a time without end.
  if (analysis.tree.problems.some(problem => problem.code === 'too-deep')) return [];
  const sound = analysis.tree.problems.length === 0;
  const inOrder = sound ? fixAll(engine, text, analysis.options, isForm).text : text;
  const formatted = indented(inOrder, options);
  if (formatted === undefined || formatted === text) return [];
  return textEdits(text, formatted, cutsOf(analysis, readRequest(engine.catalog, formatted, analysis.options).tree));
}

const isForm = (finding: Finding): boolean => FORM.has(finding.rule.id);

function indented(text: string, options: FormatOptions): string | undefined {
  const eol = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const edits = format(text, undefined, {
    ...options,
    insertFinalNewline: options.insertFinalNewline === true || /\n\s*$/.test(text),
    eol,
  });
  const parts: string[] = [];
  let at = 0;
  for (const { offset, length, content } of edits) {
    if (offset < at) return undefined;
    // Blanks only: anything else is the user's.
    if (text.slice(offset, offset + length).trim() !== '' || content.trim() !== '') return undefined;
    parts.push(text.slice(at, offset), content);
    at = offset + length;
  }
  return parts.join('') + text.slice(at);
}
