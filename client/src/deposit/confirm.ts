import { type QuickPickItem, QuickPickItemKind, type TextDocument, Uri, window, workspace } from 'vscode';
import type { FileChoice, MissingPiece } from '../../../server/src/lsp/protocol/index.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import { depositName } from '../documents.js';
import { exists, nameOf } from './asking.js';

interface Choice {
  readonly label: string;
  readonly detail?: string;
}

/**
 * A question with its answers as a list: unlike a dialog, it can be read and answered by keyboard alone, and leaves the
 * text visible. `facts` are shown below the answers. Undefined if the user cancels.
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

/** What stands in the way, item by item; the first answer closes the list. */
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

/** The folder that the deposit creates, and whether it replaces an existing one. */
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

/** Something is already there. The harmless answer comes first, under Enter. */
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

/** `depot-avance-2`, or the next free number. */
async function freeBeside(uri: Uri): Promise<Uri> {
  for (let number = 2; ; number++) {
    const next = uri.with({ path: `${uri.path.replace(/\/+$/, '')}-${String(number)}` });
    if (!(await exists(next))) return next;
  }
}

interface FileItem extends QuickPickItem {
  readonly choice?: FileChoice;
  readonly browse?: true;
}

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  /** What comes first, under Enter: the likeliest file may be the wrong one, and the deposit won't show it later. */
  readonly leave?: QuickPickItem;
}

/** A file in the folder, or `browse`: one from elsewhere. */
export async function pickFile(
  { nomFichier, typeFichier, choices }: Pick<MissingPiece, 'nomFichier' | 'typeFichier' | 'choices'>,
  question: Question,
  texts: PackagingMessages,
): Promise<FileChoice | 'browse' | undefined> {
  for (;;) {
    const picked = await pickOnce(choices, question, texts);
    if (picked === undefined || picked === 'browse' || picked.otherTypes.length === 0) return picked;
    const other = { label: texts.otherFile };
    const wanted = typeFichier === '' ? nomFichier : typeFichier;
    const answer = await confirm(texts.otherTypeQuestion(picked.name, picked.otherTypes, wanted), [
      other,
      { label: texts.takeAnyway, detail: texts.takeAnywayDetail },
    ]);
    if (answer === undefined) return undefined;
    if (answer !== other) return picked;
  }
}

async function pickOnce(
  choices: readonly FileChoice[],
  { title, placeHolder, leave }: Question,
  texts: PackagingMessages,
): Promise<FileChoice | 'browse' | undefined> {
  const groups: readonly (readonly [label: string, choices: readonly FileChoice[]])[] = [
    [texts.likely, choices.filter(({ likely, taken }) => likely && !taken)],
    [texts.others, choices.filter(({ likely, taken }) => !likely && !taken)],
    [texts.taken, choices.filter(({ taken }) => taken)],
  ];
  const items = groups.flatMap(([label, group]): FileItem[] =>
    group.length === 0
      ? []
      : [
          { label, kind: QuickPickItemKind.Separator },
          ...group.map(
            (choice): FileItem => ({
              label: choice.otherTypes.length === 0 ? choice.name : `$(warning) ${choice.name}`,
              description: choice.detail,
              choice,
            }),
          ),
        ],
  );
  const browse: FileItem = { label: texts.browse, detail: texts.browseDetail, browse: true };
  const picked = await window.showQuickPick<FileItem>(
    [...(leave === undefined ? [] : [leave]), ...items, { label: '', kind: QuickPickItemKind.Separator }, browse],
    {
      title,
      placeHolder,
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return picked?.choice ?? (picked?.browse === true ? 'browse' : undefined);
}

/** Copies a file from elsewhere into the folder, under the name in the request; false if the user cancels. */
export async function bringFile(folder: Uri, nomFichier: string, texts: PackagingMessages): Promise<boolean> {
  const [file] =
    (await window.showOpenDialog({
      title: nomFichier,
      openLabel: texts.copy,
      canSelectMany: false,
      filters: { PDF: ['pdf', 'PDF'] },
    })) ?? [];
  if (file === undefined) return false;
  const agreed = await confirm(texts.copyQuestion(nameOf(file), nomFichier, nameOf(folder)), [{ label: texts.copy }]);
  if (agreed === undefined) return false;
  try {
    await workspace.fs.copy(file, Uri.joinPath(folder, nomFichier), { overwrite: false });
    return true;
  } catch (error) {
    void window.showErrorMessage(texts.copyFailed(error instanceof Error ? error.message : String(error)));
    return false;
  }
}
