import type { Diagnostic, LanguageService } from 'vscode-json-languageservice';
import { TextDocument, type Position, type Range } from 'vscode-languageserver-textdocument';
import {
  analyze,
  findingsOf,
  type Analysis,
  type AnalyzeOptions,
  type Engine,
} from '../../../server/src/analysis/analyze.js';
import { reanalyze } from '../../../server/src/analysis/incremental.js';
import { PiecedText } from '../../../server/src/language/text.js';
import type { Finding } from '../../../server/src/rules/contract.js';
import { validated } from '../peer.js';

export const OPTIONS: AnalyzeOptions = { today: 20260101, path: '/bench/bench.mdv-lgc.avance.json' };

/** One replacement as an editor tells it. */
export interface Change {
  readonly range: Range;
  readonly text: string;
}

/** Our side of a document that is being edited: what the server does between a change and its diagnostics. */
export class OurDocument {
  private content: PiecedText;
  analysis: Analysis;

  constructor(
    private readonly engine: Engine,
    text: string,
  ) {
    this.content = PiecedText.of(text);
    this.analysis = analyze(engine, text, OPTIONS);
  }

  get text(): string {
    return this.content.toString();
  }

  offsetAt(position: Position): number {
    return this.content.offsetAt(position);
  }

  apply({ range, text }: Change): readonly Finding[] {
    const start = this.content.offsetAt(range.start);
    const end = this.content.offsetAt(range.end);
    this.content = this.content.replaced(start, end, text);
    this.analysis = reanalyze(this.engine, this.analysis, { start, end, text }, this.content);
    return findingsOf(this.analysis);
  }
}

/** The same document at the peer's. */
export class PeerDocument {
  document: TextDocument;

  constructor(
    readonly service: LanguageService,
    text: string,
  ) {
    this.document = TextDocument.create('file:///bench.mdv-lgc.avance.json', 'json', 1, text);
  }

  update(change: Change): void {
    this.document = TextDocument.update(this.document, [change], this.document.version + 1);
  }

  async apply(change: Change): Promise<readonly Diagnostic[]> {
    this.update(change);
    return validated(this.service, this.document);
  }
}
