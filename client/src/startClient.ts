import { commands, type ExtensionContext, type TextDocument, type TreeDataProvider, window, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/lsp/protocol/index.js';
import { type Messages, messagesOf } from '../../server/src/texts/client/main.js';
import { langNamed, langOf } from '../../server/src/texts/typeset.js';
import { COMMAND_IDS, type CommandId, ENCODING_COMMAND, SHOW_COMMAND } from './commands/ids.js';
import type { Settled } from './commands/context.js';
import { montrer } from './commands/montrer.js';
import { REGISTRY } from './commands/registry.js';
import { showRulePages } from './commands/regles.js';
import { DOCUMENT_SELECTOR, isOurs, isReadable, PRODUCT_NAME } from './documents.js';
import { DepositChoices, ProfileChoices } from './profiles/choices.js';
import { withChoices } from './profiles/settings.js';
import { RestartBudget } from './restartBudget.js';
import { Server } from './server.js';
import { DepotsView } from './views/depots.js';
import { ReportView } from './views/report.js';
import { StatusView } from './views/status.js';

/** The running client, as the part that is always loaded sees it. */
export interface Session {
  run(command: CommandId, args: readonly unknown[]): Promise<void>;
  stop(): Promise<void>;
  readonly depots: TreeDataProvider<unknown>;
}

/** What differs between Node and a browser. */
interface Platform {
  /** How the server is run. */
  readonly create: (options: LanguageClientOptions) => BaseLanguageClient;
}

/**
 * Starts the server and everything that goes with it. If it doesn't come up, the status item says so; nothing fails
 * here.
 */
export function startClient(
  context: ExtensionContext,
  { create }: Platform,
  uiLanguage: string,
  settled: Settled,
): Session {
  const chosen: unknown = workspace.getConfiguration('segur').get('langue');
  const lang = langNamed(chosen) ?? langOf(uiLanguage);
  const texts = messagesOf(lang);
  const channel = window.createOutputChannel(PRODUCT_NAME, { log: true });
  const log = (error: unknown): void => {
    channel.error(error instanceof Error ? error : String(error));
  };
  const choices = new ProfileChoices(context.workspaceState);
  const status = new StatusView(texts);
  const report = new ReportView(context.workspaceState);
  const server: Server = new Server(
    () =>
      create({
        documentSelector: DOCUMENT_SELECTOR,
        outputChannel: channel,
        initializationOptions: {
          lang,
          commands: [...COMMAND_IDS, SHOW_COMMAND, ENCODING_COMMAND],
          reglages: true,
          gardeSupprimes: true,
          fichiersFermes: workspace.getConfiguration('segur').get('fichiersFermes') !== false,
        } satisfies InitializationOptions,
        errorHandler: new RestartPolicy(texts.serverGaveUp, () => {
          void server.offerRestart(texts);
        }),
        // The rejected start reports the failure once.
        initializationFailedHandler: () => false,
        middleware: {
          // Before the server is asked what it says of the file that is closed for it.
          didClose: async (document, next) => {
            if (!document.isClosed) await elsewhere.left(document).catch(log);
            await next(document);
          },
          workspace: {
            configuration: async (params, token, next) => {
              const answers: unknown = await next(params, token);
              if (!Array.isArray(answers)) return [];
              return answers.map((answer: unknown, index) =>
                withChoices(answer, params.items[index]?.section, choices.outside),
              );
            },
          },
        },
      }),
    {
      update: told => {
        status.update(told);
      },
      serverIs: state => {
        status.serverIs(state);
        if (state === 'running') void elsewhere.tell().catch(log);
      },
    },
    log,
    texts.waiting,
  );
  const elsewhere = new Elsewhere(server, settled);
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(document => void elsewhere.opened(document).catch(log)),
    workspace.onDidCloseTextDocument(() => void elsewhere.tell().catch(log)),
  );
  context.subscriptions.push(
    ...[channel, report, status, showRulePages(context.extensionUri, lang)],
    commands.registerCommand(SHOW_COMMAND, montrer),
    commands.registerCommand(ENCODING_COMMAND, () => commands.executeCommand('workbench.action.editor.changeEncoding')),
  );
  context.subscriptions.push(
    workspace.onDidChangeConfiguration(change => {
      // Announced once, when the server starts.
      if (change.affectsConfiguration('segur.fichiersFermes')) void server.restart().catch(log);
      if (change.affectsConfiguration('segur.langue')) void offerReload(texts);
    }),
  );
  server.start();
  const depots = new DepotsView(() => server.tree(), texts);
  context.subscriptions.push(
    server.onTreeChanged(() => {
      depots.refresh();
    }),
  );
  const deposits = new DepositChoices(context.workspaceState);
  const commandContext = { server, choices, depots, deposits, status, report, texts, lang, settled };
  return {
    run: (command, args) => REGISTRY[command](commandContext, args),
    stop: () => server.stop(),
    depots,
  };
}

/**
 * Files that are open under a language that isn't ours, such as a request whose user chose plain JSON: for the server
 * they are closed, and their findings must not be told as those of closed files.
 */
class Elsewhere {
  constructor(
    private readonly server: Server,
    private readonly settled: Settled,
  ) {}

  async opened(document: TextDocument): Promise<void> {
    await this.settled(document);
    await this.tell();
  }

  /** It was in our language until now. */
  left(document: TextDocument): Promise<void> {
    return this.tell([document]);
  }

  async tell(also: readonly TextDocument[] = []): Promise<void> {
    const others = workspace.textDocuments.filter(document => isJsonFile(document) && !isOurs(document));
    const uris = [...new Set([...others, ...also].map(({ uri }) => uri.toString()))].sort();
    await this.server.openElsewhere({ uris });
  }
}

const isJsonFile = ({ uri }: TextDocument): boolean => isReadable(uri) && /\.json$/i.test(uri.path);

/** Half of what is shown was worded when the window opened. */
async function offerReload({ langueChanged, reload }: Messages): Promise<void> {
  const picked = await window.showInformationMessage(langueChanged, reload);
  if (picked !== undefined) await commands.executeCommand('workbench.action.reloadWindow');
}

const MAX_ERRORS_IN_A_ROW = 3;

/** A server that dies is restarted silently; one that keeps dying is left down, and the user told once. */
class RestartPolicy implements ErrorHandler {
  private readonly budget = new RestartBudget();

  constructor(
    private readonly message: string,
    private readonly giveUp: () => void,
  ) {}

  error(_error: Error, _message: unknown, count: number | undefined): ErrorHandlerResult {
    return { action: (count ?? 0) <= MAX_ERRORS_IN_A_ROW ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
  }

  closed(): CloseHandlerResult {
    if (this.budget.spend(Date.now())) return { action: CloseAction.Restart, handled: true };
    this.giveUp();
    return { action: CloseAction.DoNotRestart, message: this.message, handled: true };
  }
}
