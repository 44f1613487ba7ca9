import { QuickPickItemKind, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { FileChoice } from '../../../server/src/lsp/protocol/index.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import { nameOf } from './asking.js';
import { confirm } from './confirm.js';
import type { MissingPiece } from '../../../server/src/lsp/protocol/index.js';

interface FileItem extends QuickPickItem {
  readonly choice?: FileChoice;
  readonly browse?: true;
}

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  /**
   * What stands first, where Enter is: the likeliest file may be the wrong one, and a deposit doesn't tell it later.
   */
  readonly leave?: QuickPickItem;
}

/** A file of the folder, or `browse`: one from elsewhere. */
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

/**
 * Copies a file from elsewhere into the folder, under the name that the request gives; false when the user thinks
 * better of it.
 */
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
