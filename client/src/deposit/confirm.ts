import { type QuickPickItem, QuickPickItemKind, type TextDocument, Uri, window } from 'vscode';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import { depositName } from '../documents.js';
import { exists, nameOf } from './asking.js';

interface Choice {
  readonly label: string;
  readonly detail?: string;
}

/**
 * A question with its answers as a list: unlike a dialog, it can be read and answered by keyboard alone, and leaves the
 * text in sight. `facts` stand below the answers, to be read. Undefined when the user thinks better of it.
 */
export async function confirm<C extends Choice>(
  title: string,
  choices: readonly C[],
  facts: readonly string[] = [],
): Promise<C | undefined> {
  const answers = choices.map((choice): QuickPickItem & { readonly choice: C } => ({
    label: choice.label,
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
    choice,
  }));
  const told = facts.map((fact): QuickPickItem => ({ label: `$(info) ${fact}` }));
  const items: (QuickPickItem & { readonly choice?: C })[] =
    told.length === 0 ? answers : [...answers, { label: '', kind: QuickPickItemKind.Separator }, ...told];
  for (;;) {
    const picked = await window.showQuickPick(items, { title, ignoreFocusOut: true });
    if (picked === undefined || picked.choice !== undefined) return picked?.choice;
  }
}

/** What stands in the way, to be read one by one; the first answer closes the list. */
export async function tellList(title: string, messages: readonly string[], close: string): Promise<void> {
  const items: QuickPickItem[] = [
    { label: close },
    { label: '', kind: QuickPickItemKind.Separator },
    ...messages.map(message => itemOf(message)),
  ];
  await window.showQuickPick(items, { title, matchOnDetail: true, ignoreFocusOut: true });
}

/** A sentence at a time: a line of a list doesn't wrap. */
function itemOf(message: string): QuickPickItem {
  const [first = '', ...rest] = message.split(/(?<=[.?!]) (?=\p{Lu})/u);
  return { label: `$(error) ${first}`, ...(rest.length === 0 ? {} : { detail: rest.join(' ') }) };
}

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
