import { isSettingsPath } from '../../format/domain/telling.js';
import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver';
import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { guardedNotice, logFailure } from '../guard.js';
import type { Session } from '../session.js';
import type { Workspace } from '../workspace/workspace.js';
import { toDiagnostic } from '../convert.js';
import type { Opened } from '../host.js';
import { ELSEWHERE_NOTIFICATION, type ElsewhereParams } from '../protocol/index.js';
import type { ClosedFindings, JudgedFile } from '../workspace/closedFindings.js';
import { idOf, pathOf, uriOf } from '../uris.js';

/** Follows what is open and how it changes. */
export function followDocuments(session: Session): void {
  const { connection, client } = session;
  const notice = <P>(name: string, run: (params: P) => void | Promise<void>) => guardedNotice(connection, name, run);

  connection.onDidOpenTextDocument(
    notice('open', ({ textDocument: { uri, languageId, version, text } }) => {
      session.open(uri, languageId, version, text);
    }),
  );
  connection.onDidChangeTextDocument(
    notice('change', ({ textDocument: { uri, version }, contentChanges }) => {
      session.change(uri, contentChanges, version);
    }),
  );
  connection.onDidCloseTextDocument(
    notice('close', ({ textDocument: { uri } }) => {
      session.close(uri);
    }),
  );
  connection.onDidSaveTextDocument(
    notice('save', ({ textDocument: { uri } }) => {
      session.saved(uri);
    }),
  );

  // Other settings may change what is said about every open document, not only the current one.
  connection.onDidChangeConfiguration(
    notice('configuration', async ({ settings }) => {
      await session.settingsChanged(settings);
      await session.recheck();
      if (client.refreshesHints) await connection.languages.inlayHint.refresh();
    }),
  );
  connection.onDidChangeWatchedFiles(notice('files', ({ changes }) => session.filesChanged(changes)));
  if (!client.folderChanges) return;
  // `connection.workspace.onDidChangeWorkspaceFolders` would register itself with the client at once, before
  // `initialize` is answered: VS Code refuses that, and the refusal would end the server.
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    notice('folders', async ({ event: { added, removed } }) => {
      await session.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
      await session.recheck();
    }),
  );
}

/** Follows folders that the user moves or removes in the editor, whose files no watcher reports. */
export function followFolders({ connection, client }: Session, workspace: Workspace): void {
  if (!client.folderOperations) return;
  connection.workspace.onDidDeleteFiles(
    guardedNotice(connection, 'folders', ({ files }) => {
      workspace.foldersGone(files.map(({ uri }) => uri));
    }),
  );
  connection.workspace.onDidRenameFiles(
    guardedNotice(connection, 'folders', ({ files }) => {
      workspace.foldersGone(files.map(({ oldUri }) => oldUri));
      for (const { newUri } of files) workspace.folderCame(newUri);
    }),
  );
}

const diagnosticsOf = (opened: Opened) => opened.findings.map(finding => toDiagnostic(opened, finding));

/** Distinguishes the results of two runs of the server, which both start at 1. */
const RUN = process.pid.toString(36) + Date.now().toString(36);

const askAgain = (): ResponseError<DiagnosticServerCancellationData> =>
  new ResponseError(LSPErrorCodes.ServerCancelled, 'the document changed', { retriggerRequest: true });

/** Clients that ask for diagnostics get an answer for the version that they asked about, or are told to ask again. */
export function answerDiagnostics(session: Session, closed: ClosedFindings): void {
  const { connection, client } = session;
  connection.onNotification(
    ELSEWHERE_NOTIFICATION,
    guardedNotice(connection, 'elsewhere', async ({ uris }: ElsewhereParams) => {
      closed.leave(uris.map(idOf));
      await session.settingsOpen(uris.filter(uri => isSettingsPath(pathOf(uri))));
    }),
  );
  if (!client.canPull) return;
  if (client.judgesClosedFiles) answerWorkspaceDiagnostics(session, closed);
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    try {
      const opened = await session.request(uri, { soon: true });
      // Not « cancelled by the server, don't ask again »: a client that cancels may have its next request waiting, and
      // would drop it.
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      if (opened === undefined && session.textOf(uri) === undefined && session.setFor(uri).settings.closedFiles) {
        const judged = await closed.now(idOf(uri));
        return judged === undefined ? NOTHING : closedReport(judged, previousResultId);
      }
      if (opened !== undefined) session.told(uri, opened);
      if (closed.isDeleted(idOf(uri))) return NOTHING;
      return reportOf(opened, previousResultId);
    } catch (error) {
      if (error instanceof ResponseError) return askAgain();
      logFailure(connection, 'diagnostics', error);
      return NOTHING;
    }
  });
}

/**
 * Files that aren't open. The first request is answered once all are checked; a later one waits for a change, since
 * clients ask again as soon as they are answered.
 */
