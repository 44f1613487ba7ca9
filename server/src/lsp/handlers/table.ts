import { setImmediate as nextTurn } from 'node:timers/promises';
import { LSPErrorCodes, ProgressType, ResponseError } from 'vscode-languageserver/node';
import { guarded } from '../guard.js';
import {
  GENERATE_REQUEST,
  KEEP_MAPPING_REQUEST,
  LIST_REQUEST,
  type GenerateResult,
  type KeepMappingResult,
  type ListResult,
} from '../protocol/index.js';
import type { Session } from '../session.js';
import { field, textOf } from '../../language/unknown.js';

const PROGRESS = new ProgressType<number>();

/** Tables: the code that reads them is loaded by the first request. */
export function answerTable(session: Session): void {
  const {
    connection,
    client: { lang },
  } = session;
  connection.onRequest(
    GENERATE_REQUEST,
    guarded(connection, GENERATE_REQUEST, null, async (params: unknown, token): Promise<GenerateResult | null> => {
      const { generateFor } = await import('../table.js');
      const progress = textOf(field(params, 'progress'));
      const result = await generateFor(await session.getEngine(), lang, params, async demandes => {
        // Others get their turn between two pieces of work.
        await nextTurn();
        if (progress !== undefined) void connection.sendProgress(PROGRESS, progress, demandes);
        return token.isCancellationRequested;
      });
      if (result === 'stopped') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      return result;
    }),
  );
  connection.onRequest(
    LIST_REQUEST,
    guarded(connection, LIST_REQUEST, null, async (params: unknown): Promise<ListResult | null> => {
      const { listFor } = await import('../table.js');
      return listFor(session, params);
    }),
  );
  connection.onRequest(
    KEEP_MAPPING_REQUEST,
    guarded(connection, KEEP_MAPPING_REQUEST, null, async (params: unknown): Promise<KeepMappingResult | null> => {
      const { keepMapping } = await import('../table.js');
      return keepMapping(await session.getEngine(), lang, params);
    }),
  );
}
