import { commands, env, ProgressLocation, Uri, window, type TextDocument } from 'vscode';
import {
  WRITE_REQUEST,
  type Progress,
  type WriteParams,
  type WriteResult,
} from '../../../server/src/lsp/protocol/index.js';
import { mayWrite, nameOf, requestOf } from '../deposit/asking.js';
import { askOut, confirm, insteadOf, type Out, tellList } from '../deposit/confirm.js';
import { agree, type Agreed } from '../deposit/planning.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import type { CommandContext } from './context.js';

/**
 * From a request and its attachments to what the portal wants: shows the plan, then writes the deposit and opens its
 * report.
 */
export async function preparerDepot(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { packaging },
  } = context;
  const document = await requestOf(context, args);
  if (document === undefined || !mayWrite(context.texts) || !(await isSaved(document, packaging))) return;
  const agreed = await agree(context, document);
  if (agreed === undefined) return;
  const out = await askOut(document, packaging);
  if (out === undefined) return;
  let result = await write(context, document, agreed, out);
  // It has appeared in the meantime.
  const instead = result !== undefined && 'exists' in result ? await insteadOf(out.uri, packaging) : undefined;
  if (instead !== undefined) result = await write(context, document, agreed, instead);
  if (result === undefined || 'exists' in result) return;
  if ('moved' in result) {
    void window.showWarningMessage(packaging.moved);
    return;
  }
  await finished(context, result, document, agreed.plan.folder);
}

async function isSaved(document: TextDocument, texts: PackagingMessages): Promise<boolean> {
  if (!document.isDirty) return true;
  const picked = await confirm(texts.saveFirst(nameOf(document.uri)), [
    { label: texts.save, detail: texts.saveDetail },
  ]);
  return picked !== undefined && document.save();
}

type Written = Exclude<WriteResult, { readonly refused: string }>;

const isRefused = (result: WriteResult): result is Exclude<WriteResult, Written> => 'refused' in result;

async function write(
  { server, texts }: CommandContext,
  document: TextDocument,
  { plan, confirmed, allowErrors }: Agreed,
  out: Out,
): Promise<Written | undefined> {
  const { packaging } = texts;
  const params: Omit<WriteParams, 'progress'> = {
    uri: document.uri.toString(),
    version: document.version,
    folder: plan.folder,
    confirmed,
    allowErrors,
    out: out.uri.toString(),
    replace: out.replace,
  };
  const options = { location: ProgressLocation.Notification, title: packaging.preparing, cancellable: true };
  const result = await window.withProgress(options, async (bar, token) => {
    let percent = 0;
    return server.ask<WriteResult | null>(WRITE_REQUEST, params, {
      token,
      told: progress => {
        const now = percentOf(progress);
        bar.report({ message: messageOf(progress, packaging), increment: now - percent });
        percent = now;
      },
    });
  });
  if (result === 'cancelled') {
    void window.showInformationMessage(packaging.cancelled);
    return undefined;
  }
  if (result === null) {
    void window.showWarningMessage(texts.noRequest);
    return undefined;
  }
  if (!isRefused(result)) return result;
  if (result.reasons.length === 0) void window.showErrorMessage(result.refused);
  else await tellList(result.refused, result.reasons, packaging.close);
  return undefined;
}

/** Inspecting the PDFs takes about as long as writing the ZIPs. */
const percentOf = ({ step, done, total }: Progress): number =>
  (step === 'check' ? 0 : 50) + (total === 0 ? 50 : (50 * done) / total);

const messageOf = ({ step, done, total }: Progress, texts: PackagingMessages): string =>
  step === 'check' ? texts.checkingFiles(done, total) : texts.writingZips(done, total);

/** The report appears at once, without waiting for the message. */
async function finished(
  { report, texts: { packaging } }: CommandContext,
  result: Extract<Written, { readonly out: string }>,
  { uri }: TextDocument,
  pieces: string,
): Promise<void> {
  const title = packaging.reportTitle(nameOf(uri));
  await report.show({ report: result.report, title, request: uri.toString(), pieces });
  void window
    .showInformationMessage(packaging.done(result.demandes, result.pieces, result.warnings), packaging.openFolder)
    .then(picked => {
      if (picked === undefined) return;
      // With a remote machine, its files are visible in the explorer only.
      void commands.executeCommand(
        env.remoteName === undefined ? 'revealFileInOS' : 'revealInExplorer',
        Uri.parse(result.out, true),
      );
    });
}
