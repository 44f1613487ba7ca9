import { Uri, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import type { AdoptParams, AdoptSummary } from '../../../server/src/lsp/protocol/index.js';
import type { AdoptMessages } from '../../../server/src/texts/client/adopt.js';
import { type CommandContext, targetOf } from './context.js';

/** Takes the agency's own model of a profile in place of ours, once the user has seen what it changes. */
export async function adopterModele(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const document = await targetOf(args);
  const places = placesOf(document);
  if (places === undefined) {
    void window.showWarningMessage(texts.adopt.needsFolder);
    return;
  }
  const models = await window.showOpenDialog({
    title: texts.adopt.openTitle,
    openLabel: texts.adopt.openLabel,
    canSelectMany: true,
    filters: { JSON: ['json', 'jsonc'] },
  });
  if (models === undefined || models.length === 0) return;
  const profile = await pickProfile(context, document);
  if (profile === undefined) return;
  const asked = { model: models.map(String), profile, near: places.near.toString(), folder: places.folder.toString() };
  const agreed = await confirmed(context, asked);
  if (agreed === undefined) return;
  const done = await server.adopt({ ...asked, ...agreed, write: true });
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

/** `HOP-DPI-VA2/avance`: couloirs, logiciels and waves are open-ended. */
const PROFILE_ID = /^[a-z][a-z0-9]*-[a-z][a-z0-9]*(?:-va[1-9]\d?)?\/(?:avance|solde)$/i;

/** One that is known, or any other that is typed. */
async function pickProfile(
  { server, status, texts }: CommandContext,
  document: TextDocument | undefined,
): Promise<string | undefined> {
  const current = document && status.of(document.uri.toString())?.profile;
  const profiles = [...(await server.profiles())].sort((a, b) => Number(b.id === current) - Number(a.id === current));
  const known = profiles.map(({ id, title }): QuickPickItem => ({ label: title, description: id }));
  const pick = window.createQuickPick();
  pick.placeholder = texts.adopt.profilePlaceholder;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = known;
  pick.onDidChangeValue(value => {
    const [stem = '', phase = ''] = value.trim().split('/');
    const id = `${stem.toUpperCase()}/${phase.toLowerCase()}`;
    const isNew = PROFILE_ID.test(id) && !profiles.some(profile => profile.id === id);
    pick.items = isNew ? [{ label: id, description: texts.adopt.newProfile, alwaysShow: true }, ...known] : known;
  });
  return new Promise(done => {
    pick.onDidAccept(() => {
      const [picked] = pick.selectedItems;
      if (picked === undefined) return;
      done(known.includes(picked) ? picked.description : picked.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      done(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

type Agreed = Pick<AdoptParams, 'names'> & Partial<Pick<AdoptParams, 'from'>>;

/** Shows what is matched and what is not until the user agrees; undefined when they don't. */
async function confirmed(
  { server, texts: { adopt } }: CommandContext,
  asked: Omit<AdoptParams, 'names' | 'write'>,
): Promise<Agreed | undefined> {
  let agreed: Agreed = { names: {} };
  for (;;) {
    const plan = await server.adopt({ ...asked, ...agreed, write: false });
    if (plan === null) return undefined;
    if ('refused' in plan) {
      void window.showErrorMessage(plan.refused);
      return undefined;
    }
    const canMatch = plan.codes.length + plan.unsure.length > 0 || (plan.unknown.length > 0 && plan.lost.length > 0);
    const picked = await window.showWarningMessage(
      adopt.question(asked.profile),
      { modal: true, detail: detailOf(plan, adopt) },
      adopt.confirm,
      ...(canMatch ? [adopt.match] : []),
      ...(plan.replaces ? [adopt.keepBoth] : []),
    );
    if (picked === undefined) return undefined;
    if (picked === adopt.confirm) return agreed;
    if (picked === adopt.match) agreed = { ...agreed, names: { ...agreed.names, ...(await matchOne(plan, adopt)) } };
    else {
      const from = await window.showInputBox({
        prompt: adopt.fromPrompt,
        ignoreFocusOut: true,
        validateInput: value => (/^\d{4}-\d\d-\d\d$/.test(value) ? undefined : adopt.fromInvalid),
      });
      if (from !== undefined) agreed = { ...agreed, from };
    }
  }
}

interface TheirsPick extends QuickPickItem {
  readonly ours: readonly string[];
  readonly theirs: string;
}

/** What is unsure first, with the value seen; then what nothing is known of. */
async function matchOne(
  { unsure, unknown, codes, ours: { keys, codes: ourCodes } }: AdoptSummary,
  texts: AdoptMessages,
): Promise<AdoptParams['names']> {
  const picks: readonly TheirsPick[] = [
    ...codes.map(({ path, code, is }) => ({
      label: code,
      description: `← ${is ?? texts.codeUnknown}`,
      detail: path,
      theirs: code,
      ours: ourCodes,
    })),
    ...unsure.map(({ path, was, value }) => ({
      label: path,
      description: `← ${was}${value === null ? '' : `  (${value})`}`,
      theirs: lastKey(path),
      ours: keys,
    })),
    ...unknown.map(path => ({ label: path, theirs: lastKey(path), ours: keys })),
  ];
  const picked = await window.showQuickPick(picks, { placeHolder: texts.matchTheirs, ignoreFocusOut: true });
  const ours =
    picked &&
    (await window.showQuickPick([...picked.ours], {
      placeHolder: texts.matchOurs(picked.theirs),
      ignoreFocusOut: true,
    }));
  return picked === undefined || ours === undefined ? {} : { [picked.theirs]: lastKey(ours) };
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
  const { unknown, lost, unsure, codes, changes, checked } = plan;
  const open = new Set(unsure.map(({ path }) => path));
  const renamed = plan.renamed.filter(({ path }) => !open.has(path));
  return [
    texts.explanation(plan.reconstructed),
    ...(plan.looksLike === null ? [] : [texts.looksLike(plan.looksLike)]),
    ...(plan.replaces ? [texts.replaces] : []),
    ...(changes === null ? [] : changes.length === 0 ? [texts.unchanged] : list(() => texts.changes, changes)),
    ...list(
      texts.unsure,
      unsure.map(({ path, was, value }) => `${path} ← ${was}${value === null ? '' : `  (${value.slice(0, 40)})`}`),
    ),
    ...list(
      texts.codes,
      codes.map(({ code, is }) => `${code} ← ${is ?? texts.codeUnknown}`),
    ),
    ...list(
      texts.renamed,
      renamed.map(({ path, was }) => `${path} ← ${was}`),
    ),
    ...list(texts.unknown, unknown),
    ...list(texts.lost, lost),
    ...(renamed.length + unsure.length + unknown.length + lost.length === 0 ? [texts.allMatched] : []),
    texts.checked(checked.keys, checked.ruled),
    texts.writes(plan.model, plan.config),
  ].join('\n\n');
}
