import { env, Uri, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Settled } from './commands/context.js';
import { CLIENT_ID, PRODUCT_NAME } from './documents.js';
import { type Session, startClient } from './startClient.js';

/**
 * Entry of the bundle that is loaded with the first request: the client in Node, with the server in a process of its
 * own.
 */
export function start(context: ExtensionContext, settled: Settled): Session {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.js').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const server = { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6011'] } } };
  return startClient(
    context,
    { create: options => new LanguageClient(CLIENT_ID, PRODUCT_NAME, server, options) },
    env.language,
    settled,
  );
}
