import { format } from 'jsonc-parser';
import type { Analysis, Engine } from '../analysis/analyze.js';
import { fixFrom } from '../analysis/fix.js';
import { readRequest } from '../format/recognise/request.js';
import type { Span } from '../language/span.js';
import type { Finding } from '../rules/contract.js';
import { cutsOf, textEdits, type TextReplacement } from './remedies.js';

interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean | undefined;
}

/** The form rules that formatting applies if their fix is safe. */
const FORM: ReadonlySet<string> = new Set(['field-order', 'key-casing']);

/**
 * The text in the model's order, case and indentation. Every value stays as typed, character for character. A text with
 * syntax errors is only indented, or left alone if even that could move something.
 */
export function formatRequest(engine: Engine, analysis: Analysis, options: FormatOptions): TextReplacement[] {
  const { text } = analysis;
  // No request nests this deep, and formatting such a text would take forever.
  if (analysis.tree.problems.some(problem => problem.code === 'too-deep')) return [];
  const sound = analysis.tree.problems.length === 0;
  const inOrder = sound ? fixFrom(engine, analysis, isForm).text : text;
  const formatted = indented(inOrder, options);
  if (formatted === undefined || formatted === text) return [];
  return textEdits(text, formatted, cutsOf(analysis, readRequest(engine.catalog, formatted, analysis.options).tree));
}

const isForm = (finding: Finding): boolean => FORM.has(finding.rule.id);

/** A part of the text, indented as the whole would be; nothing moves, so that no part is torn in two. */
export function formatPart({ tree, text }: Analysis, within: Span, options: FormatOptions): TextReplacement[] {
  if (tree.problems.some(problem => problem.code === 'too-deep')) return [];
  // Formatted as a whole: the library takes the first line of a part to be well indented.
  const all = format(text, undefined, { ...options, insertFinalNewline: false, eol: eolOf(text) });
  const edits = all.filter(({ offset, length }) => offset >= within.start - 1 && offset + length <= within.end);
  const blank = edits.every(
    ({ offset, length, content }) => (text.slice(offset, offset + length) + content).trim() === '',
  );
  return blank
    ? edits.map(({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }))
    : [];
}

const eolOf = (text: string): string => /\r\n|\n/.exec(text)?.[0] ?? '\n';

function indented(text: string, options: FormatOptions): string | undefined {
  const edits = format(text, undefined, {
    ...options,
    insertFinalNewline: options.insertFinalNewline === true || /\n\s*$/.test(text),
    eol: eolOf(text),
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

/** A text's layout, so that inserted text matches its surroundings. */
export interface Layout {
  /** One step of indentation; empty for a text on one line. */
  readonly unit: string;
  readonly eol: string;
  /** What separates a colon from its value. */
  readonly colon: string;
}

/** The beginning of a file is enough to tell its layout. */
const SAMPLE = 2_000;

export function layoutOf(text: string): Layout {
  const head = text.slice(0, SAMPLE);
  const indented = /\n([ \t]+)\S/.exec(head)?.[1];
  const minified = indented === undefined && /[{,]"/.test(head) && !head.trim().includes('\n');
  return {
    unit: minified ? '' : (indented ?? '  '),
    eol: head.includes('\r\n') ? '\r\n' : '\n',
    colon: /":\S/.test(head) && !head.includes('": ') ? '' : ' ',
  };
}

/** The blanks at the start of the line that holds this offset. */
export function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}
