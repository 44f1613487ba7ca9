import {
  createConnection,
  DocumentDiagnosticReportKind,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { TextDocument, type LanguageService } from 'vscode-json-languageservice';
import { peerService, validated } from './peer.js';

/** The peer as a server: vscode-json-languageservice with pull diagnostics and nothing else, its minimum cost. */
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let service: LanguageService | undefined;

connection.onInitialize(() => {
  service = peerService(process.env['BENCH_SCHEMA'] ?? '');
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    },
  };
});
connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
  const document = documents.get(uri);
  const items = document === undefined || service === undefined ? [] : await validated(service, document);
  return { kind: DocumentDiagnosticReportKind.Full, items };
});
documents.listen(connection);
connection.listen();
