import nodeModule from 'node:module';

/**
 * What editors start. The server proper is an ES module in chunks, so that a start doesn't read what only a document
 * needs. Where Node keeps compiled code (from 22.1 on, VS Code's own included), the next start compiles nothing.
 */
const enable: unknown = Reflect.get(nodeModule, 'enableCompileCache');
if (typeof enable === 'function') Reflect.apply(enable, nodeModule, []);
void import('./server.mjs');
