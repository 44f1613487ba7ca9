import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serve } from '../../../server/src/lsp/server.js';
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

/** One server for all cases: leftovers of one would show in the next. */
const server = (): Promise<ProtocolConnection> => (started ??= start());

/** In this process, over streams: messages are tested, not the start of a program. */
async function start(): Promise<ProtocolConnection> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const served = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  serve(served, 'fr');
  served.listen();
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: CAPABILITIES,
    workspaceFolders: null,
  });
  await connection.sendNotification('initialized', {});
  return connection;
}

/** Ends the session; `exit` would end this process. */
export async function stopServer(): Promise<void> {
  const connection = await started;
  if (connection === undefined) return;
  started = undefined;
  await connection.sendRequest('shutdown');
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

/** By its language, by its name, or by its content alone. */
const KINDS = [
  { languageId: 'segur-json', name: 'x.json' },
  { languageId: 'json', name: 'x.mdv-lgc.avance.json' },
  { languageId: 'json', name: 'x.json' },
] as const;

const messages = property(
  'server: any sequence of messages is answered, and ends where a fresh opening does',
  0.6,
  fc.tuple(hostile, fc.array(message, { minLength: 1, maxLength: 8 }), fc.constantFrom(...KINDS)),
  async ([{ text }, sequence, { languageId, name }]) => {
    const connection = await server();
    const uri = `file:///fuzz/${String(files++)}.${name}`;
    const open = (content: string): Promise<void> =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text: content },
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
        // Without waiting, so that the next change comes in between.
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
    const fresh = await diagnosticsOf(connection, uri);
    await close();
    // What was a request by its content stays one while the user types.
    if (fresh.length > 0 || languageId !== 'json' || name !== 'x.json') assert.deepEqual(last, fresh);
  },
  ([{ text }, sequence, { languageId, name }]) =>
    `${languageId} ${name} ${JSON.stringify(text)}\n${JSON.stringify(sequence)}`,
);

/** A server may answer that the text has changed since (ContentModified, RequestCancelled, ServerCancelled). */
function unlessOutdated(error: unknown): void {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code !== -32801 && code !== -32800 && code !== -32802) throw error;
}

export const SERVER = [messages];
