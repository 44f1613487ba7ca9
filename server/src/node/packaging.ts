import { createHash } from 'node:crypto';
import type { PdfTools, ZipWriter } from '../app/deposit/ports.js';
import type { SourceRead } from '../app/deposit/sources.js';
import { pdfTools } from '../pdf/index.js';
import { readPiece, type PieceListing } from './pieceFolder.js';
import { zipWriter } from './zip.js';

/** No single document is larger; a larger one would only fill the memory. */
export const MAX_FILE = 1_000_000_000;
/** What one request may weigh, packed: it is built in memory. */
export const MAX_ZIP = 2_000_000_000;

export interface PackagingTools {
  readonly read: (path: string) => Promise<SourceRead>;
  readonly pdf: PdfTools;
  readonly zip: ZipWriter;
  readonly sha256: (bytes: Uint8Array) => string;
}

/** What `prepareDeposit` and `writeDeposit` need of this machine, over one listing of the attachments folder. */
export const packagingTools = (
  listing: Pick<PieceListing, 'root' | 'files'>,
  maxFile: number = MAX_FILE,
): PackagingTools => ({
  read: path => readPiece(listing, path, maxFile),
  pdf: pdfTools,
  zip: zipWriter,
  sha256: bytes => createHash('sha256').update(bytes).digest('hex'),
});
