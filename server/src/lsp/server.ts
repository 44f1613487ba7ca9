import { CodeActionKind, DidChangeConfigurationNotification, TextDocumentSyncKind, type Connection, type InitializeResult } from 'vscode-languageserver/node';
import { clientOf, type Client } from './client.js';
import { guardedNotice } from './guard.js';
import { answerCodeActions, FIX_ALL_KIND } from './handlers/codeActions.js';
import { answerCompletion } from './handlers/completion.js';
import { answerCustom } from './handlers/custom.js';
import { answerDiagnostics } from './handlers/diagnostics.js';
import { followDocuments } from './handlers/documents.js';
import { answerFolding } from './handlers/folding.js';
import { answerFormatting } from './handlers/formatting.js';
import { answerHover } from './handlers/hover.js';
import { answerSymbols } from './handlers/symbols.js';
import { Session } from './session.js';

/** Serves one client over a connection. What it can do is decided once, by what the client can. */
export function serve(connection: Connection): void {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params);
    const session = new Session(connection, client);
    followDocuments(session);
    for (const answer of [answerDiagnostics, answerHover, answerCompletion, answerSymbols, answerFolding, answerFormatting, answerCodeActions, answerCustom]) answer(session);
    connection.onInitialized(guardedNotice(connection, 'initialized', async () => {
      // A client may refuse one and take the other.
      const asked = [session.watch()];
      if (client.configuration && client.registersConfiguration) asked.push(connection.client.register(DidChangeConfigurationNotification.type, { section: 'segur' }).then(() => undefined));
      await Promise.all(asked);
    }));
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'Ségur JSON' } };
  });
}

function capabilitiesFor(client: Client): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(client.canPull ? { diagnosticProvider: { identifier: 'segur', interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND], resolveProvider: client.resolvesEdits },
    completionProvider: { triggerCharacters: ['"', ':'] },
    hoverProvider: true,
    documentSymbolProvider: true,
    documentFormattingProvider: true,
    foldingRangeProvider: true,
    ...(client.folderChanges ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
  };
}
