import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver/node';
import { outline, type OutlineItem } from '../../features/symbols.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  file: SymbolKind.File,
  list: SymbolKind.Array,
  ligne: SymbolKind.Class,
  block: SymbolKind.Module,
  entry: SymbolKind.Object,
  field: SymbolKind.Property,
};

export function answerSymbols(session: Session): void {
  session.connection.onDocumentSymbol(
    guarded(
      session.connection,
      'symbols',
      null,
      async ({ textDocument }): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
        const opened = await session.request(textDocument.uri);
        if (opened === undefined) return null;
        const items = outline(opened.analysis, opened.client.lang);
        return opened.client.hierarchicalSymbols
          ? items.map(item => toSymbol(opened, item))
          : items.flatMap(item => toFlat(opened, item, undefined));
      },
    ),
  );
}

function toSymbol(opened: Opened, item: OutlineItem): DocumentSymbol {
  return {
    name: item.label,
    detail: item.detail,
    kind: KINDS[item.kind],
    range: toRange(opened, item.span),
    selectionRange: toRange(opened, item.selection),
    children: item.children.map(child => toSymbol(opened, child)),
  };
}

function toFlat(opened: Opened, item: OutlineItem, container: string | undefined): SymbolInformation[] {
  const location = { uri: opened.uri, range: toRange(opened, item.span) };
  const own: SymbolInformation = { name: item.label, kind: KINDS[item.kind], location };
  if (container !== undefined) own.containerName = container;
  return [own, ...item.children.flatMap(child => toFlat(opened, child, item.label))];
}
