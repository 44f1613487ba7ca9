import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_FILE } from '../../node/packaging.js';
import { readPiece } from '../../node/pieceFolder.js';
import { pdfTools } from '../../pdf/index.js';
import { contextOf, type LigneState } from '../../analysis/analyze.js';
import type { DocumentText, PieceText } from '../../format/pieces/folder.js';
import { filesOf, sourcesOf } from '../../format/pieces/sources.js';
import { runDocuments } from '../../rules/runner.js';
import type { CheckResult, Progress } from '../protocol/index.js';
import type { AskedPieces } from './ask.js';
import { checkedText, type CheckedLigne } from './checks.js';
import { stampIn } from './folders.js';

/**
 * Takes the texts out of the PDFs of a request and checks them, one demande after the other, so that no more than one
 * is in memory.
 */
export async function checkTexts(
  { session, opened, known }: AskedPieces,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<CheckResult> {
  const checker = new Checker(
    known,
    Math.min(MAX_FILE, session.setFor(opened.uri).settings.maxPiece ?? MAX_FILE),
    signal,
  );
  const { analysis, engine, uri } = opened;
  const context = contextOf(analysis);
  const total = analysis.lignes.reduce((all, { ligne }) => all + ligne.texts('nomFichier').length, 0);
  const lignes: CheckedLigne[] = [];
  for (const [chunk, state] of analysis.lignes.entries()) {
    const texts = await checker.textsOf(state, () => {
      tell({ step: 'check', done: checker.seen, total });
    });
    await nextTurn();
    signal.throwIfAborted();
    const findings = runDocuments(engine.rules, { head: analysis.head, lignes: [state] }, () => texts, context);
    lignes.push({ chunk, text: checkedText(analysis, chunk), findings, files: checker.takeFiles() });
  }
  session.pieces.checked(uri, known.path, lignes);
  const found = lignes.reduce((all, { findings }) => all + findings.length, 0);
  return { pieces: checker.seen, missing: checker.missing, unreadable: checker.unreadable, found };
}

class Checker {
  seen = 0;
  missing = 0;
  unreadable = 0;
  private files: (readonly [file: string, stamp: string])[] = [];

  constructor(
    private readonly known: AskedPieces['known'],
    /** Bytes: as for a deposit. */
    private readonly maxFile: number,
    private readonly signal: AbortSignal,
  ) {}

  /** The marks of the files that were read since the last time. */
  takeFiles(): CheckedLigne['files'] {
    const { files } = this;
    this.files = [];
    return files;
  }

  /** Those of its pièces that could be read. */
  async textsOf({ ligne }: LigneState, done: () => void): Promise<readonly PieceText[]> {
    const texts: PieceText[] = [];
    for (const { value } of ligne.texts('nomFichier')) {
      const sources = sourcesOf(value, this.known.folder);
      const paths = filesOf(sources).map(({ name }) => (sources.kind === 'parts' ? `${sources.folder}/${name}` : name));
      if (paths.length === 0) this.missing++;
      const documents: DocumentText[] = [];
      for (const path of paths) {
        const pages = await this.pagesOf(path);
        if (pages !== undefined) documents.push({ name: path.slice(path.lastIndexOf('/') + 1), pages });
      }
      // Of a pièce of which a part is unknown, nothing can be said to be missing.
      if (paths.length > 0 && documents.length === paths.length) texts.push({ nomFichier: value, documents });
      else if (paths.length > 0) this.unreadable++;
      this.seen++;
      done();
    }
    return texts;
  }

  private async pagesOf(path: string): Promise<readonly string[] | undefined> {
    this.signal.throwIfAborted();
    const stamp = stampIn(this.known.listing, path);
    if (stamp !== undefined) this.files.push([path, stamp]);
    const read = await readPiece(this.known.listing, path, this.maxFile);
    return read.ok ? pdfTools.text(read.bytes, this.signal) : undefined;
  }
}
