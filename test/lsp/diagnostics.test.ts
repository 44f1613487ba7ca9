import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import {
  CancellationTokenSource,
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type Diagnostic,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { correctFile } from '../support/cases.js';
import { PUSHED, TestClient } from './support/client.js';
import { serverBundle } from './support/server.js';

const AVANCE = correctFile('MDV-LGC/avance');
const SOLDE = correctFile('MDV-LGC/solde');
const URI = 'file:///w/avance.json';
const BAD_SIRET = AVANCE.replace('81234567800013', '812 345 678 00013');

interface Report {
  readonly kind: string;
  readonly resultId?: string;
  readonly items?: Diagnostic[];
}

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);
const textOf = (found: Diagnostic | undefined): string => (typeof found?.message === 'string' ? found.message : '');

describe('diagnostics that the client pulls', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });

  it('says nothing of a correct avance, and what its model is', async () => {
    client.open(URI, AVANCE);
    assert.deepEqual(await client.pull(URI), []);
    const status = await client.status.first(() => true);
    assert.equal(status.profile, 'MDV-LGC/avance');
    assert.equal(status.title, 'Médecine de ville, LGC, avance');
    assert.equal(status.lignes, 3);
  });

  it('tells one mistake with its page, its place and what finds it again', async () => {
    client.open(URI, BAD_SIRET);
    const [found, ...others] = await client.pull(URI);
    assert.deepEqual(others, []);
    assert.equal(found?.source, 'Ségur');
    assert.equal(found.code, 'siret');
    assert.equal(found.severity, 1);
    assert.equal(found.codeDescription?.href, 'https://github.com/segur-json/segur-json/blob/main/docs/rules/siret.md');
    assert.deepEqual(found.data, { rule: 'siret', path: '/siret', message: 'separators' });
    assert.deepEqual(found.range, { start: client.at(URI, '"812 345'), end: client.at(URI, '00013"', 6) });
    assert.match(textOf(found), /d’un seul tenant/);
  });

  it('follows the edits, one version after the other', async () => {
    client.open(URI, AVANCE);
    assert.deepEqual(await client.pull(URI), []);
    client.edit(URI, '81234567800013', '81234567800014');
    assert.deepEqual(codes(await client.pull(URI)), ['siret']);
    client.edit(URI, '"typeAction": "C",\n', '');
    client.edit(URI, '81234567800014', '81234567800013');
    assert.deepEqual(codes(await client.pull(URI)), ['missing-field']);
  });

  it('answers « unchanged » as long as nothing changed', async () => {
    client.open(URI, BAD_SIRET);
    const first = await client.request<Report>('textDocument/diagnostic', URI);
    const again = await client.request<Report>('textDocument/diagnostic', URI, { previousResultId: first.resultId });
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
    client.edit(URI, '812 345', '812345');
    const third = await client.request<Report>('textDocument/diagnostic', URI, { previousResultId: first.resultId });
    assert.equal(third.kind, 'full');
    assert.notEqual(third.resultId, first.resultId);
  });

  it('speaks of requests only', async () => {
    client.open('file:///w/package.json', '{ "name": "x", }');
    assert.deepEqual(await client.pull('file:///w/package.json'), []);
    for (const method of ['hover', 'completion']) {
      assert.equal(
        await client.request(`textDocument/${method}`, 'file:///w/package.json', {
          position: { line: 0, character: 4 },
        }),
        null,
      );
    }
    for (const method of ['documentSymbol', 'foldingRange'])
      assert.equal(await client.request(`textDocument/${method}`, 'file:///w/package.json'), null);
    assert.equal(
      await client.request('textDocument/formatting', 'file:///w/package.json', {
        options: { tabSize: 2, insertSpaces: true },
      }),
      null,
    );
    assert.equal(await client.connection.sendRequest('segur/fixAll', { uri: 'file:///w/package.json' }), null);
    assert.equal(
      await client.request('textDocument/hover', 'file:///w/never-opened.json', {
        position: { line: 0, character: 0 },
      }),
      null,
    );
    assert.deepEqual(client.status.all, []);
  });

  it('takes a file by its name, and one in our language, for a request', async () => {
    client.open('file:///w/x.mdv-lgc.avance.json', '{}');
    assert.ok((await client.pull('file:///w/x.mdv-lgc.avance.json')).length > 0);
    client.open('untitled:Untitled-1', '{ "siret": "1" }', 'segur-json');
    assert.ok((await client.pull('untitled:Untitled-1')).length > 0);
  });

  it('says that a part of the model is reconstructed, in the status and once in the file', async () => {
    client.open(URI, SOLDE);
    await client.pull(URI);
    assert.equal((await client.status.first(() => true)).profile, 'MDV-LGC/solde');
  });
});

