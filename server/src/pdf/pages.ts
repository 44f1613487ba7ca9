import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { arrayOf, dictOf, nameOf, valueOf } from './objects.js';

/** More pages than any attachment has: a tree that claims so is a trap. */
const MAX_PAGES = 100_000;

/** Attributes that a page inherits from the tree above it. */
const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

/** The pages in order; undefined if the tree is broken: a page that it names is missing, or it has a cycle. */
export function pagesOf(context: PDFContext, catalog: PDFDict): readonly PDFRef[] | undefined {
  const root = dictOf(catalog, 'Pages');
  if (root === undefined) return undefined;
  const pages: PDFRef[] = [];
  const above = new Set<PDFDict>([root]);
  const stack: { readonly node: PDFDict; readonly kids: readonly PDFObject[]; next: number }[] = [
    { node: root, kids: kidsOf(root), next: 0 },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const kid = top.kids[top.next++];
    if (kid === undefined) {
      above.delete(top.node);
      stack.pop();
      continue;
    }
    const node = context.lookup(kid);
    if (!(kid instanceof PDFRef) || !(node instanceof PDFDict) || above.has(node)) return undefined;
    if (isTree(node)) {
      above.add(node);
      stack.push({ node, kids: kidsOf(node), next: 0 });
    } else if (pages.push(kid) > MAX_PAGES) {
      return undefined;
    }
  }
  return pages;
}

const kidsOf = (node: PDFDict): readonly PDFObject[] => arrayOf(node, 'Kids')?.asArray() ?? [];
const isTree = (node: PDFDict): boolean =>
  nameOf(node, 'Type') === 'Pages' || (nameOf(node, 'Type') !== 'Page' && arrayOf(node, 'Kids') !== undefined);

/** An attribute of a page, its own or inherited; a reference stays one. */
function inherited(page: PDFDict, key: string): PDFObject | undefined {
  const seen = new Set<PDFDict>();
  for (let node: PDFDict | undefined = page; node !== undefined && !seen.has(node); node = dictOf(node, 'Parent')) {
    seen.add(node);
    const value = node.get(PDFName.of(key));
    if (value !== undefined && valueOf(node, key) !== undefined) return value;
  }
  return undefined;
}

/** A truncated file still has its first pages: everything that a page draws must exist. */
export function isWhole(context: PDFContext, pages: readonly PDFRef[]): boolean {
  const checked = new Set<PDFObject>();
  return pages.every(ref => {
    const page = context.lookup(ref);
    if (!(page instanceof PDFDict)) return false;
    const contents = page.get(CONTENTS_KEY);
    return (contents === undefined || isContent(context, contents)) && drawsWhole(context, page, checked);
  });
}

const CONTENTS_KEY = PDFName.of('Contents');

function isContent(context: PDFContext, item: PDFObject): boolean {
  const value = context.lookup(item);
  if (value instanceof PDFArray) return value.asArray().every(part => context.lookup(part) instanceof PDFStream);
  return value instanceof PDFStream || (value !== undefined && !(item instanceof PDFRef));
}

/** Forms and images of the page; shared ones are examined once. */
function drawsWhole(context: PDFContext, page: PDFDict, checked: Set<PDFObject>): boolean {
  const resources = context.lookup(inherited(page, 'Resources'));
  if (!(resources instanceof PDFDict) || checked.has(resources)) return true;
  checked.add(resources);
  const drawn = dictOf(resources, 'XObject')?.values() ?? [];
  return drawn.every(item => context.lookup(item) instanceof PDFStream);
}

/** More objects than the pages of any attachment need: beyond this, they are assumed to be complete. */
const MAX_OBJECTS = 200_000;
/** What doesn't affect a page's appearance: other pages, links, threads, structure, programs' private data. */
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
 * Whether everything that the pages draw with exists, down to the font files. Complete files may name objects that
 * don't exist; if a file has lost its table of objects, a missing one is lost as well.
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

/**
 * Left behind: the source's tree, its reading threads (they would drag every page along), its structure, which isn't
 * copied, and its own tables.
 */
const PAGE_ONLY = new Set(['Parent', 'B', 'StructParents'].map(key => PDFName.of(key)));
const STRUCT_PARENT = PDFName.of('StructParent');
const LENGTH = PDFName.of('Length');

/**
 * Copies objects from one document into another with everything that they refer to, each once. Unlike the library's
 * copier it needs no stack for chains of references, keeps links between pages, and writes null for what the source
 * lacks.
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

  /** The reference's counterpart in the target; its object follows with `finish`. */
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
