import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  FileOperationPatternKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { clientOf, type Client } from './client.js';
import { guardedNotice } from './guard.js';
import { answerCodeActions, FIX_ALL_KIND } from './handlers/codeActions.js';
import { answerCodeLens, showsLenses, answerDocumentLinks, answerPackaging } from './handlers/pieces.js';
import { answerCommands, commandsFor, REFACTOR_KIND } from './handlers/commands.js';
import { answerCompare } from './handlers/compare.js';
import { answerCompletion, answerHover, answerSymbols } from './handlers/reading.js';
import { answerText } from './handlers/text.js';
import { answerCustom, answerSilence } from './handlers/custom.js';
import { answerDefinition, answerReferences, answerWorkspaceSymbols } from './handlers/navigation.js';
import { answerDiagnostics, followDocuments, followFolders } from './handlers/documents.js';
import { answerRename } from './handlers/rename.js';
import { LIGNE_KINDS } from './handlers/lignes.js';
import { answerTable } from './handlers/table.js';
import { answerTree } from './handlers/tree.js';
import { answerTransform } from './handlers/transform.js';
import { Session } from './session.js';
import { ClosedFindings } from './workspace/closedFindings.js';
import { Workspace } from './workspace/workspace.js';
import type { Lang } from '../texts/typeset.js';

const FOLDERS = { filters: [{ scheme: 'file', pattern: { glob: '**', matches: FileOperationPatternKind.folder } }] };

/**
 * Serves one client over a connection. What it can do is decided once, by what the client can. `lang`: for a client
 * that names no language.
 */
export function serve(connection: Connection, lang: Lang): void {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params, lang);
    const session = new Session(connection, client);
    const workspace = new Workspace(session);
    const closed = new ClosedFindings(session, workspace);
    followDocuments(session);
    answerTree(session, workspace, closed);
    answerDiagnostics(session, closed);
    for (const answer of [
      answerDefinition,
      answerReferences,
      answerWorkspaceSymbols,
      answerCompare,
      answerRename,
      answerCommands,
      answerTransform,
      followFolders,
    ])
      answer(session, workspace);
    for (const answer of [
      answerHover,
      answerCompletion,
      answerSymbols,
      answerText,
      answerCodeActions,
      answerCustom,
      answerSilence,
      answerDocumentLinks,
      answerCodeLens,
      answerPackaging,
      answerTable,
    ])
      answer(session);
    connection.onInitialized(
      guardedNotice(connection, 'initialized', async () => {
        // A client may refuse one and take the other.
        const asked = [session.watch(), workspace.start()];
        if (client.configuration && client.registersConfiguration)
          asked.push(
            connection.client
              .register(DidChangeConfigurationNotification.type, { section: 'segur' })
              .then(() => undefined),
          );
        await Promise.all(asked);
      }),
    );
    connection.onShutdown(() => {
      workspace.stop();
      closed.stop();
    });
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'Ségur JSON' } };
  });
}

function capabilitiesFor(client: Client): InitializeResult['capabilities'] {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    ...(client.canPull
      ? {
          diagnosticProvider: {
            identifier: 'segur',
            interFileDependencies: true,
            workspaceDiagnostics: client.judgesClosedFiles,
          },
        }
      : {}),
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        FIX_ALL_KIND,
        ...new Set(Object.values(LIGNE_KINDS)),
        ...(commandsFor(client).length > 1 ? [REFACTOR_KIND] : []),
      ],
      resolveProvider: client.resolvesEdits,
    },
    completionProvider: { triggerCharacters: ['"', ':'] },
    hoverProvider: true,
    documentSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    workspaceSymbolProvider: { resolveProvider: client.resolvesSymbols },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentHighlightProvider: true,
    selectionRangeProvider: true,
    inlayHintProvider: true,
    foldingRangeProvider: true,
    renameProvider: { prepareProvider: true },
    ...(commandsFor(client).length === 0 ? {} : { executeCommandProvider: { commands: [...commandsFor(client)] } }),
    documentLinkProvider: {},
    ...(showsLenses(client) ? { codeLensProvider: { resolveProvider: true } } : {}),
    workspace: {
      ...(client.folderChanges ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
      ...(client.folderOperations ? { fileOperations: { didRename: FOLDERS, didDelete: FOLDERS } } : {}),
    },
  };
}
