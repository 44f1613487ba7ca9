import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  type Message,
} from 'vscode-languageserver/node';
import { serverBundle } from './support/server.js';

const INITIALIZE = { id: 'first', method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };
const SHUTDOWN = { id: 2, method: 'shutdown' };
const EXIT = { method: 'exit' };

const framed = (message: object): Buffer => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  return Buffer.from(`Content-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`);
};

interface Heard {
  readonly messages: readonly Message[];
  readonly code: unknown;
}

/** Everything that a server says until it ends, on request after its last answer. */
async function heardOf(server: ChildProcessByStdio<Writable, Readable, null>, last?: number): Promise<Heard> {
  const messages: Message[] = [];
  new StreamMessageReader(server.stdout).listen(message => {
    messages.push(message);
    if ('id' in message && message.id === last) server.stdin.write(framed(EXIT));
  });
  const [code] = await once(server, 'close');
  return { messages, code };
}

describe('the first word of a client', () => {
  let main = '';
  before(async () => {
    main = await serverBundle();
  });

  const running: ChildProcess[] = [];
  // A test leaves no server behind, even if it fails: the run would never end.
  afterEach(() => {
    for (const server of running.splice(0)) server.kill();
  });
  const start = (script = main): ChildProcessByStdio<Writable, Readable, null> => {
    const server = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    running.push(server);
    return server;
  };
  const idsOf = ({ messages }: Heard): unknown[] => messages.flatMap(message => ('id' in message ? [message.id] : []));

  it('is answered before the server is loaded, even where there is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segur-greeting-'));
    try {
      copyFileSync(main, join(folder, 'main.js'));
      const server = start(join(folder, 'main.js'));
      server.stdin.write(framed(INITIALIZE));
      const heard = await heardOf(server);
      assert.deepEqual(idsOf(heard), ['first']);
      assert.notEqual(heard.code, 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is answered once, however its bytes come, and what comes with it is heard', async () => {
    const all = Buffer.concat([INITIALIZE, SHUTDOWN].map(framed));
    const first = framed(INITIALIZE).length;
    for (const cuts of [[], [5], [30, 60], [first - 1], [first], [first + 10]]) {
      const server = start();
      const heard = heardOf(server, 2);
      let from = 0;
      for (const cut of [...cuts, all.length]) {
        await new Promise(resolve => server.stdin.write(all.subarray(from, cut), resolve));
        from = cut;
      }
      assert.deepEqual([idsOf(await heard), (await heard).code], [['first', 2], 0], String(cuts));
    }
  });

  it('may be another than initialize: the server answers all of it', async () => {
    const server = start();
    const heard = heardOf(server, 3);
    server.stdin.write(Buffer.concat([SHUTDOWN, { ...INITIALIZE, id: 3 }].map(framed)));
    assert.deepEqual([idsOf(await heard), (await heard).code], [[2, 3], 0]);
  });

  it('may never come: the process ends with its client', async () => {
    for (const given of ['', 'Content-Le', 'Content-Length: 80\r\n\r\n{']) {
      const server = start();
      const heard = heardOf(server);
      server.stdin.end(given);
      assert.deepEqual(await heard, { messages: [], code: 1 }, given);
    }
  });

  it('may come from the process that forked the server', async () => {
    const server = fork(main, ['--node-ipc'], { execArgv: [] });
    running.push(server);
    const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    const stray: unknown[] = [];
    connection.onUnhandledNotification(message => stray.push(message));
    connection.onError(error => stray.push(error));
    connection.listen();
    const [{ capabilities }, symbols] = await Promise.all([
      connection.sendRequest<{ capabilities: object }>('initialize', INITIALIZE.params),
      connection.sendRequest('workspace/symbol', { query: 'x' }),
    ]);
    assert.ok('hoverProvider' in capabilities);
    assert.deepEqual([symbols, stray], [[], []]);
    await connection.sendRequest('shutdown');
    void connection.sendNotification('exit');
    assert.deepEqual(await once(server, 'exit'), [0, null]);
  });
});
