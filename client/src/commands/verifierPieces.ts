import { commands, ProgressLocation, window } from 'vscode';
import { CHECK_REQUEST, type CheckParams, type CheckResult } from '../../../server/src/lsp/protocol/index.js';
import { answered, askFolder, requestOf } from '../deposit/asking.js';
import type { CommandContext } from './context.js';

/** Reads the PDFs of a request and compares them with it; what is found stands among the problems of the file. */
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
