import { setImmediate as nextTurn } from 'node:timers/promises';
import { LSPErrorCodes, ResponseError, type Connection, type Location } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, AnalyzeOptions, Engine } from '../analysis/analyze.js';
import { dayFrom, type Day } from '../format/domain/date.js';
import type { SafeFixes } from '../features/remedies.js';
import type { Project } from '../app/project.js';
import type { Finding } from '../rules/contract.js';
import type { Span } from '../language/span.js';
import { WorkspaceIndex } from '../index/index.js';
import type { Client } from './client.js';
import { OpenDocument } from './document.js';
import { logFailure } from './guard.js';
import { Pieces } from './pieces/pieces.js';
import { ProjectObserver } from './projectObserver.js';
import { DocumentProjects, filePath, type DocumentProject } from './projects.js';
import { NO_SETTINGS, profileFor, readSettings, sectionOf, type ServerSettings } from './settings.js';
import type { FindingSource, SessionListener } from './sources.js';
import { StatusTeller } from './status.js';
import { itemsOf } from './unknown.js';
import { Gate } from './workspace/gate.js';

/** A request that is open, with its latest analysis. Not to be kept over an `await`: the document moves on. */
export interface Opened {
  readonly engine: Engine;
  readonly project: Project;
  /** Of the file; undefined for a text that is none. */
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
  readonly text: TextDocument;
  readonly uri: string;
  readonly version: number;
  readonly resultId: string;
}

/** All that lives as long as one connection: the open documents, the settings, the engine. */
export class Session {
  /** Has open documents looked at again: these, or all. */
  recheck: (uris?: readonly string[]) => Promise<void> = () => Promise.resolve();
  /** Where a place of another file is. */
  locate: (id: string, chunk: number | undefined, span: Span) => Location | undefined = () => undefined;
  /** To be called with each answer that tells findings. */
  told: (uri: string, standing: Pick<Opened, 'version' | 'resultId'>) => void = () => undefined;
  /** All requests of the workspace, open or not. */
  readonly index = new WorkspaceIndex();
  /** Background work waits here for the answers. */
  readonly gate = new Gate();
  /** What is found beyond a document's own text. */
  readonly sources: FindingSource[] = [];
  readonly listeners: SessionListener[] = [];
  /** The attachments of the open requests. */
  readonly pieces: Pieces;
  private readonly documents = new Map<string, OpenDocument>();
  private readonly status: StatusTeller;
  private readonly observer: ProjectObserver;
  private readonly projects: DocumentProjects;
  private engine: Promise<Engine> | undefined;
  private loaded: Promise<void> | undefined;
  private settings = new Map<string, ServerSettings>();
  private pushed: unknown;
  private folders: readonly string[];

  constructor(
    readonly connection: Connection,
    readonly client: Client,
  ) {
    this.status = new StatusTeller(connection, client.lang);
    this.observer = new ProjectObserver(connection, client);
    this.projects = new DocumentProjects(
      project => {
        this.observer.met(project, this.projects.inUse);
      },
      error => {
        logFailure(connection, 'project', error);
      },
    );
    this.pieces = new Pieces(this);
    this.pushed = client.settings;
    this.folders = client.folders;
  }

  /** The workspace's folders on this machine. */
  get folderPaths(): readonly string[] {
    return this.folders.flatMap(uri => filePath(uri) ?? []);
  }

  get uris(): readonly string[] {
    return [...this.documents.keys()];
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.documents.set(uri, new OpenDocument(uri, languageId, version, text));
  }

  document(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.status.forget(uri);
  }

  /** Rules and models are loaded with the first document, not with the server. */
  getEngine(): Promise<Engine> {
    this.engine ??= import('../analysis/engine.js').then(({ createEngine }) => createEngine());
    return this.engine;
  }

  /**
   * The request at a URI, for an answer about the version that the client asked about; undefined for anything else. The
   * message right behind the question is read first (two turns: the library reads one a turn, after ours), so that a
   * cancellation or a change that came along with it is seen.
   */
  request(uri: string): Promise<Opened | undefined> {
    return this.gate.answering(() => this.answerable(uri));
  }

