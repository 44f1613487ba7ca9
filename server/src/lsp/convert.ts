import { fullMessage, rulePage } from '../features/request.js';
import {
  DiagnosticSeverity,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Range } from 'vscode-languageserver-textdocument';
import { pointer } from '../format/model/located.js';
import { absoluteSpan, type TextReplacement } from '../features/remedies.js';
import type { Finding, Related, Severity } from '../rules/contract.js';
import type { Span } from '../language/span.js';
import { EXPLAIN_COMMAND } from './client.js';
import type { Opened } from './host.js';
import { field, textOf } from '../language/unknown.js';

export const SOURCE = 'Ségur';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What finds a finding again in the current version: nothing that depends on the language. */
interface FindingKey {
  readonly rule: string;
  /** JSON Pointer. */
  readonly path: string;
  readonly message: string;
}

export const keyOf = (finding: Finding): FindingKey => ({
  rule: finding.rule.id,
  path: pointer(finding.place),
  message: finding.messageId,
});

/** The `data` of a diagnostic that a client sends back. */
export function findingKey(data: unknown): FindingKey | undefined {
  const [rule, path, message] = [
    textOf(field(data, 'rule')),
    textOf(field(data, 'path')),
    textOf(field(data, 'message')),
  ];
  return rule === undefined || path === undefined || message === undefined ? undefined : { rule, path, message };
}

export const toRange = ({ text }: Pick<Opened, 'text'>, span: Span): Range => ({
  start: text.positionAt(span.start),
  end: text.positionAt(span.end),
});

/** Our client shows the page that it ships, offline; others link to the web. */
function pageOf(rule: string, { commands, lang }: Opened['client']): string {
  if (commands.has(EXPLAIN_COMMAND)) return `command:${EXPLAIN_COMMAND}?${encodeURIComponent(JSON.stringify([rule]))}`;
  return rulePage(rule, lang);
}

/** The source of a diagnostic: an open request, or one that isn't. */
export type Standing = Pick<Opened, 'analysis' | 'client' | 'locate' | 'text' | 'uri'>;

export function toDiagnostic(opened: Standing, finding: Finding): Diagnostic {
  const { analysis, client } = opened;
  const diagnostic: Diagnostic = {
    range: toRange(opened, absoluteSpan(analysis, finding)),
    severity: SEVERITIES[finding.severity],
    code: finding.rule.id,
    codeDescription: { href: pageOf(finding.rule.id, client) },
    source: SOURCE,
    message: fullMessage(finding, client.lang, '\n'),
    data: keyOf(finding),
  };
  if (finding.related.length === 0 || !client.relatedInformation) return diagnostic;
  return { ...diagnostic, relatedInformation: finding.related.flatMap(related => relatedTo(opened, related)) };
}

/** Nothing for a file that has gone in the meantime. */
function relatedTo(opened: Standing, { file, chunk, span, message }: Related): DiagnosticRelatedInformation[] {
  const { analysis, client, uri } = opened;
  const location =
    file === undefined
      ? { uri, range: toRange(opened, absoluteSpan(analysis, { chunk, span })) }
      : opened.locate(file, chunk, span);
  return location === undefined ? [] : [{ location, message: message[client.lang] }];
}

export const toTextEdits = (opened: Pick<Opened, 'text'>, edits: readonly TextReplacement[]): TextEdit[] =>
  edits.map(edit => ({ range: toRange(opened, edit), newText: edit.text }));

/** With the version that the edits were made for, if the client supports it. */
export function toWorkspaceEdit(opened: Opened, replacements: readonly TextReplacement[]): WorkspaceEdit {
  const { uri, version, client } = opened;
  const edits = toTextEdits(opened, replacements);
  return client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}

/** A standalone message from the editor. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The last part of a URI's path, as people read it. */
export function nameOf(uri: string): string {
  const name = uri.replace(/[?#].*$/, '').replace(/^.*\//, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
