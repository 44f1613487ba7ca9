/**
 * The attachments folder as the rules and the packaging's plan see it: names and what was found out of each file. No
 * bytes, no file system: an adapter lists and inspects, the core judges.
 */
export interface PieceFolder {
  /** As the user named it, for messages. */
  readonly name: string;
  /** Files and folders right in it, in natural order of their names. */
  readonly entries: readonly FolderEntry[];
}

export type FolderEntry = FileEntry | SubfolderEntry;

export interface FileEntry {
  readonly kind: 'file';
  /** As the file system gives it; compared in NFC. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Undefined while nobody looked inside. */
  readonly pdf: PdfState | undefined;
}

/** A folder `X/` holds the parts of the pièce `X.pdf`. */
export interface SubfolderEntry {
  readonly kind: 'folder';
  readonly name: string;
  readonly files: readonly FileEntry[];
}

/** What a file is worth as a pièce. */
export type PdfState =
  | { readonly state: 'pdf'; readonly pages: number; readonly signed: boolean }
  /** `not-pdf`: other bytes; `encrypted`: a password is needed to open it; `unreadable`: the file system refused. */
  | { readonly state: 'empty' | 'not-pdf' | 'encrypted' | 'damaged' | 'no-page' | 'unreadable' };

/** The text of one pièce of a ligne, taken out of its PDF. */
export interface PieceText {
  /** As `nomFichier` has it. */
  readonly nomFichier: string;
  /** The source files, in the order in which they are concatenated; one unless the pièce is concatenated. */
  readonly documents: readonly DocumentText[];
}

export interface DocumentText {
  /** Name of the source file. */
  readonly name: string;
  /** One text a page, lines ended by `\n`, in reading order as far as the PDF tells it; all empty for a scan. */
  readonly pages: readonly string[];
}
