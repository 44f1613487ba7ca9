import { setImmediate as nextTurn } from 'node:timers/promises';
import { LSPErrorCodes, ResponseError, type Connection, type FileEvent } from 'vscode-languageserver/node';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { type Analysis, type AnalyzeOptions, createEngine, type Engine } from '../analysis/analyze.js';
import { dayFrom, type Day } from '../format/domain/date.js';
import { WorkspaceIndex } from '../index/index.js';
import type { Client } from './client.js';
import { OpenDocument } from './document.js';
import { logFailure, Gate } from './guard.js';
import type { DocumentSettings, Host, Opened, Reading, FindingSource, SessionListener } from './host.js';
import type { SnapshotText } from './positions.js';
import { Pieces } from './pieces/pieces.js';
import { type DocumentProject, DocumentProjects, ProjectObserver } from './projects.js';
import { filePath } from './uris.js';
import { Publisher, StatusTeller } from './publisher.js';
import { FilesOnDisk } from './disk.js';
import { Rechecks } from './rechecks.js';
import { SettingsByFolder, SettingsTeller } from './settings.js';
import { ANSWERS } from '../texts/editor/answers.js';

/** Everything that lives as long as one connection: the open documents, the settings, the engine. */
export class Session implements Host {
  /** All requests of the workspace, open or not. */
  readonly index = new WorkspaceIndex();
  /** Background work waits here for the answers. */
  readonly gate = new Gate();
  /** What is found beyond a document's own text. */
  private readonly sources: FindingSource[] = [];
  private readonly listeners: SessionListener[] = [];
  /** The attachments of the open requests. */
  readonly pieces: Pieces;
  private readonly documents = new Map<string, OpenDocument>();
  readonly publisher: Publisher;
  private readonly rechecks: Rechecks;
  private readonly status: StatusTeller;
  private readonly disk: FilesOnDisk;
  private readonly observer: ProjectObserver;
  private readonly projects: DocumentProjects;
  private readonly engine = createEngine();
  private loaded: Promise<void> | undefined;
  /** URIs of the settings that are open in the editor: their mistakes are told, whether a request uses them or not. */
  private openSettings: readonly string[] = [];
  private readonly settings: SettingsByFolder;
  readonly teller: SettingsTeller;

  constructor(
    readonly connection: Connection,
    readonly client: Client,
  ) {
    this.status = new StatusTeller(connection, client.lang);
    this.publisher = new Publisher(connection);
    this.rechecks = new Rechecks(this);
    this.teller = new SettingsTeller(connection, client);
    this.observer = new ProjectObserver(connection, client, this.publisher, (file, why) => {
      this.teller.tell('segur.plafonds', ANSWERS.setting.table(file, why)[client.lang]);
    });
    this.projects = new DocumentProjects(
      project => {
        this.observer.met(project, this.projects.inUse);
      },
      error => {
        logFailure(connection, 'project', error);
      },
    );
    this.pieces = new Pieces(this);
    this.disk = new FilesOnDisk(this);
    this.settings = new SettingsByFolder(connection, client, this.teller);
  }

  /** The workspace's folders on this machine. */
  get folderPaths(): readonly string[] {
    return this.settings.folderPaths;
  }

  get uris(): readonly string[] {
    return [...this.documents.keys()];
  }

