import { commands, languages, window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { COMMAND_IDS } from './commands/ids.js';
import { LANGUAGE_ID, PRODUCT_NAME } from './documents.js';
import { Launcher } from './launcher.js';
import { Recogniser } from './recognise/recogniser.js';

/** VS Code waits for what `deactivate` returns only, so that the server must be within its reach. */
let launcher: Launcher | undefined;

export function activate(context: ExtensionContext): void {
  const started = new Launcher(context);
  launcher = started;
  const recogniser = new Recogniser<TextDocument>({
    recognised: (document) => void languages.setTextDocumentLanguage(document, LANGUAGE_ID),
    requestOpen: () => void started.start().catch(tellFailure),
  });
  context.subscriptions.push(
    workspace.onDidOpenTextDocument((document) => { recogniser.opened(document); }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => { recogniser.changed(document, contentChanges); }),
    workspace.onDidCloseTextDocument((document) => { recogniser.closed(document); }),
    ...COMMAND_IDS.map((id) => commands.registerCommand(id, (...args: unknown[]) => started.run(id, args))),
  );
  for (const document of workspace.textDocuments) recogniser.opened(document);
}

export async function deactivate(): Promise<void> {
  await launcher?.stop();
}

function tellFailure(error: unknown): void {
  void window.showErrorMessage(`${PRODUCT_NAME}: ${error instanceof Error ? error.message : String(error)}`);
}
