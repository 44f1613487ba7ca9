import { env, type ExtensionContext, FileSystemError, Uri, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import {
  FILE_REQUEST,
  type FileAnswer,
  type FileAnswers,
  type FileQuestion,
} from '../../server/src/lsp/protocol/files.js';
import type { Settled } from './commands/context.js';
import { CLIENT_ID, PRODUCT_NAME } from './documents.js';
import { type Session, startClient } from './startClient.js';

/** The part of a browser's worker that is used. */
interface WebWorker {
  addEventListener(event: 'message', heard: () => void, how: { readonly once: true }): void;
  terminate(): void;
}
declare const Worker: new (address: string, how: { readonly name: string }) => WebWorker;

/** Replaces `start.ts` in a browser: the server is a worker, and asks this client for files. */
export function start(context: ExtensionContext, settled: Settled): Session {
  const scripts = Uri.joinPath(context.extensionUri, 'dist', 'web');
  return startClient(
    context,
    {
      create: options => {
        let worker: WebWorker | undefined;
        // The library can't tell whether it is a worker: the editor's own class hides the browser's.
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
    settled,
  );
}

/**
 * An extension's files may be on another origin, or where no worker may be started: the script is read as a file, and
 * started from memory.
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

/**
 * Answers a server that has no disk: by `workspace.fs`, which reaches whatever is open in the editor. `chunk`: the
 * script that the server has run when it needs it.
 */
function answerFiles(client: Pick<BaseLanguageClient, 'onRequest'>, chunk: Uri): void {
  client.onRequest(FILE_REQUEST, async (question: FileQuestion): Promise<FileAnswer> => {
    try {
      return { answer: await answerOf(question, chunk) };
    } catch (error) {
      return { failed: error instanceof FileSystemError ? error.code : 'Unknown' };
    }
  });
}

async function answerOf(question: FileQuestion, chunk: Uri): Promise<FileAnswers[keyof FileAnswers]> {
  const { fs } = workspace;
  if (question.ask === 'chunk') return fs.readFile(chunk);
  const uri = Uri.parse(question.uri, true);
  switch (question.ask) {
    case 'stat': {
      const { type, size, mtime } = await fs.stat(uri);
      return { type, size, modified: mtime };
    }
    case 'read':
      return fs.readFile(uri);
    case 'list':
      return fs.readDirectory(uri);
    case 'createFolder':
      await fs.createDirectory(uri);
      return null;
    case 'write':
      await fs.writeFile(uri, question.bytes);
      return null;
    case 'rename':
      await fs.rename(uri, Uri.parse(question.to, true));
      return null;
    case 'delete':
      await fs.delete(uri, { recursive: question.recursive });
      return null;
  }
}
