import { MarkupKind, type Hover } from 'vscode-languageserver/node';
import { hoverAt } from '../../core/features/hover.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';

export function answerHover(session: Session): void {
  session.connection.onHover(guarded(session.connection, 'hover', null, async ({ textDocument, position }): Promise<Hover | null> => {
    const opened = await session.request(textDocument.uri);
    const hover = opened && hoverAt(opened.analysis, opened.text.offsetAt(position), opened.client.lang);
    if (opened === undefined || hover === undefined) return null;
    return { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: toRange(opened, hover.span) };
  }));
}
