import { dirname } from 'node:path';
import { CodeLensRefreshRequest, type FileEvent } from 'vscode-languageserver/node';
import type { PdfState } from '../../format/pieces/folder.js';
import type { Finding } from '../../rules/contract.js';
import { logFailure } from '../guard.js';
import { filePath } from '../uris.js';
import type { Host, Asked, FindingSource, SessionListener } from '../host.js';
import { TextChecks, type CheckedLigne } from './checks.js';
import { PieceFolders, type KnownFolder } from './folders.js';
import { PiecePlaces, PieceWatcher } from './places.js';
import { filesNamed, FolderFindings } from './source.js';

/** The attachments of the open requests: where they are, what is known of them, what was found in them. */
export class Pieces implements FindingSource, SessionListener {
  readonly places: PiecePlaces;
  readonly folders: PieceFolders;
  readonly checks = new TextChecks();
  private readonly folderFindings = new FolderFindings(() => {
    this.tell();
  });
  private readonly watcher: PieceWatcher;
  /** By folder: no two versions of any have the same. */
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
      failed,
    );
    this.watcher = new PieceWatcher(session, failed);
    session.join({ source: this, listener: this });
  }

  /** The folder of a document, as it is known now. */
  known(uri: string): KnownFolder | undefined {
    const file = filePath(uri);
    if (file === undefined) return undefined;
    const path = this.places.of(uri);
    this.watcher.beside(dirname(file));
    if (path === undefined) return undefined;
    this.watcher.folder(path);
    return this.folders.at(path);
  }

  /** The folder of a document, once the disk has been looked at. */
  async listed(uri: string): Promise<KnownFolder | undefined> {
    const path = await this.places.settled(uri);
    if (path === undefined) return undefined;
    this.watcher.folder(path);
    return this.folders.listed(path);
  }

  /** The user names the folder of one document. */
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

  readonly findings = ({ uri, engine, analysis }: Asked): readonly Finding[] => {
    const known = this.known(uri);
    if (known === undefined) return this.checks.findings(uri, analysis);
    this.folders.want(known.path, filesNamed(analysis, known.folder));
    return [...this.folderFindings.of({ uri, engine, analysis }, known.folder), ...this.checks.findings(uri, analysis)];
  };

  readonly revision = ({ uri }: Asked): string => {
    const path = this.places.of(uri);
    return (
      `${String(path === undefined ? 0 : (this.serials.get(path) ?? 0))}-` +
      `${String(this.folderFindings.revision(uri))}-${String(this.checks.revision(uri))}`
    );
  };

  /** A client that can't tell of files gets the folders looked at when a request is opened. */
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

  /** What is shown may be other: diagnostics and lenses are asked for again, once for all that changed at a time. */
  tell(): void {
    if (this.telling) return;
    this.telling = true;
    setImmediate(() => {
      this.telling = false;
      const { connection, client } = this.session;
      const asked = [this.session.recheck()];
      if (client.refreshesLenses) asked.push(connection.sendRequest(CodeLensRefreshRequest.type));
      // A client may refuse one and take the other.
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
