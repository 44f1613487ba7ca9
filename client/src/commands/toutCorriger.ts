import { commands, Range, TextEdit, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { Mendings } from '../../../server/src/lsp/protocol/index.js';
import { isOurs } from '../documents.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { type CommandContext, targetOf } from './context.js';

/** The document may be typed in while the server computes; then it is asked again for the new version. */
const MAX_TRIES = 3;

/** Applies every safe fix in one undo step, then says what is left to a person. */
export async function toutCorriger({ server, texts }: CommandContext, args: readonly unknown[]): Promise<void> {
  const document = await targetOf(args);
  if (document === undefined || !isOurs(document)) {
    void window.showWarningMessage(texts.noRequest);
    return;
  }
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await server.fixAll(document.uri.toString());
    if (result === null) {
      void window.showWarningMessage(texts.noRequest);
      return;
    }
    if (result !== 'moved' && 'refused' in result) {
      void window.showWarningMessage(result.refused);
      return;
    }
    if (result !== 'moved' && result.version === document.version && (await apply(document, result))) {
      tell(result, texts);
      return;
    }
  }
  void window.showWarningMessage(texts.documentMoved);
}

/** False when the document moved on: VS Code refuses an edit on an older version. */
async function apply(document: TextDocument, { edits }: Mendings): Promise<boolean> {
  if (edits.length === 0) return true;
  const edit = new WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(
      ({ range: { start, end }, newText }) =>
        new TextEdit(new Range(start.line, start.character, end.line, end.character), newText),
    ),
  );
  return workspace.applyEdit(edit);
}

/** Not awaited by the command, which is over when the text is fixed, not when the message is closed. */
function tell({ applied, left }: Mendings, texts: Messages): void {
  const toDecide = left.errors + left.warnings;
  const buttons = toDecide === 0 ? [] : [texts.showProblems];
  void window.showInformationMessage(texts.fixed(applied, toDecide), ...buttons).then(picked => {
    if (picked !== undefined) void commands.executeCommand('workbench.actions.view.problems');
  });
}
