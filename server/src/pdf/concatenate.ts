import { setImmediate as turn } from 'node:timers/promises';
import {
  PDFContext,
  type PDFDict,
  PDFHeader,
  PDFHexString,
  PDFName,
  type PDFRef,
  PDFString,
  PDFWriter,
} from '@cantoo/pdf-lib';
import {
  type Concatenated,
  type ConcatenateRequest,
  PdfRefused,
  type PlacedDocument,
  type SourceDocument,
} from '../app/deposit/ports.js';
import { Copier } from './pages.js';
import { type CoverRow, drawCover, HEIGHT, type Sheet, WIDTH } from './cover.js';
import { embedFonts } from './font.js';
import { flattenSignatures, Forms, Layers, resolveLinks } from './interactive.js';
import { describe, openPdf } from './open.js';
import { createHash } from 'node:crypto';
import { hexText } from './objects.js';

/** How many objects are written before the event loop gets its turn. */
const OBJECTS_PER_TICK = 500;
const PRODUCER = 'Ségur JSON';

/**
 * Joins several PDFs into one: cover, unchanged pages, bookmarks, originals. @throws PdfRefused, and the signal's
 * reason
 */
export async function concatenate(request: ConcatenateRequest, signal?: AbortSignal): Promise<Concatenated> {
  const { cover, documents } = request;
  const target = PDFContext.create();
  target.header = PDFHeader.forVersion(1, 7);
  const tree = target.nextRef();
  const forms = new Forms(target);
  const layers = new Layers(target);
  const attachments = new Attachments(target);
  const pages: (readonly PDFRef[])[] = [];
  const rows: CoverRow[] = [];
  for (const [index, document] of documents.entries()) {
    await turn();
    signal?.throwIfAborted();
    const opened = await openPdf(document.bytes);
    if (opened.state !== 'pdf') throw new PdfRefused(document.name, opened.state);
    const { signed, date } = describe(opened);
    flattenSignatures(opened);
    resolveLinks(opened);
    const copier = new Copier(opened.context, target, opened.pages, tree);
    pages.push(opened.pages.map(page => copier.reference(page)));
    copier.finish();
    forms.add(opened, copier, index + 1);
    layers.add(opened, copier);
    attachments.add(document);
    rows.push({
      name: document.name,
      pages: opened.pages.length,
      signed,
      ...(document.label === undefined ? {} : { label: document.label }),
      ...(date === undefined ? {} : { date }),
    });
  }
  signal?.throwIfAborted();
  const fonts = embedFonts(target);
  const sheets = drawCover(cover, rows, fonts);
  const resources = target.register(target.obj({ Font: { F1: fonts.regular.ref, F2: fonts.bold.ref } }));
  const firsts = pages.flatMap(list => list.slice(0, 1));
  const covers = sheets.map(sheet => coverPage(target, sheet, { tree, resources, firsts }));
  const kids = [...covers, ...once(target, pages.flat())];
  target.assign(tree, target.obj({ Type: 'Pages', Kids: kids, Count: kids.length }));
  const catalog = target.obj({
    Type: 'Catalog',
    Pages: tree,
    Lang: PDFString.of('fr-FR'),
    PageMode: 'UseOutlines',
    ViewerPreferences: { DisplayDocTitle: true },
    Outlines: outlineOf(target, [
      ...covers.slice(0, 1).map(page => ({ title: 'Récapitulatif', page })),
      ...firsts.map((page, index) => ({ title: rows[index]?.name ?? '', page })),
    ]),
  });
  attachments.finish(catalog);
  const form = forms.finish();
  if (form !== undefined) catalog.set(PDFName.of('AcroForm'), target.register(form));
  const properties = layers.finish();
  if (properties !== undefined) catalog.set(PDFName.of('OCProperties'), target.register(properties));
  const id = PDFHexString.of(fingerprint(request));
  target.trailerInfo.Root = target.register(catalog);
  target.trailerInfo.Info = target.register(
    target.obj({ Title: hexText(cover.title), Producer: hexText(PRODUCER), Creator: hexText(PRODUCER) }),
  );
  target.trailerInfo.ID = target.obj([id, id]);
  const bytes = await PDFWriter.forContext(target, OBJECTS_PER_TICK)
    .serializeToBuffer()
    .catch((error: unknown) => {
      // Together they exceed the machine's memory: the largest is to blame.
      const heaviest = [...documents].sort((a, b) => b.bytes.length - a.bytes.length)[0];
      throw error instanceof RangeError && heaviest !== undefined ? new PdfRefused(heaviest.name, 'unreadable') : error;
    });
  signal?.throwIfAborted();
  return { bytes, pages: kids.length, documents: placed(rows, covers.length) };
}

