import { nameKey, type PdfState } from '../../format/pieces/folder.js';
import { PROBLEMS } from '../../texts/deposit/problems.js';
import { about } from '../../texts/files.js';
import type { Bilingual } from '../../texts/typeset.js';

/**
 * What the packaging needs of the outside. Implemented in `node/`, faked in tests. Every method that takes a signal
 * rejects with its reason as soon as it is aborted.
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
  /** What it is, in French, under its name in the table: « Facture », « Traité de fusion »… */
  readonly label?: string;
}

/** What the first page says above its table. All texts are ready to be printed, in French. */
export interface CoverPage {
  /** « Factures de la demande BDC-2022-0001 » */
  readonly title: string;
  /** Label and value: publisher, dossier, request, beneficiary, amount… */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** « Document établi par Ségur JSON… »; the number of the page is added at its right. */
  readonly footer: string;
}

export interface ConcatenateRequest {
  readonly cover: CoverPage;
  readonly documents: readonly SourceDocument[];
}

export interface Concatenated {
  readonly bytes: Uint8Array;
  /** Pages in all, the cover's included. */
  readonly pages: number;
  /** In the order given. */
  readonly documents: readonly PlacedDocument[];
}

export interface PlacedDocument {
  readonly name: string;
  readonly pages: number;
  /** Where it starts in the result, from 1. */
  readonly start: number;
  /** Its electronic signature holds in the embedded original alone. */
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
   * One PDF of several: a first page with the table of the documents, a bookmark to each, the originals embedded as
   * attachments. Deterministic: same input, same bytes. One document is enough, so that a further one can be joined to
   * what is already whole (a merger's treaty inside the invoice's PDF): it is a request of two. @throws PdfRefused
   */
  concatenate(request: ConcatenateRequest, signal?: AbortSignal): Promise<Concatenated>;
  /**
   * Text by page, empty where a page has none; undefined for what can't be read (encrypted, damaged). Never throws but
   * the signal's reason.
   */
  text(bytes: Uint8Array, signal?: AbortSignal): Promise<readonly string[] | undefined>;
}

export interface ZipEntry {
  /** At the root of the archive. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why an archive can't be written; `entry` is the entry's name where one is at fault. */
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
 * Why nothing may be written there. `holds`: the folder to replace holds `path`, which would go with it; `foreign`: it
 * is not a deposit of ours, as `path` in it shows; `link`: to replace a link, or what it leads to, is never meant;
 * `inside`: it would stand where parts of an attachment are looked for.
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
 * Where a deposit is built, out of sight, before it gets its name all at once. Implemented in `node/deposit.ts`;
 * one is used for one deposit, and always ends by `commit` or `abandon`.
 */
export interface DepositTarget {
  /** A new file of the deposit. @throws what the file system says. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Gives the deposit its name, once all of it is safely on the disk. From then on it stands, whatever happens. */
  commit(): Promise<void>;
  /** Leaves nothing. Never throws. */
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

/** What keeps a deposit from being made, or, as a notice, what should be known of it. */
export interface PlanProblem {
  readonly code: ProblemCode | NoticeCode;
  /** Rank of the ligne, from 1; undefined for the file as a whole. */
  readonly ligne: number | undefined;
  readonly numeroEditeur: string | undefined;
  readonly nomFichier: string | undefined;
  /** The source that it is about, relative to the attachments folder. */
  readonly path: string | undefined;
  readonly message: Bilingual;
}

type NoticeCode = 'plan-unknown' | 'plan-ignored' | 'folder-ignored' | 'source-shared' | 'no-piece';

/** Where a problem stands. */
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

/** Names that the deposit keeps for its report. */
export const REPORT_JSON = 'depot.json';
export const REPORT_HTML = 'depot.html';

/**
 * The file to deposit has a name that the report, or a ZIP, takes; but for case, which many systems make nothing of.
 */
export function jsonName(name: string, zips: readonly string[]): PlanProblem[] {
  const isOf = (others: readonly string[]): boolean => others.some(other => nameKey(other) === nameKey(name));
  const refused = (why: Bilingual): PlanProblem[] => [problemAt('json-name', {}, about(name, why))];
  if (isOf([REPORT_JSON, REPORT_HTML])) return refused(PROBLEMS.reportName);
  return isOf(zips) ? refused(PROBLEMS.zipNamed) : [];
}
