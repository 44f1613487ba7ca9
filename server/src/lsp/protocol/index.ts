/** What client and server say to each other beyond LSP: names and types. The client takes no code from the server. */
export * from './document.js';
export * from './pieces.js';
export * from './transform.js';
