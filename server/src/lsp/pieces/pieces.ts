import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  type FileEvent,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { foldKey } from '../../format/domain/fold.js';
import type { PdfState } from '../../format/pieces/folder.js';
import { BESIDE, folderBeside } from '../../node/pieceFolder.js';
import type { Finding } from '../../rules/contract.js';
import { logFailure } from '../guard.js';
import type { Asked, FindingSource, Host, SessionListener } from '../host.js';
import { filePath } from '../uris.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { type CheckedLigne, filesNamed, FolderFindings, TextChecks } from './source.js';
import { type KnownFolder, PieceFolders } from './folders.js';

/**
 * Where each document's attachments are: named by the user, the setting or the configuration, otherwise the folder
 * beside the file.
 */
class PiecePlaces {
  private readonly chosen = new Map<string, string>();
  /** By folder of the request; null: there is none. Undefined while the search is on. */
  private readonly beside = new Map<string, string | null | undefined>();

  /** `found`: a folder beside a request appeared. */
  constructor(
    private readonly session: Pick<Host, 'client' | 'setFor' | 'teller' | 'uris'>,
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

  /** What `of` will return once the disk has been checked. */
  async settled(uri: string): Promise<string | undefined> {
    const known = this.of(uri);
    const file = filePath(uri);
    if (known !== undefined || file === undefined) return known;
    await this.look(dirname(file));
    return this.of(uri);
  }

  /** A folder that the setting names: without it, no attachment is looked for, which must not pass for none missing. */
  unreadable(path: string): void {
    const { client, teller, uris } = this.session;
    for (const uri of uris) {
      const typed = this.session.setFor(uri).settings.pieces;
      if (typed !== undefined && this.of(uri) === path && !this.chosen.has(uri))
        teller.tell('segur.pieces', ANSWERS.setting.pieces(typed)[client.lang]);
    }
  }

  /** The user names the folder for one document, until it is closed. */
  choose(uri: string, folder: string): void {
    this.chosen.set(uri, folder);
  }

  /** A document was closed, `open` are left: folders without any of them are no longer tracked. */
  forget(uri: string, open: readonly string[]): void {
    this.chosen.delete(uri);
    const used = new Set(open.map(filePath).map(file => (file === undefined ? undefined : dirname(file))));
    for (const folder of this.beside.keys()) if (!used.has(folder)) this.beside.delete(folder);
  }

  /** Any file may have changed: what is beside the open requests is checked again. */
  refresh(): void {
    for (const folder of this.beside.keys()) void this.look(folder);
  }

  /** A file or folder changed: the folder beside a request may have changed. */
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

/** Has the client report changes in folders. If it can't, folders are checked whenever a document opens. */
class PieceWatcher {
  private readonly watched = new Set<string>();

  constructor(
    private readonly session: Pick<Host, 'connection' | 'client'>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Everything in a folder, and the folder itself. */
  folder(path: string): void {
    this.watch(path, '**');
  }

  /** The folder that may appear beside a request, in any spelling. */
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

/** The path in a glob: special characters become « any one character ». */
const globOf = (path: string): string => path.replaceAll('\\', '/').replace(/[*?[\]{}()!]/g, '?');

/** The attachments of the open requests: where they are, what is known about them, what was found in them. */
export class Pieces implements FindingSource, SessionListener {
  readonly places: PiecePlaces;
  readonly folders: PieceFolders;
  readonly checks = new TextChecks();
  private readonly folderFindings = new FolderFindings(() => {
    this.tell();
  });
  private readonly watcher: PieceWatcher;
  /** By folder: no two versions are the same. */
  private readonly serials = new Map<string, number>();
  private serial = 0;
  private telling = false;

  constructor(private readonly session: Host) {
    const failed = (error: unknown): void => {
      logFailure(session.connection, 'attachments', error);
    };
    this.places = new PiecePlaces(session, () => {
      this.tell();
    });
    this.folders = new PieceFolders(
      () => import('../../pdf/index.js').then(({ pdfTools }) => pdfTools),
      path => {
        this.folderChanged(path);
      },
      path => {
        this.places.unreadable(path);
      },
      failed,
    );
    this.watcher = new PieceWatcher(session, failed);
    session.join({ source: this, listener: this });
  }

  /** The folder of a document, as far as it is known now. */
  known(uri: string): KnownFolder | undefined {
    const file = filePath(uri);
    if (file === undefined) return undefined;
    const path = this.places.of(uri);
    this.watcher.beside(dirname(file));
    if (path === undefined) return undefined;
    this.watcher.folder(path);
    return this.folders.at(path);
  }

  /** The folder of a document, once the disk has been checked. */
  async listed(uri: string): Promise<KnownFolder | undefined> {
    const path = await this.places.settled(uri);
    if (path === undefined) return undefined;
    this.watcher.folder(path);
    return this.folders.listed(path);
  }

  /** The user names the folder for one document. */
  choose(uri: string, folder: string): void {
    if (this.places.of(uri) === folder) return;
    this.places.choose(uri, folder);
    this.tell();
  }

  /** The texts of a request's attachments were checked. */
  checked(
    uri: string,
    { path, listing }: KnownFolder,
    lignes: readonly CheckedLigne[],
    states: ReadonlyMap<string, PdfState>,
  ): void {
    this.checks.set(uri, path, lignes);
    this.folders.learn(path, listing, states);
    this.tell();
  }

  readonly findings = (asked: Asked): readonly Finding[] => {
    const { uri, analysis } = asked;
    const known = this.known(uri);
    if (known === undefined) return this.checks.findings(uri, analysis);
    this.folders.want(known.path, filesNamed(analysis, known.folder));
    return [...this.folderFindings.of(asked, known.folder), ...this.checks.findings(uri, analysis)];
  };

  readonly revision = ({ uri }: Asked): string => {
    const path = this.places.of(uri);
    return (
      `${String(path === undefined ? 0 : (this.serials.get(path) ?? 0))}-` +
      `${String(this.folderFindings.revision(uri))}-${String(this.checks.revision(uri))}`
    );
  };

  /** If the client can't report file changes, folders are checked when a request is opened. */
  readonly opened = (): void => {
    if (this.session.client.watchesFiles) return;
    this.places.refresh();
    for (const path of this.folders.paths) this.folders.refresh(path);
  };

  readonly closed = (uri: string): void => {
    this.places.forget(uri, this.session.uris);
    this.checks.forget(uri);
    this.folderFindings.forget(uri);
    const used = new Set(this.session.uris.map(open => this.places.of(open)).filter(path => path !== undefined));
    this.folders.forgetAllBut(used);
  };

  readonly reset = (): void => {
    this.folderFindings.reset();
  };

  readonly filesChanged = (changes: readonly FileEvent[]): void => {
    const paths = changes.map(({ uri }) => filePath(uri)).filter(path => path !== undefined);
    for (const path of paths) this.places.changed(path);
    for (const folder of this.folders.paths) {
      if (paths.some(path => holds(folder, path) || holds(path, folder))) this.folders.refresh(folder);
    }
  };

  /** What is shown may have changed: diagnostics and lenses are requested again, once for all simultaneous changes. */
  tell(): void {
    if (this.telling) return;
    this.telling = true;
    setImmediate(() => {
      this.telling = false;
      const { connection, client } = this.session;
      const asked = [this.session.recheck()];
      if (client.refreshesLenses) asked.push(connection.sendRequest(CodeLensRefreshRequest.type));
      // A client may refuse one and accept the other.
      for (const ask of asked)
        ask.catch((error: unknown) => {
          logFailure(connection, 'refresh', error);
        });
    });
  }

  private folderChanged(path: string): void {
    this.serials.set(path, ++this.serial);
    this.checks.folderChanged(path, this.folders.at(path)?.listing);
    this.tell();
  }
}

const holds = (folder: string, path: string): boolean =>
  path === folder ||
  path.startsWith(
    folder.endsWith('/') || folder.endsWith('\\') ? folder : `${folder}${path.includes('\\') ? '\\' : '/'}`,
  );
