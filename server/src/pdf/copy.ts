import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { INHERITABLE, inherited } from './pages.js';

/**
 * Left behind: the tree of the source, its reading threads (they'd drag every page along), its structure, which isn't
 * copied, and the place of its own tables.
 */
const PAGE_ONLY = new Set(['Parent', 'B', 'StructParents'].map(key => PDFName.of(key)));
const STRUCT_PARENT = PDFName.of('StructParent');
const LENGTH = PDFName.of('Length');

/**
 * Copies objects of one document into another with all that they refer to, each once. Unlike the library's copier it
 * needs no stack for chains of references, keeps links between pages, and writes null for what the source lacks.
 */
export class Copier {
  private readonly made = new Map<PDFRef, PDFRef>();
  private readonly queue: { readonly from: PDFRef; readonly to: PDFRef }[] = [];
  private readonly pages: ReadonlySet<PDFRef>;

  constructor(
    private readonly source: PDFContext,
    private readonly target: PDFContext,
    pages: readonly PDFRef[],
    private readonly parent: PDFRef,
  ) {
    this.pages = new Set(pages);
  }

  /** What the reference is called in the target; what it stands for follows with `finish`. */
  reference(from: PDFRef): PDFRef {
    const known = this.made.get(from);
    if (known !== undefined) return known;
    const to = this.target.nextRef();
    this.made.set(from, to);
    this.queue.push({ from, to });
    return to;
  }

  value(object: PDFObject): PDFObject {
    if (object instanceof PDFRef) return this.source.lookup(object) === undefined ? PDFNull : this.reference(object);
    if (object instanceof PDFArray) return this.array(object);
    if (object instanceof PDFDict) return this.dict(object);
    if (object instanceof PDFStream) return this.stream(object);
    return object;
  }

  array(array: PDFArray): PDFArray {
    const copy = PDFArray.withContext(this.target);
    for (const item of array.asArray()) copy.push(this.value(item));
    return copy;
  }

  /** Copies all that was referred to. */
  finish(): void {
    for (let next = this.queue.pop(); next !== undefined; next = this.queue.pop()) {
      const object = this.source.lookup(next.from);
      if (object === undefined) continue;
      this.target.assign(
        next.to,
        object instanceof PDFDict && this.pages.has(next.from) ? this.page(object) : this.value(object),
      );
    }
  }

  private page(page: PDFDict): PDFDict {
    const copy = PDFDict.withContext(this.target);
    for (const [key, value] of page.entries()) {
      if (!PAGE_ONLY.has(key)) copy.set(key, this.value(value));
    }
    for (const attribute of INHERITABLE) {
      const key = PDFName.of(attribute);
      const value = page.get(key) ?? inherited(page, attribute);
      if (value !== undefined) copy.set(key, this.value(value));
    }
    copy.set(PDFName.of('Type'), PDFName.of('Page'));
    copy.set(PDFName.of('Parent'), this.parent);
    return copy;
  }

  private dict(dict: PDFDict): PDFDict {
    const copy = PDFDict.withContext(this.target);
    for (const [key, value] of dict.entries()) {
      if (key !== STRUCT_PARENT) copy.set(key, this.value(value));
    }
    return copy;
  }

  private stream(stream: PDFStream): PDFStream {
    const dict = this.dict(stream.dict);
    const contents = stream.getContents();
    dict.set(LENGTH, PDFNumber.of(contents.length));
    return PDFRawStream.of(dict, contents);
  }
}
