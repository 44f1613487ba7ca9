import type { CodeLens } from 'vscode-languageserver/node';
import { fileLens, lensOffsets, ligneLens } from '../../features/lenses.js';
import { toRange } from '../convert.js';
import type { Client } from '../client.js';
import { guarded } from '../guard.js';
import { hasAttachments } from '../../app/findings.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { field, textOf } from '../unknown.js';

const PREPARE = 'segur.preparerDepot';
const CHOOSE = 'segur.choisirPiece';

/** A lens that does nothing at a click is not shown. */
export const showsLenses = ({ commands }: Client): boolean => commands.has(PREPARE);

/** Above the file and above each ligne. What they say is worked out for those in view only. */
export function answerCodeLens(session: Session): void {
  const { connection, client } = session;
  if (!showsLenses(client)) return;
  connection.onCodeLens(
    guarded(connection, 'lenses', null, async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
      const opened = await session.request(uri);
      // Only a file on disk can be packaged, and only one that is still to be deposited.
      if (opened === undefined || !uri.startsWith('file:') || !hasAttachments(opened.analysis)) return null;
      const at = (offset: number): CodeLens['range'] => toRange(opened, { start: offset, end: offset });
      const first = opened.analysis.tree.root?.start ?? 0;
      const top: CodeLens = {
        range: at(first),
        command: { title: fileLens(client.lang), command: PREPARE, arguments: [uri] },
      };
      return [
        top,
        ...lensOffsets(opened.analysis).map((offset, chunk): CodeLens => ({ range: at(offset), data: { uri, chunk } })),
      ];
    }),
  );
  connection.onCodeLensResolve(async (lens, token) => {
    const resolve = guarded(connection, 'lens', lens, async () => {
      const uri = textOf(field(lens.data, 'uri'));
      const chunk = field(lens.data, 'chunk');
      const opened = uri === undefined ? undefined : await session.current(uri);
      return opened === undefined || typeof chunk !== 'number' ? lens : resolved(session, opened, lens, chunk);
    });
    return resolve(lens, token);
  });
}

function resolved({ pieces, client }: Session, { uri, analysis }: Opened, lens: CodeLens, chunk: number): CodeLens {
  const ligne = analysis.lignes[chunk]?.ligne;
  if (ligne === undefined) return { ...lens, command: { title: '', command: '' } };
  const { title, missing } = ligneLens(ligne, pieces.known(uri)?.folder, client.lang);
  const command =
    missing === undefined || !client.commands.has(CHOOSE)
      ? { title, command: PREPARE, arguments: [uri] }
      : { title, command: CHOOSE, arguments: [uri, { ligne: chunk, piece: missing }] };
  return { ...lens, command };
}
