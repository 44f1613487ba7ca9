import {
  ParseSpeeds,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PdfInspection } from '../app/deposit/ports.js';
import type { PdfState } from '../format/pieces/folder.js';
import { asBuffer, endingOf, fromHeader, isBomb, isMostlyJunk, withoutTail } from './bytes.js';
import { dictOf, textOf, valueOf } from './objects.js';
import { hasAllItNeeds, isWhole, pagesOf } from './pages.js';

export interface OpenPdf {
  readonly state: 'pdf';
  readonly context: PDFContext;
  readonly catalog: PDFDict;
  /** References of its pages, in order. */
  readonly pages: readonly PDFRef[];
}

export type Opened = OpenPdf | { readonly state: Exclude<PdfState['state'], 'pdf' | 'unreadable'> };

/**
 * Reads a PDF as readers do: with anything before its header or after its end, with or without a correct table of its
 * objects, locked with an empty password. Never throws.
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
    // The library's errors; also stack overflow by endless nesting, and running out of memory with hundreds of
    // megabytes.
    return { state: 'damaged' };
  }
}

const OPTIONS = { ignoreEncryption: true, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest, preserveXFA: true };

/** Undefined if opening it needs a password or a certificate. */
async function load(file: Uint8Array): Promise<PDFContext | undefined> {
  // The library slices streams off, which copies bytes of any other type, and never writes to them.
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

/** Runs a library that prints numbers from the files it reads to the console: the content of files is confidential. */
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

/** Whether a file can serve as an attachment. Never throws. */
export async function inspect(bytes: Uint8Array): Promise<PdfInspection> {
  const opened = await openPdf(bytes);
  return opened.state === 'pdf' ? describe(opened) : opened;
}

export function describe({ context, catalog, pages }: OpenPdf): PdfInspection & { readonly state: 'pdf' } {
  const date = informationOf(context, 'CreationDate', dayOf);
  const title = informationOf(context, 'Title', text => (text.trim() === '' ? undefined : text.trim()));
  return {
    state: 'pdf',
    pages: pages.length,
    signed: isSigned(context, catalog),
    ...(date === undefined ? {} : { date }),
    ...(title === undefined ? {} : { title }),
  };
}

function informationOf(
  context: PDFContext,
  key: string,
  read: (text: string) => string | undefined,
): string | undefined {
  const info = context.lookup(context.trailerInfo.Info);
  const text = info instanceof PDFDict ? textOf(info, key) : undefined;
  return text === undefined ? undefined : read(text);
}

/** `D:20220301233000+01'00'` → `2022-03-01`: the day by the author's clock. */
export function dayOf(date: string): string | undefined {
  const [, year = '', month = '01', day = '01'] = /^\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?/.exec(date) ?? [];
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return year < '1980' || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

const VALUE = PDFName.of('V');

/**
 * Whether somebody signed this document: a range of bytes and the signature over it, wherever they are. The right to
 * fill in forms that Adobe's products sign (UR3) is nobody's signature.
 */
function isSigned(context: PDFContext, catalog: PDFDict): boolean {
  const permissions = dictOf(catalog, 'Perms');
  const usageRights = permissions && dictOf(permissions, 'UR3');
  return context.enumerateIndirectObjects().some(([, object]) => {
    if (!(object instanceof PDFDict)) return false;
    if (object !== usageRights && isSignature(object)) return true;
    // A field may contain its signature directly.
    const value = object.get(VALUE);
    return value instanceof PDFDict && isSignature(value);
  });
}

function isSignature(dict: PDFDict): boolean {
  if (!(valueOf(dict, 'ByteRange') instanceof PDFArray)) return false;
  const contents = valueOf(dict, 'Contents');
  return contents instanceof PDFHexString || contents instanceof PDFString;
}
