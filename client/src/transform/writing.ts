import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import { Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { Refused } from '../../../server/src/lsp/protocol/index.js';
import type { CommandContext } from '../commands/context.js';
import { answered, exists } from '../deposit/asking.js';

/** What the commands that make files out of requests do in the same way. */

/** The document may be typed in while the server computes; then it is asked again. */
const MAX_TRIES = 3;

/** The server's answer, or undefined once the user has been told why there is none. */
export async function asked<R extends object>(
  context: CommandContext,
  method: string,
  params: object,
): Promise<R | undefined> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      return answered<R>(context, await context.server.ask<R | Refused | null>(method, params));
    } catch (error) {
      if (!(error instanceof ResponseError) || error.code !== LSPErrorCodes.ContentModified) throw error;
    }
  }
  void window.showWarningMessage(context.texts.transform.moved);
  return undefined;
}

export interface NewFile {
  readonly uri: Uri;
  readonly text: string;
}

/** Creates files in one step that can be undone. False where the editor refuses; then nothing is there. */
export async function create(files: readonly NewFile[], overwrite: boolean): Promise<boolean> {
  const edit = new WorkspaceEdit();
  const encoder = new TextEncoder();
  for (const { uri, text } of files) edit.createFile(uri, { overwrite, contents: encoder.encode(text) });
  return workspace.applyEdit(edit);
}

/** The folder of a document; of one that is in none yet, the first that is open. */
export const folderOf = ({ uri }: Pick<TextDocument, 'uri'>): Uri | undefined =>
  uri.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(uri, '..');

/**
 * Asks where to write one file; the dialog itself asks before one that exists is replaced. Undefined once the user
 * gives up.
 */
export async function saveAs(
  { texts }: CommandContext,
  folder: Uri | undefined,
  title: string,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<Uri | undefined> {
  const target = await window.showSaveDialog({
    title,
    filters: { JSON: ['json'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return undefined;
  if (await create([{ uri: target, text }], await exists(target))) return target;
  void window.showErrorMessage(texts.transform.notWritten);
  return undefined;
}