  join({ source, listener }: Parameters<Host['join']>[0]): void {
    if (source !== undefined) this.sources.push(source);
    if (listener !== undefined) this.listeners.push(listener);
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.documents.set(uri, new OpenDocument({ uri, languageId, encoding: this.client.encoding }, version, text));
    if (this.client.canPull) this.gate.expect(uri);
    for (const { opened } of this.listeners) opened?.(uri);
    // If the client can't report file changes, files are checked when a request is opened.
    if (!this.client.watchesFiles)
      void this.projectsChanged().catch((error: unknown) => {
        logFailure(this.connection, 'projects', error);
      });
    this.rechecks.changed(uri);
  }

  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.documents.get(uri)?.change(changes, version);
    for (const { changed } of this.listeners) changed?.(uri);
    this.rechecks.changed(uri);
  }

  saved(uri: string): void {
    for (const { saved } of this.listeners) saved?.(uri);
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.gate.settle(uri);
    this.status.forget(uri);
    for (const { closed } of this.listeners) closed?.(uri);
    this.rechecks.closed(uri);
  }

  textOf(uri: string): SnapshotText | undefined {
    return this.documents.get(uri)?.text;
  }

  told(uri: string, standing: Pick<Opened, 'version' | 'resultId'>): void {
    for (const { told } of this.listeners) told?.(uri, standing);
  }

  recheck(uris: readonly string[] = this.uris): Promise<void> {
    return this.rechecks.recheck(uris);
  }

  getEngine(): Promise<Engine> {
    return Promise.resolve(this.engine);
  }

  /**
   * The request at a URI, for an answer about the version that the client asked about; undefined for anything else. The
   * next message is read first (two turns: the library reads one message a turn, after ours), so that a cancellation or
   * a change that came along is seen.
   */
  request(uri: string, { soon } = { soon: false }): Promise<Opened | undefined> {
    return this.gate.answering(() => {
      if (soon) this.gate.settle(uri);
      return this.answerable(uri, soon);
    });
  }

  private async answerable(uri: string, soon: boolean): Promise<Opened | undefined> {
    const asked = this.documents.get(uri);
    const version = asked?.version;
    await nextTurn();
    await nextTurn();
    if (!soon) for (const { catchUp } of this.listeners) await catchUp?.();
    const opened = await this.current(uri, soon);
    if (asked !== this.documents.get(uri) || version !== asked?.version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
    return opened;
  }

  /** The current request at a URI. */
  async current(uri: string, soon = false): Promise<Opened | undefined> {
    const engine = await this.ready();
    if (!this.documents.has(uri)) return undefined;
    const own = await this.projectOf(engine, uri);
    const document = this.documents.get(uri);
    const options = { ...this.optionsFor(uri, own.options), written: this.disk.written(uri) };
    const analysis = document?.analyse(own.project.engine, options);
    this.status.tell(uri, analysis);
    if (analysis === undefined) for (const { refused } of this.listeners) refused?.(uri);
    return document === undefined || analysis === undefined ? undefined : this.opened(document, own, analysis, soon);
  }

  /** How a file that isn't open would be read. */
  async readingOf(uri: string): Promise<Reading> {
    const engine = await this.ready();
    const { settings, folder } = this.settings.of(uri);
    const path = filePath(uri);
    const project = await this.projects.project(engine, path, settings, folder);
    return { engine: project.engine, options: this.optionsFor(uri, project.optionsFor(path)), project };
  }

  /** The engine, once the settings are known. */
  private async ready(): Promise<Engine> {
    const engine = await this.getEngine();
    this.loaded ??= this.settings.load(engine.catalog);
    await this.loaded;
    return engine;
  }

  /** Call this when settings may have changed; pending answers about them are then ignored. */
  async settingsChanged(pushed?: unknown): Promise<void> {
    this.settings.push(pushed);
    if (this.loaded === undefined) return;
    for (const { reset } of this.listeners) reset?.();
    const { catalog } = await this.getEngine();
    const loading = this.settings.load(catalog).then(() => {
      this.projects.unbind();
    });
    this.loaded = loading;
    await this.rebind();
  }

  /** Call this when files that configure the checks may have changed. */
  async projectsChanged(): Promise<void> {
    for (const { reset } of this.listeners) reset?.();
    this.projects.forget();
    await this.rebind();
  }

  async filesChanged(changes: readonly FileEvent[]): Promise<void> {
    for (const { filesChanged } of this.listeners) filesChanged?.(changes);
    if (!changes.some(({ uri }) => this.observer.concerns(filePath(uri)))) return;
    await this.projectsChanged();
    await this.recheck();
  }

  /** Call this with all settings that are open in the editor. */
  async settingsOpen(uris: readonly string[]): Promise<void> {
    if (uris.join() === this.openSettings.join()) return;
    this.openSettings = uris;
    this.observer.opened(uris.flatMap(uri => filePath(uri) ?? []));
    await this.ready();
    await this.rebind();
  }

  async watch(): Promise<void> {
    await this.observer.watch();
  }

  async foldersChanged(added: readonly string[], removed: readonly string[]): Promise<void> {
    this.settings.changeFolders(added, removed);
    for (const { foldersChanged } of this.listeners) foldersChanged?.();
    await this.settingsChanged();
  }

  /** Errors in settings are reported, and withdrawn, for everything that is open. */
  private async rebind(): Promise<void> {
    if (this.loaded === undefined) return;
    const engine = await this.getEngine();
    await this.loaded;
    await Promise.all([...this.uris, ...this.openSettings].map(uri => this.projectOf(engine, uri)));
    this.observer.tell(this.projects.inUse);
  }

  private opened(document: OpenDocument, own: DocumentProject, analysis: Analysis, soon: boolean): Opened {
    const { version, uri } = document;
    const { only, project, path } = own;
    const { engine } = project;
    const safe = document.safeFixes(engine, analysis, only);
    const asked = { uri, engine, analysis, soon };
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
      locate: (...place) => firstOf(this.sources, source => source.locate?.(...place)),
      text: document.text,
      uri,
      version,
      resultId: `${document.resultId}.${String(own.serial)}${revisions}`,
    };
  }

  /**
   * The settings of a document, with the path of its workspace folder; the configuration's values if the project is
   * known.
   */
  setFor(uri: string): DocumentSettings {
    const { settings, folder } = this.settings.of(uri);
    return { settings, folder, project: this.projects.known(uri)?.project };
  }

  private projectOf(engine: Engine, uri: string): Promise<DocumentProject> {
    const { settings, folder } = this.settings.of(uri);
    return this.projects.of(engine, uri, settings, folder);
  }

  /** Settings in the editor take precedence over the configuration. */
  private optionsFor(uri: string, given: DocumentProject['options']): AnalyzeOptions {
    const { settings, path, profile } = this.settings.of(uri);
    const { plafonds, calendrier } = given;
    return {
      path,
      profile: profile ?? given.profile,
      today: today(),
      referenceDate: settings.referenceDate,
      plafonds,
      calendrier,
    };
  }
}

function firstOf<T, R>(items: readonly T[], ask: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** The day on this machine, kept until it ends: each keystroke asks. */
let asked: { readonly day: Day; readonly from: number; readonly until: number } = { day: 0, from: 0, until: 0 };

function today(): Day {
  const at = Date.now();
  if (at < asked.from || at >= asked.until) {
    const now = new Date(at);
    const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
    const until = new Date(year, month, date + 1).getTime();
    asked = { day: dayFrom(year, month + 1, date) ?? 0, from: at, until };
  }
  return asked.day;
}
