import { MarkupKind, type Hover } from 'vscode-languageserver/node';
import { hoverAt } from '../../features/hover.js';
import { hoverNote } from '../../features/hoverNote.js';
import { pieceNote } from '../../features/pieceNote.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';

export function answerHover(session: Session): void {
  session.connection.onHover(
    guarded(session.connection, 'hover', null, async ({ textDocument, position }): Promise<Hover | null> => {
      const opened = await session.request(textDocument.uri);
      if (opened === undefined) return null;
      const {
        analysis,
        client: { lang },
      } = opened;
      const offset = opened.text.offsetAt(position);
      const hover = hoverAt(analysis, offset, lang);
      if (hover === undefined) return null;
      const folder = session.pieces.known(opened.uri)?.folder;
      const note = hoverNote(analysis, offset, lang) ?? (folder && pieceNote(analysis, offset, folder, lang));
      const value = note === undefined ? hover.text : `${hover.text}\n\n---\n\n${note}`;
      return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(opened, hover.span) };
    }),
  );
}
