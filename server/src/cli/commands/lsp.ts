import { reportWordsOf } from '../../texts/cli/reports.js';
import { EXIT, type Define } from '../options.js';

/** Speaks the Language Server Protocol on the standard streams, until the client ends it. */
export const define: Define = ({ console, add, done }) => {
  const words = reportWordsOf(console.lang);
  add('lsp', words.lsp)
    .option('--stdio', words.stdio)
    .action(async () => {
      const { serveStdio } = await import('../../lsp/stdio.js');
      serveStdio(console.lang);
      done(EXIT.ok);
    });
};
