import type { PDFContext, PDFRef } from '@cantoo/pdf-lib';
import { hexText } from './objects.js';

/** Bookmarks in one flat list. */
export function outlineOf(
  target: PDFContext,
  entries: readonly { readonly title: string; readonly page: PDFRef }[],
): PDFRef {
  const root = target.nextRef();
  const refs = entries.map(() => target.nextRef());
  entries.forEach(({ title, page }, index) => {
    const [ref, previous, next] = [refs[index], refs[index - 1], refs[index + 1]];
    if (ref === undefined) return;
    target.assign(
      ref,
      target.obj({
        Title: hexText(title),
        Parent: root,
        Dest: [page, 'Fit'],
        ...(previous === undefined ? {} : { Prev: previous }),
        ...(next === undefined ? {} : { Next: next }),
      }),
    );
  });
  const [first, last] = [refs[0], refs.at(-1)];
  target.assign(
    root,
    target.obj({
      Type: 'Outlines',
      Count: refs.length,
      ...(first === undefined ? {} : { First: first }),
      ...(last === undefined ? {} : { Last: last }),
    }),
  );
  return root;
}
