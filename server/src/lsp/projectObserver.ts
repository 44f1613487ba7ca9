import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DidChangeWatchedFilesNotification, type Connection, type FileSystemWatcher } from 'vscode-languageserver/node';
import { CONFIG_NAME, type Project, type ProjectProblem } from '../app/project.js';
import type { Client } from './client.js';
import { logFailure } from './guard.js';
import type { Publisher } from './publisher.js';

/** Has the files of the projects watched, and tells what is wrong in them, in these files themselves. */
export class ProjectObserver {
  private readonly watched = new Set<string>();
  /** URIs that the client shows something of. */
  private shown: readonly string[] = [];
  private told = 0;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly publisher: Publisher,
  ) {}

  /** A configuration may come to be at any place. */
  async watch(): Promise<void> {
    if (this.client.watchesFiles) await this.register([{ globPattern: `**/${CONFIG_NAME}` }]);
  }

  /** To be called with each project that comes into use. */
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

  concerns(path: string | undefined): boolean {
    return path !== undefined && (basename(path) === CONFIG_NAME || this.watched.has(resolve(path)));
  }

  /** What is wrong with the projects in use, and nothing of the others any more. */
  tell(inUse: ReadonlySet<Project>): void {
    const problems = [...inUse].flatMap(({ parts }) => parts.problems);
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
    // What a glob would read as its own signs stands for any one character.
    const pattern = basename(file).replace(/[*?[\]{}]/g, '?');
    if (!this.client.relativePatterns) return { globPattern: `**/${pattern}` };
    return { globPattern: { baseUri: pathToFileURL(dirname(file)).href, pattern } };
  }
}
