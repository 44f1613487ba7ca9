import type { TreeDataProvider } from 'vscode';
import type { CommandId } from './commands/ids.js';

/** The running client, as the part that is always loaded sees it. */
export interface Session {
  run(command: CommandId, args: readonly unknown[]): Promise<void>;
  stop(): Promise<void>;
  readonly depots: TreeDataProvider<unknown>;
}
