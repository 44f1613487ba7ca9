import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { toDiagnostic } from '../convert.js';
import { logFailure } from '../guard.js';
import type { Opened, Session } from '../session.js';

const diagnosticsOf = (opened: Opened) => opened.findings.map(finding => toDiagnostic(opened, finding));

/** Tells apart the results of two runs of the server, which both begin with 1. */
const RUN = process.pid.toString(36) + Date.now().toString(36);

const askAgain = (): ResponseError<DiagnosticServerCancellationData> =>
  new ResponseError(LSPErrorCodes.ServerCancelled, 'the document changed', { retriggerRequest: true });

/** Clients that ask for diagnostics are answered for the version that they asked about, or told to ask again. */
export function answerDiagnostics(session: Session): void {
  const { connection } = session;
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

/** Asks the client to ask again: once for all that came up while it was being asked. */
export class Refresher {
  private asking: Promise<void> | undefined;
  private again = false;

  constructor(private readonly ask: () => Promise<void>) {}

  refresh(): Promise<void> {
    this.again = true;
    this.asking ??= this.work().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async work(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.ask();
    }
  }
}

/** For clients that can't ask: diagnostics are sent once the changes that came together are read. */
export class DiagnosticPusher {
  private readonly due = new Set<string>();
  /** Documents that the client shows something of. */
  private readonly shown = new Set<string>();

  constructor(private readonly session: Session) {}

  schedule(uri: string): void {
    if (this.due.has(uri)) return;
    this.due.add(uri);
    setImmediate(() => {
      this.due.delete(uri);
      this.push(uri).catch((error: unknown) => {
        logFailure(this.session.connection, 'diagnostics', error);
      });
    });
  }

  clear(uri: string): void {
    if (this.shown.delete(uri)) void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private async push(uri: string): Promise<void> {
    const opened = await this.session.current(uri);
    // A newer change has scheduled its own, and will tell its own version.
    if (this.due.has(uri)) return;
    if (opened === undefined) {
      this.clear(uri);
      return;
    }
    this.shown.add(uri);
    this.session.told(uri, opened);
    await this.session.connection.sendDiagnostics({ uri, version: opened.version, diagnostics: diagnosticsOf(opened) });
  }
}
