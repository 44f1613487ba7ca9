import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change } from './contenders.js';

/** An edit and the one that undoes it. */
export interface Flip {
  readonly there: Change;
  readonly back: Change;
}

/** Replaces a pattern's matches; every n-th match gives one flip, in an order that jumps through the text. */
export function flipsOf(text: string, pattern: RegExp, to: (found: string) => string, count: number): Flip[] {
  const document = TextDocument.create('file:///x', 'json', 1, text);
  const hits = [...text.matchAll(pattern)];
  if (hits.length === 0) throw new Error(`${String(pattern)} does not stand in the text`);
  return Array.from({ length: Math.min(count, hits.length) }, (_, i): Flip => {
    // 7919 is prime to any number of lignes: each hit comes once.
    const hit = hits[(i * 7919) % hits.length] ?? hits[0];
    const found = hit?.[0] ?? '';
    const at = hit?.index ?? 0;
    return flipAt(document, at, found, to(found));
  });
}

/** Only the difference is replaced, as an editor does. */
function flipAt(document: TextDocument, at: number, from: string, to: string): Flip {
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  let tail = 0;
  while (tail < from.length - same && tail < to.length - same && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const start = document.positionAt(at + same);
  const old = from.slice(same, from.length - tail);
  const text = to.slice(same, to.length - tail);
  const changed = TextDocument.create('file:///x', 'json', 1, document.getText().slice(0, at + same) + text);
  return {
    there: { range: { start, end: document.positionAt(at + same + old.length) }, text },
    back: { range: { start, end: changed.positionAt(at + same + text.length) }, text: old },
  };
}

/** The edits one after the other, there and back, without end. */
export class FlipWalk {
  private step = 0;

  constructor(private readonly flips: readonly Flip[]) {}

  next(): Change {
    const flip = this.flips[(this.step >> 1) % this.flips.length];
    if (flip === undefined) throw new Error('there are no edits');
    return this.step++ % 2 === 0 ? flip.there : flip.back;
  }
}

/** Kinds of edit, on a request as we generate it. */
const EDITS = {
  /** A letter in a doctor's name: no finding, before and after. */
  letter: { pattern: /"nomMedecin": "\S+/g, to: (found: string) => `${found}x` },
  /** One digit too many in an RPPS. */
  finding: { pattern: /"RPPS": "\d+/g, to: (found: string) => `${found}0` },
  /** One letter too many in a word of the model: the peer reports that too. */
  word: { pattern: /"regimeTVA": "TTC/g, to: (found: string) => `${found}X` },
  /** A ligne removed. */
  ligne: { pattern: /^ {4}\{\n(?: {6}.*\n)+ {4}\},\n/gm, to: () => '' },
  /** A comma between two members removed. */
  comma: { pattern: /"typeAction": "C",/g, to: (found: string) => found.slice(0, -1) },
} as const satisfies Record<string, { pattern: RegExp; to: (found: string) => string }>;

export type EditKind = keyof typeof EDITS;

export const flipsFor = (kind: EditKind, text: string, count = 50): Flip[] =>
  flipsOf(text, EDITS[kind].pattern, EDITS[kind].to, count);
