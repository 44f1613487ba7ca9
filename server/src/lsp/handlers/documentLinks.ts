import type { DocumentLink } from 'vscode-languageserver/node';
import { pieceLinks } from '../../features/links.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import { uriIn } from '../pieces/actions.js';
import type { Session } from '../session.js';

/** From the name of a pièce to its file, or to the folder that holds its parts. */
export function answerDocumentLinks(session: Session): void {
  const {
    connection,
    client: { lang },
  } = session;
  connection.onDocumentLinks(
    guarded(connection, 'links', null, async ({ textDocument: { uri } }): Promise<DocumentLink[] | null> => {
      // A link that came late would be missed: the editor asks only when the text changes.
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
