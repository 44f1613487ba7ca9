import nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { languageOf } from './texts/typeset.js';
import { greet } from './lsp/greeting.js';

/**
 * What editors start. This small script answers `initialize` from what it knows; the server proper is an ES module in
 * chunks, so that starting doesn't read what only a document needs. If Node caches compiled code (from 22.1 on, VS
 * Code's own included), the next start compiles nothing.
 */
async function start(args: readonly string[]): Promise<void> {
  const lang = languageOf(undefined, process.env);
  const channel = args.includes('--node-ipc') ? 'ipc' : args.includes('--stdio') ? 'stdio' : undefined;
  const greeting = channel && (await greet(channel, lang));
  const { serveArguments, serveGreeted } = await import('./server.mjs');
  if (channel === undefined || greeting === undefined) serveArguments(lang);
  else serveGreeted(channel, lang, greeting);
}

// As on the command line: V8 would put lignes among what is old, and make its code anew once it sees that they aren't.
setFlagsFromString('--no-allocation-site-pretenuring');
const enable: unknown = Reflect.get(nodeModule, 'enableCompileCache');
if (typeof enable === 'function') Reflect.apply(enable, nodeModule, []);
void start(process.argv.slice(2));
