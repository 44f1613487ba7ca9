import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFContext,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { arrayOf, asDict, dictOf, hexText, nameOf, numberOf, refsOf, valueOf } from './objects.js';
import type { OpenPdf } from './open.js';
import type { Copier } from './pages.js';

/** How many nodes of a name tree are read: far more than any document has. */
const MAX_NODES = 10_000;

/**
 * Turns links to a name into links to the page itself: the names are left behind, since two documents could use the
 * same ones.
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

/** The layers of all documents: without their table every reader would show the hidden ones. */
export class Layers {
  private readonly groups: PDFRef[] = [];
  private readonly off: PDFRef[] = [];
  private readonly lists: Record<'Order' | 'AS' | 'RBGroups' | 'Locked', PDFObject[]> = {
    Order: [],
    AS: [],
    RBGroups: [],
    Locked: [],
  };

  constructor(private readonly target: PDFContext) {}

  add({ catalog }: OpenPdf, copier: Copier): void {
    const properties = dictOf(catalog, 'OCProperties');
    const settings = properties && dictOf(properties, 'D');
    if (properties === undefined || settings === undefined) return;
    const groups = refsOf(arrayOf(properties, 'OCGs'));
    const on = new Set(refsOf(arrayOf(settings, 'ON')));
    const off =
      nameOf(settings, 'BaseState') === 'OFF'
        ? groups.filter(group => !on.has(group))
        : refsOf(arrayOf(settings, 'OFF'));
    this.groups.push(...groups.map(group => copier.reference(group)));
    this.off.push(...off.map(group => copier.reference(group)));
    for (const [key, list] of Object.entries(this.lists)) {
      const value = arrayOf(settings, key);
      if (value instanceof PDFArray) list.push(...copier.array(value).asArray());
    }
    copier.finish();
  }

  finish(): PDFDict | undefined {
    if (this.groups.length === 0) return undefined;
    const lists = Object.fromEntries(Object.entries(this.lists).filter(([, list]) => list.length > 0));
    return this.target.obj({ OCGs: this.groups, D: { ...lists, ...(this.off.length === 0 ? {} : { OFF: this.off }) } });
  }
}

const FIELD_KEYS = [
  'FT',
  'T',
  'TU',
  'TM',
  'V',
  'DV',
  'Ff',
  'Lock',
  'SV',
  'Parent',
  'Kids',
  'AA',
  'A',
  'MK',
  'H',
] as const;
/** For an annotation: read only, locked. */
const FIXED = 64 | 128;

/**
 * Turns signatures into mere pictures: they are invalid in a file joined from several, and an empty field would ask for
 * a new one. Their appearance stays.
 */
export function flattenSignatures({ context, catalog, pages }: OpenPdf): void {
  const form = dictOf(catalog, 'AcroForm');
  const fields = form && arrayOf(form, 'Fields');
  const signatures = fields === undefined ? new Set() : takeSignatures(context, fields);
  for (const page of pages) {
    const annotations = arrayOf(context.lookup(page, PDFDict), 'Annots');
    for (let index = (annotations?.size() ?? 0) - 1; index >= 0; index--) {
      const widget = asDict(context, annotations?.get(index));
      if (widget === undefined || (!signatures.has(widget) && fieldType(widget) !== 'Sig')) continue;
      // One that shows nothing can go.
      if (dictOf(widget, 'AP') === undefined) annotations?.remove(index);
      else makePicture(widget);
    }
  }
}

/** Takes signature fields out of a list of fields and its sublists: returns them and their widgets. */
function takeSignatures(context: PDFContext, fields: PDFArray): ReadonlySet<PDFDict> {
  const signatures = new Set<PDFDict>();
  const seen = new Set<PDFArray>([fields]);
  const queue = [fields];
  for (let list = queue.pop(); list !== undefined; list = queue.pop()) {
    for (let index = list.size() - 1; index >= 0; index--) {
      const field = asDict(context, list.get(index));
      if (field === undefined) continue;
      const kids = arrayOf(field, 'Kids');
      if (fieldType(field) === 'Sig') {
        list.remove(index);
        signatures.add(field);
        for (const kid of kids?.asArray() ?? []) {
          const widget = asDict(context, kid);
          if (widget !== undefined) signatures.add(widget);
        }
      } else if (kids !== undefined && !seen.has(kids)) {
        seen.add(kids);
        queue.push(kids);
      }
    }
  }
  return signatures;
}

/** Its own type or one from the fields above it. */
function fieldType(field: PDFDict): string | undefined {
  const seen = new Set<PDFDict>();
  for (let node: PDFDict | undefined = field; node !== undefined && !seen.has(node); node = dictOf(node, 'Parent')) {
    seen.add(node);
    const type = nameOf(node, 'FT');
    if (type !== undefined) return type;
  }
  return undefined;
}

/** A stamp looks like the widget, and asks for nothing. */
function makePicture(widget: PDFDict): void {
  for (const key of FIELD_KEYS) widget.delete(PDFName.of(key));
  widget.set(PDFName.of('Subtype'), PDFName.of('Stamp'));
  widget.set(PDFName.of('F'), PDFNumber.of((numberOf(widget, 'F') ?? 0) | FIXED));
}

/**
 * The fields of all documents in one form: each document's below a field of its own, so that equal names don't collide.
 */
export class Forms {
  private readonly fields: PDFRef[] = [];
  private resources: PDFDict | undefined;
  private needAppearances = false;

  constructor(private readonly target: PDFContext) {}

  /** @param rank from 1 */
  add({ catalog }: OpenPdf, copier: Copier, rank: number): void {
    const form = dictOf(catalog, 'AcroForm');
    const fields = refsOf(form && arrayOf(form, 'Fields'));
    if (form === undefined || fields.length === 0) return;
    const own = this.target.nextRef();
    const kids = fields.map(field => copier.reference(field));
    const node = this.target.obj({ T: hexText(`document${String(rank)}`), Kids: kids });
    for (const key of ['DA', 'Q']) {
      const value = valueOf(form, key);
      if (value !== undefined) node.set(PDFName.of(key), copier.value(value));
    }
    this.target.assign(own, node);
    this.fields.push(own);
    copier.finish();
    for (const kid of kids) asDict(this.target, kid)?.set(PDFName.of('Parent'), own);
    this.needAppearances ||= String(valueOf(form, 'NeedAppearances')) === 'true';
    const resources = dictOf(form, 'DR');
    if (resources !== undefined) this.addResources(resources, copier);
  }

  /** The form for the catalog; undefined if no document has fields. */
  finish(): PDFDict | undefined {
    if (this.fields.length === 0) return undefined;
    return this.target.obj({
      Fields: this.fields,
      ...(this.resources === undefined ? {} : { DR: this.resources }),
      ...(this.needAppearances ? { NeedAppearances: true } : {}),
    });
  }

  /** Fonts and the like by name; the first document that names one wins, since they are the standard ones. */
  private addResources(resources: PDFDict, copier: Copier): void {
    this.resources ??= PDFDict.withContext(this.target);
    for (const key of resources.keys()) {
      const category = asDict(resources.context, resources.get(key));
      if (category === undefined) continue;
      const known = asDict(this.target, this.resources.get(key)) ?? PDFDict.withContext(this.target);
      for (const [name, value] of category.entries()) {
        if (!known.has(name)) known.set(name, copier.value(value));
      }
      this.resources.set(key, known);
    }
    copier.finish();
  }
}
