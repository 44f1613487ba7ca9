import { Uri, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import type { AdoptParams, AdoptSummary } from '../../../server/src/lsp/protocol/index.js';
import type { AdoptMessages } from '../../../server/src/texts/client/adopt.js';
import type { CommandContext } from './context.js';
import { targetOf } from './target.js';

/** Takes the agency's own model of a profile in place of ours, once the user has seen what it changes. */
export async function adopterModele(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const document = await targetOf(args);
  const places = placesOf(document);
  if (places === undefined) {
    void window.showWarningMessage(texts.adopt.needsFolder);
    return;
  }
  const [model] =
    (await window.showOpenDialog({
      title: texts.adopt.openTitle,
      openLabel: texts.adopt.openLabel,
      canSelectMany: false,
      filters: { JSON: ['json'] },
    })) ?? [];
  const profile = model && (await pickProfile(context, document));
  if (model === undefined || profile === undefined) return;
  const asked = { model: model.toString(), profile, near: places.near.toString(), folder: places.folder.toString() };
  const names = await confirmed(context, asked);
  if (names === undefined) return;
  const done = await server.adopt({ ...asked, names, write: true });
  if (done === null || 'refused' in done) {
    if (done !== null) void window.showErrorMessage(done.refused);
    return;
  }
  void window.showInformationMessage(texts.adopt.done(profile), texts.adopt.openModel).then(picked => {
    if (picked !== undefined) void window.showTextDocument(Uri.file(done.model));
  });
}

/**
 * Beside the request where there is one, else in the folder that is open; both must be files of the server's machine.
 */
function placesOf(document: TextDocument | undefined): { readonly near: Uri; readonly folder: Uri } | undefined {
  const file = document?.uri.scheme === 'file' ? document.uri : undefined;
  const folder =
    (file && workspace.getWorkspaceFolder(file)?.uri) ??
    (file === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(file, '..'));
  if (folder?.scheme !== 'file') return undefined;
  return { near: file === undefined ? folder : Uri.joinPath(file, '..'), folder };
}

async function pickProfile(
  { server, status, texts }: CommandContext,
  document: TextDocument | undefined,
): Promise<string | undefined> {
  const current = document && status.of(document.uri.toString())?.profile;
  const profiles = [...(await server.profiles())].sort((a, b) => Number(b.id === current) - Number(a.id === current));
  const picks = profiles.map(({ id, title }): QuickPickItem => ({ label: title, description: id }));
  const picked = await window.showQuickPick(picks, {
    placeHolder: texts.adopt.profilePlaceholder,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.description;
}

/** Shows what is matched and what is not until the user agrees; undefined when they don't. */
async function confirmed(
  { server, texts: { adopt } }: CommandContext,
  asked: Omit<AdoptParams, 'names' | 'write'>,
): Promise<AdoptParams['names'] | undefined> {
  let names: AdoptParams['names'] = {};
  for (;;) {
    const plan = await server.adopt({ ...asked, names, write: false });
    if (plan === null) return undefined;
    if ('refused' in plan) {
      void window.showErrorMessage(plan.refused);
      return undefined;
    }
    const canMatch = plan.unknown.length > 0 && plan.lost.length > 0;
    const buttons = canMatch ? [adopt.confirm, adopt.match] : [adopt.confirm];
    const picked = await window.showWarningMessage(
      adopt.question(asked.profile),
      { modal: true, detail: detailOf(plan, adopt) },
      ...buttons,
    );
    if (picked === adopt.confirm) return names;
    if (picked === undefined) return undefined;
    names = { ...names, ...(await matchOne(plan, adopt)) };
  }
}

async function matchOne({ unknown, lost }: AdoptSummary, texts: AdoptMessages): Promise<AdoptParams['names']> {
  const theirs = await window.showQuickPick([...unknown], { placeHolder: texts.matchTheirs, ignoreFocusOut: true });
  const ours =
    theirs === undefined
      ? undefined
      : await window.showQuickPick([...lost], { placeHolder: texts.matchOurs(theirs), ignoreFocusOut: true });
  return theirs === undefined || ours === undefined ? {} : { [lastKey(theirs)]: lastKey(ours) };
}

const lastKey = (path: string): string => path.replace(/^.*\./, '').replace(/\[\]$/, '');

/** A message box has no scroll bar. */
const MAX_LISTED = 8;

function detailOf(plan: AdoptSummary, texts: AdoptMessages): string {
  const list = (title: (count: number) => string, keys: readonly string[]): string[] =>
    keys.length === 0
      ? []
      : [
          [
            title(keys.length),
            ...keys.slice(0, MAX_LISTED).map(key => `  ${key}`),
            ...(keys.length > MAX_LISTED ? [`  ${texts.more(keys.length - MAX_LISTED)}`] : []),
          ].join('\n'),
        ];
  const { renamed, unknown, lost } = plan;
  return [
    texts.explanation(plan.reconstructed),
    ...(plan.looksLike === null ? [] : [texts.looksLike(plan.looksLike)]),
    ...(plan.replaces ? [texts.replaces] : []),
    ...list(
      texts.renamed,
      renamed.map(({ path, was }) => `${path} ← ${was}`),
    ),
    ...list(texts.unknown, unknown),
    ...list(texts.lost, lost),
    ...(renamed.length + unknown.length + lost.length === 0 ? [texts.allMatched] : []),
    texts.writes(plan.model, plan.config),
  ].join('\n\n');
}
