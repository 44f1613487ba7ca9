import { reportWordsOf } from '../../texts/cli/reports.js';
import { EXIT, type Define } from '../options.js';

/** Speaks the Language Server Protocol on the standard streams, until the client ends it. */
export const define: Define = ({ console, add, done }) => {
  const words = reportWordsOf(console.lang);
  add('lsp', words.lsp)
    .option('--stdio', words.stdio)
    .action(async () => {
      const { createConnection, ProposedFeatures } = await import('vscode-languageserver/node');
      const { serve } = await import('../../lsp/server.js');
      const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
      serve(connection, console.lang);
      connection.listen();
      done(EXIT.ok);
    });
};
