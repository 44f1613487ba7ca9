import * as vscode from 'vscode';
import { driver } from '../suite/driver.js';
import { until } from '../suite/until.js';

/** What the tests in a worker do: its files are the editor's, read and written through `workspace.fs`. */

const [folder] = vscode.workspace.workspaceFolders ?? [];
export const fileUri = (name: string): vscode.Uri => {
  if (folder === undefined) throw new Error('the editor opened no folder');
  return vscode.Uri.joinPath(folder.uri, name);
};
export const textOf = async (uri: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
export const write = (uri: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
export const open = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });

export const exists = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

export const codesOf = (uri: vscode.Uri): string[] =>
  vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
export const told = (uri: vscode.Uri, code: string): Promise<true> =>
  until(`${code} in ${uri.path}`, () => codesOf(uri).includes(code) || undefined);

export function hold(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}

export const PICKED = '.quick-input-list .monaco-list-row.focused';

export const remove = async (...uris: readonly vscode.Uri[]): Promise<void> => {
  for (const uri of uris) await vscode.workspace.fs.delete(uri, { recursive: true }).then(undefined, () => undefined);
};

/** Opens a file and waits until it is recognised as a request. */
export async function openRequest(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const editor = await open(uri);
  await until('our language', () => editor.document.languageId === 'segur-json' || undefined);
  return editor;
}

/** Takes the row of a picker, once the keyboard is on it. */
export async function take(hasText: string): Promise<void> {
  await driver.waitFor(PICKED, { hasText });
  await driver.press('Enter');
}

/** After each test. */
export async function leave(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state === 'failed')
    await driver
      .screenshot(`web-failure-${this.currentTest.title.replaceAll(/\W+/g, '-').slice(0, 30)}`)
      .catch(() => undefined);
  await vscode.commands.executeCommand('notifications.clearAll');
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
