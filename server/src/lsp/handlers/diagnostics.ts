import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { toDiagnostic } from '../convert.js';
import { logFailure } from '../guard.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';

const diagnosticsOf = (opened: Opened) => opened.findings.map(finding => toDiagnostic(opened, finding));

/** Tells apart the results of two runs of the server, which both begin with 1. */
const RUN = process.pid.toString(36) + Date.now().toString(36);

const askAgain = (): ResponseError<DiagnosticServerCancellationData> =>
  new ResponseError(LSPErrorCodes.ServerCancelled, 'the document changed', { retriggerRequest: true });

/** Clients that ask for diagnostics are answered for the version that they asked about, or told to ask again. */
export function answerDiagnostics(session: Session): void {
  const { connection, client } = session;
  if (!client.canPull) return;
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    try {
      const opened = await session.request(uri);
      // Not « cancelled by the server, don't ask again »: a client that cancels may have its next question waiting, and
      // would drop it.
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      if (opened !== undefined) session.told(uri, opened);
      return reportOf(opened, previousResultId);
    } catch (error) {
      if (error instanceof ResponseError) return askAgain();
      logFailure(connection, 'diagnostics', error);
      return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    }
  });
}

function reportOf(opened: Opened | undefined, previousResultId: string | undefined): DocumentDiagnosticReport {
  if (opened === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const resultId = `${RUN}.${opened.resultId}`;
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(opened) };
}
