import { createHash } from 'node:crypto';
import { PDFHexString, PDFName, type PDFContext, type PDFDict, type PDFRef } from '@cantoo/pdf-lib';
import type { SourceDocument } from '../app/deposit/ports.js';
import { hexText } from './objects.js';

/** A PDF of this weight is made of scans, which don't pack: trying takes a minute, and as much memory again. */
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

  /** Readers save attachments as files, some of them on systems that don't tell case. */
  private unique(name: string): string {
    const [, stem = name, extension = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
    let candidate = name;
    for (let rank = 2; this.names.has(folded(candidate)); rank++) candidate = `${stem} (${String(rank)})${extension}`;
    this.names.add(folded(candidate));
    return candidate;
  }
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();
