import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Lang } from '../texts/typeset.js';
import { serve } from './server.js';

/** Serves a client on the standard streams, until it ends the session. `lang`: where the client names none. */
export function serveStdio(lang: Lang): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  serve(connection, lang);
  connection.listen();
}
