/** The server proper, which `start.ts` loads. */
export { serveArguments, serveGreeted } from './lsp/connect.js';
