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
import type { ServerSettings, SettingsTeller } from './settings.js';
import type { Gate } from './guard.js';

/** A document, for parts of the server that know more about it than its text says. */
export interface Asked {
  readonly uri: string;
  readonly engine: Engine;
  readonly analysis: Analysis;
  /** The answer is needed at once: slow parts may be left out, and reported later. */
  readonly soon: boolean;
}

/**
 * Findings that need more than the document. Both methods answer from what is known now: a request never waits for the
 * disk.
 */
export interface FindingSource {
  findings(asked: Asked): readonly Finding[];
  /** A different text whenever the findings may differ. */
  revision(asked: Asked): string;
  /** A location in another file, by the id in a finding's related place. */
  locate?(id: string, chunk: number | undefined, span: Span): Location | undefined;
}

/** Something that keeps data by document or by file. */
export interface SessionListener {
  readonly opened?: (uri: string) => void;
  /** Its text. */
  readonly changed?: (uri: string) => void;
  /** It turned out not to be a request. */
  readonly refused?: (uri: string) => void;
  readonly saved?: (uri: string) => void;
  readonly closed?: (uri: string) => void;
  /** Before a request that concerns everything open: documents that nobody has asked about are read first. */
  readonly catchUp?: () => Promise<void>;
  /** The client was answered, and with what. */
  readonly told?: (uri: string, standing: { readonly version: number; readonly resultId: string }) => void;
  readonly filesChanged?: (changes: readonly FileEvent[]) => void;
  /** The workspace's folders have changed. */
  readonly foldersChanged?: () => void;
  /** Settings or configurations may have changed. */
  readonly reset?: () => void;
}

/**
 * An open request as it was when asked for. It never changes: it may be kept over an `await`, and the result is for its
 * `version`.
 */
export interface Opened {
  readonly engine: Engine;
  readonly project: Project;
  /** Of the file; undefined for a text that is not a file. */
  readonly path: string | undefined;
  readonly client: Client;
  readonly analysis: Analysis;
  readonly safe: SafeFixes;
  /** Under the user's configuration, in text order. */
  readonly findings: readonly Finding[];
  /** The findings of another analysis of the same document, in the same way. */
  readonly findingsOf: (analysis: Analysis) => readonly Finding[];
  /** A location in another file, by the id in a finding's related place. */
  readonly locate: (id: string, chunk: number | undefined, span: Span) => Location | undefined;
  readonly text: SnapshotText;
  readonly uri: string;
  readonly version: number;
  readonly resultId: string;
}

/** The settings of a document. */
export interface DocumentSettings {
  readonly settings: ServerSettings;
  /** The path of its workspace folder. */
  readonly folder: string | undefined;
  /** Where it is known. */
  readonly project: Project | undefined;
}

/** How a text would be read and checked if it were open. */
export interface Reading {
  readonly engine: Engine;
  readonly options: AnalyzeOptions;
  readonly project: Project;
}

/** What handlers, and those who know more about a document, may ask of the session. */
export interface Host {
  readonly connection: Connection;
  readonly client: Client;
  readonly publisher: Publisher;
  /** Of settings that can't be used. */
  readonly teller: Pick<SettingsTeller, 'tell'>;
  /** All requests of the workspace, open or not. */
  readonly index: WorkspaceIndex;
  /** Background work waits here for the answers. */
  readonly gate: Gate;
  /** The workspace's folders on this machine. */
  readonly folderPaths: readonly string[];
  /** Of the open documents. */
  readonly uris: readonly string[];
  /** The current text of an open document. */
  textOf(uri: string): SnapshotText | undefined;
  /**
   * The request at a URI, for an answer about the version that the client asked about. `soon`: as to other files, the
   * answer may leave out those just opened.
   */
  request(uri: string, how?: { readonly soon: boolean }): Promise<Opened | undefined>;
  /** The current request at a URI. */
  current(uri: string): Promise<Opened | undefined>;
  setFor(uri: string): DocumentSettings;
  /** How a file that isn't open would be read. */
  readingOf(uri: string): Promise<Reading>;
  getEngine(): Promise<Engine>;
  /** Call this with each answer that contains findings. */
  told(uri: string, standing: Pick<Opened, 'version' | 'resultId'>): void;
  /** Has open documents checked again: these, or all. */
  recheck(uris?: readonly string[]): Promise<void>;
  /** Sources that find more than a text says, and listeners that keep something by document. */
  join(part: { readonly source?: FindingSource; readonly listener?: SessionListener }): void;
}
