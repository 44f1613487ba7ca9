import { PDFDict, type PDFContext } from '@cantoo/pdf-lib';
import type { PdfInspection } from '../app/deposit/ports.js';
import { textOf } from './objects.js';
import { openPdf, type OpenPdf } from './open.js';
import { isSigned } from './signatures.js';

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
