import { amountOf } from '../../features/symbols.js';
import { formatEuros } from '../../format/domain/montant.js';
import { clientsOf } from '../../format/model/clients.js';
import { PDF_REFUSED, PROBLEMS, SOURCE_REFUSED } from '../../texts/deposit/problems.js';
import { coverWordsOf } from '../../texts/deposit/report.js';
import { about } from '../../texts/files.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';
import type { Watch } from '../pieces.js';
import {
  type CoverPage,
  type DepositTarget,
  PdfRefused,
  type PdfTools,
  REPORT_HTML,
  REPORT_JSON,
  type ZipEntry,
  ZipRefused,
  type ZipWriter,
} from './ports.js';
import type { Prepared } from './prepare.js';
import { buildReport, type WrittenDemande } from './report/build.js';
import { renderReport } from './report/html.js';
import type { DepositReport, ReportedFile, ReportedPiece } from './report/report.js';
import type { PlannedDemande, PlannedEntry, SourceRead } from './sources.js';

const WORDS = coverWordsOf('fr');
const TOGETHER = new Map(Object.entries(WORDS.together));

/** The first page of a concatenated attachment: always in French, for the ASP's readers. */
function coverOf(
  { analysis }: Prepared,
  { ligne, key, numeroEditeur, numeroASP }: PlannedDemande,
  type: string | undefined,
): CoverPage {
  const names = clientsOf(ligne).flatMap(entry => entry.text('nomClient')?.value ?? []);
  const amount = amountOf(ligne);
  const fact = (label: string, value: string | undefined): readonly (readonly [string, string])[] =>
    value === undefined ? [] : [[label, value]];
  return {
    title: WORDS.title(TOGETHER.get(type ?? ''), numeroEditeur ?? key),
    facts: [
      ...fact(WORDS.siret, analysis.head?.text('siretEditeur')?.value),
      ...fact(WORDS.numeroAns, analysis.head?.text('numeroAns')?.value),
      ...fact(WORDS.dossier, numeroASP),
      ...fact(WORDS.demande, numeroEditeur),
      ...fact(WORDS.facture, type === 'FACTURE' ? ligne.text('numeroFacture')?.value : undefined),
      ...fact(WORDS.client(names.length), names.length === 0 ? undefined : listed(names)),
      ...fact(WORDS.amount, amount === undefined ? undefined : formatEuros(amount, 'fr')),
    ],
    footer: WORDS.footer,
  };
}

/** The first page has room for a few names. */
const SHOWN = 4;

const listed = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : WORDS.others(names.slice(0, SHOWN).join(', '), names.length - SHOWN);

export { REPORT_HTML, REPORT_JSON };

export interface WriteTools {
  readonly read: (path: string) => Promise<SourceRead>;
  readonly pdf: Pick<PdfTools, 'concatenate' | 'inspect'>;
  readonly zip: ZipWriter;
  /** Hexadecimal. */
  readonly sha256: (bytes: Uint8Array) => string;
  readonly target: DepositTarget;
}

interface WriteOptions extends Watch {
  readonly lang: Lang;
  /** In bytes; a larger ZIP is refused. */
  readonly maxZip?: number | undefined;
}

/** A deposit abandoned midway, in words for the user; nothing of it is left. */
export class DepositRefused extends Error {
  override readonly name = 'DepositRefused';

  /** `at` is the source or the ZIP that was refused. */
  constructor(
    readonly at: string,
    readonly told: Bilingual,
  ) {
    super(told.en);
  }
}

/**
 * Writes a prepared deposit: the JSON, a ZIP for each request, the report. Only one request at a time is in memory. In
 * the end all of it exists, or nothing. @throws DepositRefused, the signal's reason, what the file system says.
 */
export async function writeDeposit(
  prepared: Prepared,
  tools: WriteTools,
  options: WriteOptions,
): Promise<DepositReport> {
  const { target } = tools;
  try {
    const report = await new Writer(prepared, tools, options).write();
    options.signal?.throwIfAborted();
    await target.commit();
    return report;
  } catch (error) {
    await target.abandon();
    throw error;
  }
}

class Writer {
  constructor(
    private readonly prepared: Prepared,
    private readonly tools: WriteTools,
    private readonly options: WriteOptions,
  ) {}

  async write(): Promise<DepositReport> {
    const { plan, json } = this.prepared;
    await this.tools.target.write(json.name, json.bytes);
    const written: WrittenDemande[] = [];
    const total = plan.demandes.length;
    for (const demande of plan.demandes) {
      this.options.signal?.throwIfAborted();
      written.push(await this.demande(demande));
      this.options.onProgress?.({ step: 'write', done: written.length, total });
    }
    const report = buildReport(this.prepared, this.fileOf(json.name, json.bytes), written, this.options.lang);
    const encoder = new TextEncoder();
    await this.tools.target.write(REPORT_JSON, encoder.encode(`${JSON.stringify(report, undefined, 2)}\n`));
    await this.tools.target.write(REPORT_HTML, encoder.encode(renderReport(report)));
    return report;
  }

