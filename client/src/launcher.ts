import { EventEmitter, type ExtensionContext, type TreeDataProvider } from 'vscode';
import type { CommandId } from './commands/ids.js';
import type { Session } from './startClient.js';

/** Loads the client and its server with the first request or command, once. */
export class Launcher {
  private session: Promise<Session> | undefined;

  /** « Dépôts Ségur »: whoever opens the view wants the server; what it shows is the session's. */
  readonly depots: TreeDataProvider<unknown>;
  private readonly changed = new EventEmitter<undefined>();

  constructor(private readonly context: ExtensionContext) {
    const view = async (): Promise<TreeDataProvider<unknown>> => (await this.start()).depots;
    this.depots = {
      onDidChangeTreeData: this.changed.event,
      getChildren: async node => (await view()).getChildren(node),
      getTreeItem: async node => (await view()).getTreeItem(node),
    };
  }

  start(): Promise<Session> {
    // The bundle keeps this import as a `require` of its own file: that file is what other JSON doesn't pay for.
    this.session ??= import('./start.js')
      .then(({ start }) => {
        const session = start(this.context);
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
