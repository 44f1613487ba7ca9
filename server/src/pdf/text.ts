import { setImmediate as turn } from 'node:timers/promises';
import { isRecord } from '../language/unknown.js';
import { fromHeader, isBomb } from './bytes.js';

/** Enough for any invoice; a longer file is read up to here. */
const MAX_PAGES = 300;
const MAX_CHARACTERS = 2_000_000;
/** A page takes milliseconds: one that takes this long was made to. */
const MAX_MILLISECONDS = 20_000;

/**
 * The text of each page as the file writes it, with its lines; empty for pages without text. Undefined if it can't be
 * read. Never throws anything but the signal's reason.
 */
export async function textOf(bytes: Uint8Array, signal?: AbortSignal): Promise<readonly string[] | undefined> {
  signal?.throwIfAborted();
  const document = fromHeader(bytes);
  if (document === undefined || isBomb(document)) return undefined;
  const timeout = AbortSignal.timeout(MAX_MILLISECONDS);
  const stop = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  try {
    return await read(document, stop);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

async function read(document: Uint8Array, stop: AbortSignal): Promise<readonly string[]> {
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument, VerbosityLevel } = await getResolvedPDFJS();
  const loading = getDocument({
    // A copy: the library keeps the bytes for itself (and `slice` of a Buffer copies nothing).
    data: new Uint8Array(document),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    fontExtraProperties: false,
    enableXfa: false,
  });
  const abort = (): void => {
    void loading.destroy();
  };
  stop.addEventListener('abort', abort, { once: true });
  try {
    const pdf = await until(stop, loading.promise);
    const pages: string[] = [];
    let characters = 0;
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES) && characters < MAX_CHARACTERS; number++) {
      // The library never yields: without this, a request to stop isn't heard.
      await turn();
      const page = await until(stop, pdf.getPage(number));
      const { items } = await until(stop, page.getTextContent());
      const printed = items.map(item => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      const annotations: readonly unknown[] = await until(stop, page.getAnnotations());
      const text = [printed, ...annotations.flatMap(writtenIn)]
        .filter(part => part !== '')
        .join('\n')
        .slice(0, MAX_CHARACTERS);
      page.cleanup();
      characters += text.length;
      pages.push(text);
    }
    return pages;
  } finally {
    stop.removeEventListener('abort', abort);
    await loading.destroy();
  }
}

/** What somebody filled in, which is not part of the page's own text: form fields, and notes on the page. */
function writtenIn(annotation: unknown): readonly string[] {
  if (!isRecord(annotation) || annotation['hidden'] === true) return [];
  const { subtype, fieldType, fieldValue, contentsObj } = annotation;
  if (subtype === 'FreeText') return isRecord(contentsObj) ? textsIn(contentsObj['str']) : [];
  return subtype === 'Widget' && (fieldType === 'Tx' || fieldType === 'Ch') ? textsIn(fieldValue) : [];
}

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(text => typeof text === 'string');

/** The promise, unless the signal comes first. */
async function until<Value>(stop: AbortSignal, promise: Promise<Value>): Promise<Value> {
  stop.throwIfAborted();
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(new Error('aborted'));
    };
    stop.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (abort !== undefined) stop.removeEventListener('abort', abort);
  }
}
