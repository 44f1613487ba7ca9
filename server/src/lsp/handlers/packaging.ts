import { LSPErrorCodes, ProgressType, ResponseError, type CancellationToken } from 'vscode-languageserver/node';
import { guarded } from '../guard.js';
import { askedPieces, freshly, isAsked } from '../pieces/ask.js';
import {
  CHECK_REQUEST,
  CHOICES_REQUEST,
  CONCATENATE_REQUEST,
  PLAN_REQUEST,
  WRITE_REQUEST,
  type CheckResult,
  type ChoicesResult,
  type ConcatenateResult,
  type PlanResult,
  type Progress,
  type WriteResult,
} from '../protocol.packaging.js';
import type { Session } from '../session.js';
import { readAt, readConfirmed, readUri } from '../pieces/params.js';
import { field, textOf } from '../unknown.js';

const PROGRESS = new ProgressType<Progress>();

/** Attachments and deposits. What reads PDFs and writes ZIPs is loaded by the first question that needs it. */
export function answerPackaging(session: Session): void {
  const { connection } = session;
  const asked = (params: unknown) => askedPieces(session, readUri(params), textOf(field(params, 'folder')));

  connection.onRequest(
    PLAN_REQUEST,
    guarded(connection, PLAN_REQUEST, null, async (params: unknown): Promise<PlanResult | null> => {
      const found = await asked(params);
      if (!isAsked(found)) return found;
      const { planFor } = await import('../pieces/plan.js');
      const fresh = await freshly(found);
      return isAsked(fresh) ? planFor(fresh, readConfirmed(field(params, 'confirmed'))) : fresh;
    }),
  );

  connection.onRequest(
    WRITE_REQUEST,
    guarded(connection, WRITE_REQUEST, null, async (params: unknown, token): Promise<WriteResult | null> => {
      const found = await asked(params);
      const fresh = isAsked(found) ? await freshly(found) : found;
      if (!isAsked(fresh))
        return fresh === null || 'refused' in fresh
          ? fresh && { ...fresh, reasons: [] }
          : { refused: fresh.noFolder, reasons: [] };
      const { writeFor } = await import('../pieces/write.js');
      return unlessCancelled(token, signal => writeFor(fresh, params, teller(session, params), signal));
    }),
  );

  connection.onRequest(
    CHECK_REQUEST,
    guarded(connection, CHECK_REQUEST, null, async (params: unknown, token): Promise<CheckResult | null> => {
      const found = await asked(params);
      const fresh = isAsked(found) ? await freshly(found) : found;
      if (!isAsked(fresh)) return fresh;
      const { checkTexts } = await import('../pieces/check.js');
      return unlessCancelled(token, signal => checkTexts(fresh, teller(session, params), signal));
    }),
  );

  connection.onRequest(
    CHOICES_REQUEST,
    guarded(connection, CHOICES_REQUEST, null, async (params: unknown): Promise<ChoicesResult | null> => {
      const found = await asked(params);
      if (!isAsked(found)) return found;
      const { choicesFor } = await import('../pieces/choices.js');
      return choicesFor(found, readAt(field(params, 'at')));
    }),
  );

  connection.onRequest(
    CONCATENATE_REQUEST,
    guarded(connection, CONCATENATE_REQUEST, null, async (params: unknown): Promise<ConcatenateResult | null> => {
      const uri = readUri(params);
      // Also without a folder: then the request alone is changed.
      await session.request(uri);
      const known = await session.pieces.listed(uri);
      const opened = await session.current(uri);
      if (opened === undefined) return null;
      const { concatenation } = await import('../pieces/concatenate.js');
      return concatenation(opened, known, readAt(field(params, 'at')));
    }),
  );
}

/** Where the progress of a request goes; nowhere for a client that gave no token. */
function teller({ connection }: Session, params: unknown): (progress: Progress) => void {
  const token = textOf(field(params, 'progress'));
  return progress => {
    if (token !== undefined) void connection.sendProgress(PROGRESS, token, progress);
  };
}

/** What is cancelled ends with the answer that says so. */
async function unlessCancelled<R>(token: CancellationToken, run: (signal: AbortSignal) => Promise<R>): Promise<R> {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => {
    controller.abort();
  });
  if (token.isCancellationRequested) controller.abort();
  try {
    return await run(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    throw error;
  } finally {
    listener.dispose();
  }
}
