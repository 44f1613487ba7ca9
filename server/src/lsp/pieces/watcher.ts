import { pathToFileURL } from 'node:url';
import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from 'vscode-languageserver/node';
import type { Host } from '../host.js';

/** Has the client tell of what changes in folders. A client that can't is looked after at each document that opens. */
export class PieceWatcher {
  private readonly watched = new Set<string>();

  constructor(
    private readonly session: Pick<Host, 'connection' | 'client'>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** All that is in a folder, and the folder itself. */
  folder(path: string): void {
    this.watch(path, '**');
  }

  /** The folder that may come to stand beside a request, in any spelling. */
  beside(path: string): void {
    this.watch(path, '[pP][iI][eEèÈ]*/**');
    this.watch(path, '[pP][iI][eEèÈ]*');
  }

  private watch(base: string, pattern: string): void {
    const { connection, client } = this.session;
    const key = `${base}\0${pattern}`;
    if (!client.watchesFiles || this.watched.has(key)) return;
    this.watched.add(key);
    const baseUri = pathToFileURL(base).href;
    const watcher: FileSystemWatcher = {
      globPattern: client.relativePatterns ? { baseUri, pattern } : `${globOf(base)}/${pattern}`,
    };
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [watcher] }).catch(this.failed);
  }
}

/** The path in a glob: what globs treat apart becomes « any one character ». */
const globOf = (path: string): string => path.replaceAll('\\', '/').replace(/[*?[\]{}()!]/g, '?');
