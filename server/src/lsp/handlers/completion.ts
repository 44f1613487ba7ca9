import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
} from 'vscode-languageserver/node';
import { complete, type Proposal } from '../../features/completion.js';
import { knownValues } from '../../features/knownValues.js';
import type { FieldSet } from '../../format/model/ligne.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { toRange } from '../convert.js';
import { guarded } from '../guard.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { idOf } from '../workspace/ids.js';

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
        const opened = await session.request(textDocument.uri);
        if (opened === undefined) return null;
        const { lang, snippets, keepsIndent } = opened.client;
        // Editors indent the further lines of a snippet as they insert it, unless asked not to; a plain text stays as
        // it is.
        const options = {
          lang,
          snippet: snippets,
          indented: keepsIndent || !snippets,
          pieces: session.pieces.known(opened.uri)?.folder,
          profiles: opened.engine.catalog.all,
          known: (role: FieldRole, ligne: FieldSet | undefined) =>
            knownValues(role, {
              files: session.index.all(),
              own: idOf(opened.uri),
              stem: opened.analysis.choice.profile?.id.split('/')[0],
              ligne,
              today: opened.analysis.options.today,
              lang,
            }),
        };
        return complete(opened.analysis, opened.text.offsetAt(position), options).map((proposal, rank) =>
          toItem(opened, proposal, rank),
        );
      },
    ),
  );
}

function toItem(opened: Opened, proposal: Proposal, rank: number): CompletionItem {
  const { snippets, keepsIndent } = opened.client;
  const item: CompletionItem = {
    label: proposal.label,
    kind: KINDS[proposal.kind],
    detail: proposal.detail,
    documentation: { kind: MarkupKind.Markdown, value: proposal.documentation },
    filterText: proposal.filter,
    // The order is the model's, not the alphabet's.
    sortText: String(rank).padStart(4, '0'),
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(opened, proposal.replace), newText: proposal.text },
  };
  if (keepsIndent) item.insertTextMode = InsertTextMode.asIs;
  if (proposal.commaAt === undefined) return item;
  const at = toRange(opened, { start: proposal.commaAt, end: proposal.commaAt });
  return { ...item, additionalTextEdits: [{ range: at, newText: ',' }] };
}
