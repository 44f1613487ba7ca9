/**
 * What editors start. The server proper is an ES module in chunks, so that a start doesn't read what only a document
 * needs.
 */
void import('./server.mjs');
