import { Uri, window, type QuickPickItem, type TextDocument } from 'vscode';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import { exists, nameOf } from './asking.js';
import { confirm } from './confirm.js';
import { depositName } from '../documents.js';

/** The folder that the deposit makes, and whether it takes the place of one that is there. */
export interface Out {
  readonly uri: Uri;
  readonly replace: boolean;
}

/** Beside the request, or where the user says. */
export async function askOut(document: TextDocument, texts: PackagingMessages): Promise<Out | undefined> {
  const parent = Uri.joinPath(document.uri, '..');
  const beside = Uri.joinPath(parent, depositName(nameOf(document.uri)));
  const first: QuickPickItem = { label: `$(folder) ${nameOf(beside)}`, description: texts.outDefault(nameOf(parent)) };
  const other: QuickPickItem = { label: texts.outOther };
  const picked = await window.showQuickPick([first, other], { title: texts.outTitle, ignoreFocusOut: true });
  if (picked === undefined) return undefined;
  const uri =
    picked === first
      ? beside
      : await window.showSaveDialog({ title: texts.outTitle, saveLabel: texts.outSave, defaultUri: beside });
  if (uri === undefined) return undefined;
  return (await exists(uri)) ? insteadOf(uri, texts) : { uri, replace: false };
}

/** There is something already. What costs nothing stands first, where Enter is. */
export async function insteadOf(uri: Uri, texts: PackagingMessages): Promise<Out | undefined> {
  const free = await freeBeside(uri);
  const keep = { label: texts.writeBeside(nameOf(free)), detail: texts.writeBesideDetail };
  const picked = await confirm(texts.replaceQuestion(nameOf(uri)), [
    keep,
    { label: texts.replace, detail: texts.replaceDetail },
  ]);
  if (picked === undefined) return undefined;
  return picked === keep ? { uri: free, replace: false } : { uri, replace: true };
}

/** `depot-avance-2`, or the next number that is free. */
async function freeBeside(uri: Uri): Promise<Uri> {
  for (let number = 2; ; number++) {
    const next = uri.with({ path: `${uri.path.replace(/\/+$/, '')}-${String(number)}` });
    if (!(await exists(next))) return next;
  }
}
