import { env, type ExtensionContext, Uri, workspace } from 'vscode';
import { State } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, PRODUCT_NAME } from './documents.js';
import { answerFiles } from './files.js';
import { type Session, startClient } from './startClient.js';

/** What is used of a browser's worker. */
interface WebWorker {
  addEventListener(event: 'message', heard: () => void, how: { readonly once: true }): void;
  terminate(): void;
}
declare const Worker: new (address: string, how: { readonly name: string }) => WebWorker;

/** In the place of `start.ts` in a browser: the server is a worker, and asks this client for files. */
export function start(context: ExtensionContext): Session {
  const scripts = Uri.joinPath(context.extensionUri, 'dist', 'web');
  return startClient(
    context,
    {
      create: options => {
        let worker: WebWorker | undefined;
        // Whether it is a worker is not for the library to tell: the editor's own class stands before the browser's.
        const run = async (): Promise<{ reader: BrowserMessageReader; writer: BrowserMessageWriter }> => {
          worker = await workerOf(Uri.joinPath(scripts, 'server.js'));
          return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
        };
        const client = new LanguageClient(CLIENT_ID, PRODUCT_NAME, run, options);
        client.onDidChangeState(({ newState }) => {
          if (newState === State.Stopped) worker?.terminate();
        });
        answerFiles(client, Uri.joinPath(scripts, 'pdf.js'));
        return client;
      },
    },
    env.language,
  );
}

/**
 * An extension's files may lie on another origin, or where no worker may be started from: the script is read as a file,
 * and started from memory.
 */
async function workerOf(script: Uri): Promise<WebWorker> {
  const blob = new Blob([await workspace.fs.readFile(script)], { type: 'text/javascript' });
  const address = URL.createObjectURL(blob);
  const worker = new Worker(address, { name: PRODUCT_NAME });
  worker.addEventListener(
    'message',
    () => {
      URL.revokeObjectURL(address);
    },
    { once: true },
  );
  return worker;
}
