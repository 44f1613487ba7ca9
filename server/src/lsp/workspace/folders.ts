import { guardedNotice } from '../guard.js';
import type { Session } from '../session.js';
import type { Workspace } from './workspace.js';

/** Follows folders that the user moves or removes in the editor, whose files no watcher tells of. */
export function followFolders({ connection, client }: Session, workspace: Workspace): void {
  if (!client.folderOperations) return;
  connection.workspace.onDidDeleteFiles(
    guardedNotice(connection, 'folders', ({ files }) => {
      workspace.foldersGone(files.map(({ uri }) => uri));
    }),
  );
  connection.workspace.onDidRenameFiles(
    guardedNotice(connection, 'folders', ({ files }) => {
      workspace.foldersGone(files.map(({ oldUri }) => oldUri));
      for (const { newUri } of files) workspace.folderCame(newUri);
    }),
  );
}