  private async demande(demande: PlannedDemande): Promise<WrittenDemande> {
    const { zipName, entries } = demande;
    if (zipName === undefined || entries.length === 0) return { zip: null, pieces: [] };
    const packed: ZipEntry[] = [];
    const pieces: ReportedPiece[] = [];
    for (const entry of entries) {
      const { bytes, piece } = await this.piece(demande, entry);
      packed.push({ name: entry.nomFichier, bytes });
      pieces.push(piece);
    }
    const archive = this.pack(zipName, packed);
    this.verify(zipName, archive, pieces);
    await this.tools.target.write(zipName, archive);
    return { zip: this.fileOf(zipName, archive), pieces };
  }

  private async piece(
    demande: PlannedDemande,
    { nomFichier, typeFichier, sources, how }: PlannedEntry,
  ): Promise<{ bytes: Uint8Array; piece: ReportedPiece }> {
    const documents: { name: string; bytes: Uint8Array }[] = [];
    for (const { path, file } of sources) {
      const read = await this.tools.read(path);
      if (!read.ok) throw new DepositRefused(path, about(path, SOURCE_REFUSED[read.why]));
      documents.push({ name: file.name, bytes: read.bytes });
    }
    const [only] = documents;
    const told = sources.map(({ path }, i) => ({
      ...this.fileOf(path, documents[i]?.bytes ?? new Uint8Array()),
      ...this.pagesOf(path),
    }));
    if (how === 'file' && only !== undefined) {
      return {
        bytes: only.bytes,
        piece: {
          ...this.fileOf(nomFichier, only.bytes),
          type: typeFichier ?? null,
          pages: told[0]?.pages ?? 0,
          how,
          sources: told,
        },
      };
    }
    const cover = coverOf(this.prepared, demande, typeFichier);
    try {
      const made = await this.tools.pdf.concatenate({ cover, documents }, this.options.signal);
      const placed = told.map((source, i) => ({ ...source, ...startOf(made.documents[i]) }));
      return {
        bytes: made.bytes,
        piece: {
          ...this.fileOf(nomFichier, made.bytes),
          type: typeFichier ?? null,
          pages: made.pages,
          how,
          sources: placed,
        },
      };
    } catch (error) {
      throw error instanceof PdfRefused
        ? new DepositRefused(error.file, about(error.file, PDF_REFUSED[error.why]))
        : error;
    }
  }

  private pack(zipName: string, entries: readonly ZipEntry[]): Uint8Array {
    const { maxZip = Number.POSITIVE_INFINITY } = this.options;
    try {
      const archive = this.tools.zip.write(entries);
      if (archive.length <= maxZip) return archive;
    } catch (error) {
      if (!(error instanceof ZipRefused)) throw error;
      if (error.why !== 'too-large' && error.why !== 'too-many')
        throw new DepositRefused(error.entry ?? zipName, PROBLEMS.nameRefused(error.entry ?? zipName));
    }
    throw new DepositRefused(zipName, about(zipName, PROBLEMS.zipTooLarge));
  }

  /** Reads the archive back: it must unpack to what the plan says, byte for byte. */
  private verify(zipName: string, archive: Uint8Array, pieces: readonly ReportedPiece[]): void {
    let read: ReturnType<ZipWriter['verify']> = [];
    try {
      read = this.tools.zip.verify(archive);
    } catch {
      throw new DepositRefused(zipName, about(zipName, PROBLEMS.zipNotVerified));
    }
    const same =
      read.length === pieces.length &&
      pieces.every(({ name, size, sha256 }, i) => {
        const entry = read[i];
        return entry?.name === name && entry.size === size && entry.sha256 === sha256;
      });
    if (!same) throw new DepositRefused(zipName, about(zipName, PROBLEMS.zipNotVerified));
  }

  private fileOf(name: string, bytes: Uint8Array): ReportedFile {
    return { name, size: bytes.length, sha256: this.tools.sha256(bytes) };
  }

  private pagesOf(path: string): { pages: number; start: number; signed: boolean } {
    const found = this.prepared.inspections.get(path);
    return found?.state === 'pdf'
      ? { pages: found.pages, start: 1, signed: found.signed }
      : { pages: 0, start: 1, signed: false };
  }
}

const startOf = (
  placed: { readonly start: number; readonly pages: number; readonly signed: boolean } | undefined,
): Partial<{ start: number; pages: number; signed: boolean }> =>
  placed === undefined ? {} : { start: placed.start, pages: placed.pages, signed: placed.signed };
