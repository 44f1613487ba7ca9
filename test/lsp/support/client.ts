import type { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serve } from '../../../server/src/lsp/server.js';
import { spawnServer } from './server.js';

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  readonly folder?: string;
  /** Starts a separate process, like an editor, for what only a process shows. */
  readonly alone?: boolean;
  /** A server that is running already. */
  readonly connection?: ProtocolConnection;
  /** Starts that process; absent: as editors do. */
  readonly command?: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** Answers `workspace/configuration`; absent: the client can't be asked. */
  readonly configuration?: () => unknown;
  /** Doesn't know `client/registerCapability`, like small clients. */
  readonly refusesRegistration?: boolean;
}

const READING = { documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
const WRITING = {
  completion: { completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } } },
} satisfies ClientCapabilities['textDocument'];
const ASKING = { diagnostic: { relatedInformation: true } };
const WAITING = { codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true } };
const workspace = { workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } };

/** What a modern editor can do. */
export const MODERN: ClientCapabilities = {
  textDocument: { ...READING, ...WRITING, ...ASKING, ...WAITING },
  workspace,
};
/** And that tells of files that change. */
export const WATCHING: ClientCapabilities = {
  ...MODERN,
  workspace: { ...workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
};
/** An editor that can't ask for diagnostics. */
export const PUSHED: ClientCapabilities = { textDocument: { ...READING, ...WRITING, ...WAITING }, workspace };
/** An editor that wants every edit at once, and doesn't support versions. */
export const EAGER: ClientCapabilities = { textDocument: { ...READING, ...WRITING, ...ASKING } };

interface Waiting<T> {
  readonly wanted: (params: T) => boolean;
  readonly resolve: (params: T) => void;
}

/** Notifications of one kind, kept until they are asked for. */
class Inbox<T> {
  readonly all: T[] = [];
  private waiting: Waiting<T>[] = [];

  readonly receive = (params: T): void => {
    this.all.push(params);
    const mine = this.waiting.filter(({ wanted }) => wanted(params));
    this.waiting = this.waiting.filter(w => !mine.includes(w));
    for (const { resolve } of mine) resolve(params);
  };

  /** The first matching one, among those that have arrived or will. */
  first(wanted: (params: T) => boolean): Promise<T> {
    const found = this.all.find(wanted);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise(resolve => {
      this.waiting.push({ wanted, resolve });
    });
  }
}

const running = new Set<TestClient>();

// A test leaves no server behind, even if it fails: the run would never end.
afterEach(() => Promise.all([...running].map(client => client.stop())));

/** A client's counterpart: a server over streams, in this warm process, or in its own. */
interface Peer {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess | undefined;
}

async function peerOf(options: StartOptions): Promise<Peer> {
  if (options.connection !== undefined) return { connection: options.connection, process: undefined };
  if (options.alone === true || options.command !== undefined || options.env !== undefined) {
    const child = await spawnServer(options);
    const [reader, writer] = [new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)];
    return { connection: createProtocolConnection(reader, writer), process: child };
  }
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const [heard, said] = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)];
  const server = createConnection(ProposedFeatures.all, heard, said);
  serve(server, 'fr');
  server.listen();
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return { connection, process: undefined };
}

/** A minimal language client, over a real connection. */
export class TestClient {
  readonly diagnostics = new Inbox<PublishDiagnosticsParams>();
  readonly status = new Inbox<{
    readonly uri: string;
    readonly profile: string | null;
    readonly lignes: number;
    readonly title: string | null;
  }>();
  readonly logs = new Inbox<{ readonly message: string }>();
  readonly refreshes = new Inbox<true>();
  /** How the server's own process ended. */
  readonly exited: Promise<number | null>;
  private readonly texts = new Map<string, TextDocument>();