describe('a server that is still waiting for its settings', () => {
  /** A client that answers the server's question for settings when it is told to. */
  async function slowClient(): Promise<{ client: TestClient; asked: Promise<void>; answer: () => void }> {
    let answer = (): void => undefined;
    let tell = (): void => undefined;
    const asked = new Promise<void>(resolve => {
      tell = resolve;
    });
    const settings = new Promise<unknown>(resolve => {
      answer = () => {
        resolve({});
      };
    });
    const client = await TestClient.start({
      configuration: () => {
        tell();
        return settings;
      },
    });
    return {
      client,
      asked,
      answer: () => {
        answer();
      },
    };
  }

  it('does not answer for a version that has gone: the client is told to ask again', async () => {
    const { client, asked, answer } = await slowClient();
    client.open(URI, AVANCE);
    const stale = client.pull(URI);
    await asked;
    client.edit(URI, '81234567800013', '81234567800014');
    answer();
    await assert.rejects(stale, { code: -32802, data: { retriggerRequest: true } });
    assert.deepEqual(codes(await client.pull(URI)), ['siret']);
  });

  it('tells a client that cancels nothing that would keep it from asking again', async () => {
    const { client, asked, answer } = await slowClient();
    client.open(URI, AVANCE);
    const cancel = new CancellationTokenSource();
    const dropped = client.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri: URI } },
      cancel.token,
    );
    await asked;
    cancel.cancel();
    answer();
    // VS Code drops the question that waits behind this one when it reads « ServerCancelled, retriggerRequest: false ».
    await assert.rejects(dropped, { code: -32800, data: undefined });
  });

  it('answers nothing about a document that changed, and obeys a cancellation', async () => {
    const { client, asked, answer } = await slowClient();
    client.open(URI, AVANCE);
    client.open('file:///w/b.json', AVANCE);
    const cancel = new CancellationTokenSource();
    const hover = (uri: string): Promise<unknown> =>
      client.connection.sendRequest(
        'textDocument/hover',
        { textDocument: { uri }, position: { line: 2, character: 5 } },
        cancel.token,
      );
    const [changed, cancelled] = [client.request('textDocument/documentSymbol', URI), hover('file:///w/b.json')];
    await asked;
    client.edit(URI, '81234567800013', '81234567800014');
    cancel.cancel();
    answer();
    await assert.rejects(changed, { code: -32801 });
    await assert.rejects(cancelled, { code: -32800 });
  });
});

describe('diagnostics that the server pushes', () => {
  it('sends them for each version, never for one that has gone, and clears them at the close', async () => {
    const client = await TestClient.start({ capabilities: PUSHED, locale: 'en-GB' });
    assert.equal(client.server.capabilities.diagnosticProvider, undefined);
    client.open(URI, BAD_SIRET);
    const first = await client.diagnostics.first(d => d.diagnostics.length > 0);
    assert.equal(first.version, 1);
    assert.match(textOf(first.diagnostics[0]), /without spaces or punctuation/);
    const last = client.edit(URI, '812 345 678 00013', '81234567800013');
    await client.diagnostics.first(d => d.version === last && d.diagnostics.length === 0);
    client.edit(URI, '81234567800013', '81234567800014');
    client.close(URI);
    await client.diagnostics.first(d => d.version === undefined && d.diagnostics.length === 0);
    const versions = client.diagnostics.all.flatMap(({ version }) => version ?? []);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
  });
});

describe('the server as a process', () => {
  it('speaks over IPC as well', async () => {
    const child = fork(await serverBundle(), ['--node-ipc'], { silent: true });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    const exited = new Promise(resolve => {
      child.once('exit', resolve);
    });
    const server: InitializeResult = await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(server.capabilities.hoverProvider, true);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await exited, 0);
    connection.dispose();
  });

  it('ends well after a shutdown', async () => {
    const client = await TestClient.start({ alone: true });
    assert.equal(await client.stop(), 0);
  });

  it('ends with an error when the client goes without a word', async () => {
    const client = await TestClient.start({ alone: true });
    client.process?.stdin?.end();
    assert.equal(await client.exited, 1);
  });

  it('ends with 1 at an exit without shutdown', async () => {
    const client = await TestClient.start({ alone: true });
    await client.connection.sendNotification('exit');
    assert.equal(await client.exited, 1);
  });
});
