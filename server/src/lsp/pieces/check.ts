import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkPieces, type Progress } from '../../app/pieces.js';
import { packagingTools } from '../../node/deposit.js';
import type { CheckResult } from '../protocol/index.js';
import { maxPiece, type AskedPieces } from './ask.js';
import { checkedText } from './source.js';
import { stampIn } from './folders.js';

/** Checks the attachments of a request and their texts, on demand. */
export async function checkTexts(
  { session, opened, known }: AskedPieces,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { analysis, engine, uri } = opened;
  const { read, pdf } = packagingTools(known.listing, maxPiece(session, uri));
  const tools = {
    pdf,
    // Others get their turn between two files.
    read: async (path: string) => {
      await nextTurn();
      signal.throwIfAborted();
      return read(path);
    },
  };
  const { folder } = known;
  const checked = await checkPieces(tools, { engine, analysis, folder }, { signal, onProgress: tell });
  const lignes = checked.lignes.map(({ chunk, findings, files }) => ({
    chunk,
    findings,
    text: checkedText(analysis, chunk),
    files: files.flatMap((file): [string, string][] => {
      const stamp = stampIn(known.listing, file);
      return stamp === undefined ? [] : [[file, stamp]];
    }),
  }));
  session.pieces.checked(uri, known, lignes, checked.states);
  const found = lignes.reduce((all, { findings }) => all + findings.length, 0);
  return { pieces: checked.pieces, missing: checked.missing, unreadable: checked.unreadable, found };
}
