import {
  PDFArray,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { inherited } from './pages.js';

/** More objects than the pages of any pièce need: beyond, they are taken as they are. */
const MAX_OBJECTS = 200_000;
/** What a page's look doesn't depend on: other pages, links, threads, structure, what programs note for themselves. */
const ELSEWHERE = new Set(
  [
    'Parent',
    'P',
    'B',
    'Dest',
    'A',
    'AA',
    'Popup',
    'IRT',
    'StructParent',
    'StructParents',
    'Metadata',
    'PieceInfo',
    'LastModified',
    'Thumb',
    'V',
    'Tabs',
  ].map(key => PDFName.of(key)),
);

/**
 * Whether all that the pages draw with is there, down to the files of their fonts. Whole files may name objects that
 * don't exist; where a file has lost the table of its objects, one that is missing is lost as well.
 */
export function hasAllItNeeds(context: PDFContext, pages: readonly PDFRef[]): boolean {
  const seen = new Set<PDFObject>(pages);
  const queue: PDFObject[] = [];
  for (const ref of pages) {
    const page = context.lookup(ref);
    if (!(page instanceof PDFDict)) return false;
    queue.push(page);
    const resources = inherited(page, 'Resources');
    if (resources !== undefined) queue.push(resources);
  }
  for (let item = queue.pop(); item !== undefined && seen.size < MAX_OBJECTS; item = queue.pop()) {
    if (item instanceof PDFRef) {
      if (seen.has(item)) continue;
      seen.add(item);
      const object = context.lookup(item);
      if (object === undefined || object instanceof PDFInvalidObject) return false;
      queue.push(object);
    } else if (item instanceof PDFArray) {
      for (const part of item.asArray()) queue.push(part);
    } else {
      const dict = item instanceof PDFStream ? item.dict : item;
      if (!(dict instanceof PDFDict)) continue;
      for (const [key, value] of dict.entries()) {
        if (!ELSEWHERE.has(key)) queue.push(value);
      }
    }
  }
  return true;
}
