import { type PdfTools, PdfRefused } from '../app/deposit/ports.js';
import { chunk } from './files.js';

/**
 * `pdf/index` of the web bundle. The libraries weigh more than all the rest together, so that they are a script of
 * their own, which is run when the first PDF is looked at: the first diagnostics don't wait for it.
 */

declare const importScripts: (address: string) => void;

let tools: Promise<PdfTools> | undefined;

/** Asked for anew after a failure. */
function load(): Promise<PdfTools> {
  tools ??= loaded().catch((error: unknown) => {
    tools = undefined;
    throw error;
  });
  return tools;
}

/** A worker that was made in memory has no address to import from; what it is given, it can. */
async function loaded(): Promise<PdfTools> {
  const address = URL.createObjectURL(new Blob([await chunk()], { type: 'text/javascript' }));
  try {
    importScripts(address);
  } finally {
    URL.revokeObjectURL(address);
  }
  if (globalThis.segurPdf === undefined) throw new Error('the script of the PDFs is another one');
  return globalThis.segurPdf;
}

export const pdfTools: PdfTools = {
  inspect: async bytes => (await load()).inspect(bytes),
  concatenate: async (request, signal) => {
    const loadedTools = await load();
    try {
      return await loadedTools.concatenate(request, signal);
    } catch (error) {
      // The script has a class of its own by that name.
      throw isRefusal(error) ? new PdfRefused(error.file, error.why) : error;
    }
  },
  text: async (bytes, signal) => (await load()).text(bytes, signal),
};

const isRefusal = (error: unknown): error is PdfRefused => error instanceof Error && error.name === 'PdfRefused';
