import { Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import {
  CONCATENATE_REQUEST,
  type ConcatenateParams,
  type ConcatenateResult,
} from '../../../server/src/lsp/protocol/index.js';
import { answered, mayWrite, requestOf } from '../deposit/asking.js';
import { pieceAt } from '../deposit/at.js';
import { confirm } from '../deposit/confirm.js';
import type { CommandContext } from './context.js';

/**
 * Several pièces of one type become one: the request keeps the first entry, and the files of all of them go to the
 * folder from which the deposit makes one PDF. One edit, which the editor can undo.
 */
export async function concatener(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const { packaging } = texts;
  const document = await requestOf(context, args);
  if (document === undefined || !mayWrite(texts)) return;
  const params: ConcatenateParams = { uri: document.uri.toString(), at: pieceAt(document, args) };
  const plan = answered(context, await server.ask<ConcatenateResult | null>(CONCATENATE_REQUEST, params));
  if (plan === undefined) return;
  const facts = packaging.concatenateDetail(plan.keep, plan.names, plan.parts, plan.inFolder, plan.missing);
  const agreed = await confirm(
    packaging.concatenateQuestion(plan.typeFichier, plan.names.length),
    [{ label: packaging.concatenate, detail: packaging.concatenateUndo }],
    facts,
  );
  if (agreed === undefined) return;
  const edit = new WorkspaceEdit();
  for (const { from, to } of plan.moves)
    edit.renameFile(Uri.parse(from, true), Uri.parse(to, true), { overwrite: false });
  for (const {
    range: { start, end },
    newText,
  } of plan.edits)
    edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText);
  if (document.version !== plan.version || !(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(packaging.editRefused);
    return;
  }
  void window.showInformationMessage(packaging.concatenated(plan.keep, plan.parts));
}
