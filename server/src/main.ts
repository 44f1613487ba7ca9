import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { languageOf } from './format/domain/langue.js';
import { serve } from './lsp/server.js';

const connection = createConnection(ProposedFeatures.all);
serve(connection, languageOf(undefined, process.env));
connection.listen();
