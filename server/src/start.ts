import { greet } from './lsp/greeting.js';
import { prepareV8 } from './node/v8.js';
import { languageOf } from './texts/typeset.js';

/**
 * What editors start. This small script answers `initialize` from what it knows; the server proper is an ES module in
 * chunks, so that starting doesn't read what only a document needs.
 */
async function start(args: readonly string[]): Promise<void> {
  const lang = languageOf(undefined, process.env);
  const channel = args.includes('--node-ipc') ? 'ipc' : args.includes('--stdio') ? 'stdio' : undefined;
  const greeting = channel && (await greet(channel, lang));
  const { serveArguments, serveGreeted } = await import('./server.mjs');
  if (channel === undefined || greeting === undefined) serveArguments(lang);
  else serveGreeted(channel, lang, greeting);
}

prepareV8();
void start(process.argv.slice(2));
