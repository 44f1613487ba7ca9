import type { TextEdit } from 'vscode-languageserver/node';
import { formatRequest } from '../../features/format.js';
import { toTextEdits } from '../convert.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';

export function answerFormatting(session: Session): void {
  session.connection.onDocumentFormatting(
    guarded(session.connection, 'formatting', null, async ({ textDocument, options }): Promise<TextEdit[] | null> => {
      const opened = await session.request(textDocument.uri);
      if (opened === undefined) return null;
      const { tabSize, insertSpaces, insertFinalNewline } = options;
      return toTextEdits(
        opened,
        formatRequest(opened.engine, opened.analysis, { tabSize, insertSpaces, insertFinalNewline }),
      );
    }),
  );
}
