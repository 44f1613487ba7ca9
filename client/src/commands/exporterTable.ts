import { Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { LIST_REQUEST, type ListParams, type ListResult } from '../../../server/src/lsp/protocol/index.js';
import type { Refused } from '../../../server/src/lsp/protocol/index.js';
import { answered, exists, nameOf } from '../deposit/asking.js';
import { isOurs } from '../documents.js';
import { folderOf } from '../transform/writing.js';
import { type CommandContext, targetOf } from './context.js';

const BOM = '\ufeff';

/** Lists the requests of a file, or of the files that are selected, as a table that spreadsheets open. */
export async function exporterTable(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    server,
    texts: { table: texts },
  } = context;
  const documents = await requests(args);
  const [first] = documents;
  if (first === undefined) {
    void window.showWarningMessage(texts.notRequests);
    return;
  }
  // As they stand in the editor, unsaved edits included.
  const params: ListParams = {
    files: documents.map(document => ({ uri: document.uri.toString(), text: document.getText() })),
  };
  const list = answered<Exclude<ListResult, Refused>>(
    context,
    await server.ask<ListResult | null>(LIST_REQUEST, params),
  );
  if (list === undefined) return;
  const folder = folderOf(first);
  const name = `${documents.length === 1 ? nameOf(first.uri).replace(/\.json$/i, '') : 'demandes'}.csv`;
  const target = await window.showSaveDialog({
    title: texts.saveTitle,
    filters: { CSV: ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const edit = new WorkspaceEdit();
  edit.createFile(target, { overwrite: await exists(target), contents: new TextEncoder().encode(BOM + list.csv) });
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(texts.notWritten);
    return;
  }
  if (list.broken.length > 0) void window.showWarningMessage(texts.broken(list.broken));
  if (list.lost.length > 0) void window.showWarningMessage(texts.unlisted(list.lost));
  void window.showInformationMessage(texts.exported(list.demandes, nameOf(target)));
}

/** Those that are selected in the explorer, else the one that the command is about. */
async function requests(args: readonly unknown[]): Promise<readonly TextDocument[]> {
  const many: readonly unknown[] = Array.isArray(args[1]) ? args[1] : [];
  const selected = many.filter(item => item instanceof Uri);
  if (selected.length > 1) return Promise.all(selected.map(uri => workspace.openTextDocument(uri)));
  const document = await targetOf(args);
  return document !== undefined && (isOurs(document) || document.languageId === 'json') ? [document] : [];
}
