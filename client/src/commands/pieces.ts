import {
  commands,
  ProgressLocation,
  type QuickPickItem,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  CHECK_REQUEST,
  type CheckParams,
  type CheckResult,
  CHOICES_REQUEST,
  type ChoicesParams,
  type ChoicesResult,
  CONCATENATE_REQUEST,
  type ConcatenateParams,
  type ConcatenateResult,
  type FileChoice,
  type WhichPiece,
} from '../../../server/src/lsp/protocol/index.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { answered, askFolder, mayEdit, mayWrite, requestOf } from '../deposit/asking.js';
import { bringFile, confirm, pickFile } from '../deposit/confirm.js';
import { recordOf } from '../profiles/settings.js';
import type { CommandContext } from './context.js';

/** The attachment that a command is about: a lens's, a finding's, or the one at the cursor. */
function pieceAt(document: TextDocument, args: readonly unknown[]): ChoicesParams['at'] {
  const { ligne, piece, path } = recordOf(args[1]);
  if (typeof ligne === 'number' && typeof piece === 'number') return { ligne, piece };
  if (typeof path === 'string') return { pointer: path };
  const editor = window.activeTextEditor?.document === document ? window.activeTextEditor : undefined;
  const { line, character } = editor?.selection.active ?? { line: 0, character: 0 };
  return { line, character };
}

/**
 * Turns several attachments of one type into one: the request keeps the first entry, and all their files go to the
 * folder from which the deposit makes one PDF. A single edit, which the editor can undo.
 */
export async function concatener(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const { packaging } = texts;
  const document = await requestOf(context, args);
  if (document === undefined || !mayWrite(texts) || !(await mayEdit(document, texts))) return;
  let params: ConcatenateParams = { uri: document.uri.toString(), at: pieceAt(document, args) };
  let plan = answered(context, await server.ask<ConcatenateResult | null>(CONCATENATE_REQUEST, params));
  if (plan !== undefined && 'which' in plan) {
    const at = await askWhich(plan, packaging);
    if (at === undefined) return;
    params = { ...params, at };
    plan = answered(context, await server.ask<ConcatenateResult | null>(CONCATENATE_REQUEST, params));
  }
  if (plan === undefined || 'which' in plan) return;
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

type Choices = Exclude<ChoicesResult, { readonly refused: string } | { readonly noFolder: string } | WhichPiece>;

/**
 * Lets the user choose an attachment's file: its name goes into the request, or the request's name goes to the file.
 */
export async function choisirPiece(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { packaging },
  } = context;
  const document = await requestOf(context, args);
  const found = document && (await choicesOf(context, document, pieceAt(document, args)));
  if (document === undefined || found === undefined) return;
  const { nomFichier, typeFichier, title, files, folder } = found;
  const picked = await pickFile(
    { nomFichier, typeFichier, choices: files },
    {
      title: packaging.chooseTitle,
      placeHolder: packaging.choosePrompt(nomFichier, title),
      leave: { label: packaging.leavePiece },
    },
    packaging,
  );
  if (picked === undefined) return;
  if (picked === 'browse') {
    if (nomFichier !== '' && mayWrite(context.texts)) await bringFile(Uri.parse(folder, true), nomFichier, packaging);
    return;
  }
  if (picked.name === nomFichier) return;
  const edit = await howTo(picked, found, document, context.texts);
  if (edit !== undefined && !(await workspace.applyEdit(edit))) void window.showErrorMessage(packaging.editRefused);
}

async function choicesOf(
  context: CommandContext,
  document: TextDocument,
  at: ChoicesParams['at'],
): Promise<Choices | undefined> {
  let params: ChoicesParams = { uri: document.uri.toString(), at };
  for (;;) {
    const found = answered(context, await context.server.ask<ChoicesResult | null>(CHOICES_REQUEST, params));
    if (found === undefined) return undefined;
    if ('which' in found) {
      const at = await askWhich(found, context.texts.packaging);
      if (at === undefined) return undefined;
      params = { ...params, at };
    } else if ('noFolder' in found) {
      const folder = await askFolder(document, found.noFolder, context.texts.packaging);
      if (folder === undefined) return undefined;
      params = { ...params, folder };
    } else return found;
  }
}

/** The cursor is at no attachment: the user says which one is meant. */
async function askWhich(
  { which }: WhichPiece,
  { whichPiece }: PackagingMessages,
): Promise<ChoicesParams['at'] | undefined> {
  const items = which.map(({ at, name, detail }) => ({ label: name, description: detail, at }));
  const picked = await window.showQuickPick(items, { placeHolder: whichPiece, matchOnDescription: true });
  return picked?.at;
}

/**
 * Both names must become the same: the user decides which one stays. A file that another attachment names keeps its
 * name.
 */
async function howTo(
  picked: FileChoice,
  { nomFichier, range, folder, version }: Choices,
  document: TextDocument,
  words: Messages,
): Promise<WorkspaceEdit | undefined> {
  const texts = words.packaging;
  const write: QuickPickItem = { label: texts.writeName(picked.name), detail: texts.writeNameDetail };
  const target = picked.path === picked.name ? nomFichier : nomFichier.replace(/\.pdf$/i, '');
  const rename: QuickPickItem = { label: texts.renameFile(picked.path, target), detail: texts.renameFileDetail };
  const canRename = workspace.isTrusted && !picked.taken && isPlainName(target);
  const how = canRename
    ? await window.showQuickPick([write, rename], { title: texts.howTitle(picked.name), ignoreFocusOut: true })
    : write;
  if (how === undefined || (how === write && !(await mayEdit(document, words)))) return undefined;
  const edit = new WorkspaceEdit();
  if (how === write) {
    if (document.version !== version) return undefined;
    edit.replace(
      document.uri,
      new Range(range.start.line, range.start.character, range.end.line, range.end.character),
      JSON.stringify(picked.name),
    );
  } else
    edit.renameFile(Uri.joinPath(Uri.parse(folder, true), picked.path), Uri.joinPath(Uri.parse(folder, true), target), {
      overwrite: false,
    });
  return edit;
}

/** Nothing that could lead out of the folder. */
const isPlainName = (name: string): boolean =>
  name.trim() !== '' && !/[/\\]/.test(name) && name !== '.' && name !== '..' && !name.includes('\0');

/** Reads a request's PDFs and compares them with it; findings appear among the file's problems. */
export async function verifierPieces(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    server,
    texts: { packaging, showProblems },
  } = context;
  const document = await requestOf(context, args);
  if (document === undefined) return;
  let params: Omit<CheckParams, 'progress'> = { uri: document.uri.toString() };
  for (;;) {
    const options = { location: ProgressLocation.Notification, title: packaging.checking, cancellable: true };
    const asked = params;
    const answer = await window.withProgress(options, async (bar, token) =>
      server.ask<CheckResult | null>(CHECK_REQUEST, asked, {
        token,
        told: ({ done, total }) => {
          bar.report({ message: `${String(done)}/${String(total)}`, increment: 100 / Math.max(1, total) });
        },
      }),
    );
    const result = answered(context, answer);
    if (result === undefined) return;
    if (!('noFolder' in result)) {
      const { found, pieces, missing, unreadable } = result;
      const buttons = found + missing === 0 ? [] : [showProblems];
      void window
        .showInformationMessage(packaging.checked(found, pieces, missing, unreadable), ...buttons)
        .then(picked => {
          if (picked !== undefined) void commands.executeCommand('workbench.actions.view.problems');
        });
      return;
    }
    const folder = await askFolder(document, result.noFolder, packaging);
    if (folder === undefined) return;
    params = { ...params, folder };
  }
}
