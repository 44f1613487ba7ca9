import { type Connection, DidChangeConfigurationNotification, type InitializeResult } from 'vscode-languageserver/node';
import type { Lang } from '../texts/typeset.js';
import { clientOf, initialized } from './client.js';
import { guardedNotice } from './guard.js';
import { answerCodeActions } from './handlers/codeActions.js';
import { answerCommands } from './handlers/commands.js';
import { answerCompare } from './handlers/compare.js';
import { answerCustom, answerSilence } from './handlers/custom.js';
import { answerDiagnostics, followDocuments, followFolders } from './handlers/documents.js';
import { answerDefinition, answerReferences, answerWorkspaceSymbols } from './handlers/navigation.js';
import { answerCodeLens, answerDocumentLinks, answerPackaging } from './handlers/pieces.js';
import { answerCompletion, answerHover, answerSymbols } from './handlers/reading.js';
import { answerRename } from './handlers/refactor.js';
import { answerTable } from './handlers/table.js';
import { answerText } from './handlers/text.js';
import { answerTransform } from './handlers/transform.js';
import { answerTree } from './handlers/tree.js';
import { Session } from './session.js';
import { ClosedFindings } from './workspace/closedFindings.js';
import { Workspace } from './workspace/workspace.js';

/**
 * Serves one client over a connection. What it can do is decided once, by the client's capabilities. `lang`: for a
 * client that names no language. `over`: called when the client ends the session.
 */
export function serve(connection: Connection, lang: Lang, over: () => void = () => undefined): void {
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
        // A client may refuse one and accept the other.
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
      over();
    });
    return initialized(client);
  });
}
