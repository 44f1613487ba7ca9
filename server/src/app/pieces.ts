import { contextOf, type Analysis, type Engine } from '../analysis/analyze.js';
import type { LigneState } from '../analysis/lignes.js';
import {
  type DocumentText,
  filesOf,
  type PdfState,
  type PieceFolder,
  type PieceText,
  sourcesOf,
} from '../format/pieces/folder.js';
import type { Finding } from '../rules/contract.js';
import { runDocuments, runFolder } from '../rules/runner.js';
import type { PdfInspection, PdfTools } from './deposit/ports.js';
import { withStates, type SourceRead } from './deposit/sources.js';
import { hasAttachments } from './findings.js';

/** What happens now, for a progress bar. */
export interface Progress {
  readonly step: 'check' | 'write';
  /** From 1: the source looked into, or the request written. */
  readonly done: number;
  readonly total: number;
}

export interface Watch {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** How the files of the attachments folder are read, up to the common size limit. */
export interface PieceTools {
  readonly read: (path: string) => Promise<SourceRead>;
  readonly pdf: Pick<PdfTools, 'inspect' | 'text'>;
}

/** A file in the folder: its bytes if they can be read, what it is, its text if it is a sound PDF. */
export interface Looked {
  readonly read: SourceRead;
  readonly inspection: PdfInspection;
  readonly pages: readonly string[] | undefined;
}

/** Inspects a file; `known`: what is already known about it. */
export async function lookInto(
  { read: bytesOf, pdf }: PieceTools,
  path: string,
  known: PdfInspection | undefined,
  signal: AbortSignal | undefined,
): Promise<Looked> {
  signal?.throwIfAborted();
  const read = await bytesOf(path);
  if (!read.ok) return { read, inspection: { state: 'unreadable' }, pages: undefined };
  const inspection = known ?? (await pdf.inspect(read.bytes));
  const pages = inspection.state === 'pdf' ? await pdf.text(read.bytes, signal) : undefined;
  return { read, inspection, pages };
}

/** What the texts of one ligne's attachments say. */
export interface CheckedLigne {
  readonly chunk: number;
  readonly findings: readonly Finding[];
  /** The files that were read, relative to the folder. */
  readonly files: readonly string[];
}

interface CheckedPieces {
  readonly lignes: readonly CheckedLigne[];
  /** What the names and kinds of the files say. */
  readonly folder: readonly Finding[];
  /** What each file is that the request names, by its path. */
  readonly states: ReadonlyMap<string, PdfState>;
  readonly pieces: number;
  /** Attachments without a file. */
  readonly missing: number;
  /** Attachments whose text couldn't be read. */
  readonly unreadable: number;
}

/** Checks a request's attachments and their texts, one ligne at a time, so that only one of them is in memory. */
export async function checkPieces(
  tools: PieceTools,
  { engine, analysis, folder }: { readonly engine: Engine; readonly analysis: Analysis; readonly folder: PieceFolder },
  watch: Watch = {},
): Promise<CheckedPieces> {
  const checker = new Checker(tools, folder, analysis, watch);
  const context = contextOf(analysis);
  const lignes: CheckedLigne[] = [];
  for (const [chunk, state] of hasAttachments(analysis) ? analysis.lignes.entries() : []) {
    const { texts, files } = await checker.textsOf(state);
    const findings = runDocuments(engine.rules, { head: analysis.head, lignes: [state] }, () => texts, context);
    lignes.push({ chunk, findings, files });
  }
  const { states, pieces, missing, unreadable } = checker;
  return {
    lignes,
    folder: hasAttachments(analysis) ? runFolder(engine.rules, analysis, withStates(folder, states), context) : [],
    states,
    pieces,
    missing,
    unreadable,
  };
}

class Checker {
  pieces = 0;
  missing = 0;
  unreadable = 0;
  readonly states = new Map<string, PdfState>();
  private readonly total: number;

  constructor(
    private readonly tools: PieceTools,
    private readonly folder: PieceFolder,
    analysis: Analysis,
    private readonly watch: Watch,
  ) {
    this.total = analysis.lignes.reduce((all, { ligne }) => all + ligne.texts('nomFichier').length, 0);
  }

  /** A ligne's attachments that could be read whole. */
  async textsOf({
    ligne,
  }: LigneState): Promise<{ readonly texts: readonly PieceText[]; readonly files: readonly string[] }> {
    const texts: PieceText[] = [];
    const files: string[] = [];
    for (const { value } of ligne.texts('nomFichier')) {
      const sources = sourcesOf(value, this.folder);
      const documents: DocumentText[] = [];
      for (const { name, pdf } of filesOf(sources)) {
        const path = sources.kind === 'parts' ? `${sources.folder}/${name}` : name;
        const known = this.states.get(path) ?? pdf;
        const { inspection, pages } = await lookInto(this.tools, path, known, this.watch.signal);
        this.states.set(path, inspection);
        files.push(path);
        if (pages !== undefined) documents.push({ name, pages });
      }
      const count = filesOf(sources).length;
      if (count === 0) this.missing++;
      // If part of an attachment is unknown, nothing can be called missing from it.
      else if (documents.length === count) texts.push({ nomFichier: value, documents });
      else this.unreadable++;
      this.watch.onProgress?.({ step: 'check', done: ++this.pieces, total: this.total });
    }
    return { texts, files };
  }
}
