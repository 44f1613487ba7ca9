import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
  type CancellationToken,
  type FileEvent,
  type Location,
} from 'vscode-languageserver/node';
import type { Finding } from '../../rules/contract.js';
import type { Span } from '../../language/span.js';
import type { FileFacts } from '../../index/facts.js';
import type { WorkspaceIndex } from '../../index/index.js';
import { isThere } from '../../node/read.js';
import { logFailure } from '../guard.js';
import type { Host, Asked, FindingSource, SessionListener } from '../host.js';
import { Affected, OpenFindings } from './openFindings.js';
import { ClosedFiles, isBelow, OtherTexts } from './closedFiles.js';
import { filePath, idOf, uriOf } from '../uris.js';

/** A folder that goes takes its files along, which many editors then don't report. */
const WATCHERS = [{ globPattern: '**/*.json' }, { globPattern: '**/*', kind: WatchKind.Delete }];

/**
 * All request files of the workspace: open ones as in the editor, the others as on disk. Only the facts of a closed
 * file are kept. Until all are read, files aren't compared: half a folder would look as if the other half were missing.
 */
export class Workspace {
  readonly index: WorkspaceIndex;
  private diskChanged: () => void = () => undefined;
  private readonly changed: (() => void)[] = [];
  private readonly closed: ClosedFiles;
  private readonly findings: OpenFindings;
  private readonly affected = new Affected();
  private readonly texts: OtherTexts;
  /** The open documents' URIs, as their editor writes them, by id. */
  private readonly uris = new Map<string, string>();
  private readonly unread = new Set<string>();
  /** Open documents without a file, and whether its deletion was told: it may also never have been saved. */
  private readonly dropped = new Map<string, 'absent' | 'deleted'>();
  private scans = 0;
  /** Who waits until all files are known. */
  private awaiting: (() => void)[] = [];
  private checking = false;
  /** More may have changed than the texts of documents whose clients ask anyway. */
  private others = false;
  private reading: Promise<void> = Promise.resolve();
  private rescanning = false;
  /** Files may have changed since the last look began. */
  private stale = false;

  constructor(private readonly session: Host) {
    const { connection } = session;
    this.index = session.index;
    this.scans = session.folderPaths.length > 0 ? 1 : 0;
    this.closed = new ClosedFiles({
      readingOf: path => session.readingOf(uriOf(path)),
      idle: () => session.gate.idle(),
      isOpen: path => this.uris.has(path),
      apply: files => {
        this.apply(files);
      },
      full: (files, lignes) => {
        connection.console.warn(
          `The workspace holds more requests than are compared with each other: ${String(files)} files with ` +
            `${String(lignes)} lignes are; the others only while they are open.`,
        );
      },
      failed: this.failed,
    });
    this.findings = new OpenFindings(
      this.index,
      session.client.canPull && session.client.canRefresh,
      () => this.scans === 0,
      () => {
        this.check();
      },
    );
    this.texts = new OtherTexts(session.client.encoding, path => {
      this.background(this.closed.touch([path]));
    });
    const source: FindingSource = {
      findings: asked => this.findingsOf(asked),
      revision: asked => (this.dropped.has(idOf(asked.uri)) ? 'gone' : this.findings.revision(idOf(asked.uri), asked)),
      locate: (id, chunk, span) => this.locate(id, chunk, span),
    };
    const listener: SessionListener = {
      told: (uri, standing) => {
        this.affected.note(uri, standing);
      },
      opened: this.opened,
      catchUp: () => this.readOpen(),
      changed: uri => {
        const gone = this.dropped.delete(idOf(uri));
        this.readLater(uri, gone);
      },
      refused: uri => {
        this.refused(idOf(uri));
      },
      closed: this.documentClosed,
      saved: this.rescanUnwatched,
      filesChanged: this.filesChanged,
      foldersChanged: () => {
        this.background(this.scan());
      },
      reset: () => {
        this.background(this.closed.reset());
      },
    };
    session.join({ source, listener });
  }

  /** Called after files on disk turned out to have changed; one listener, the latest. */
  onDiskChanged(listener: () => void): void {
    this.diskChanged = listener;
  }

