import assert from 'node:assert/strict';
import {
  ErrorCodes,
  ResponseError,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { correctFile } from '../support/cases.js';
import { PUSHED, TestClient, WATCHING } from './support/client.js';

const URI = 'file:///w/a.json';
const AT = { textDocument: { uri: URI }, position: { line: 0, character: 0 } };
const RANGE = { start: AT.position, end: AT.position };

/** The requests that each capability promises an answer to. A notification has none. */
const PROMISES: Readonly<Record<string, readonly (readonly [method: string, params: object])[]>> = {
  diagnosticProvider: [
    ['textDocument/diagnostic', AT],
    ['workspace/diagnostic', { previousResultIds: [] }],
  ],
  codeActionProvider: [['textDocument/codeAction', { ...AT, range: RANGE, context: { diagnostics: [] } }]],
  completionProvider: [['textDocument/completion', AT]],
  hoverProvider: [['textDocument/hover', AT]],
  documentSymbolProvider: [['textDocument/documentSymbol', AT]],
  definitionProvider: [['textDocument/definition', AT]],
  referencesProvider: [['textDocument/references', { ...AT, context: { includeDeclaration: true } }]],
  workspaceSymbolProvider: [['workspace/symbol', { query: 'x' }]],
  documentFormattingProvider: [['textDocument/formatting', { ...AT, options: { tabSize: 2, insertSpaces: true } }]],
  documentRangeFormattingProvider: [
    ['textDocument/rangeFormatting', { ...AT, range: RANGE, options: { tabSize: 2, insertSpaces: true } }],
  ],
  documentHighlightProvider: [['textDocument/documentHighlight', AT]],
  selectionRangeProvider: [['textDocument/selectionRange', { ...AT, positions: [AT.position] }]],
  inlayHintProvider: [['textDocument/inlayHint', { ...AT, range: RANGE }]],
  renameProvider: [
    ['textDocument/prepareRename', AT],
    ['textDocument/rename', { ...AT, newName: 'x' }],
  ],
  foldingRangeProvider: [['textDocument/foldingRange', AT]],
  documentLinkProvider: [['textDocument/documentLink', AT]],
  codeLensProvider: [['textDocument/codeLens', AT]],
  executeCommandProvider: [['workspace/executeCommand', { command: 'segur.expliquerRegle', arguments: ['siret'] }]],
};
/** What a capability promises besides, if it says so. */
const RESOLVES: Readonly<Record<string, readonly [method: string, params: object]>> = {
  codeActionProvider: ['codeAction/resolve', { title: 'x' }],
  workspaceSymbolProvider: ['workspaceSymbol/resolve', { name: 'x', kind: 5, location: { uri: URI } }],
  codeLensProvider: ['codeLens/resolve', { range: RANGE }],
};
/** No request goes through these. */
const SILENT: ReadonlySet<string> = new Set(['positionEncoding', 'textDocumentSync', 'workspace']);

const CLIENTS: Readonly<Record<string, { capabilities: ClientCapabilities; commands: readonly string[] }>> = {
  'a bare client': { capabilities: {}, commands: [] },
  'a client that is told': { capabilities: PUSHED, commands: [] },
  'a modern editor without our commands': { capabilities: WATCHING, commands: [] },
  'our own': { capabilities: WATCHING, commands: ['segur.preparerDepot', 'segur.choisirPiece'] },
};

async function isHandled(client: TestClient, method: string, params: object): Promise<boolean> {
  try {
    await client.connection.sendRequest(method, params);
    return true;
  } catch (error) {
    assert.ok(error instanceof ResponseError, String(error));
    return error.code !== ErrorCodes.MethodNotFound;
  }
}

const resolves = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'resolveProvider' in value && value.resolveProvider === true;

describe('capabilities', () => {
  for (const [name, { capabilities, commands }] of Object.entries(CLIENTS))
    it(`${name} can call what is announced, and nothing else`, async () => {
      const client = await TestClient.start({ capabilities, initializationOptions: { commands } });
      client.open(URI, correctFile('MDV-LGC/avance'));
      const announced: ServerCapabilities = client.server.capabilities;
      const given = new Map(Object.entries(announced).filter(([, value]) => value !== undefined && value !== false));
      for (const key of given.keys())
        assert.ok(
          SILENT.has(key) || PROMISES[key] !== undefined,
          `${key} is announced, and nobody knows what it promises`,
        );
      for (const [key, requests] of Object.entries(PROMISES))
        for (const [method, params] of requests)
          assert.equal(await isHandled(client, method, params), given.has(key), method);
      for (const [key, [method, params]] of Object.entries(RESOLVES))
        if (resolves(given.get(key))) assert.ok(await isHandled(client, method, params), method);
    });
});

describe('diagnostics that are sent', () => {
  const WRONG = correctFile('MDV-LGC/avance').replace('"10002123452"', '"10002123453"');

  it('are sent once a version, however often they are looked at', async () => {
    const client = await TestClient.start({ capabilities: PUSHED });
    client.open(URI, WRONG);
    await client.diagnostics.first(({ uri, version }) => uri === URI && version === 1);
    // Unchanged settings still have everything checked again; the answer to the next edit comes after it.
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { segur: {} } });
    await client.connection.sendRequest('segur/fixAll', { uri: URI });
    client.edit(URI, '"10002123453"', '"10002123452"');
    await client.diagnostics.first(({ uri, version }) => uri === URI && version === 2);
    const sent = client.diagnostics.all.filter(({ uri }) => uri === URI);
    assert.deepEqual(
      sent.map(({ version, diagnostics }) => [version, diagnostics.length]),
      [
        [1, 1],
        [2, 0],
      ],
    );
  });
});
