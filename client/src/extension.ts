import { commands, env, languages, window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { COMMAND_IDS } from './commands/ids.js';
import { LANGUAGE_ID } from './documents.js';
import { Launcher } from './launcher.js';
import { langOf, messagesOf } from '../../server/src/texts/client/main.js';
import { AdoptedLists } from './recognise/adopted.js';
import { Recogniser } from './recognise/recogniser.js';

/** VS Code waits for what `deactivate` returns only, so that the server must be within its reach. */
let launcher: Launcher | undefined;

export function activate(context: ExtensionContext): void {
  const started = new Launcher(context);
  launcher = started;
  const lists = new AdoptedLists();
  const recogniser = new Recogniser<TextDocument>({
    listKeys: document => lists.near(document.uri),
    // A document that was closed meanwhile is refused, and needs no switch.
    recognised: document =>
      void languages.setTextDocumentLanguage(document, LANGUAGE_ID).then(undefined, () => undefined),
    requestOpen: () => void started.start().catch(tellFailure),
  });
  context.subscriptions.push(
    window.registerTreeDataProvider('segur.depots', started.depots),
    workspace.onDidOpenTextDocument(document => {
      recogniser.opened(document);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      recogniser.changed(document, contentChanges);
    }),
    workspace.onDidCloseTextDocument(document => {
      recogniser.closed(document);
    }),
    ...COMMAND_IDS.map(id => commands.registerCommand(id, (...args: unknown[]) => started.run(id, args))),
  );
  const lookAtAll = (): void => {
    for (const document of workspace.textDocuments) recogniser.opened(document);
  };
  const settings = workspace.createFileSystemWatcher('**/segur.config.json');
  const settingsWritten = (): void => {
    lists.forget();
    lookAtAll();
  };
  settings.onDidCreate(settingsWritten);
  settings.onDidChange(settingsWritten);
  context.subscriptions.push(settings);
  lookAtAll();
}

export async function deactivate(): Promise<void> {
  await launcher?.stop();
}

function tellFailure(error: unknown): void {
  const { startFailed } = messagesOf(langOf(env.language));
  void window.showErrorMessage(startFailed(error instanceof Error ? error.message : String(error)));
}
