import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DidChangeWatchedFilesNotification, type FileSystemWatcher } from 'vscode-languageserver/node';
import { BESIDE, folderBeside } from '../../node/pieceFolder.js';
import { foldKey } from '../../format/domain/fold.js';
import { filePath } from '../uris.js';
import type { Host } from '../host.js';

/**
 * Where the attachments of each document lie: the user's word, the setting, the configuration, or the folder beside the
 * file.
 */
export class PiecePlaces {
  private readonly chosen = new Map<string, string>();
  /** By folder of the request; null: there is none. Undefined while it is being looked for. */
  private readonly beside = new Map<string, string | null | undefined>();

  /** `found`: a folder beside a request turned up. */
  constructor(
    private readonly session: Pick<Host, 'setFor'>,
    private readonly found: () => void,
  ) {}

  /** The folder of a document's attachments, absolute, as far as it is known now. */
  of(uri: string): string | undefined {
    const file = filePath(uri);
    if (file === undefined) return undefined;
    const { settings, folder, project } = this.session.setFor(uri);
    const chosen = this.chosen.get(uri);
    if (chosen !== undefined) return chosen;
    if (settings.pieces !== undefined)
      return isAbsolute(settings.pieces) ? settings.pieces : resolve(folder ?? dirname(file), settings.pieces);
    const named = project?.parts.config.pieces;
    if (named !== undefined && project?.folder !== undefined) return resolve(project.folder, named);
    return this.besideOf(dirname(file)) ?? undefined;
  }

  /** What `of` will say once the disk has been looked at. */
  async settled(uri: string): Promise<string | undefined> {
    const known = this.of(uri);
    const file = filePath(uri);
    if (known !== undefined || file === undefined) return known;
    await this.look(dirname(file));
    return this.of(uri);
  }

  /** The user names the folder of one document, until it is closed. */
  choose(uri: string, folder: string): void {
    this.chosen.set(uri, folder);
  }

  /** A document was closed, `open` are left: a folder that none of them lies in is looked at no more. */
  forget(uri: string, open: readonly string[]): void {
    this.chosen.delete(uri);
    const used = new Set(open.map(filePath).map(file => (file === undefined ? undefined : dirname(file))));
    for (const folder of this.beside.keys()) if (!used.has(folder)) this.beside.delete(folder);
  }

  /** Any file may have changed: what stands beside the open requests is looked at anew. */
  refresh(): void {
    for (const folder of this.beside.keys()) void this.look(folder);
  }

  /** A file or folder changed: what stands beside a request may be other. */
  changed(path: string): void {
    for (const folder of this.beside.keys()) {
      const [first] = relative(folder, path).split(sep);
      if (first !== undefined && foldKey(first) === BESIDE) void this.look(folder);
    }
  }

  private besideOf(folder: string): string | null | undefined {
    if (!this.beside.has(folder)) void this.look(folder);
    return this.beside.get(folder);
  }

  private async look(folder: string): Promise<void> {
    const before = this.beside.get(folder);
    this.beside.set(folder, before);
    const now = (await folderBeside(folder)) ?? null;
    if (!this.beside.has(folder)) return;
    this.beside.set(folder, now);
    if ((now ?? undefined) !== (before ?? undefined)) this.found();
  }
}

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
