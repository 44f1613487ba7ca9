import { decodeUtf8, readRegular } from '../../node/read.js';
import { MAX_REQUEST_BYTES } from '../../node/workspaceFiles.js';
import type { Position } from '../../language/lines.js';
import type { Span } from '../../language/span.js';
import { textIn, type Encoding, type SnapshotText } from '../positions.js';

/**
 * Where the lines of another file begin. Of closed files only their facts are kept: a text is read when somebody wants
 * a place in it.
 */
export class OtherTexts {
  /** The latest ones, the oldest first. */
  private readonly read = new Map<string, SnapshotText>();

  /** `disappeared` is called for a file that can't be read any more. */
  constructor(
    private readonly encoding: Encoding,
    private readonly disappeared: (path: string) => void,
  ) {}

  rangeIn(path: string, span: Span): { readonly start: Position; readonly end: Position } | undefined {
    const lines = this.read.get(path) ?? this.load(path);
    if (lines === undefined) return undefined;
    this.keep(path, lines);
    return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  }

  forget(path: string): void {
    this.read.delete(path);
  }

  private load(path: string): SnapshotText | undefined {
    const outcome = readRegular(path, MAX_REQUEST_BYTES);
    if (outcome.ok) return textIn(this.encoding, decodeUtf8(outcome.bytes).text);
    this.disappeared(path);
    return undefined;
  }

  private keep(path: string, lines: SnapshotText): void {
    this.read.delete(path);
    this.read.set(path, lines);
    const [oldest] = this.read.keys();
    if (this.read.size > MAX_TEXTS && oldest !== undefined) this.read.delete(oldest);
  }
}

const MAX_TEXTS = 16;
