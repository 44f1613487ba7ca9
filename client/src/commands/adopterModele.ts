import { QuickPickItemKind, Uri, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import type { AdoptParams, AdoptSummary } from '../../../server/src/lsp/protocol/index.js';
import type { AdoptMessages } from '../../../server/src/texts/client/adopt.js';
import { isReadable, SCHEMES } from '../documents.js';
import { type CommandContext, targetOf } from './context.js';

/** Takes the agency's own model of a profile in place of ours, once the user has seen what it changes. */
export async function adopterModele(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const document = await targetOf(context, args);
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
    if (picked !== undefined) void window.showTextDocument(Uri.parse(done.model, true));
  });
}

/** Beside the request where there is one, else in the folder that is open; the server must reach both. */
function placesOf(document: TextDocument | undefined): { readonly near: Uri; readonly folder: Uri } | undefined {
  const isFile = document !== undefined && SCHEMES.includes(document.uri.scheme) && isReadable(document.uri);
  const file = isFile ? document.uri : undefined;
  const folder =
    (file && workspace.getWorkspaceFolder(file)?.uri) ??
    (file === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(file, '..'));
  if (folder === undefined || !isReadable(folder)) return undefined;
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
    const picked = await window.showQuickPick(reviewOf(plan, adopt), {
      title: adopt.question(asked.profile),
      placeHolder: adopt.review(plan.codes.length + plan.unsure.length, plan.unknown.length),
      ignoreFocusOut: true,
      matchOnDescription: true,
    });
    if (picked === undefined) return undefined;
    if (picked.act === 'confirm') return agreed;
    if (picked.act === 'date') {
      const from = await window.showInputBox({
        prompt: adopt.fromPrompt,
        ignoreFocusOut: true,
        validateInput: value => (/^\d{4}-\d\d-\d\d$/.test(value) ? undefined : adopt.fromInvalid),
      });
      if (from !== undefined) agreed = { ...agreed, from };
    } else if (picked.theirs !== undefined)
      agreed = { ...agreed, names: { ...agreed.names, ...(await matched(picked.theirs, picked.ours ?? [], adopt)) } };
  }
}

interface ReviewPick extends QuickPickItem {
  readonly act?: 'confirm' | 'date';
  /** A key or code of theirs that may be matched with one of ours. */
  readonly theirs?: string;
  readonly ours?: readonly string[];
}

/** What is agreed to, then all that a person may want to see or put right: what is unsure first, with a value seen. */
function reviewOf(plan: AdoptSummary, texts: AdoptMessages): readonly ReviewPick[] {
  const { unsure, codes, unknown, lost, changes, checked, ours } = plan;
  const open = new Set(unsure.map(({ path }) => path));
  const part = (title: string, picks: readonly ReviewPick[]): readonly ReviewPick[] =>
    picks.length === 0 ? [] : [{ label: title, kind: QuickPickItemKind.Separator }, ...picks];
  const key = (path: string, was: string | undefined, value: string | null = null): ReviewPick => ({
    label: lastKey(path),
    description: [
      ...(was === undefined ? [] : [`← ${was}`]),
      ...(value === null ? [] : [`(${value.slice(0, MAX_SHOWN)})`]),
      above(path),
    ].join('  '),
    theirs: lastKey(path),
    ours: ours.keys,
  });
  return [
    { label: `$(check) ${texts.confirm}`, description: texts.checked(checked.keys, checked.ruled), act: 'confirm' },
    ...(plan.replaces
      ? [{ label: `$(history) ${texts.keepBoth}`, description: texts.replaces, act: 'date' } as const]
      : []),
    ...(plan.looksLike === null ? [] : [{ label: `$(warning) ${texts.looksLike(plan.looksLike)}` }]),
    ...part(
      changes?.length === 0 ? texts.unchanged : texts.changes,
      (changes ?? []).map(label => ({ label })),
    ),
    ...part(
      texts.unsure(unsure.length),
      unsure.map(({ path, was, value }) => key(path, was, value)),
    ),
    ...part(
      texts.codes(codes.length),
      codes.map(({ path, code, is }) => ({
        label: code,
        description: `← ${is ?? texts.codeUnknown}  ${lastKey(path)}`,
        theirs: code,
        ours: ours.codes,
      })),
    ),
    ...part(
      texts.unknown(unknown.length),
      unknown.map(path => key(path, undefined)),
    ),
    ...part(
      texts.renamed(plan.renamed.length - unsure.length),
      plan.renamed.filter(({ path }) => !open.has(path)).map(({ path, was }) => key(path, was)),
    ),
    ...part(
      texts.lost(lost.length),
      lost.map(label => ({ label })),
    ),
    { label: texts.writes(tail(plan.model, 2), tail(plan.config, 1)), kind: QuickPickItemKind.Separator },
  ];
}

/** Enough of a value to recognise it. */
const MAX_SHOWN = 30;

/** The block of a key: the row is no wider than the window. */
const above = (path: string): string => path.split('.').at(-2) ?? '';

const tail = (uri: string, parts: number): string => Uri.parse(uri, true).path.split('/').slice(-parts).join('/');

async function matched(
  theirs: string,
  ours: readonly string[],
  { matchOurs }: AdoptMessages,
): Promise<AdoptParams['names']> {
  const picked = await window.showQuickPick([...ours], { placeHolder: matchOurs(theirs), ignoreFocusOut: true });
  return picked === undefined ? {} : { [theirs]: lastKey(picked) };
}

const lastKey = (path: string): string => path.replace(/^.*\./, '').replace(/\[\]$/, '');
