import type { FileEvent } from 'vscode-languageserver/node';
import type { Analysis, Engine } from '../analysis/analyze.js';
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
  readonly filesChanged?: (changes: readonly FileEvent[]) => void;
  /** The workspace has others. */
  readonly foldersChanged?: () => void;
  /** Settings or configurations may be others. */
  readonly reset?: () => void;
}
