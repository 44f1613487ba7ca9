import type { PdfTools } from '../app/deposit/ports.js';
import { pdfTools } from '../pdf/index.js';

/** The script that `pdf` has run: what it is for stands where both find it. */
declare global {
  var segurPdf: PdfTools | undefined;
}

globalThis.segurPdf = pdfTools;
