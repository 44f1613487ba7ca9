import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { spawnServer } from '../../lsp/support/server.js';
import { property } from '../harness.js';
import { hostile } from '../hostile.js';

const CAPABILITIES = {
  textDocument: {
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    diagnostic: { relatedInformation: true },
    codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true },
  },
};

let started: Promise<ProtocolConnection> | undefined;

/** One server for all cases: what one leaves behind would show in the next. */
const server = (): Promise<ProtocolConnection> => (started ??= start());

async function start(): Promise<ProtocolConnection> {
  const child = await spawnServer();
  process.once('exit', () => child.kill());
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: CAPABILITIES,
    workspaceFolders: null,
  });
  await connection.sendNotification('initialized', {});
  return connection;
}

/** Ends the server, so that nothing keeps the process alive. */
export async function stopServer(): Promise<void> {
  const connection = await started;
  if (connection === undefined) return;
  started = undefined;
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.end();
}

const ASKED = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/codeAction',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/formatting',
  'textDocument/definition',
  'textDocument/documentLink',
  'textDocument/diagnostic',
] as const;
const TYPED = ['', 'a', '"', ',', '{', '}', '[', ']', ':', '1', '\r\n', '//', '\\', 'é', '😀', 'null', '"x": 1, '];

type Message =
  | { readonly kind: 'edit'; readonly at: number; readonly length: number; readonly text: string }
  | { readonly kind: 'ask'; readonly method: number; readonly at: number; readonly cancel: boolean }
  | { readonly kind: 'whole'; readonly text: string };

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    at: fc.nat(),
    length: fc.nat({ max: 6 }),
    text: fc.constantFrom(...TYPED),
  }),
  fc.record({ kind: fc.constant('ask' as const), method: fc.nat(), at: fc.nat(), cancel: fc.boolean() }),
  fc.record({ kind: fc.constant('whole' as const), text: hostile.map(({ text }) => text) }),
);

/** The ranges of an answer, however deep. */
function rangesIn(value: unknown): { start: { line: number }; end: { line: number } }[] {
  if (Array.isArray(value)) return value.flatMap(rangesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'range' && isRange(inner) ? [inner] : rangesIn(inner),
  );
}

const isPosition = (value: unknown): value is { line: number } =>
  typeof value === 'object' && value !== null && 'line' in value && typeof value.line === 'number';
const isRange = (value: unknown): value is { start: { line: number }; end: { line: number } } =>
  typeof value === 'object' &&
  value !== null &&
  'start' in value &&
  'end' in value &&
  isPosition(value.start) &&
  isPosition(value.end);

let files = 0;

async function diagnosticsOf(connection: ProtocolConnection, uri: string): Promise<readonly Diagnostic[]> {
  const report: { readonly items: readonly Diagnostic[] } = await connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.items;
}

const paramsFor = (uri: string, document: TextDocument, at: number): object => {
  const position = document.positionAt(at % (document.getText().length + 1));
  return {
    textDocument: { uri },
    position,
    range: { start: position, end: position },
    context: { diagnostics: [] },
    options: { tabSize: 2, insertSpaces: true },
  };
};

const messages = property(
  'server: any sequence of messages is answered, and ends where a fresh opening does',
  0.3,
  fc.tuple(hostile, fc.array(message, { minLength: 1, maxLength: 8 })),
  async ([{ text }, sequence]) => {
    const connection = await server();
    const uri = `file:///fuzz/${String(files++)}/x.json`;
    const open = (content: string): Promise<void> =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'json', version: 1, text: content },
      });
    const close = (): Promise<void> => connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    let document = TextDocument.create(uri, 'json', 1, text);
    await open(text);
    const answers: Promise<unknown>[] = [];
    for (const one of sequence) {
      if (one.kind === 'ask') {
        const method = ASKED[one.method % ASKED.length] ?? ASKED[0];
        const lines = document.lineCount;
        const answer = connection.sendRequest(method, paramsFor(uri, document, one.at));
        answers.push(
          answer.then(given => {
            for (const { start, end } of rangesIn(given))
              assert.ok(start.line <= end.line && end.line <= lines, `${method}: line ${String(end.line)}`);
          }, unlessOutdated),
        );
        // Not waited for, the next change comes in between.
        if (!one.cancel) await answers.at(-1);
        continue;
      }
      const { length } = document.getText();
      const from = one.kind === 'edit' ? one.at % (length + 1) : 0;
      const change =
        one.kind === 'whole'
          ? { text: one.text }
          : {
              range: {
                start: document.positionAt(from),
                end: document.positionAt(Math.min(length, from + one.length)),
              },
              text: one.text,
            };
      const version = document.version + 1;
      document = TextDocument.update(document, [change], version);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
    }
    await Promise.all(answers);
    const last = await diagnosticsOf(connection, uri);
    await close();
    await open(document.getText());
    assert.deepEqual(last, await diagnosticsOf(connection, uri));
    await close();
  },
  ([{ text }, sequence]) => `${JSON.stringify(text)}\n${JSON.stringify(sequence)}`,
);

/** A server may say that the text has changed since (ContentModified, RequestCancelled, ServerCancelled). */
function unlessOutdated(error: unknown): void {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code !== -32801 && code !== -32800 && code !== -32802) throw error;
}

export const SERVER = [messages];
