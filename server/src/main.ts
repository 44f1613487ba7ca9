import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { languageOf } from './texts/typeset.js';
import { serve } from './lsp/server.js';

const connection = createConnection(ProposedFeatures.all);
serve(connection, languageOf(undefined, process.env));
connection.listen();
