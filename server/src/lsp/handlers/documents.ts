import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver';
import { guardedNotice } from '../guard.js';
import type { Session } from '../session.js';

/** Follows what is open and how it changes. */
export function followDocuments(session: Session): void {
  const { connection, client } = session;
  const notice = <P>(name: string, run: (params: P) => void | Promise<void>) => guardedNotice(connection, name, run);

  connection.onDidOpenTextDocument(
    notice('open', ({ textDocument: { uri, languageId, version, text } }) => {
      session.open(uri, languageId, version, text);
    }),
  );
  connection.onDidChangeTextDocument(
    notice('change', ({ textDocument: { uri, version }, contentChanges }) => {
      session.change(uri, contentChanges, version);
    }),
  );
  connection.onDidCloseTextDocument(
    notice('close', ({ textDocument: { uri } }) => {
      session.close(uri);
    }),
  );
  connection.onDidSaveTextDocument(
    notice('save', ({ textDocument: { uri } }) => {
      session.saved(uri);
    }),
  );

  // Other settings may change what is said of every open document, not only of the one at hand.
  connection.onDidChangeConfiguration(
    notice('configuration', async ({ settings }) => {
      await session.settingsChanged(settings);
      await session.recheck();
    }),
  );
  connection.onDidChangeWatchedFiles(notice('files', ({ changes }) => session.filesChanged(changes)));
  if (!client.folderChanges) return;
  // `connection.workspace.onDidChangeWorkspaceFolders` would register itself with the client at once, before
  // `initialize` is answered: VS Code refuses that, and the refusal would end the server.
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    notice('folders', async ({ event: { added, removed } }) => {
      await session.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
      await session.recheck();
    }),
  );
}
