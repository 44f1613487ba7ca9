import {
  commands,
  env,
  EventEmitter,
  type ExtensionContext,
  languages,
  type TextDocument,
  type TreeDataProvider,
  window,
  workspace,
} from 'vscode';
import { isSettingsPath } from '../../server/src/format/domain/telling.js';
import { messagesOf } from '../../server/src/texts/client/main.js';
import { langOf } from '../../server/src/texts/typeset.js';
import { COMMAND_IDS, type CommandId } from './commands/ids.js';
import { isReadable, LANGUAGE_ID } from './documents.js';
import { AdoptedLists } from './recognise/adopted.js';
import { Recogniser } from './recognise/recogniser.js';
import type { Session } from './startClient.js';

/** Loads the client and its server with the first request or command, once. */
class Launcher {
  private session: Promise<Session> | undefined;

  /** « Dépôts Ségur »: opening the view starts the server; its content comes from the session. */
  readonly depots: TreeDataProvider<unknown>;
  private readonly changed = new EventEmitter<undefined>();

  constructor(
    private readonly context: ExtensionContext,
    private readonly settled: (document: TextDocument) => Promise<void>,
  ) {
    const view = async (): Promise<TreeDataProvider<unknown>> => (await this.start()).depots;
    this.depots = {
      onDidChangeTreeData: this.changed.event,
      getChildren: async node => (await view()).getChildren(node),
      getTreeItem: async node => (await view()).getTreeItem(node),
    };
  }

  start(): Promise<Session> {
    // The bundle keeps this import as a `require` of a separate file, so that other JSON doesn't pay for it.
    this.session ??= import('./start.js')
      .then(({ start }) => {
        const session = start(this.context, this.settled);
        session.depots.onDidChangeTreeData?.(() => {
          this.changed.fire(undefined);
        });
        return session;
      })
      .catch((error: unknown) => {
        this.session = undefined;
        throw error;
      });
    return this.session;
  }

  async run(command: CommandId, args: readonly unknown[]): Promise<void> {
    await (await this.start()).run(command, args);
  }

  async stop(): Promise<void> {
    // A start that failed left nothing to stop.
    const session = await this.session?.catch(() => undefined);
    this.session = undefined;
    await session?.stop();
  }
}

/** VS Code waits only for what `deactivate` returns, so it must be able to reach the server. */
let launcher: Launcher | undefined;

export function activate(context: ExtensionContext): void {
  const lists = new AdoptedLists();
  const recogniser = new Recogniser<TextDocument>({
    listKeys: document => lists.near(document.uri),
    // VS Code refuses a document that was closed in the meantime, which needs no switch.
    recognised: document => languages.setTextDocumentLanguage(document, LANGUAGE_ID).then(undefined, () => undefined),
    requestOpen: () => void started.start().catch(tellFailure),
  });
  const started = new Launcher(context, document => recogniser.settled(document));
  launcher = started;
  const opened = (document: TextDocument): void => {
    recogniser.opened(document);
    // The server tells the mistakes in settings.
    if (isReadable(document.uri) && isSettingsPath(document.uri.path)) void started.start().catch(tellFailure);
  };
  context.subscriptions.push(
    window.registerTreeDataProvider('segur.depots', started.depots),
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      recogniser.changed(document, contentChanges);
    }),
    workspace.onDidCloseTextDocument(document => {
      recogniser.closed(document);
    }),
    ...COMMAND_IDS.map(id => commands.registerCommand(id, (...args: unknown[]) => started.run(id, args))),
  );
  const lookAtAll = (): void => {
    for (const document of workspace.textDocuments) opened(document);
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
