import { QuickPickItemKind, Uri, window, type QuickPickItem, type TextDocument } from 'vscode';
import type { MadeFile } from '../../../server/src/lsp/protocol/index.js';
import type { TransformMessages } from '../../../server/src/texts/client/transform.js';
import { exists } from '../deposit/asking.js';
import { create, folderOf } from './writing.js';

/** Writes the files that were made of a document, once the user has seen which. */
export async function writeParts(
  document: TextDocument,
  made: readonly MadeFile[],
  texts: TransformMessages,
): Promise<void> {
  const folder = folderOf(document) ?? (await chooseFolder(undefined, texts));
  if (folder !== undefined) await write(folder, made, texts);
}

/** Shows what would be written until the user agrees. */
async function write(first: Uri, made: readonly MadeFile[], texts: TransformMessages): Promise<void> {
  for (let folder: Uri | undefined = first; folder !== undefined; ) {
    const here: Uri = folder;
    const files = made.map(({ name, text }) => ({ uri: Uri.joinPath(here, name), text }));
    const there = await Promise.all(files.map(({ uri }) => exists(uri)));
    const existing = there.filter(Boolean).length;
    const answer = await preview(here, made, there, texts);
    if (answer === 'elsewhere') {
      folder = await chooseFolder(here, texts);
      continue;
    }
    if (answer === undefined) return;
    if (!(await create(files, existing > 0))) {
      void window.showErrorMessage(texts.notWritten);
      return;
    }
    // What made the files is undone from one of them.
    const [one] = files;
    if (one !== undefined) await window.showTextDocument(one.uri);
    void window.showInformationMessage(texts.written(files.length));
    return;
  }
}

interface PreviewPick extends QuickPickItem {
  readonly answer?: 'write' | 'elsewhere';
}

/**
 * The files as a list under the two answers: it scrolls, and the keyboard is on the first. A file that is picked is no
 * answer.
 */
async function preview(
  folder: Uri,
  made: readonly MadeFile[],
  there: readonly boolean[],
  texts: TransformMessages,
): Promise<PreviewPick['answer']> {
  const replaced = there.filter(Boolean).length;
  const place = folder.scheme === 'file' ? folder.fsPath : folder.path;
  const picks: readonly PreviewPick[] = [
    { answer: 'write', label: `$(save) ${replaced > 0 ? texts.replace(replaced) : texts.confirm}`, detail: place },
    { answer: 'elsewhere', label: `$(folder) ${texts.elsewhere}` },
    { label: '', kind: QuickPickItemKind.Separator },
    ...made.map(
      ({ name, label, lignes, errors }, i): PreviewPick => ({
        label: `$(file) ${name}`,
        detail: texts.made(label, lignes, errors),
        ...(there[i] === true ? { description: texts.exists } : {}),
      }),
    ),
  ];
  for (;;) {
    const picked = await window.showQuickPick(picks, { title: texts.write(made.length), ignoreFocusOut: true });
    if (picked === undefined || picked.answer !== undefined) return picked?.answer;
  }
}

async function chooseFolder(from: Uri | undefined, texts: TransformMessages): Promise<Uri | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      title: texts.chooseFolder,
      openLabel: texts.useFolder,
      canSelectFolders: true,
      canSelectFiles: false,
      canSelectMany: false,
      ...(from === undefined ? {} : { defaultUri: from }),
    })) ?? [];
  return folder;
}