interface CoverParts {
  readonly tree: PDFRef;
  readonly resources: PDFRef;
  readonly firsts: readonly PDFRef[];
}

function coverPage(target: PDFContext, sheet: Sheet, { tree, resources, firsts }: CoverParts): PDFRef {
  const links = sheet.links.flatMap(({ box, document }) => {
    const page = firsts[document];
    return page === undefined
      ? []
      : [
          target.register(
            target.obj({
              Type: 'Annot',
              Subtype: 'Link',
              Rect: [...box],
              Border: [0, 0, 0],
              F: 4,
              Dest: [page, 'Fit'],
            }),
          ),
        ];
  });
  return target.register(
    target.obj({
      Type: 'Page',
      Parent: tree,
      MediaBox: [0, 0, WIDTH, HEIGHT],
      Resources: resources,
      Contents: target.register(target.flateStream(sheet.content)),
      ...(links.length === 0 ? {} : { Annots: links }),
    }),
  );
}

/** A page that its document shows twice becomes two pages here: a tree may name each only once. */
function once(target: PDFContext, pages: readonly PDFRef[]): readonly PDFRef[] {
  const seen = new Set<PDFRef>();
  return pages.map(ref => {
    const page = target.lookup(ref);
    if (!seen.has(ref) || page === undefined) {
      seen.add(ref);
      return ref;
    }
    return target.register(page.clone(target));
  });
}

function placed(rows: readonly CoverRow[], covers: number): readonly PlacedDocument[] {
  let start = covers + 1;
  return rows.map(({ name, pages, signed }) => {
    start += pages;
    return { name, pages, start: start - pages, signed };
  });
}

/** The file's identifier, from its content: the same inputs give the same file. */
function fingerprint({ cover, documents }: ConcatenateRequest): string {
  const hash = createHash('sha256').update(JSON.stringify([cover.title, cover.facts, cover.footer]));
  for (const { name, label, bytes } of documents)
    hash.update(JSON.stringify([name, label ?? '', bytes.length])).update(bytes);
  return hash.digest('hex').slice(0, 32);
}

/** Bookmarks in one flat list. */
function outlineOf(target: PDFContext, entries: readonly { readonly title: string; readonly page: PDFRef }[]): PDFRef {
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

/** A PDF of this size consists of scans, which don't compress: trying takes a minute, and as much memory again. */
const TOO_HEAVY_TO_PACK = 64 * 1024 * 1024;

/** The originals, byte for byte, as attachments of the document. */
export class Attachments {
  private readonly files: { readonly name: string; readonly ref: PDFRef }[] = [];
  private readonly names = new Set<string>();

  constructor(private readonly target: PDFContext) {}

  add({ name, bytes, label }: SourceDocument): void {
    const unique = this.unique(name);
    const about = {
      Type: 'EmbeddedFile',
      Subtype: PDFName.of('application/pdf'),
      Params: { Size: bytes.length, CheckSum: PDFHexString.of(createHash('md5').update(bytes).digest('hex')) },
    };
    const stream = this.target.register(
      bytes.length > TOO_HEAVY_TO_PACK ? this.target.stream(bytes, about) : this.target.flateStream(bytes, about),
    );
    this.files.push({
      name: unique,
      ref: this.target.register(
        this.target.obj({
          Type: 'Filespec',
          F: hexText(unique),
          UF: hexText(unique),
          EF: { F: stream, UF: stream },
          AFRelationship: 'Source',
          ...(label === undefined ? {} : { Desc: hexText(label) }),
        }),
      ),
    });
  }

  finish(catalog: PDFDict): void {
    // A name tree is sorted by the bytes of its names.
    const sorted = this.files
      .map(({ name, ref }) => ({ key: hexText(name), ref }))
      .sort((a, b) => (a.key.asString() < b.key.asString() ? -1 : 1));
    catalog.set(
      PDFName.of('Names'),
      this.target.obj({ EmbeddedFiles: { Names: sorted.flatMap(({ key, ref }) => [key, ref]) } }),
    );
    catalog.set(PDFName.of('AF'), this.target.obj(this.files.map(({ ref }) => ref)));
  }

  /** Readers save attachments as files, sometimes on case-insensitive systems. */
  private unique(name: string): string {
    const [, stem = name, extension = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
    let candidate = name;
    for (let rank = 2; this.names.has(folded(candidate)); rank++) candidate = `${stem} (${String(rank)})${extension}`;
    this.names.add(folded(candidate));
    return candidate;
  }
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();
