import type { FoldingRange } from 'vscode-languageserver/node';
import { foldable } from '../../features/folding.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';

export function answerFolding(session: Session): void {
  session.connection.onFoldingRanges(
    guarded(session.connection, 'folding', null, async ({ textDocument }): Promise<FoldingRange[] | null> => {
      const opened = await session.request(textDocument.uri);
      if (opened === undefined) return null;
      return foldable(opened.analysis).flatMap((span): FoldingRange[] => {
        const { start, end } = toRange(opened, span);
        // The closing bracket stays in sight.
        return end.line - 1 > start.line ? [{ startLine: start.line, endLine: end.line - 1 }] : [];
      });
    }),
  );
}
