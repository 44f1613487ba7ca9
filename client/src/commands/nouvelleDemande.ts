import {
  commands,
  CompletionItemKind,
  languages,
  Position,
  Range,
  SnippetString,
  Uri,
  window,
  workspace,
  type CompletionList,
  type QuickPickItem,
} from 'vscode';
import { LANGUAGE_ID } from '../documents.js';
import type { CommandContext } from './context.js';

/** A new request of the profile that the user picks, with the places to fill in as a snippet. Nothing is saved. */
export async function nouvelleDemande({ server, texts }: CommandContext): Promise<void> {
  const items = (await server.profiles()).map(
    ({ id, title, reconstructed }): QuickPickItem => ({
      label: id,
      description: title,
      ...(reconstructed ? { detail: texts.reconstructed } : {}),
    }),
  );
  const picked = await window.showQuickPick(items, { title: texts.newRequest, matchOnDescription: true });
  if (picked === undefined) return;
  const document = await languages.setTextDocumentLanguage(
    await workspace.openTextDocument(
      await freeName(`${texts.newRequestName}.${picked.label.toLowerCase().replace('/', '.')}`),
    ),
    LANGUAGE_ID,
  );
  const editor = await window.showTextDocument(document);
  const start = new Position(0, 0);
  const { items: proposals } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    start,
  );
  const whole = proposals.find(({ kind, label }) => kind === CompletionItemKind.Snippet && label === picked.label);
  if (whole === undefined) return;
  const text = whole.insertText instanceof SnippetString ? whole.insertText : new SnippetString(whole.insertText);
  await editor.insertSnippet(text, new Range(start, start));
}

/** A name that tells the profile, in the folder at hand, that no file has. */
async function freeName(stem: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number++) {
    const name = `${number === 1 ? stem : stem.replace('.', `-${String(number)}.`)}.json`;
    if (folder === undefined) return Uri.from({ scheme: 'untitled', path: name });
    const file = Uri.joinPath(folder, name);
    const there = await workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    const open = workspace.textDocuments.some(({ uri }) => uri.path === file.path);
    if (!there && !open) return file.with({ scheme: 'untitled' });
  }
}
