import { Uri, window, workspace, type QuickPickItem } from 'vscode';
import {
  MERGEABLE_REQUEST,
  MERGE_REQUEST,
  type MergeableFile,
  type Merged,
  type MergeParams,
  type Refused,
} from '../../../server/src/lsp/protocol/index.js';
import { nameOf } from '../deposit/asking.js';
import { folderOf, saveAs } from '../transform/writing.js';
import type { CommandContext } from './context.js';

/** Puts the lignes of several requests into one file, unless a rule is against it. */
export async function fusionner(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    server,
    texts: { transform: texts, noRequest },
  } = context;
  const uris = selected(args) ?? (await pick(context));
  if (uris === undefined) return;
  const [first] = uris;
  if (first === undefined || uris.length < 2) {
    void window.showWarningMessage(texts.mergeTwo);
    return;
  }
  // As they stand in the editor, unsaved edits included.
  const files = await Promise.all(
    uris.map(async uri => ({ uri: uri.toString(), text: (await workspace.openTextDocument(uri)).getText() })),
  );
  const merged = await server.ask<Merged | Refused | null>(MERGE_REQUEST, { files } satisfies MergeParams);
  if (merged === null) void window.showWarningMessage(noRequest);
  if (merged === null || merged === 'cancelled') return;
  if ('refused' in merged) {
    void window.showErrorMessage(merged.refused);
    return;
  }
  const target = await saveAs(context, folderOf({ uri: first }), texts.mergeSave, merged);
  if (target === undefined) return;
  await window.showTextDocument(target);
  void window.showInformationMessage(texts.merged(merged.lignes, nameOf(target)));
}

/** The files that are selected in the explorer, in the order of their names. */
function selected([, many]: readonly unknown[]): readonly Uri[] | undefined {
  if (!Array.isArray(many)) return undefined;
  const uris = many.filter(item => item instanceof Uri);
  return uris.length < 2 ? undefined : sorted(uris, uri => uri.path);
}

async function pick({ server, texts: { transform: texts } }: CommandContext): Promise<readonly Uri[] | undefined> {
  const known = await server.ask<readonly MergeableFile[]>(MERGEABLE_REQUEST, {});
  if (known === 'cancelled') return undefined;
  const active = window.activeTextEditor?.document.uri.toString();
  const picks = sorted(known, ({ uri }) => uri).map(
    ({ uri, profile, lignes, portalOutput }): QuickPickItem & { readonly uri: Uri } => {
      const parsed = Uri.parse(uri);
      return {
        uri: parsed,
        label: nameOf(parsed),
        description: workspace.asRelativePath(parsed),
        detail: texts.mergeDetail(profile, lignes, portalOutput),
        picked: parsed.toString() === active,
      };
    },
  );
  const picked = await window.showQuickPick(picks, {
    placeHolder: texts.mergePlaceholder,
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ uri }) => uri);
}

/** « lot-2 » before « lot-10 ». */
function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  const { compare } = new Intl.Collator('fr', { numeric: true });
  return [...items].sort((a, b) => compare(key(a), key(b)));
}
