import { Range, Uri, window, workspace, WorkspaceEdit, type QuickPickItem, type TextDocument } from 'vscode';
import {
  CHOICES_REQUEST,
  type ChoicesParams,
  type ChoicesResult,
  type FileChoice,
} from '../../../server/src/lsp/protocol/index.js';
import { answered, askFolder, mayWrite, requestOf } from '../deposit/asking.js';
import { pieceAt } from '../deposit/at.js';
import { bringFile, pickFile } from '../deposit/pickFile.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import type { CommandContext } from './context.js';

type Choices = Exclude<ChoicesResult, { readonly refused: string } | { readonly noFolder: string }>;

/** Lets the user say which file a pièce is: its name goes into the request, or the request's name goes to the file. */
export async function choisirPiece(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { packaging },
  } = context;
  const document = await requestOf(context, args);
  const found = document && (await choicesOf(context, document, pieceAt(document, args)));
  if (document === undefined || found === undefined) return;
  const { nomFichier, typeFichier, title, files, folder } = found;
  const picked = await pickFile(
    { nomFichier, typeFichier, choices: files },
    { title: packaging.chooseTitle, placeHolder: packaging.choosePrompt(nomFichier, title) },
    packaging,
  );
  if (picked === undefined) return;
  if (picked === 'browse') {
    if (nomFichier !== '' && mayWrite(context.texts)) await bringFile(Uri.parse(folder, true), nomFichier, packaging);
    return;
  }
  if (picked.name === nomFichier) return;
  const edit = await howTo(picked, found, document, packaging);
  if (edit !== undefined && !(await workspace.applyEdit(edit))) void window.showErrorMessage(packaging.editRefused);
}

async function choicesOf(
  context: CommandContext,
  document: TextDocument,
  at: ChoicesParams['at'],
): Promise<Choices | undefined> {
  let params: ChoicesParams = { uri: document.uri.toString(), at };
  for (;;) {
    const found = answered(context, await context.server.ask<ChoicesResult | null>(CHOICES_REQUEST, params));
    if (found === undefined || !('noFolder' in found)) return found;
    const folder = await askFolder(document, found.noFolder, context.texts.packaging);
    if (folder === undefined) return undefined;
    params = { ...params, folder };
  }
}

/**
 * Both names are to be the same: which one stays is the user's to say. A file that another pièce names keeps its name.
 */
async function howTo(
  picked: FileChoice,
  { nomFichier, range, folder, version }: Choices,
  document: TextDocument,
  texts: PackagingMessages,
): Promise<WorkspaceEdit | undefined> {
  const write: QuickPickItem = { label: texts.writeName(picked.name), detail: texts.writeNameDetail };
  const target = picked.path === picked.name ? nomFichier : nomFichier.replace(/\.pdf$/i, '');
  const rename: QuickPickItem = { label: texts.renameFile(picked.path, target), detail: texts.renameFileDetail };
  const canRename = workspace.isTrusted && !picked.taken && isPlainName(target);
  const how = canRename
    ? await window.showQuickPick([write, rename], { title: texts.howTitle(picked.name), ignoreFocusOut: true })
    : write;
  if (how === undefined) return undefined;
  const edit = new WorkspaceEdit();
  if (how === write) {
    if (document.version !== version) return undefined;
    edit.replace(
      document.uri,
      new Range(range.start.line, range.start.character, range.end.line, range.end.character),
      JSON.stringify(picked.name),
    );
  } else
    edit.renameFile(Uri.joinPath(Uri.parse(folder, true), picked.path), Uri.joinPath(Uri.parse(folder, true), target), {
      overwrite: false,
    });
  return edit;
}

/** Nothing that could lead out of the folder. */
const isPlainName = (name: string): boolean =>
  name.trim() !== '' && !/[/\\]/.test(name) && name !== '.' && name !== '..' && !name.includes('\0');
