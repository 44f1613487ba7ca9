import {
  type QuickPickItem,
  QuickPickItemKind,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import type { MadeFile, Refused } from '../../../server/src/lsp/protocol/index.js';
import type { TransformMessages } from '../../../server/src/texts/client/transform.js';
import type { CommandContext } from '../commands/context.js';
import { answered, exists } from '../deposit/asking.js';

/** What the commands that make files from requests have in common. */

/** The user may type while the server computes; then it is asked again. */
const MAX_TRIES = 3;

/** The server's answer; undefined once the user has been told why there is none. */
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

interface NewFile {
  readonly uri: Uri;
  readonly text: string;
}

/** Creates files in one undoable step. False if the editor refuses; then nothing was created. */
export async function create(files: readonly NewFile[], overwrite: boolean): Promise<boolean> {
  const edit = new WorkspaceEdit();
  const encoder = new TextEncoder();
  for (const { uri, text } of files) edit.createFile(uri, { overwrite, contents: encoder.encode(text) });
  return workspace.applyEdit(edit);
}

/** The folder of a document; for one without a folder, the first open one. */
export const folderOf = ({ uri }: Pick<TextDocument, 'uri'>): Uri | undefined =>
  uri.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(uri, '..');

/**
 * Asks where to write one file; the dialog itself asks before replacing an existing one. Undefined if the user gives
 * up.
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

/** Writes the files made from a document, once the user has seen the list. */
export async function writeParts(
  document: TextDocument,
  made: readonly MadeFile[],
  texts: TransformMessages,
): Promise<void> {
  const folder = folderOf(document) ?? (await chooseFolder(undefined, texts));
  if (folder !== undefined) await write(folder, made, texts);
}

/** Shows what would be written until the user agrees. */
async function write(first: Uri, made: readonly MadeFile[], texts: TransformMessages): Promise<void> {
  for (let folder: Uri | undefined = first; folder !== undefined; ) {
    const here: Uri = folder;
    const files = made.map(({ name, text }) => ({ uri: Uri.joinPath(here, name), text }));
    const there = await Promise.all(files.map(({ uri }) => exists(uri)));
    const existing = there.filter(Boolean).length;
    const answer = await preview(here, made, there, texts);
    if (answer === 'elsewhere') {
      folder = await chooseFolder(here, texts);
      continue;
    }
    if (answer === undefined) return;
    if (!(await create(files, existing > 0))) {
      void window.showErrorMessage(texts.notWritten);
      return;
    }
    // Creating the files can be undone from any of them.
    const [one] = files;
    if (one !== undefined) await window.showTextDocument(one.uri);
    void window.showInformationMessage(texts.written(files.length));
    return;
  }
}

interface PreviewPick extends QuickPickItem {
  readonly answer?: 'write' | 'elsewhere';
}

/**
 * The files as a list under the two answers: it scrolls, and the first answer has the keyboard. Picking a file isn't an
 * answer.
 */
async function preview(
  folder: Uri,
  made: readonly MadeFile[],
  there: readonly boolean[],
  texts: TransformMessages,
): Promise<PreviewPick['answer']> {
  const replaced = there.filter(Boolean).length;
  const place = folder.scheme === 'file' ? folder.fsPath : folder.path;
  const picks: readonly PreviewPick[] = [
    { answer: 'write', label: `$(save) ${replaced > 0 ? texts.replace(replaced) : texts.confirm}`, detail: place },
    { answer: 'elsewhere', label: `$(folder) ${texts.elsewhere}` },
    { label: '', kind: QuickPickItemKind.Separator },
    ...made.map(
      ({ name, label, lignes, errors }, i): PreviewPick => ({
        label: `$(file) ${name}`,
        detail: texts.made(label, lignes, errors),
        ...(there[i] === true ? { description: texts.exists } : {}),
      }),
    ),
  ];
  for (;;) {
    const picked = await window.showQuickPick(picks, { title: texts.write(made.length), ignoreFocusOut: true });
    if (picked === undefined || picked.answer !== undefined) return picked?.answer;
  }
}

async function chooseFolder(from: Uri | undefined, texts: TransformMessages): Promise<Uri | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      title: texts.chooseFolder,
      openLabel: texts.useFolder,
      canSelectFolders: true,
      canSelectFiles: false,
      canSelectMany: false,
      ...(from === undefined ? {} : { defaultUri: from }),
    })) ?? [];
  return folder;
}
