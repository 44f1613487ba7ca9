import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { at, isRecord, listOf } from '../../support/json.js';
import type { Layout } from '../layout.js';
import { memoryOf, type ProcessMemory } from '../processMemory.js';
import type { Change } from './contenders.js';

/** As an editor that pulls: it can be asked to ask again. */
export const CAPABILITIES = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

export type ServerProcess = ChildProcessByStdio<Writable, Readable, null>;

export type Which = 'server' | 'peerServer' | 'emptyServer';

export const spawnServer = (layout: Layout, which: Which): ServerProcess =>
  spawn(process.execPath, [layout[which], '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, BENCH_SCHEMA: layout.schema },
  });

/** A client as small as can be, which pulls. */
export class PullClient {
  private version = 1;

  private constructor(
    private readonly process: ChildProcess,
    private readonly connection: ProtocolConnection,
  ) {}

  static async start(layout: Layout, which: Which): Promise<PullClient> {
    const child = spawnServer(layout, which);
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: CAPABILITIES });
    await connection.sendNotification('initialized', {});
    return new PullClient(child, connection);
  }

  /** Number of diagnostics of a document that was just opened. */
  async open(uri: string, text: string): Promise<number> {
    void this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'json', version: this.version, text },
    });
    return this.pull(uri);
  }

  async change(uri: string, change: Change): Promise<number> {
    this.version++;
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: this.version },
      contentChanges: [change],
    });
    return this.pull(uri);
  }

  close(uri: string): void {
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  memory(): ProcessMemory | undefined {
    return this.process.pid === undefined ? undefined : memoryOf(this.process.pid);
  }

  async stop(): Promise<void> {
    const exited = new Promise(resolve => {
      this.process.once('exit', resolve);
    });
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await exited;
    this.connection.dispose();
  }

  private async pull(uri: string): Promise<number> {
    const report: unknown = await this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    if (!isRecord(report)) throw new TypeError('no diagnostic report');
    return listOf(at(report, 'items')).length;
  }
}
