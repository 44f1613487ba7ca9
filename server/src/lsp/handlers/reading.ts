import {
  MarkupKind,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  SymbolKind,
  type Hover,
  type CompletionItem,
  type DocumentSymbol,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { hoverAt, hoverNote } from '../../features/hover.js';
import { findingNote } from '../../features/remedies.js';
import { pieceNote } from '../../features/pieceChoice.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import type { Session } from '../session.js';
import { complete, type Proposal } from '../../features/completion.js';
import { knownValues, type KnownFor } from '../../features/knownValues.js';
import type { FieldSet } from '../../format/model/ligne.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import type { Opened } from '../host.js';
import { idOf } from '../uris.js';
import { outline, type OutlineItem } from '../../features/symbols.js';

export function answerHover(session: Session): void {
  session.connection.onHover(
    guarded(session.connection, 'hover', null, async ({ textDocument, position }): Promise<Hover | null> => {
      const opened = await session.request(textDocument.uri, { soon: true });
      if (opened === undefined) return null;
      const {
        analysis,
        client: { lang },
      } = opened;
      const offset = opened.text.offsetAt(position);
      const hover = hoverAt(analysis, offset, lang);
      const folder = session.pieces.known(opened.uri)?.folder;
      const note = hoverNote(analysis, offset, lang) ?? (folder && pieceNote(analysis, offset, folder, lang));
      // Our own client shows the findings above any hover.
      const wrong = findingNote(opened, offset, { lang, withMessages: opened.client.commands.size === 0 });
      const parts = [wrong, hover?.text, hover === undefined ? undefined : note].filter(part => part !== undefined);
      if (parts.length === 0) return null;
      const contents = { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') };
      // An error may be where the model has no field.
      return hover === undefined ? { contents } : { contents, range: toRange(opened, hover.span) };
    }),
  );
}

const KINDS: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  item: CompletionItemKind.Struct,
  file: CompletionItemKind.File,
  request: CompletionItemKind.Snippet,
};

export function answerCompletion(session: Session): void {
  session.connection.onCompletion(
    guarded(
      session.connection,
      'completion',
      null,
      async ({ textDocument, position }): Promise<CompletionItem[] | null> => {
        const opened = await session.request(textDocument.uri, { soon: true });
        if (opened === undefined) return null;
        const { lang, snippets, keepsIndent } = opened.client;
        // Editors indent the further lines of a snippet as they insert it, unless asked not to; plain text stays as it
        // is.
        const options = {
          lang,
          snippet: snippets,
          indented: keepsIndent || !snippets,
          pieces: session.pieces.known(opened.uri)?.folder,
          profiles: opened.engine.catalog.all,
          known: (role: FieldRole, ligne: FieldSet | undefined) => knownValues(role, knownFor(session, opened, ligne)),
        };
        return complete(opened.analysis, opened.text.offsetAt(position), options).map((proposal, rank) =>
          toItem(opened, proposal, rank),
        );
      },
    ),
  );
}

/** Values from the workspace for a field of a ligne. */
export const knownFor = (
  { index }: Session,
  { uri, analysis, client }: Opened,
  ligne: FieldSet | undefined,
): KnownFor => ({
  files: index.all(),
  own: idOf(uri),
  stem: analysis.choice.profile?.id.split('/')[0],
  ligne,
  today: analysis.options.today,
  lang: client.lang,
});

function toItem(opened: Opened, proposal: Proposal, rank: number): CompletionItem {
  const { snippets, keepsIndent } = opened.client;
  const item: CompletionItem = {
    label: proposal.label,
    kind: KINDS[proposal.kind],
    detail: proposal.detail,
    documentation: { kind: MarkupKind.Markdown, value: proposal.documentation },
    filterText: proposal.filter,
    // Model order, not alphabetical.
    sortText: String(rank).padStart(4, '0'),
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(opened, proposal.replace), newText: proposal.text },
  };
  if (keepsIndent) item.insertTextMode = InsertTextMode.asIs;
  if (proposal.commaAt === undefined) return item;
  const at = toRange(opened, { start: proposal.commaAt, end: proposal.commaAt });
  return { ...item, additionalTextEdits: [{ range: at, newText: ',' }] };
}

const SYMBOLS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
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
        const opened = await session.request(textDocument.uri, { soon: true });
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
    kind: SYMBOLS[item.kind],
    range: toRange(opened, item.span),
    selectionRange: toRange(opened, item.selection),
    children: item.children.map(child => toSymbol(opened, child)),
  };
}

function toFlat(opened: Opened, item: OutlineItem, container: string | undefined): SymbolInformation[] {
  const location = { uri: opened.uri, range: toRange(opened, item.span) };
  const own: SymbolInformation = { name: item.label, kind: SYMBOLS[item.kind], location };
  if (container !== undefined) own.containerName = container;
  return [own, ...item.children.flatMap(child => toFlat(opened, child, item.label))];
}
