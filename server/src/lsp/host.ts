import type { FileEvent, Location, Connection } from 'vscode-languageserver/node';
import type { Analysis, Engine, AnalyzeOptions } from '../analysis/analyze.js';
import type { Span } from '../language/span.js';
import type { Finding } from '../rules/contract.js';
import type { Project } from '../app/project.js';
import type { SafeFixes } from '../features/remedies.js';
import type { WorkspaceIndex } from '../index/index.js';
import type { Client } from './client.js';
import type { SnapshotText } from './positions.js';
import type { Publisher } from './publisher.js';
import type { ServerSettings } from './settings.js';
import type { Gate } from './guard.js';

/** A document as those see it who know more of it than its text says. */
export interface Asked {
  readonly uri: string;
  readonly engine: Engine;
  readonly analysis: Analysis;
  /** The answer is wanted at once: what takes long may be left out, to be told later. */
  readonly soon: boolean;
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
  /** A question goes by all that is open: what nobody asked about yet is read first. */
  readonly catchUp?: () => Promise<void>;
  /** The client was answered, and with what. */
  readonly told?: (uri: string, standing: { readonly version: number; readonly resultId: string }) => void;
  readonly filesChanged?: (changes: readonly FileEvent[]) => void;
  /** The workspace has others. */
  readonly foldersChanged?: () => void;
  /** Settings or configurations may be others. */
  readonly reset?: () => void;
}

/**
 * A request that is open, as it stood when it was asked for. Nothing of it changes afterwards: it may be kept over an
 * `await`, and what comes of it is for its `version`.
 */
export interface Opened {
  readonly engine: Engine;
  readonly project: Project;
  /** Of the file; undefined for a text that is not a file. */
  readonly path: string | undefined;
  readonly client: Client;
  readonly analysis: Analysis;
  readonly safe: SafeFixes;
  /** As the user's configuration wants them, in the order of the text. */
  readonly findings: readonly Finding[];
  /** The findings of another analysis of the same document, in the same way. */
  readonly findingsOf: (analysis: Analysis) => readonly Finding[];
  /** A place of another file, by the id that a finding's related place names. */
  readonly locate: (id: string, chunk: number | undefined, span: Span) => Location | undefined;
  readonly text: SnapshotText;
  readonly uri: string;
  readonly version: number;
  readonly resultId: string;
}

/** What is set for a document. */
export interface DocumentSettings {
  readonly settings: ServerSettings;
  /** The path of its workspace folder. */
  readonly folder: string | undefined;
  /** Where it is known. */
  readonly project: Project | undefined;
}

/** How a text would be read and judged if it were open. */
export interface Reading {
  readonly engine: Engine;
  readonly options: AnalyzeOptions;
  readonly project: Project;
}

/** What handlers and those who know more of a document may ask of the session. */
export interface Host {
  readonly connection: Connection;
  readonly client: Client;
  readonly publisher: Publisher;
  /** All requests of the workspace, open or not. */
  readonly index: WorkspaceIndex;
  /** Background work waits here for the answers. */
  readonly gate: Gate;
  /** The workspace's folders on this machine. */
  readonly folderPaths: readonly string[];
  /** Of the open documents. */
  readonly uris: readonly string[];
  /** The text of an open document as it stands now. */
  textOf(uri: string): SnapshotText | undefined;
  /**
   * The request at a URI, for an answer about the version that the client asked about. `soon`: of other
   * files, the answer may do without those that were just opened.
   */
  request(uri: string, how?: { readonly soon: boolean }): Promise<Opened | undefined>;
  /** The request at a URI as it stands now. */
  current(uri: string): Promise<Opened | undefined>;
  setFor(uri: string): DocumentSettings;
  /** How a file that isn't open would be read. */
  readingOf(uri: string): Promise<Reading>;
  getEngine(): Promise<Engine>;
  /** To be called with each answer that tells findings. */
  told(uri: string, standing: Pick<Opened, 'version' | 'resultId'>): void;
  /** Has open documents looked at again: these, or all. */
  recheck(uris?: readonly string[]): Promise<void>;
  /** Whoever finds more than a text says, or keeps something by document. */
  join(part: { readonly source?: FindingSource; readonly listener?: SessionListener }): void;
}