function answerWorkspaceDiagnostics(session: Session, closed: ClosedFindings): void {
  const { connection } = session;
  let asked = false;
  const owed = new Owed();
  /** Documents whose files have gone, as it was told. */
  const gone = new Set<string>();
  session.join({
    listener: {
      // A server that is started again is told of documents without a tab, too.
      opened: uri => {
        if (!asked) owed.add(uri);
      },
      changed: uri => {
        owed.add(uri);
      },
      closed: uri => {
        owed.add(uri);
      },
    },
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    closed.start();
    const told = new Map(previousResultIds.map(({ uri, value }) => [idOf(uri), { uri, value }]));
    const cancelled = new Promise<void>(resolve => {
      token.onCancellationRequested(() => {
        resolve();
      });
    });
    for (;;) {
      const changed = closed.changed();
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      if (closed.isStopped) return { items: [] };
      for (const uri of session.uris)
        if (closed.isDeleted(idOf(uri)) !== gone.has(uri)) {
          if (!gone.delete(uri)) gone.add(uri);
          owed.add(uri);
        }
      if (closed.isComplete) {
        const debts = owed.all;
        const items = [...(await openNews(session, closed, debts)), ...newsOf(session, closed, told, debts)];
        if (items.length > 0 || !asked) {
          asked = true;
          owed.answered(debts);
          return { items };
        }
      }
      await Promise.race([changed, cancelled]);
    }
  });
}

/**
 * Documents that were changed or closed, or open from the start. A client that shows one asks about it by itself; but
 * what it shows of one without a tab, or closed since, is as old as its last question, and it names no result of it.
 * What is true now is owed to it, also that nothing is wrong any more. It is told twice, since VS Code drops the first
 * answer if the document's own is still on its way.
 */
class Owed {
  private readonly left = new Map<string, Debt>();

  /** As it is now. */
  get all(): ReadonlyMap<string, Debt> {
    return new Map(this.left);
  }

  add(uri: string): void {
    this.left.set(idOf(uri), { uri, times: 2 });
  }

  /** What has come in the meantime remains. */
  answered(debts: ReadonlyMap<string, Debt>): void {
    for (const [id, debt] of debts) {
      if (this.left.get(id) !== debt) continue;
      if (debt.times > 1) this.left.set(id, { ...debt, times: debt.times - 1 });
      else this.left.delete(id);
    }
  }
}

interface Debt {
  readonly uri: string;
  readonly times: number;
}

/** What is owed of open documents. */
async function openNews(
  session: Session,
  closed: ClosedFindings,
  owed: ReadonlyMap<string, Debt>,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const open = session.uris.filter(uri => owed.has(idOf(uri)));
  return Promise.all(
    open.map(async uri => {
      await session.gate.idle();
      const opened = closed.isDeleted(idOf(uri)) ? undefined : await session.current(uri);
      return { ...reportOf(opened, undefined), uri, version: null };
    }),
  );
}

type Told = ReadonlyMap<string, { readonly uri: string; readonly value: string }>;

/** What the client was not told yet, and what is owed; what it was told of files that have gone is taken back. */
function newsOf(
  session: Session,
  closed: ClosedFindings,
  told: Told,
  owed: ReadonlyMap<string, Debt>,
): WorkspaceDocumentDiagnosticReport[] {
  const standing = new Map([...closed.all()].filter(([id]) => session.setFor(uriOf(id)).settings.closedFiles));
  const isOpen = (id: string): boolean => session.uris.some(uri => idOf(uri) === id);
  const shown = new Map([...told, ...owed].map(([id, { uri }]) => [id, uri]));
  const gone = [...shown].filter(([id]) => !standing.has(id) && !isOpen(id));
  return [
    ...gone.map(([, uri]) => ({ ...NOTHING, uri, version: null })),
    ...[...standing].flatMap(([id, judged]): WorkspaceDocumentDiagnosticReport[] => {
      const before = owed.has(id) ? undefined : told.get(id);
      // A file that never had an error needn't be reported as correct.
      if (!shown.has(id) && judged.diagnostics.length === 0) return [];
      const report = closedReport(judged, before?.value);
      if (report.kind === DocumentDiagnosticReportKind.Unchanged) return [];
      return [{ ...report, uri: shown.get(id) ?? uriOf(id), version: null }];
    }),
  ];
}

const NOTHING = { kind: DocumentDiagnosticReportKind.Full, items: [] } satisfies DocumentDiagnosticReport;

function closedReport(judged: JudgedFile, previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = `${RUN}.closed.${judged.resultId}`;
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...judged.diagnostics] };
}

function reportOf(opened: Opened | undefined, previousResultId: string | undefined): DocumentDiagnosticReport {
  if (opened === undefined) return NOTHING;
  const resultId = `${RUN}.${opened.resultId}`;
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(opened) };
}
