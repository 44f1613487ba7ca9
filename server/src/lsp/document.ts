import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { analyze, type Analysis, type AnalyzeOptions, type Engine } from '../analysis/analyze.js';
import type { Only } from '../analysis/fix.js';
import { SafeFixes } from '../features/remedies.js';
import { isRequest, isRequestName, mayBeRequest } from '../features/request.js';
import { reanalyze } from '../analysis/incremental.js';
import { PiecedText } from '../language/text.js';
import { textIn, type Encoding, type SnapshotText } from './positions.js';

const LANGUAGE_ID = 'segur-json';

/**
 * The part of the text that changed since the last analysis, and its new text; distant changes become one wide part.
 */
interface Pending {
  readonly start: number;
  /** In the analysed text. */
  readonly oldEnd: number;
  /** In the current text. */
  readonly newEnd: number;
}

/**
 * One open document with the analysis of its latest version, and the changes since. Not the library's `TextDocuments`,
 * which keeps the changes to itself.
 */
export class OpenDocument {
  private content: PiecedText;
  private snapshot: SnapshotText | undefined;
  private analysis: Analysis | undefined;
  private pending: Pending | undefined;
  /** The version and options for which it turned out not to be a request. */
  private refused: { readonly version: number; readonly options: AnalyzeOptions } | undefined;
  private wasRequest = false;
  /** Changes with every analysis: what a client was told about one doesn't count for another. */
  private serial = 0;
  private safe: SafeFixes | undefined;
  private engine: Engine | undefined;

  constructor(
    private readonly told: { readonly uri: string; readonly languageId: string; readonly encoding: Encoding },
    private current: number,
    text: string,
  ) {
    this.content = PiecedText.of(text);
  }

  get uri(): string {
    return this.told.uri;
  }

  get version(): number {
    return this.current;
  }

  /** The current text, in the client's positions; the previous one stays as it is. */
  get text(): SnapshotText {
    this.snapshot ??= textIn(this.told.encoding, this.content);
    return this.snapshot;
  }

  get resultId(): string {
    return `${String(this.version)}.${String(this.serial)}`;
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if ('range' in change) this.replace(change.range, change.text);
      else this.become(change.text);
    }
    this.current = version;
  }

  /** The analysis of the current text; undefined for a document that is not a request. */
  analyse(engine: Engine, options: AnalyzeOptions): Analysis | undefined {
    if (this.engine !== engine) this.restart(engine);
    const { analysis, refused } = this;
    const known = analysis !== undefined && sameOptions(analysis.options, options) ? analysis : undefined;
    if (known !== undefined && this.pending === undefined) return known;
    if (refused?.version === this.version && sameOptions(refused.options, options)) return undefined;
    const meant =
      this.told.languageId === LANGUAGE_ID ||
      this.wasRequest ||
      options.profile !== undefined ||
      isRequestName(engine.catalog, options.path ?? '');
    const next =
      meant || mayBeRequest(engine.catalog, this.content.toString()) ? this.next(engine, known, options) : undefined;
    const accepted = next !== undefined && (meant || isRequest(next));
    this.analysis = accepted ? next : undefined;
    this.pending = undefined;
    this.refused = accepted ? undefined : { version: this.version, options };
    this.wasRequest = accepted;
    this.serial++;
    this.safe = undefined;
    return this.analysis;
  }

  safeFixes(engine: Engine, analysis: Analysis, only: Only | undefined): SafeFixes {
    if (this.safe?.only !== only) this.safe = undefined;
    this.safe ??= new SafeFixes(engine, analysis, only);
    return this.safe;
  }

  /** Other models: nothing read with the old ones is valid. */
  private restart(engine: Engine): void {
    this.engine = engine;
    this.analysis = undefined;
    this.pending = undefined;
    this.refused = undefined;
  }

  private next(engine: Engine, known: Analysis | undefined, options: AnalyzeOptions): Analysis {
    const { pending, content } = this;
    if (known === undefined || pending === undefined) return analyze(engine, content.toString(), options);
    return reanalyze(
      engine,
      known,
      { start: pending.start, end: pending.oldEnd, text: content.slice(pending.start, pending.newEnd) },
      content,
    );
  }

  /** An entirely different text: what the document was says nothing about what it is. */
  private become(text: string): void {
    this.content = PiecedText.of(text);
    this.snapshot = undefined;
    this.analysis = undefined;
    this.pending = undefined;
    this.wasRequest = false;
  }

  private replace(range: Range, text: string): void {
    const [from, to] = [this.text.offsetAt(range.start), this.text.offsetAt(range.end)];
    const [start, end] = [Math.min(from, to), Math.max(from, to)];
    this.content = this.content.replaced(start, end, text);
    this.snapshot = undefined;
    if (this.analysis !== undefined) this.note(start, end, text.length);
  }

  private note(start: number, end: number, length: number): void {
    const from = this.pending ?? { start, oldEnd: end, newEnd: end };
    const beyond = Math.max(0, end - from.newEnd);
    this.pending = {
      start: Math.min(from.start, start),
      oldEnd: from.oldEnd + beyond,
      newEnd: from.newEnd + beyond + length - (end - start),
    };
  }
}

const sameOptions = (a: AnalyzeOptions, b: AnalyzeOptions): boolean =>
  a.profile === b.profile &&
  a.path === b.path &&
  a.today === b.today &&
  a.referenceDate === b.referenceDate &&
  a.plafonds === b.plafonds &&
  a.calendrier === b.calendrier &&
  a.written === b.written;