  private async answerable(uri: string): Promise<Opened | undefined> {
    const asked = this.documents.get(uri);
    const version = asked?.version;
    await nextTurn();
    await nextTurn();
    const opened = await this.current(uri);
    if (asked !== this.documents.get(uri) || version !== asked?.version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
    return opened;
  }

  /** The request at a URI as it stands now. */
  async current(uri: string): Promise<Opened | undefined> {
    const engine = await this.ready();
    if (!this.documents.has(uri)) return undefined;
    const own = await this.projectOf(engine, uri);
    const document = this.documents.get(uri);
    const analysis = document?.analyse(own.project.engine, this.optionsFor(uri, own.options));
    this.status.tell(uri, analysis);
    if (analysis === undefined) for (const { refused } of this.listeners) refused?.(uri);
    return document === undefined || analysis === undefined ? undefined : this.opened(document, own, analysis);
  }

  /** How a file that isn't open would be read. */
  async readingOf(uri: string): Promise<{ readonly engine: Engine; readonly options: AnalyzeOptions }> {
    const engine = await this.ready();
    const { settings, folder } = this.settingsFor(uri);
    const path = filePath(uri);
    const project = await this.projects.project(
      engine,
      path,
      settings,
      folder === undefined ? undefined : filePath(folder),
    );
    return { engine: project.engine, options: this.optionsFor(uri, project.optionsFor(path)) };
  }

  /** The engine, once the settings are known. */
  private async ready(): Promise<Engine> {
    const engine = await this.getEngine();
    this.loaded ??= this.load(engine);
    await this.loaded;
    return engine;
  }

  /** To be called when settings may be others; those that are still being asked for are not used any more. */
  async settingsChanged(pushed?: unknown): Promise<void> {
    if (!this.client.configuration && pushed !== undefined && pushed !== null) this.pushed = sectionOf(pushed);
    if (this.loaded === undefined) return;
    for (const { reset } of this.listeners) reset?.();
    const loading = this.load(await this.getEngine()).then(() => {
      this.projects.unbind();
    });
    this.loaded = loading;
    await this.rebind();
  }

  /** To be called when files that set the checks up may be others. */
  async projectsChanged(): Promise<void> {
    for (const { reset } of this.listeners) reset?.();
    this.projects.forget();
    await this.rebind();
  }

  /** Whether a file that changed is one of them. */
  concerns(uri: string): boolean {
    return this.observer.concerns(filePath(uri));
  }

  async watch(): Promise<void> {
    await this.observer.watch();
  }

  async foldersChanged(added: readonly string[], removed: readonly string[]): Promise<void> {
    this.folders = [...this.folders.filter(uri => !removed.includes(uri)), ...added];
    for (const { foldersChanged } of this.listeners) foldersChanged?.();
    await this.settingsChanged();
  }

  /** Problems of the settings are told, and told as mended, for all that is open. */
  private async rebind(): Promise<void> {
    if (this.loaded === undefined) return;
    const engine = await this.getEngine();
    await this.loaded;
    await Promise.all(this.uris.map(uri => this.projectOf(engine, uri)));
    this.observer.tell(this.projects.inUse);
  }

  private opened(document: OpenDocument, own: DocumentProject, analysis: Analysis): Opened {
    const { text, version, uri } = document;
    const { only, project, path } = own;
    const { engine } = project;
    const safe = document.safeFixes(engine, analysis, only);
    const asked = { uri, engine, analysis };
    const further = this.sources.flatMap(source => source.findings(asked));
    const revisions = this.sources.map(source => `.${source.revision(asked)}`).join('');
    return {
      engine,
      project,
      path,
      client: this.client,
      analysis,
      safe,
      findings: own.findings(analysis, further),
      findingsOf: other => own.findings(other, further),
      locate: this.locate,
      text,
      uri,
      version,
      resultId: `${document.resultId}.${String(own.serial)}${revisions}`,
    };
  }

  /**
   * What is set for a document, with the path of its workspace folder; the configuration's word where the project is
   * known.
   */
  setFor(uri: string): {
    readonly settings: ServerSettings;
    readonly folder: string | undefined;
    readonly project: DocumentProject['project'] | undefined;
  } {
    const { settings, folder } = this.settingsFor(uri);
    return {
      settings,
      folder: folder === undefined ? undefined : filePath(folder),
      project: this.projects.known(uri)?.project,
    };
  }

  private projectOf(engine: Engine, uri: string): Promise<DocumentProject> {
    const { settings, folder } = this.settingsFor(uri);
    return this.projects.of(engine, uri, settings, folder === undefined ? undefined : filePath(folder));
  }

  private async load(engine: Engine): Promise<void> {
    const { folders } = this;
    const raw = this.client.configuration ? await this.ask(folders) : [this.pushed];
    const refused = new Set<string>();
    const isProfile = (id: string): boolean => engine.catalog.get(id) !== undefined;
    const read = (value: unknown): ServerSettings =>
      readSettings(value, isProfile, field => {
        refused.add(field);
      });
    this.settings = new Map(
      raw.map((value, i): [string, ServerSettings] => [i === 0 ? '' : (folders[i - 1] ?? ''), read(value)]),
    );
    for (const field of refused) this.connection.console.warn(`${field}: a value can't be used and was ignored`);
  }

  /** The settings of the window, then those of each folder. A client that can't answer has none. */
  private async ask(folders: readonly string[]): Promise<readonly unknown[]> {
    const items = [{ section: 'segur' }, ...folders.map(scopeUri => ({ scopeUri, section: 'segur' }))];
    try {
      return itemsOf(await this.connection.workspace.getConfiguration(items));
    } catch {
      return [];
    }
  }

  private settingsFor(uri: string): { readonly settings: ServerSettings; readonly folder: string | undefined } {
    const place = plain(uri);
    const folder = this.folders
      .filter(f => place.startsWith(`${plain(f).replace(/\/$/, '')}/`))
      .sort((a, b) => b.length - a.length)[0];
    return { settings: this.settings.get(folder ?? '') ?? this.settings.get('') ?? NO_SETTINGS, folder };
  }

  /** What the user says in the editor goes before what a configuration says. */
  private optionsFor(uri: string, given: DocumentProject['options']): AnalyzeOptions {
    const path = pathOf(uri);
    const { settings, folder } = this.settingsFor(uri);
    const { profile, plafonds, calendrier } = given;
    const root = folder === undefined ? undefined : pathOf(folder).replace(/\/$/, '');
    return {
      path,
      profile: profileFor(settings, path, root) ?? profile,
      today: today(),
      referenceDate: settings.referenceDate,
      plafonds,
      calendrier,
    };
  }
}

/** Editors write the same URI in several ways (`c%3A`, `c:`). */
function plain(uri: string): string {
  try {
    const { protocol, host, pathname } = new URL(uri);
    return `${protocol}//${host}${decodeURIComponent(pathname)}`;
  } catch {
    return uri;
  }
}

/** The path of a URI, decoded; the URI itself where it has none. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).pathname);
  } catch {
    return uri;
  }
}

function today(): Day {
  const now = new Date();
  return dayFrom(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0;
}
