import type { FileEvent, Location } from 'vscode-languageserver/node';
import type { Analysis, Engine } from '../analysis/analyze.js';
import type { Span } from '../language/span.js';
import type { Finding } from '../rules/contract.js';

/** A document as those see it who know more of it than its text says. */
export interface Asked {
  readonly uri: string;
  readonly engine: Engine;
  readonly analysis: Analysis;
}

/**
 * Findings that need more than the document. Both methods answer from what is known now: a question waits for no disk.
 */
export interface FindingSource {
  findings(asked: Asked): readonly Finding[];
  /** Another text when the findings may be others. */
  revision(asked: Asked): string;
  /** A place of another file, by the id that a finding's related place names. */
  locate?(id: string, chunk: number | undefined, span: Span): Location | undefined;
}

/** Who keeps something by document or by file. */
export interface SessionListener {
  readonly opened?: (uri: string) => void;
  /** Its text. */
  readonly changed?: (uri: string) => void;
  /** It turned out to be no request. */
  readonly refused?: (uri: string) => void;
  readonly saved?: (uri: string) => void;
  readonly closed?: (uri: string) => void;
  /** The client was answered, and with what. */
  readonly told?: (uri: string, standing: { readonly version: number; readonly resultId: string }) => void;
  readonly filesChanged?: (changes: readonly FileEvent[]) => void;
  /** The workspace has others. */
  readonly foldersChanged?: () => void;
  /** Settings or configurations may be others. */
  readonly reset?: () => void;
}