  /** Called after the index, or what is open, may have changed. */
  onChanged(listener: () => void): void {
    this.changed.push(listener);
  }

  get isComplete(): boolean {
    return this.scans === 0;
  }

  /** Once all files are known; earlier if whoever asked gives up. Wait before the gate, which the reading waits for. */
  async complete(token: CancellationToken): Promise<void> {
    const cancelled = new Promise<void>(resolve => token.onCancellationRequested(resolve));
    const known = (): Promise<void> => new Promise(resolve => this.awaiting.push(resolve));
    while (!this.isComplete && !token.isCancellationRequested) await Promise.race([known(), cancelled]);
  }

  isOpen(id: string): boolean {
    return this.uris.has(id);
  }

  /** It is open, but its file was deleted: until it is edited, it counts no more. */
  readonly isDeleted = (id: string): boolean => this.dropped.get(id) === 'deleted';

  /** Starts reading the folders, and has their files watched. */
  async start(): Promise<void> {
    if (this.scans > 0) this.background(this.scan().finally(this.scanned));
    const { client, connection } = this.session;
    if (client.watchesFiles)
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS });
  }

  stop(): void {
    this.closed.stop();
  }

  /** A place in any file, open or not; undefined if it can no longer be read. */
  locate(id: string, chunk: number | undefined, span: Span): Location | undefined {
    const origin = chunk === undefined ? 0 : (this.index.get(id)?.origins[chunk] ?? 0);
    const absolute = { start: origin + span.start, end: origin + span.end };
    const uri = this.uris.get(id);
    const text = uri === undefined ? undefined : this.session.textOf(uri);
    if (uri !== undefined && text !== undefined)
      return { uri, range: { start: text.positionAt(absolute.start), end: text.positionAt(absolute.end) } };
    const range = filePath(uriOf(id)) === undefined ? undefined : this.texts.rangeIn(id, absolute);
    return range === undefined ? undefined : { uri: uriOf(id), range };
  }

  readonly uriOf = (id: string): string => this.uris.get(id) ?? uriOf(id);

  private findingsOf(asked: Asked): readonly Finding[] {
    const id = idOf(asked.uri);
    const findings = this.dropped.has(id) ? [] : this.findings.of(id, asked);
    if (this.dropped.has(id) || this.findings.has(id)) this.unread.delete(id);
    return findings;
  }

  private readonly opened = (uri: string): void => {
    const id = idOf(uri);
    this.uris.set(id, uri);
    if (this.closed.belongs(id)) this.background(this.dropIfGone(id));
    this.readLater(uri);
    this.rescanUnwatched();
  };

  /** A restarted server gets everything that its editor still has open. */
  private async dropIfGone(id: string): Promise<void> {
    if (await isThere(id)) return;
    this.drop(this.session.client.keepsDeleted ? 'deleted' : 'absent', open => open === id);
  }

  private refused(id: string): void {
    this.unread.delete(id);
    this.findings.forget(id);
    this.apply(new Map([[id, undefined]]), true);
  }

  private readonly documentClosed = (uri: string): void => {
    const id = idOf(uri);
    this.uris.delete(id);
    this.unread.delete(id);
    this.dropped.delete(id);
    this.affected.forget(uri);
    this.findings.forget(id);
    if (this.closed.belongs(id)) this.background(this.closed.closed(id));
    else this.apply(new Map([[id, undefined]]));
    this.rescanUnwatched();
  };

  /** A client reports a folder that its user moved or removed, but not its content. */
  foldersGone(uris: readonly string[]): void {
    this.background(this.closed.gone(new Set(uris.map(idOf))));
  }

  folderCame(uri: string): void {
    this.background(this.closed.found(idOf(uri)));
  }

  private readonly filesChanged = (changes: readonly FileEvent[]): void => {
    const touched: string[] = [];
    const gone = new Set<string>();
    for (const { uri, type } of changes) {
      const path = filePath(uri);
      if (path === undefined) continue;
      this.texts.forget(path);
      if (type === FileChangeType.Deleted) gone.add(path);
      touched.push(path);
    }
    if (gone.size > 0) {
      this.background(this.closed.gone(gone));
      this.drop('deleted', id => isBelow(id, gone));
    }
    this.regain(touched.filter(path => !gone.has(path)));
    this.background(this.closed.touch(touched));
  };

  /**
   * Editors keep documents open, out of sight, long after their files have gone: until they are edited, they no longer
   * count.
   */
  private drop(why: 'absent' | 'deleted', isLost: (id: string) => boolean): void {
    const ids = [...this.uris.keys()].filter(isLost);
    if (ids.length === 0) return;
    for (const id of ids) this.dropped.set(id, why);
    this.apply(new Map(ids.map((id): [string, undefined] => [id, undefined])), true);
  }

  private regain(ids: readonly string[]): void {
    for (const id of ids) {
      const uri = this.uris.get(id);
      if (!this.dropped.delete(id) || uri === undefined) continue;
      this.findings.forget(id);
      this.readLater(uri);
    }
  }

  /**
   * For a client that doesn't report file changes: changes in the meantime are looked for. A file that is still the
   * same isn't read.
   */
  private readonly rescanUnwatched = (): void => {
    if (this.session.client.watchesFiles || !this.isComplete || this.session.folderPaths.length === 0) return;
    this.stale = true;
    if (!this.rescanning) this.background(this.rescan());
  };

  private async rescan(): Promise<void> {
    this.rescanning = true;
    try {
      while (this.stale) {
        this.stale = false;
        await this.closed.scan(this.session.folderPaths, false);
      }
    } finally {
      this.rescanning = false;
    }
  }

  private async scan(): Promise<void> {
    this.scans++;
    try {
      await this.closed.scan(this.session.folderPaths, true);
    } finally {
      this.scanned();
    }
  }

  private readonly scanned = (): void => {
    this.scans--;
    if (this.scans > 0) return;
    for (const known of this.awaiting.splice(0)) known();
    this.findings.reset();
    this.check();
    this.diskChanged();
    this.tell();
  };

  private tell(): void {
    for (const listener of this.changed) listener();
  }

  /** An open document takes precedence over its file. */
  private apply(files: ReadonlyMap<string, FileFacts | undefined>, evenOpen = false): void {
    const { revision } = this.index;
    for (const [id, facts] of files) {
      this.texts.forget(id);
      if (this.uris.has(id) && !evenOpen) continue;
      if (facts === undefined) this.index.delete(id);
      else this.index.set(facts);
    }
    if (this.index.revision !== revision) this.check();
    if (this.isComplete && !evenOpen) this.diskChanged();
    this.tell();
  }

  /** A document that nobody asks about counts as in the editor, too. */
  private readLater(uri: string, others = true): void {
    this.unread.add(idOf(uri));
    this.check(others);
  }

  /** Has those documents checked again whose answer would now differ. */
  private check(others = true): void {
    this.others ||= others;
    if (this.checking) return;
    this.checking = true;
    this.background(this.checked());
  }

  private async checked(): Promise<void> {
    await nextTurn();
    await this.session.gate.idle();
    this.checking = false;
    await this.readOpen();
    if (!this.isComplete) return;
    const affected = this.others ? await this.affectedNow() : [];
    this.tell();
    if (affected.length > 0) await this.session.recheck(affected);
  }

  /** Documents that nobody has asked about yet are added to the index, too; concurrent callers wait for them. */
  readOpen(): Promise<void> {
    const read = async (): Promise<void> => {
      for (const id of this.unread) {
        this.unread.delete(id);
        await this.session.current(this.uriOf(id));
      }
    };
    this.reading = this.reading.then(read, read);
    return this.reading;
  }

  private async affectedNow(): Promise<readonly string[]> {
    this.others = false;
    const affected: string[] = [];
    for (const uri of this.uris.values()) {
      const standing = await this.session.current(uri);
      if (standing !== undefined && this.affected.take(uri, standing)) affected.push(uri);
    }
    return affected;
  }

  private readonly failed = (error: unknown): void => {
    logFailure(this.session.connection, 'workspace', error);
  };

  private background(work: Promise<void>): void {
    work.catch(this.failed);
  }
}
