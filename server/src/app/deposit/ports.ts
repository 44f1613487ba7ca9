import { nameKey, type PdfState } from '../../format/pieces/folder.js';
import { PROBLEMS } from '../../texts/deposit/problems.js';
import { about } from '../../texts/files.js';
import type { Bilingual } from '../../texts/typeset.js';

/**
 * What packaging needs from outside. Implemented in `node/`, faked in tests. Every method that takes a signal rejects
 * with its reason as soon as it aborts.
 */

/** What was found in a PDF. */
export type PdfInspection = PdfState & {
  /** The document's `D:` date as an ISO day (AAAA-MM-JJ), if the PDF has one. */
  readonly date?: string;
  readonly title?: string;
};

export interface SourceDocument {
  /** Shown in the table and used as the attachment's name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What it is, in French, under its name in the table: « Facture », « Traité de fusion »… */
  readonly label?: string;
}

/** The text above the table on the first page. All of it ready to print, in French. */
export interface CoverPage {
  /** « Factures de la demande BDC-2022-0001 » */
  readonly title: string;
  /** Label and value: publisher, dossier, request, beneficiary, amount… */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** « Document établi par Ségur JSON… »; the page number is added on its right. */
  readonly footer: string;
}

export interface ConcatenateRequest {
  readonly cover: CoverPage;
  readonly documents: readonly SourceDocument[];
}

export interface Concatenated {
  readonly bytes: Uint8Array;
  /** Total pages, cover included. */
  readonly pages: number;
  /** In the order given. */
  readonly documents: readonly PlacedDocument[];
}

export interface PlacedDocument {
  readonly name: string;
  readonly pages: number;
  /** Where it starts in the result, from 1. */
  readonly start: number;
  /** Its electronic signature is valid only in the embedded original. */
  readonly signed: boolean;
}

/** Why a PDF was refused; `name` is the source's. */
export class PdfRefused extends Error {
  override readonly name = 'PdfRefused';

  constructor(
    readonly file: string,
    readonly why: Exclude<PdfState['state'], 'pdf'>,
  ) {
    super(why);
  }
}

export interface PdfTools {
  /** Never throws on any bytes. */
  inspect(bytes: Uint8Array): Promise<PdfInspection>;
  /**
   * Joins several PDFs into one: a first page with the table of the documents, a bookmark to each, the originals
   * embedded as attachments. Deterministic: same input, same bytes. A single document is allowed, so that another can
   * be joined to a finished one (a merger's treaty inside the invoice's PDF): it becomes a request of two. @throws
   * PdfRefused
   */
  concatenate(request: ConcatenateRequest, signal?: AbortSignal): Promise<Concatenated>;
  /**
   * Text by page, empty if a page has none; undefined for what can't be read (encrypted, damaged). Never throws
   * anything but the signal's reason.
   */
  text(bytes: Uint8Array, signal?: AbortSignal): Promise<readonly string[] | undefined>;
}

export interface ZipEntry {
  /** At the root of the archive. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why an archive can't be written; `entry` names the faulty entry, if there is one. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused';

  constructor(
    readonly why: 'name' | 'repeated-name' | 'too-large' | 'too-many',
    readonly entry?: string,
  ) {
    super(why);
  }
}

export interface ZipWriter {
  /** Deterministic, deflate, UTF-8 names, in the order given. @throws ZipRefused */
  write(entries: readonly ZipEntry[]): Uint8Array;
  /** Reads an archive back: names and SHA-256 (hex) of the unpacked contents. @throws on any damage. */
  verify(archive: Uint8Array): readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
}

/**
 * Why nothing may be written there. `holds`: the folder to replace contains `path`, which would be lost with it;
 * `foreign`: it is not one of our deposits, as `path` in it shows; `link`: nobody means to replace a link or its
 * target; `inside`: it would lie where parts of an attachment are looked for.
 */
export class OutRefused extends Error {
  override readonly name = 'OutRefused';

  constructor(
    readonly why: 'exists' | 'not-a-folder' | 'link' | 'foreign' | 'holds' | 'inside' | 'root',
    readonly path: string,
  ) {
    super(why);
  }
}

/**
 * Where a deposit is built, out of sight, before it gets its name in one step. Implemented in `node/deposit.ts`; each
 * is used for one deposit, and always ends with `commit` or `abandon`.
 */
export interface DepositTarget {
  /** A new file of the deposit. @throws what the file system says. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Gives the deposit its name, once all of it is safely on disk. From then on it stays, whatever happens. */
  commit(): Promise<void>;
  /** Removes everything. Never throws. */
  abandon(): Promise<void>;
}

type ProblemCode =
  | 'no-demande'
  | 'portal-output'
  | 'piece-missing'
  | 'piece-refused'
  | 'name-missing'
  | 'name-unsafe'
  | 'name-repeated'
  | 'zip-name'
  | 'zip-clash'
  | 'plan-source'
  | 'json-name';

/** What prevents a deposit or, as a notice, what the user should know about it. */
export interface PlanProblem {
  readonly code: ProblemCode | NoticeCode;
  /** Rank of the ligne, from 1; undefined for the file as a whole. */
  readonly ligne: number | undefined;
  readonly numeroEditeur: string | undefined;
  readonly nomFichier: string | undefined;
  /** The source in question, relative to the attachments folder. */
  readonly path: string | undefined;
  readonly message: Bilingual;
}

type NoticeCode = 'plan-unknown' | 'plan-ignored' | 'folder-ignored' | 'source-shared' | 'no-piece';

/** The place of a problem. */
interface Where {
  readonly ligne?: number | undefined;
  readonly numeroEditeur?: string | undefined;
  readonly nomFichier?: string | undefined;
  readonly path?: string | undefined;
}

export const problemAt = (
  code: PlanProblem['code'],
  { ligne, numeroEditeur, nomFichier, path }: Where,
  message: Bilingual,
): PlanProblem => ({ code, ligne, numeroEditeur, nomFichier, path, message });

/** Names reserved for the deposit's report. */
export const REPORT_JSON = 'depot.json';
export const REPORT_HTML = 'depot.html';

/** The file to deposit has the name of the report or of a ZIP; case doesn't count, as on many systems. */
export function jsonName(name: string, zips: readonly string[]): PlanProblem[] {
  const isOf = (others: readonly string[]): boolean => others.some(other => nameKey(other) === nameKey(name));
  const refused = (why: Bilingual): PlanProblem[] => [problemAt('json-name', {}, about(name, why))];
  if (isOf([REPORT_JSON, REPORT_HTML])) return refused(PROBLEMS.reportName);
  return isOf(zips) ? refused(PROBLEMS.zipNamed) : [];
}
