import type { Analysis } from '../analysis/analyze.js';
import type { Span } from '../language/span.js';
import { describe } from './describe.js';
import { spotAt } from './spot.js';
import { valueNote } from './valueNote.js';
import type { Lang } from '../texts/typeset.js';

export interface HoverText {
  readonly span: Span;
  /** Markdown. */
  readonly text: string;
}

/** What the model says of the key or the value at an offset, and what the value itself says. */
export function hoverAt(analysis: Analysis, offset: number, lang: Lang): HoverText | undefined {
  const spot = spotAt(analysis, offset);
  if (spot === undefined) return undefined;
  const note = spot.onKey || spot.node === undefined ? undefined : valueNote(spot.node, spot.shape, lang);
  const told = describe(spot.shape, spot.key, lang);
  return { span: spot.span, text: note === undefined ? told : `${note}\n\n---\n\n${told}` };
}
