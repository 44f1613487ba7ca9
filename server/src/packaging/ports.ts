import type { PdfState } from '../core/pieces/folder.js';

/**
 * What the packaging needs of the outside. Implemented in `adapters/`, faked in tests. Every method that takes a signal rejects
 * with its reason as soon as it is aborted.
 */

/** A PDF looked into. */
export type PdfInspection = PdfState & {
  /** `D:`-date of the document as ISO day (AAAA-MM-JJ) where the PDF tells one. */
  readonly date?: string;
  readonly title?: string;
};

export interface SourceDocument {
  /** Shown in the table and used as the attachment's name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the first page says above its table. All texts are ready to be printed, in French. */
export interface CoverPage {
  /** « Factures de la demande BDC-2022-0001 » */
  readonly title: string;
  /** Label and value: publisher, dossier, demande, beneficiary, amount… */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** « Document établi par Ségur JSON… » */
  readonly footer: string;
}

export interface ConcatenateRequest {
  readonly cover: CoverPage;
  readonly documents: readonly SourceDocument[];
}

export interface Concatenated {
  readonly bytes: Uint8Array;
  /** Pages in all, the first page included. */
  readonly pages: number;
}

/** Why a PDF was refused; `name` is the source's. */
export class PdfRefused extends Error {
  override readonly name = 'PdfRefused';

  constructor(readonly file: string, readonly why: Exclude<PdfState['state'], 'pdf'>) {
    super(`${why}`);
  }
}

export interface PdfTools {
  /** Never throws on any bytes. */
  inspect(bytes: Uint8Array): Promise<PdfInspection>;
  /**
   * One PDF of several: a first page with the table of the documents, a bookmark to each, the originals embedded as attachments.
   * Deterministic: same input, same bytes. @throws PdfRefused
   */
  concatenate(request: ConcatenateRequest): Promise<Concatenated>;
  /** Text by page; undefined where there is none to be had (encrypted, damaged). Never throws. */
  text(bytes: Uint8Array): Promise<readonly string[] | undefined>;
}

export interface ZipEntry {
  /** At the root of the archive. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ZipWriter {
  /** Deterministic, deflate, UTF-8 names, in the order given. */
  write(entries: readonly ZipEntry[]): Uint8Array;
  /** Reads an archive back: names and SHA-256 (hex) of the unpacked contents. @throws on any damage. */
  verify(archive: Uint8Array): readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
}
