import {
  LSPErrorCodes,
  ProgressType,
  ResponseError,
  type DocumentLink,
  type CodeLens,
  type CancellationToken,
} from 'vscode-languageserver/node';
import { fileLens, LENS_PARTS, lensesOf, type LensPart, ligneLens, pieceLinks } from '../../features/lenses.js';
import { PREPARE_COMMAND, showsLenses } from '../client.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import { uriIn } from '../pieces/actions.js';
import type { Session } from '../session.js';
import { hasAttachments } from '../../app/findings.js';
import type { Opened } from '../host.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { field, textOf } from '../../language/unknown.js';
import { askedPieces, freshly, isAsked, readAt, readConfirmed, readUri } from '../pieces/ask.js';
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
} from '../protocol/index.js';

/** From an attachment's name to its file, or to the folder of its parts. */
export function answerDocumentLinks(session: Session): void {
  const {
    connection,
    client: { lang },
  } = session;
  connection.onDocumentLinks(
    guarded(connection, 'links', null, async ({ textDocument: { uri } }): Promise<DocumentLink[] | null> => {
      // A late link would be missed: the editor asks only when the text changes.
      const known = (await session.request(uri)) && (await session.pieces.listed(uri));
      const opened = await session.current(uri);
      if (opened === undefined || known === undefined) return null;
      return pieceLinks(opened.analysis, known.folder).map(
        ({ span, name, kind }): DocumentLink => ({
          range: toRange(opened, span),
          target: uriIn(known, name),
          tooltip: TOOLTIPS[kind][lang],
        }),
      );
    }),
  );
}

const TOOLTIPS = {
  file: { fr: 'Ouvrir la pièce', en: 'Open the attachment' },
  folder: {
    fr: 'Ouvrir le dossier des documents à concaténer',
    en: 'Open the folder of the documents to be concatenated',
  },
} as const;

const CHOOSE = 'segur.choisirPiece';
const CHECK = 'segur.verifierPieces';
/** Shows a place in a file; not a command for users. */
const SHOW = 'segur.montrer';

/** Above the file and above each ligne. Only lenses in view are resolved. */
export function answerCodeLens(session: Session): void {
  const { connection, client } = session;
  if (!showsLenses(client)) return;
  connection.onCodeLens(
    guarded(connection, 'lenses', null, async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
      const opened = await session.request(uri);
      // Only a file on disk can be packaged, and only one that hasn't been deposited.
      if (opened?.path === undefined || !hasAttachments(opened.analysis)) return null;
      const at = (offset: number): CodeLens['range'] => toRange(opened, { start: offset, end: offset });
      const first = opened.analysis.tree.root?.start ?? 0;
      const top: CodeLens = {
        range: at(first),
        command: { title: fileLens(client.lang), command: PREPARE_COMMAND, arguments: [uri] },
      };
      return [
        top,
        ...lensesOf(opened.analysis, opened.findings).map(
          ({ offset, chunk, part }): CodeLens => ({ range: at(offset), data: { uri, chunk, part } }),
        ),
      ];
    }),
  );
  connection.onCodeLensResolve(async (lens, token) => {
    const resolve = guarded(connection, 'lens', lens, async () => {
      const uri = textOf(field(lens.data, 'uri'));
      const chunk = field(lens.data, 'chunk');
      const opened = uri === undefined ? undefined : await session.current(uri);
      const part = LENS_PARTS.find(one => one === field(lens.data, 'part'));
      if (opened === undefined || typeof chunk !== 'number' || part === undefined) return lens;
      return resolved(session, opened, lens, { chunk, part });
    });
    return resolve(lens, token);
  });
}

function resolved(
  { pieces, client }: Session,
  opened: Opened,
  lens: CodeLens,
  at: { readonly chunk: number; readonly part: LensPart },
): CodeLens {
  const { uri, analysis, findings } = opened;
  const found = ligneLens(analysis, at, { findings, folder: pieces.known(uri)?.folder, lang: client.lang });
  if (found === undefined) return { ...lens, command: { title: '', command: '' } };
  const { title, span, missing } = found;
  const offered = (command: string, ...args: readonly unknown[]): CodeLens['command'] | undefined =>
    client.commands.has(command) ? { title, command, arguments: [uri, ...args] } : undefined;
  const there = span && offered(SHOW, toRange(opened, span));
  const choice = missing === undefined ? undefined : offered(CHOOSE, { ligne: at.chunk, piece: missing });
  const check = at.part === 'pieces' ? offered(CHECK) : undefined;
  return { ...lens, command: there ?? choice ?? check ?? { title, command: PREPARE_COMMAND, arguments: [uri] } };
}

const PROGRESS = new ProgressType<Progress>();

/** Attachments and deposits. The code that reads PDFs and writes ZIPs is loaded by the first request that needs it. */
export function answerPackaging(session: Session): void {
  const { connection } = session;
  const asked = (params: unknown) => askedPieces(session, readUri(params), textOf(field(params, 'folder')));

  connection.onRequest(
    PLAN_REQUEST,
    guarded(connection, PLAN_REQUEST, null, async (params: unknown): Promise<PlanResult | null> => {
      const found = await asked(params);
      if (!isAsked(found)) return found;
      const { planFor } = await import('../pieces/deposit.js');
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
      const { writeFor } = await import('../pieces/deposit.js');
      return unlessCancelled(token, signal => writeFor(fresh, params, teller(session, params), signal));
    }),
  );

  connection.onRequest(
    CHECK_REQUEST,
    guarded(connection, CHECK_REQUEST, null, async (params: unknown, token): Promise<CheckResult | null> => {
      const opened = await session.request(readUri(params));
      if (opened !== undefined && !hasAttachments(opened.analysis))
        return { refused: ANSWERS.pieces.output[session.client.lang] };
      const found = await asked(params);
      const fresh = isAsked(found) ? await freshly(found) : found;
      if (!isAsked(fresh)) return fresh;
      const { checkTexts } = await import('../pieces/deposit.js');
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
      // Works without a folder too: then only the request changes.
      await session.request(uri);
      const known = await session.pieces.listed(uri);
      const opened = await session.current(uri);
      if (opened === undefined) return null;
      const { concatenation } = await import('../pieces/choices.js');
      return concatenation(opened, known, readAt(field(params, 'at')));
    }),
  );
}

/** Where the progress of a request is reported; nowhere for a client that gave no token. */
function teller({ connection }: Session, params: unknown): (progress: Progress) => void {
  const token = textOf(field(params, 'progress'));
  return progress => {
    if (token !== undefined) void connection.sendProgress(PROGRESS, token, progress);
  };
}

/** A cancelled request ends with the answer that says so. */
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
