import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { serve } from '../lsp/server.js';
import { askFor } from './files.js';

/** The server in a browser: a worker, whose client is its creator. */
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(globalThis),
  new BrowserMessageWriter(globalThis),
);
askFor(connection);
serve(connection, 'fr');
connection.listen();
