import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFContext, type PDFObject } from '@cantoo/pdf-lib';
import { arrayOf, asDict, dictOf, nameOf, valueOf } from './objects.js';
import type { OpenPdf } from './open.js';

/** Nodes of a name tree that are looked at: far more than any document has. */
const MAX_NODES = 10_000;

/**
 * Makes links that go to a name go to the page itself: the names stay behind, those of two documents could be the same.
 */
export function resolveLinks({ context, catalog, pages }: OpenPdf): void {
  let known: ReadonlyMap<string, PDFArray> | undefined;
  for (const page of pages) {
    for (const item of arrayOf(context.lookup(page, PDFDict), 'Annots')?.asArray() ?? []) {
      const annotation = asDict(context, item);
      if (annotation === undefined || nameOf(annotation, 'Subtype') !== 'Link') continue;
      const action = dictOf(annotation, 'A');
      const [holder, key] =
        action !== undefined && nameOf(action, 'S') === 'GoTo' ? [action, 'D'] : [annotation, 'Dest'];
      const name = nameIn(valueOf(holder, key));
      if (name === undefined) continue;
      known ??= destinations(context, catalog);
      const destination = known.get(name);
      if (destination !== undefined) holder.set(PDFName.of(key), destination);
    }
  }
}

function nameIn(value: PDFObject | undefined): string | undefined {
  if (value instanceof PDFName) return value.decodeText();
  return value instanceof PDFString || value instanceof PDFHexString
    ? Buffer.from(value.asBytes()).toString('latin1')
    : undefined;
}

function destinations(context: PDFContext, catalog: PDFDict): ReadonlyMap<string, PDFArray> {
  const found = new Map<string, PDFArray>();
  const add = (name: string | undefined, value: PDFObject | undefined): void => {
    const target = context.lookup(value);
    const array = target instanceof PDFDict ? arrayOf(target, 'D') : target;
    if (name !== undefined && array instanceof PDFArray) found.set(name, array);
  };
  for (const [name, value] of dictOf(catalog, 'Dests')?.entries() ?? []) add(name.decodeText(), value);
  const names = dictOf(catalog, 'Names');
  const root = names && dictOf(names, 'Dests');
  const queue = root === undefined ? [] : [root];
  let nodes = 0;
  for (let node = queue.pop(); node !== undefined && nodes++ < MAX_NODES; node = queue.pop()) {
    const pairs = arrayOf(node, 'Names')?.asArray() ?? [];
    for (let index = 0; index + 1 < pairs.length; index += 2)
      add(nameIn(context.lookup(pairs[index])), pairs[index + 1]);
    for (const kid of arrayOf(node, 'Kids')?.asArray() ?? []) {
      const child = asDict(context, kid);
      if (child !== undefined) queue.push(child);
    }
  }
  return found;
}
