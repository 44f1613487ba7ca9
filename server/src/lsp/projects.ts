import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connection, DidChangeWatchedFilesNotification, type FileSystemWatcher } from 'vscode-languageserver/node';
import type { Analysis, Engine } from '../analysis/analyze.js';
import type { Only } from '../analysis/fix.js';
import { findingsUnder, foundIn } from '../app/findings.js';
import { CONFIG_NAME, type Project, type ProjectProblem } from '../app/project.js';
import { Projects } from '../node/project.js';
import type { Finding } from '../rules/contract.js';
import type { Client } from './client.js';
import { logFailure } from './guard.js';
import type { Publisher } from './publisher.js';
import type { ServerSettings } from './settings.js';
import type { Bilingual } from '../texts/typeset.js';
import { filePath } from './uris.js';

/** The effect of its project on one document. */
export class DocumentProject {
  /** For `fixAll`: hidden findings aren't fixed either. */
  readonly only: Only | undefined;

  /**
   * `serial` distinguishes it from the document's earlier ones: what was reported under their settings is no longer
   * valid.
   */
  constructor(
    readonly project: Project,
    readonly path: string | undefined,
    readonly serial: number,
  ) {
    this.only = project.only(path);
  }

  get options(): ReturnType<Project['optionsFor']> {
    return this.project.optionsFor(this.path);
  }

  /** As the configuration wants them shown. */
  findings(analysis: Analysis, elsewhere: readonly Finding[] = []): readonly Finding[] {
    return findingsUnder(this.project, this.path, foundIn(analysis, elsewhere)).findings;
  }
}

/** The projects of the open documents. Everything is read once, with the first request of a folder, until `forget`. */
export class DocumentProjects {
  private readonly kinds = new Map<string, Projects>();
  private bound = new Map<string, DocumentProject>();
  private serial = 0;

  constructor(
    private readonly met: (project: Project) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  get inUse(): ReadonlySet<Project> {
    return new Set([...this.bound.values()].map(({ project }) => project));
  }

  known(uri: string): DocumentProject | undefined {
    return this.bound.get(uri);
  }

  /** `folder`: the path of the document's workspace folder. */
  async of(
    engine: Engine,
    uri: string,
    settings: ServerSettings,
    folder: string | undefined,
  ): Promise<DocumentProject> {
    const { bound } = this;
    const known = bound.get(uri);
    if (known !== undefined) return known;
    const path = filePath(uri);
    const project = await this.project(engine, path, settings, folder);
    const found = bound.get(uri) ?? new DocumentProject(project, path, ++this.serial);
    const isNew = ![...bound.values()].some(other => other.project === project);
    bound.set(uri, found);
    if (isNew && bound === this.bound) this.met(project);
    return found;
  }

  /** The project of a file that isn't open: nothing is reported about it or watched for it. */
  async project(
    engine: Engine,
    path: string | undefined,
    settings: ServerSettings,
    folder: string | undefined,
  ): Promise<Project> {
    const plafonds = tableOf(settings.plafonds, folder);
    const projects = this.kind(engine, path !== undefined, plafonds, settings.plafondsColumns);
    return (path === undefined ? projects.in('.') : projects.of(path)).catch((error: unknown) => {
      this.failed(error);
      // A bug of ours in reading settings must not leave the request unchecked.
      return this.kind(engine, false, undefined, undefined).in('.');
    });
  }

  /** Other settings may name another calculation file. */
  unbind(): void {
    // Pending loads keep the old map, which nobody reads any more.
    this.bound = new Map();
  }

  /** The next request reads the files again. */
  forget(): void {
    this.unbind();
    this.kinds.clear();
  }

  /** A text that is not a file of this machine has no configuration. */
  private kind(
    engine: Engine,
    isFile: boolean,
    plafonds: string | undefined,
    plafondsColumns: ServerSettings['plafondsColumns'],
  ): Projects {
    const key = JSON.stringify([isFile, plafonds, plafondsColumns]);
    const known = this.kinds.get(key);
    if (known !== undefined) return known;
    const projects = new Projects({ engine, plafonds, plafondsColumns, ...(isFile ? {} : { config: false }) });
    this.kinds.set(key, projects);
    return projects;
  }
}

/** A relative path has a meaning only in a folder. */
function tableOf(plafonds: string | undefined, folder: string | undefined): string | undefined {
  if (plafonds === undefined || isAbsolute(plafonds)) return plafonds;
  return folder === undefined ? undefined : resolve(folder, plafonds);
}

/** Has the project files watched, and reports their errors in these files themselves. */
export class ProjectObserver {
  private readonly watched = new Set<string>();
  /** URIs for which the client shows something. */
  private shown: readonly string[] = [];
  private told = 0;
  /** Settings that are open in the editor, whose support for JSON tells what is no JSON. */
  private open: ReadonlySet<string> = new Set();
  private telling: Promise<void> = Promise.resolve();

  /** `misnamed`: a file that the editor's settings name can't be read. */
  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly publisher: Publisher,
    private readonly misnamed: (file: string, why: Bilingual) => void,
  ) {}

  /** A configuration may appear anywhere. */
  async watch(): Promise<void> {
    if (this.client.watchesFiles) await this.register([{ globPattern: `**/${CONFIG_NAME}` }]);
  }

  /** Call this with each project that comes into use. */
  met({ parts }: Project, inUse: ReadonlySet<Project>): void {
    const files = parts.files.map(file => resolve(file)).filter(file => !this.watched.has(file));
    for (const file of files) this.watched.add(file);
    if (files.length > 0 && this.client.watchesFiles) {
      this.register(files.map(file => this.watcherOf(file))).catch((error: unknown) => {
        logFailure(this.connection, 'watch', error);
      });
    }
    if (parts.problems.length > 0) this.tell(inUse);
  }

  opened(files: readonly string[]): void {
    this.open = new Set(files);
  }

  concerns(path: string | undefined): boolean {
    return path !== undefined && (basename(path) === CONFIG_NAME || this.watched.has(resolve(path)));
  }

  /** The errors of the projects in use, and no longer those of others. */
  tell(inUse: ReadonlySet<Project>): void {
    const all = [...inUse].flatMap(({ parts }) => parts.problems);
    for (const { named, file, message } of all) if (named === 'elsewhere') this.misnamed(file, message);
    const problems = all.filter(
      ({ file, notJson, named }) => named === undefined && (notJson !== true || !this.open.has(file)),
    );
    if (problems.length === 0 && this.told === 0) return;
    this.told = problems.length;
    this.telling = this.telling
      .then(() => this.publish(problems))
      .catch((error: unknown) => {
        logFailure(this.connection, 'settings diagnostics', error);
      });
  }

  private async publish(problems: readonly ProjectProblem[]): Promise<void> {
    const before = this.shown;
    const { diagnosticsByUri } = await import('./projectProblems.js');
    const now = await diagnosticsByUri(problems, this.client);
    this.shown = [...now.keys()];
    for (const uri of before) if (!now.has(uri)) await this.publisher.clear(uri);
    for (const [uri, diagnostics] of now) await this.publisher.publish(uri, diagnostics);
  }

  private async register(watchers: FileSystemWatcher[]): Promise<void> {
    await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  private watcherOf(file: string): FileSystemWatcher {
    // Characters with a meaning in globs become « any one character ».
    const pattern = basename(file).replace(/[*?[\]{}]/g, '?');
    if (!this.client.relativePatterns) return { globPattern: `**/${pattern}` };
    return { globPattern: { baseUri: pathToFileURL(dirname(file)).href, pattern } };
  }
}
