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
import type { ClosedFindings, JudgedFile } from '../workspace/closedFindings.js';
import { idOf } from '../uris.js';
import { uriOf } from '../uris.js';

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
      if (closed.isComplete) {
        const items = newsOf(session, closed, told);
        if (items.length > 0 || !asked) {
          asked = true;
          return { items };
        }
      }
      await Promise.race([changed, cancelled]);
    }
  });
}

type Told = ReadonlyMap<string, { readonly uri: string; readonly value: string }>;

/** What the client was not told yet; what it was told of files that have gone is taken back. */
function newsOf(session: Session, closed: ClosedFindings, told: Told): WorkspaceDocumentDiagnosticReport[] {
  const standing = new Map([...closed.all()].filter(([id]) => session.setFor(uriOf(id)).settings.closedFiles));
  const gone = [...told].filter(([id]) => !standing.has(id) && !session.uris.some(uri => idOf(uri) === id));
  return [
    ...gone.map(([, { uri }]) => ({ ...NOTHING, uri, version: null })),
    ...[...standing].flatMap(([id, judged]): WorkspaceDocumentDiagnosticReport[] => {
      const before = told.get(id);
      const uri = before?.uri ?? uriOf(id);
      // A file that never had an error needn't be reported as correct.
      if (before === undefined && judged.diagnostics.length === 0) return [];
      const report = closedReport(judged, before?.value);
      return report.kind === DocumentDiagnosticReportKind.Unchanged ? [] : [{ ...report, uri, version: null }];
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
