import type { PdfTools } from '../app/deposit/ports.js';

/** Each library is loaded when first needed: a mere check doesn't pay for them. */
export const pdfTools: PdfTools = {
  inspect: async bytes => (await import('./open.js')).inspect(bytes),
  concatenate: async (request, signal) => (await import('./concatenate.js')).concatenate(request, signal),
  text: async (bytes, signal) => (await import('./text.js')).textOf(bytes, signal),
};
