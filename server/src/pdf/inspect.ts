import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFContext } from '@cantoo/pdf-lib';
import type { PdfInspection } from '../app/deposit/ports.js';
import { dictOf, textOf, valueOf } from './objects.js';
import { openPdf, type OpenPdf } from './open.js';

/** What a file is worth as a pièce. Never throws. */
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

/** `D:20220301233000+01'00'` → `2022-03-01`: the day as the author's clock had it. */
export function dayOf(date: string): string | undefined {
  const [, year = '', month = '01', day = '01'] = /^\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?/.exec(date) ?? [];
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return year < '1980' || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

const VALUE = PDFName.of('V');

/**
 * Whether somebody signed this document: a range of bytes and the signature over it, wherever they stand. The right to
 * fill in forms that Adobe's products sign (UR3) is no one's signature.
 */
function isSigned(context: PDFContext, catalog: PDFDict): boolean {
  const permissions = dictOf(catalog, 'Perms');
  const usageRights = permissions && dictOf(permissions, 'UR3');
  return context.enumerateIndirectObjects().some(([, object]) => {
    if (!(object instanceof PDFDict)) return false;
    if (object !== usageRights && isSignature(object)) return true;
    // A field may hold its signature itself.
    const value = object.get(VALUE);
    return value instanceof PDFDict && isSignature(value);
  });
}

function isSignature(dict: PDFDict): boolean {
  if (!(valueOf(dict, 'ByteRange') instanceof PDFArray)) return false;
  const contents = valueOf(dict, 'Contents');
  return contents instanceof PDFHexString || contents instanceof PDFString;
}
