import { isOurs, JSON_LANGUAGE_ID, SCHEMES } from '../documents.js';
import { hasAdoptedList, HEAD_LENGTH, isRequestHead } from './head.js';

/** What is used of `vscode.TextDocument`. */
export interface OpenDocument {
  readonly uri: { readonly scheme: string; toString(): string };
  readonly languageId: string;
  readonly isClosed: boolean;
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

export interface Change {
  readonly range: { readonly start: { readonly line: number } };
  readonly text: string;
}

interface RecogniserPort<D> {
  /** A JSON document turns out to be a request. */
  recognised(document: D): void;
  /** A request is open in our language. */
  requestOpen(): void;
  /** What the models that the user adopted call their list of requests, near this document. */
  listKeys(document: D): Promise<readonly string[]>;
}

/** In a line that is typed: what may have made a request of the document. */
const HINT = /lignes|siret|finess|rpps|montant|fichier/i;

/**
 * Finds the requests among the JSON documents that are open. It costs other JSON one look at its head when it opens,
 * and when it is edited a look at the line that changed.
 */
export class Recogniser<D extends OpenDocument> {
  /** Already handed over: the switch is under way, or was refused. */
  private readonly asked = new WeakSet<D>();
  /**
   * Have been in our language. VS Code keeps the document object when its language changes, and makes a new one after a
   * real close.
   */
  private readonly seen = new WeakSet<D>();
  /** Set back to plain JSON by the user, whose word stands until VS Code closes. */
  private readonly declined = new Set<string>();

  constructor(private readonly port: RecogniserPort<D>) {}

  /**
   * To be called for each open document, also when its language changed (VS Code tells that as a close and an open).
   */
  opened(document: D): void {
    if (isOurs(document)) {
      this.seen.add(document);
      this.declined.delete(document.uri.toString());
      this.port.requestOpen();
    } else if (document.languageId === JSON_LANGUAGE_ID) {
      if (this.seen.has(document)) this.declined.add(document.uri.toString());
      this.look(document);
    }
  }

  /** An untitled or new document becomes a request while it is typed or pasted. */
  changed(document: D, changes: readonly Change[]): void {
    if (this.isCandidate(document) && changes.some(change => mentionsLignes(document, change))) this.look(document);
  }

  closed(document: D): void {
    // The name of an untitled document is given again to the next one.
    if (document.isClosed && document.uri.scheme === 'untitled') this.declined.delete(document.uri.toString());
  }

  private look(document: D): void {
    if (!this.isCandidate(document)) return;
    if (isRequestHead(headOf(document))) this.recognise(document);
    else void this.lookByModels(document);
  }

  private async lookByModels(document: D): Promise<void> {
    const keys = await this.port.listKeys(document);
    // It may have been closed, or changed, meanwhile.
    if (!document.isClosed && this.isCandidate(document) && hasAdoptedList(headOf(document), keys))
      this.recognise(document);
  }

  private recognise(document: D): void {
    this.asked.add(document);
    this.port.recognised(document);
  }

  private isCandidate(document: D): boolean {
    return (
      document.languageId === JSON_LANGUAGE_ID &&
      SCHEMES.includes(document.uri.scheme) &&
      !this.asked.has(document) &&
      !this.declined.has(document.uri.toString())
    );
  }
}

/** Line by line: the whole text of a large document would be built only to be cut. */
function headOf(document: OpenDocument): string {
  const lines: string[] = [];
  let length = 0;
  for (let line = 0; line < document.lineCount && length < HEAD_LENGTH; line++) {
    const text = document.lineAt(line).text.slice(0, HEAD_LENGTH);
    lines.push(text);
    length += text.length + 1;
  }
  return lines.join('\n');
}

function mentionsLignes(document: OpenDocument, { range, text }: Change): boolean {
  if (HINT.test(text.slice(0, HEAD_LENGTH))) return true;
  const { line } = range.start;
  return line < document.lineCount && HINT.test(document.lineAt(line).text.slice(0, HEAD_LENGTH));
}
