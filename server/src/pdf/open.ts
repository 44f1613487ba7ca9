import { PDFDict, PDFDocument, ParseSpeeds, type PDFContext, type PDFRef } from '@cantoo/pdf-lib';
import type { PdfState } from '../format/pieces/folder.js';
import { endingOf } from './bytes.js';
import { asBuffer, fromHeader, isBomb } from './bytes.js';
import { isMostlyJunk, withoutTail } from './bytes.js';
import { hasAllItNeeds } from './pages.js';
import { isWhole, pagesOf } from './pages.js';

export interface OpenPdf {
  readonly state: 'pdf';
  readonly context: PDFContext;
  readonly catalog: PDFDict;
  /** References of its pages, in order. */
  readonly pages: readonly PDFRef[];
}

export type Opened = OpenPdf | { readonly state: Exclude<PdfState['state'], 'pdf' | 'unreadable'> };

/**
 * Reads a PDF as readers do: whatever stands before its header or after its end, with a table of its objects or a wrong
 * one, locked with an empty password. Never throws.
 */
export async function openPdf(bytes: Uint8Array): Promise<Opened> {
  if (bytes.length === 0) return { state: 'empty' };
  const headed = fromHeader(bytes);
  if (headed === undefined) return { state: 'not-pdf' };
  const document = withoutTail(headed);
  try {
    const ending = endingOf(document, bytes.length - headed.length);
    if (ending === 'cut' || isMostlyJunk(document) || isBomb(document)) return { state: 'damaged' };
    const context = await quietly(() => load(document));
    if (context === undefined) return { state: 'encrypted' };
    const catalog = context.lookup(context.trailerInfo.Root);
    if (!(catalog instanceof PDFDict)) return { state: 'damaged' };
    const pages = pagesOf(context, catalog);
    if (pages === undefined || !isWhole(context, pages)) return { state: 'damaged' };
    if (ending === 'rebuilt' && !hasAllItNeeds(context, pages)) return { state: 'damaged' };
    return pages.length === 0 ? { state: 'no-page' } : { state: 'pdf', context, catalog, pages };
  } catch {
    // The library's errors, the stack that endless nesting overflows, the memory that hundreds of megabytes do.
    return { state: 'damaged' };
  }
}

const OPTIONS = { ignoreEncryption: true, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest, preserveXFA: true };

/** Undefined where a password is needed to open it, or a certificate. */
async function load(file: Uint8Array): Promise<PDFContext | undefined> {
  // The library slices streams off, which copies bytes of any other kind, and never writes to them.
  const bytes = asBuffer(file);
  const document = await PDFDocument.load(bytes, OPTIONS);
  if (!document.isEncrypted) return document.context;
  try {
    return (await PDFDocument.load(bytes, { ...OPTIONS, password: '' })).context;
  } catch {
    return undefined;
  }
}

const unsaid = (): void => undefined;
let spoken = console.warn;
let running = 0;

/** Runs a library that writes numbers of the files it reads to the console: what is in a file is nobody's business. */
export async function quietly<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running++ === 0) {
    spoken = console.warn;
    console.warn = unsaid;
  }
  try {
    return await work();
  } finally {
    if (--running === 0) console.warn = spoken;
  }
}
