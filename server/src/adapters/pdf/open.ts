import { ParseSpeeds, PDFDict, PDFDocument, type PDFContext, type PDFRef } from '@cantoo/pdf-lib';
import type { PdfState } from '../../core/pieces/folder.js';
import { fromHeader, isBomb } from './guard.js';
import { isMostlyJunk, withoutTail } from './junk.js';
import { isWhole, pagesOf } from './pages.js';
import { quietly } from './quiet.js';

export interface OpenPdf {
  readonly state: 'pdf';
  readonly context: PDFContext;
  readonly catalog: PDFDict;
  /** References of its pages, in order. */
  readonly pages: readonly PDFRef[];
}

export type Opened = OpenPdf | { readonly state: Exclude<PdfState['state'], 'pdf' | 'unreadable'> };

/**
 * Reads a PDF as readers do: whatever stands before its header or after its end, with or without a table of its objects, locked
 * with an empty password. Never throws.
 */
export async function openPdf(bytes: Uint8Array): Promise<Opened> {
  if (bytes.length === 0) return { state: 'empty' };
  const headed = fromHeader(bytes);
  if (headed === undefined) return { state: 'not-pdf' };
  const document = withoutTail(headed);
  if (isMostlyJunk(document) || isBomb(document)) return { state: 'damaged' };
  try {
    const context = await quietly(() => load(document));
    if (context === undefined) return { state: 'encrypted' };
    const catalog = context.lookup(context.trailerInfo.Root);
    if (!(catalog instanceof PDFDict)) return { state: 'damaged' };
    const pages = pagesOf(context, catalog);
    if (pages === undefined || !isWhole(context, pages)) return { state: 'damaged' };
    return pages.length === 0 ? { state: 'no-page' } : { state: 'pdf', context, catalog, pages };
  } catch {
    // The library's errors, and the stack that endless nesting overflows.
    return { state: 'damaged' };
  }
}

const OPTIONS = { ignoreEncryption: true, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest, preserveXFA: true };

/** Undefined where a password is needed to open it, or a certificate. */
async function load(bytes: Uint8Array): Promise<PDFContext | undefined> {
  const document = await PDFDocument.load(bytes, OPTIONS);
  if (!document.isEncrypted) return document.context;
  try {
    return (await PDFDocument.load(bytes, { ...OPTIONS, password: '' })).context;
  } catch {
    return undefined;
  }
}
