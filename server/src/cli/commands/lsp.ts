import { reportWordsOf } from '../../texts/cli/reports.js';
import { EXIT, type Define } from '../options.js';

/** Speaks the Language Server Protocol on the standard streams until the client ends it. */
export const define: Define = ({ console, add, done }) => {
  const words = reportWordsOf(console.lang);
  add('lsp', words.lsp)
    .option('--stdio', words.stdio)
    .action(async () => {
      const { greet } = await import('../../lsp/greeting.js');
      const greeting = await greet('stdio', console.lang);
      const { serveGreeted } = await import('../../lsp/connect.js');
      serveGreeted('stdio', console.lang, greeting);
      done(EXIT.ok);
    });
};
