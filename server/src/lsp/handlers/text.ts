import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type FoldingRange,
  type InlayHint,
  type SelectionRange,
  type TextEdit,
} from 'vscode-languageserver/node';
import { foldable } from '../../features/symbols.js';
import { formatPart, formatRequest } from '../../features/format.js';
import { hintsIn } from '../../features/lenses.js';
import { sameValues, selectionsAt } from '../../features/navigate.js';
import { toRange, toTextEdits } from '../convert.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';

/** What an editor asks about the text itself: folding, formatting, matching places. */
export function answerText(session: Session): void {
  const { connection } = session;
  connection.onFoldingRanges(
    guarded(connection, 'folding', null, async ({ textDocument }): Promise<FoldingRange[] | null> => {
      const opened = await session.request(textDocument.uri, { soon: true });
      if (opened === undefined) return null;
      return foldable(opened.analysis).flatMap((span): FoldingRange[] => {
        const { start, end } = toRange(opened, span);
        // The closing bracket stays visible.
        return end.line - 1 > start.line ? [{ startLine: start.line, endLine: end.line - 1 }] : [];
      });
    }),
  );
  connection.onDocumentFormatting(
    guarded(connection, 'formatting', null, async ({ textDocument, options }): Promise<TextEdit[] | null> => {
      const opened = await session.request(textDocument.uri, { soon: true });
      if (opened === undefined) return null;
      const { tabSize, insertSpaces, insertFinalNewline } = options;
      return toTextEdits(
        opened,
        formatRequest(opened.engine, opened.analysis, { tabSize, insertSpaces, insertFinalNewline }),
      );
    }),
  );
  connection.onDocumentRangeFormatting(
    guarded(connection, 'range formatting', null, async ({ textDocument, range, options }) => {
      const opened = await session.request(textDocument.uri, { soon: true });
      if (opened === undefined) return null;
      const span = { start: opened.text.offsetAt(range.start), end: opened.text.offsetAt(range.end) };
      const { tabSize, insertSpaces } = options;
      return toTextEdits(opened, formatPart(opened.analysis, span, { tabSize, insertSpaces }));
    }),
  );
  connection.onDocumentHighlight(
    guarded(connection, 'highlights', null, async ({ textDocument, position }): Promise<DocumentHighlight[] | null> => {
      const opened = await session.request(textDocument.uri, { soon: true });
      const spans = opened && sameValues(opened.analysis, opened.text.offsetAt(position));
      if (opened === undefined || spans === undefined) return null;
      return spans.map(span => ({ range: toRange(opened, span), kind: DocumentHighlightKind.Text }));
    }),
  );
  connection.onSelectionRanges(
    guarded(connection, 'selection', null, async ({ textDocument, positions }): Promise<SelectionRange[] | null> => {
      const opened = await session.request(textDocument.uri, { soon: true });
      if (opened === undefined) return null;
      return positions.map(position => {
        const spans = selectionsAt(opened.analysis, opened.text.offsetAt(position));
        const outermost: SelectionRange = { range: toRange(opened, { start: 0, end: opened.text.getText().length }) };
        return spans.reduceRight(
          (parent, span): SelectionRange => ({ range: toRange(opened, span), parent }),
          outermost,
        );
      });
    }),
  );
  connection.languages.inlayHint.on(
    guarded(connection, 'hints', null, async ({ textDocument: { uri }, range }): Promise<InlayHint[] | null> => {
      const opened = await session.request(uri, { soon: true });
      if (opened === undefined || !session.setFor(uri).settings.hints) return null;
      const span = { start: opened.text.offsetAt(range.start), end: opened.text.offsetAt(range.end) };
      return hintsIn(opened.analysis, span, opened.client.lang).map(({ offset, label }) => ({
        position: opened.text.positionAt(offset),
        label,
        paddingLeft: true,
      }));
    }),
  );
}
