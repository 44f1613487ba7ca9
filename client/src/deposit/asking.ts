import {
  commands,
  ConfigurationTarget,
  FilePermission,
  languages,
  Uri,
  window,
  workspace,
  type QuickPickItem,
  type TextDocument,
} from 'vscode';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { recordOf } from '../profiles/settings.js';
import type { Refused } from '../../../server/src/lsp/protocol/index.js';
import { type CommandContext, targetOf } from '../commands/context.js';
import { isOurs, writesOnlyTrusted } from '../documents.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';

/** The questions that several commands about attachments ask. */

/** The request that a command is about; tells the user if there is none. */
export async function requestOf(context: CommandContext, args: readonly unknown[]): Promise<TextDocument | undefined> {
  const document = await targetOf(context, args);
  if (document !== undefined && isOurs(document)) return document;
  void window.showWarningMessage(context.texts.noRequest);
  return undefined;
}

/**
 * An edit of ours would get into a file that the editor shows as read-only: tells the user instead. VS Code tells
 * extensions only what the disk and the settings say of it.
 */
export async function mayEdit(document: TextDocument, { readOnly }: Pick<Messages, 'readOnly'>): Promise<boolean> {
  const { uri } = document;
  if (uri.scheme === 'untitled') return true;
  const stat = await workspace.fs.stat(uri).then(
    found => found,
    () => undefined,
  );
  const locked = stat?.permissions === FilePermission.Readonly || isLocked(document);
  if (locked) void window.showWarningMessage(readOnly(nameOf(uri)));
  return !locked;
}

/** By `files.readonlyInclude` and `files.readonlyExclude`. */
function isLocked(document: TextDocument): boolean {
  const files = workspace.getConfiguration('files', document.uri);
  const named = (setting: string): boolean =>
    Object.entries(recordOf(files.get(setting))).some(
      ([pattern, on]) => on === true && languages.match({ pattern }, document) > 0,
    );
  return named('readonlyInclude') && !named('readonlyExclude');
}

/** What an untrusted workspace asks for may be read, but not written. */
export const mayWrite = ({ packaging }: Pick<CommandContext['texts'], 'packaging'>): boolean =>
  writesOnlyTrusted(workspace.isTrusted, () => {
    void offerTrust(packaging);
  });

async function offerTrust({ untrusted, manageTrust }: PackagingMessages): Promise<void> {
  const picked = await window.showWarningMessage(untrusted, manageTrust);
  if (picked !== undefined) await commands.executeCommand('workbench.trust.manage');
}

/** The answer to a question that can be refused; undefined once the user has been told the reason. */
export function answered<R extends object>(
  context: CommandContext,
  answer: R | Refused | null | 'cancelled',
): R | undefined {
  if (answer === 'cancelled') return undefined;
  if (answer === null) {
    void window.showWarningMessage(context.texts.noRequest);
    return undefined;
  }
  if (isRefused(answer)) {
    void window.showErrorMessage(answer.refused);
    return undefined;
  }
  return answer;
}

const isRefused = (answer: object): answer is Refused => 'refused' in answer;

/** Lets the user name the attachments folder; it may be kept in the workspace folder's settings. */
export async function askFolder(
  document: TextDocument,
  why: string,
  texts: PackagingMessages,
): Promise<string | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      title: why,
      openLabel: texts.useFolder,
      canSelectFolders: true,
      canSelectFiles: false,
      canSelectMany: false,
      defaultUri: Uri.joinPath(document.uri, '..'),
    })) ?? [];
  if (folder === undefined) return undefined;
  const home = workspace.getWorkspaceFolder(document.uri);
  if (home !== undefined) {
    const keep: QuickPickItem = { label: texts.keepFolder, description: 'segur.pieces' };
    const picked = await window.showQuickPick([{ label: texts.folderOnce }, keep], {
      title: texts.keepFolderQuestion(nameOf(folder)),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    if (picked === keep) {
      const several = workspace.workspaceFile !== undefined;
      const target = several ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
      await workspace.getConfiguration('segur', home.uri).update('pieces', relativeTo(home.uri, folder), target);
    }
  }
  return folder.toString();
}

/** With slashes, relative if the folder is inside. */
function relativeTo(home: Uri, folder: Uri): string {
  const base = home.path.endsWith('/') ? home.path : `${home.path}/`;
  return folder.path.startsWith(base) ? folder.path.slice(base.length) : folder.fsPath;
}

export const nameOf = (uri: Uri): string => uri.path.replace(/\/+$/, '').replace(/^.*\//, '');

/** Whether there is something at a URI. */
export async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
