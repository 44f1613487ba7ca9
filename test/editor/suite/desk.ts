import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as vscode from 'vscode';
import { driver } from './driver.js';
import { until } from './until.js';

/** What the tests do as a developer does: open, write and close files, and read what is reported about them. */

export const SOURCE = 'Ségur';

export const LANGUAGE_ID = 'segur-json';

/** The number of findings in `avance-a-corriger.json`, in its folder with its attachments. */
export const FAULTY_FINDINGS = 22;

export const isFrench = (): boolean => /^fr\b/i.test(vscode.env.language);

/** The texts in the language of the run. */
export const say = (fr: string, en: string): string => (isFrench() ? fr : en);

export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the editor opened no folder');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** The bytes on disk, as text. */
export const onDisk = (name: string): Promise<string> => readFile(fileUri(name).fsPath, 'utf8');

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)), { preview: false });
}

const made = new Set<string>();

/** Writes a file of the test's own and opens it. */
export async function openNew(name: string, text: string): Promise<vscode.TextEditor> {
  made.add(name);
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
  return open(name);
}

/** Opens a file and waits until it is recognised as a request. */
export async function openRequest(name: string): Promise<vscode.TextEditor> {
  const editor = await open(name);
  await untilLanguage(editor.document, LANGUAGE_ID);
  return editor;
}

export async function untilLanguage(document: vscode.TextDocument, id: string): Promise<void> {
  await until(`${document.uri.path} as ${id}`, () => document.languageId === id);
}

/** Leaves nothing open and nothing changed for the next test: a screenshot shows the folder as its developer has it. */
export async function clearDesk(): Promise<void> {
  // A test that failed may have left a question open; it must not take the others down with it.
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty, isClosed }) => isDirty && !isClosed)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await vscode.commands.executeCommand('notifications.clearAll');
  // A mouse left on something shows its tip in the next screenshot.
  if (driver.available) await driver.rest();
  for (const name of [...made, '.vscode'])
    await vscode.workspace.fs.delete(fileUri(name), { recursive: true }).then(undefined, () => undefined);
  made.clear();
}

let examples: ReadonlySet<string> = new Set();

const filesInFolder = async (): Promise<string[]> => {
  const root = fileUri('').fsPath;
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(relative(root, entry.parentPath), entry.name));
};

/** Call this before any test: what is in the folder now belongs there. */
export async function rememberFolder(): Promise<void> {
  examples = new Set(await filesInFolder());
}

/** Removes what other tests left, for those that look at all the requests of the folder. */
export async function tidyFolder(): Promise<void> {
  for (const name of await filesInFolder()) if (!examples.has(name)) await vscode.workspace.fs.delete(fileUri(name));
}

/** From any source, in the order of the file. */
export const diagnosticsOf = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).sort((a, b) => a.range.start.compareTo(b.range.start));

export const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** A diagnostic by its rule; by its source and message if it isn't ours. */
const nameOf = (diagnostic: vscode.Diagnostic): string =>
  diagnostic.source === SOURCE ? codeOf(diagnostic) : `${diagnostic.source ?? ''}: ${diagnostic.message}`;

/** Waits until exactly these are reported for the document, and no more by any source. */
export async function untilTold(uri: vscode.Uri, ...wanted: readonly string[]): Promise<vscode.Diagnostic[]> {
  let found: vscode.Diagnostic[] = [];
  const agrees = (): boolean => {
    found = diagnosticsOf(uri);
    return found.map(nameOf).join() === wanted.join();
  };
  await until('findings', agrees).catch(() => undefined);
  assert.deepEqual(found.map(nameOf), wanted);
  return found;
}

/**
 * Asserts that nothing is reported for a correct document, by any source. Silence alone could mean that the server
 * hasn't looked yet, so a mistake is made first, reported, and undone.
 */
export async function untilSilent(editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  const text = document.getText();
  await replace(editor, '"numeroAns"', '"NumeroAns"');
  await untilTold(document.uri, 'key-casing');
  await replace(editor, '"NumeroAns"', '"numeroAns"');
  await untilTold(document.uri);
  assert.equal(document.getText(), text);
}

/** Where a text first occurs, and the position `shift` characters into it. */
export function positionOf(document: vscode.TextDocument, text: string, shift = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} is not in ${document.uri.path}`);
  return document.positionAt(offset + shift);
}

/** Replaces the first occurrence, as an edit of its own for undo. */
export async function replace(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const start = positionOf(editor.document, before);
  const range = new vscode.Range(start, positionOf(editor.document, before, before.length));
  assert.ok(
    await editor.edit(edit => {
      edit.replace(range, after);
    }),
  );
}

/** Runs a command like a user who knows its title. */
export async function fromPalette(title: string): Promise<void> {
  // What can be done with a file is known a moment after it opens; the palette doesn't follow.
  await until(`${title} in the palette`, async () => {
    await driver.press('F1');
    await driver.waitFor('.quick-input-widget input');
    await driver.type(title);
    const row = driver.waitFor('.quick-input-list .monaco-list-row.focused', { hasText: title, timeout: 5_000 });
    const found = await row.then(
      () => true,
      () => false,
    );
    if (!found) await driver.press('Escape');
    return found;
  });
  await driver.press('Enter');
}

/**
 * Picks the entry that contains a text. The picker is identified by its placeholder: another one may just be closing.
 */
export async function fromPicker(placeholder: string, text: string): Promise<void> {
  await driver.waitFor(`.quick-input-widget input[placeholder*="${placeholder}"]`);
  await driver.type(text);
  await driver.waitFor('.quick-input-list .monaco-list-row.focused', { hasText: text });
  await driver.press('Enter');
}

/** Toasts aren't visible when a test drives the page: the same messages are in the list of notifications. */
export async function notification(text: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  await driver.waitFor('.notification-list-item-message', { hasText: text });
  await vscode.commands.executeCommand('notifications.hideList');
}
