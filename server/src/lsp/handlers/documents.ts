import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver';
import { guardedNotice, logFailure } from '../guard.js';
import type { Session } from '../session.js';
import { DiagnosticPusher, Refresher } from './diagnostics.js';

/** Follows what is open and how it changes, and tells or refreshes diagnostics when they may be others. */
export function followDocuments(session: Session): void {
  const { connection, client } = session;
  const pusher = client.canPull ? undefined : new DiagnosticPusher(session);
  const notice = <P>(name: string, run: (params: P) => void | Promise<void>) => guardedNotice(connection, name, run);

  connection.onDidOpenTextDocument(
    notice('open', ({ textDocument: { uri, languageId, version, text } }) => {
      session.open(uri, languageId, version, text);
      for (const { opened } of session.listeners) opened?.(uri);
      // A client that can't tell of files gets them looked at when a request is opened.
      if (!client.watchesFiles)
        void session.projectsChanged().catch((error: unknown) => {
          logFailure(connection, 'projects', error);
        });
      pusher?.schedule(uri);
    }),
  );
  connection.onDidChangeTextDocument(
    notice('change', ({ textDocument: { uri, version }, contentChanges }) => {
      session.document(uri)?.change(contentChanges, version);
      for (const { changed } of session.listeners) changed?.(uri);
      pusher?.schedule(uri);
    }),
  );
  connection.onDidCloseTextDocument(
    notice('close', ({ textDocument: { uri } }) => {
      session.close(uri);
      for (const { closed } of session.listeners) closed?.(uri);
      pusher?.clear(uri);
    }),
  );

  connection.onDidSaveTextDocument(
    notice('save', ({ textDocument: { uri } }) => {
      for (const { saved } of session.listeners) saved?.(uri);
    }),
  );

  // Other settings may change what is said of every open document, not only of the one at hand.
  const refresher = new Refresher(() => connection.languages.diagnostics.refresh());
  const recheck = async (uris: readonly string[] = session.uris): Promise<void> => {
    for (const uri of uris) pusher?.schedule(uri);
    if (client.canPull && client.canRefresh && uris.length > 0) await refresher.refresh();
  };
  session.recheck = recheck;
  connection.onDidChangeConfiguration(
    notice('configuration', async ({ settings }) => {
      await session.settingsChanged(settings);
      await recheck();
    }),
  );
  connection.onDidChangeWatchedFiles(
    notice('files', async ({ changes }) => {
      for (const { filesChanged } of session.listeners) filesChanged?.(changes);
      if (!changes.some(({ uri }) => session.concerns(uri))) return;
      await session.projectsChanged();
      await recheck();
    }),
  );
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
      await recheck();
    }),
  );
}
