import type { PdfTools } from '../app/deposit/ports.js';

/** Each library is loaded when it is first needed: a check alone does not pay for them. */
export const pdfTools: PdfTools = {
  inspect: async bytes => (await import('./open.js')).inspect(bytes),
  concatenate: async (request, signal) => (await import('./concatenate.js')).concatenate(request, signal),
  text: async (bytes, signal) => (await import('./text.js')).textOf(bytes, signal),
};
