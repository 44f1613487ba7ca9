import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/server.js';

const connection = createConnection(ProposedFeatures.all);
serve(connection);
connection.listen();