  private constructor(
    readonly connection: ProtocolConnection,
    readonly process: ChildProcess | undefined,
    readonly server: InitializeResult,
    readonly registered: Inbox<string>,
  ) {
    running.add(this);
    this.exited = new Promise(resolve => {
      process?.once('exit', code => {
        running.delete(this);
        resolve(code);
      });
    });
  }

  static async start(options: StartOptions = {}): Promise<TestClient> {
    const peer = await peerOf(options);
    const { connection } = peer;
    const registered = new Inbox<string>();
    if (options.refusesRegistration !== true) {
      connection.onRequest('client/registerCapability', (params: unknown) => {
        registered.receive(JSON.stringify(params));
        return null;
      });
    }
    if (options.configuration !== undefined) {
      const { configuration } = options;
      connection.onRequest('workspace/configuration', async ({ items }: { items: readonly unknown[] }) => {
        const answer = await configuration();
        return items.map(() => answer);
      });
    }
    connection.listen();
    const folders = [...(options.folder === undefined ? [] : [options.folder]), ...(options.folders ?? [])];
    const capabilities = options.capabilities ?? MODERN;
    const server: InitializeResult = await connection.sendRequest('initialize', {
      processId: peer.process === undefined ? null : process.pid,
      rootUri: null,
      locale: options.locale ?? 'fr',
      initializationOptions: options.initializationOptions,
      workspaceFolders: folders.length === 0 ? null : folders.map(uri => ({ uri, name: 'w' })),
      capabilities:
        options.configuration === undefined
          ? capabilities
          : {
              ...capabilities,
              workspace: {
                ...capabilities.workspace,
                configuration: true,
                didChangeConfiguration: { dynamicRegistration: true },
              },
            },
    });
    const client = new TestClient(connection, peer.process, server, registered);
    connection.onNotification('textDocument/publishDiagnostics', client.diagnostics.receive);
    connection.onNotification('segur/status', client.status.receive);
    connection.onNotification('window/logMessage', client.logs.receive);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      client.refreshes.receive(true);
      return null;
    });
    void connection.sendNotification('initialized', {});
    return client;
  }

  open(uri: string, text: string, languageId = 'json'): void {
    this.texts.set(uri, TextDocument.create(uri, languageId, 1, text));
    void this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of a text, as one incremental change. */
  edit(uri: string, from: string, to: string): number {
    const document = this.document(uri);
    const at = document.getText().indexOf(from);
    if (at < 0) throw new Error(`${from} does not stand in ${uri}`);
    return this.change(uri, [
      { range: { start: document.positionAt(at), end: document.positionAt(at + from.length) }, text: to },
    ]);
  }

  change(uri: string, contentChanges: ({ range: Range; text: string } | { text: string })[]): number {
    const version = this.document(uri).version + 1;
    this.texts.set(uri, TextDocument.update(this.document(uri), contentChanges, version));
    void this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  /** Tells that files changed on disk: 1 created, 2 changed, 3 deleted. */
  changedOnDisk(...changed: readonly (string | { readonly uri: string; readonly type: 1 | 2 | 3 })[]): void {
    const changes = changed.map(one => (typeof one === 'string' ? { uri: one, type: 2 } : one));
    void this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  close(uri: string): void {
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.texts.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  /** Position of the first occurrence of a text, plus some characters. */
  at(uri: string, text: string, plus = 0): Position {
    const document = this.document(uri);
    const offset = document.getText().indexOf(text);
    if (offset < 0) throw new Error(`${text} does not stand in ${uri}`);
    return document.positionAt(offset + plus);
  }

  request<T>(method: string, uri: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...params });
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const report = await this.request<{ items?: Diagnostic[] }>('textDocument/diagnostic', uri);
    return report.items ?? [];
  }

  async stop(): Promise<number | null> {
    if (!running.has(this)) return this.process?.exitCode ?? null;
    await this.connection.sendRequest('shutdown');
    if (this.process === undefined) {
      running.delete(this);
      // What the server is still doing may end unheard.
      this.connection.dispose();
      return null;
    }
    await this.connection.sendNotification('exit');
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }
}
