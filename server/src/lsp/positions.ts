import { LineIndex, type Position } from '../language/lines.js';
import { Offsets } from '../language/offsets.js';
import type { PiecedText } from '../language/text.js';

/** The unit in which a client counts a line's characters. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];

/** The client's first preference that we know; UTF-16 if it names none, as LSP says. */
export const encodingOf = (offered: readonly string[] = []): Encoding =>
  offered.flatMap(name => ENCODINGS.find(encoding => encoding === name) ?? [])[0] ?? 'utf-16';

/** Positions in one version of a text, as the client counts them. */
export interface SnapshotText {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  getText(): string;
}

/**
 * The only link between our offsets and a client's positions: everything in `lsp/` asks here, and nothing else knows
 * that there are several ways to count.
 */
export function textIn(encoding: Encoding, text: string | PiecedText): SnapshotText {
  const lines = typeof text === 'string' ? new LineIndex(text) : text;
  const getText = (): string => text.toString();
  if (encoding === 'utf-16')
    return {
      getText,
      positionAt: offset => lines.positionAt(offset),
      offsetAt: position => lines.offsetAt(position),
    };
  // Questions come in text order: those about one line, however long, scan it once.
  let measured: { readonly line: number; readonly measure: LineMeasure } | undefined;
  const measureOf = (line: number): LineMeasure => {
    if (measured?.line !== line) measured = { line, measure: new LineMeasure(encoding, lines.textOf(line)) };
    return measured.measure;
  };
  return {
    getText,
    positionAt: offset => {
      const { line, character } = lines.positionAt(offset);
      return { line, character: measureOf(line).toClient(character) };
    },
    offsetAt: ({ line, character }) => lines.offsetAt({ line, character: measureOf(line).toOwn(character) }),
  };
}

/** The characters of a line that the client counts differently. An offset inside one counts as its start. */
class LineMeasure {
  private readonly own: Bounds;
  private readonly client: Bounds;

  constructor(encoding: Encoding, line: string) {
    const [own, client] = [boundsFrom(), boundsFrom()];
    for (const { 0: character, index } of line.matchAll(OTHERWISE_COUNTED[encoding])) {
      const start = index + (client.ends.at(-1) ?? 0) - (own.ends.at(-1) ?? 0);
      own.starts.push(index);
      own.ends.push(index + character.length);
      client.starts.push(start);
      client.ends.push(start + unitsOf(encoding, character.codePointAt(0) ?? 0));
    }
    this.own = { starts: new Offsets(own.starts), ends: new Offsets(own.ends) };
    this.client = { starts: new Offsets(client.starts), ends: new Offsets(client.ends) };
  }

  toClient(column: number): number {
    return moved(column, this.own, this.client);
  }

  toOwn(units: number): number {
    return moved(units, this.client, this.own);
  }
}

/** Of the characters of a line that count. */
interface Bounds {
  readonly starts: Offsets;
  readonly ends: Offsets;
}

const boundsFrom = (): { readonly starts: number[]; readonly ends: number[] } => ({ starts: [], ends: [] });

const OTHERWISE_COUNTED: Readonly<Record<Encoding, RegExp>> = {
  'utf-8': /[^\0-\x7f]/gu,
  'utf-16': /(?!)/gu,
  'utf-32': /[\u{10000}-\u{10ffff}]/gu,
};

function unitsOf(encoding: Encoding, codePoint: number): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return codePoint < 0x1_0000 ? 1 : 2;
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
}

function moved(at: number, from: Bounds, to: Bounds): number {
  const before = from.starts.lastUpTo(at);
  const [start, end] = [from.starts.at(before), from.ends.at(before)];
  if (start === undefined || end === undefined || at < start) return at;
  return at < end ? (to.starts.at(before) ?? 0) : (to.ends.at(before) ?? 0) + at - end;
}
