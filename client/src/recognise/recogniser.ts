import { isSchema, tellsRequest } from '../../../server/src/format/domain/telling.js';
import { isOurs, JSON_LANGUAGE_ID, SCHEMES } from '../documents.js';

/** The part of `vscode.TextDocument` that is used. */
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
  /** A JSON document turned out to be a request. */
  recognised(document: D): PromiseLike<unknown> | undefined;
  /** A request is open in our language, or is about to be: the server starts while VS Code switches it. */
  requestOpen(): void;
  /** What adopted models near this document call their list of requests. */
  listKeys(document: D): Promise<readonly string[]>;
}

/** Text in a typed line that may have made the document a request. */
const HINT = /lignes|siret|finess|rpps|montant|fichier/i;

/**
 * Finds the requests among the open JSON documents. Other JSON pays for one look at its head when it opens, and one at
 * the changed line when it is edited.
 */
export class Recogniser<D extends OpenDocument> {
  /** Already handed over: the switch is in progress, or was refused. */
  private readonly asked = new WeakSet<D>();
  /**
   * Documents that were in our language. VS Code keeps the document object when its language changes, and creates a new
   * one after a real close.
   */
  private readonly seen = new WeakSet<D>();
  /** Set back to plain JSON by the user, which holds until VS Code closes. */
  private readonly declined = new Set<string>();
  private readonly looks = new WeakMap<D, Promise<void>>();

  constructor(private readonly port: RecogniserPort<D>) {}

  /** Call this for each open document, also when its language changed (VS Code reports that as a close and an open). */
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

  /** An untitled or new document becomes a request while the user types or pastes. */
  changed(document: D, changes: readonly Change[]): void {
    if (this.isCandidate(document) && changes.some(change => mentionsLignes(document, change))) this.look(document);
  }

  /** Once it is told whether a document is a request: who has just opened a file by a command asks too early else. */
  async settled(document: D): Promise<void> {
    await this.looks.get(document);
  }

  closed(document: D): void {
    // The name of an untitled document is reused.
    if (document.isClosed && document.uri.scheme === 'untitled') this.declined.delete(document.uri.toString());
  }

  private look(document: D): void {
    if (this.isCandidate(document)) this.looks.set(document, this.lookAt(document));
  }

  private async lookAt(document: D): Promise<void> {
    if (!isRequestHead(headOf(document))) {
      const keys = await this.port.listKeys(document);
      // It may have been closed or changed in the meantime.
      if (document.isClosed || !this.isCandidate(document) || !hasAdoptedList(headOf(document), keys)) return;
    }
    this.asked.add(document);
    this.port.requestOpen();
    await this.port.recognised(document);
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

/** Line by line: building the whole text of a large document only to cut it would be wasteful. */
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

/** How many characters are read: in a request, the list of lignes is among the first keys. */
export const HEAD_LENGTH = 64 * 1024;

/** Of vague 1. */
const LIGNES_KEY = 'lignesImport';

/**
 * True if the text's root object has the key `lignesImport`, in any case, or if its keys identify a request of a model
 * that nobody has adopted.
 */
export const isRequestHead = (head: string): boolean => hasList(head, [LIGNES_KEY]) || tellsRequest(head);

/** True if it has the list of an adopted model, which may be below the root. */
const hasAdoptedList = (head: string, keys: readonly string[]): boolean =>
  keys.length > 0 && !isSchema(head) && hasList(head, keys, DEEPEST);

/** The maximum depth of an adopted model's list. */
const DEEPEST = 3;

/**
 * True if the text's root object has one of these keys, in any case. Only the root counts, and what adopted models have
 * below it: a JSON Schema or a settings file that mentions lignes is not a request. Comments, single quotes and
 * unclosed strings don't mislead it, since a request with such faults needs help.
 */
function hasList(head: string, keys: readonly string[], deepest = 1): boolean {
  const wanted = new Set(keys.map(key => key.toLowerCase()));
  const text = head.length > HEAD_LENGTH ? head.slice(0, HEAD_LENGTH) : head;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === '/') at = endOfComment(text, at);
    else if (char === '"' || char === "'") {
      const end = endOfString(text, at, char);
      const isKey = depth >= 1 && depth <= deepest && end - at <= MAX_KEY;
      if (
        isKey &&
        wanted.has(
          text
            .slice(at + 1, end)
            .trim()
            .toLowerCase(),
        ) &&
        isFollowedByColon(text, end + 1)
      )
        return true;
      at = end;
    }
  }
  return false;
}

const MAX_KEY = 80;

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return text[at] === ':';
}

/** Index of the closing quote; an unclosed string ends with its line. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === quote || char === '\n') return at;
    if (char === '\\') at++;
  }
  return text.length;
}

/** Index of a comment's last character; `start` itself for a lone slash. */
function endOfComment(text: string, start: number): number {
  const next = text[start + 1];
  if (next === '/') return last(text.indexOf('\n', start), text);
  if (next === '*') return last(text.indexOf('*/', start + 2) + 1, text);
  return start;
}

const last = (index: number, text: string): number => (index <= 0 ? text.length : index);
