import type { Font } from './font.js';

export const WIDTH = 595.28;
export const HEIGHT = 841.89;
export const MARGIN = 56.7;
export const RIGHT = WIDTH - MARGIN;
export const INNER = WIDTH - 2 * MARGIN;

/** Red, green, blue from 0 to 1; each reads well on white. */
type Colour = readonly [number, number, number];
export const INK: Colour = [0.11, 0.13, 0.19];
export const GREY: Colour = [0.36, 0.39, 0.46];
export const ACCENT: Colour = [0.09, 0.23, 0.47];
export const HAIR: Colour = [0.82, 0.84, 0.88];

export interface Style {
  readonly font: Font;
  readonly size: number;
  readonly colour: Colour;
}

interface LinkArea {
  readonly box: readonly [left: number, bottom: number, right: number, top: number];
  /** Rank of the document that it leads to. */
  readonly document: number;
}

/** One page of the cover while it is drawn: y grows downwards, from the top. */
export class Sheet {
  readonly links: LinkArea[] = [];
  private readonly operations: string[] = [];

  text(x: number, y: number, text: string, { font, size, colour }: Style): void {
    this.operations.push(
      `BT ${colour.join(' ')} rg /${font.key} ${String(size)} Tf ${point(x, y)} Td ${font.encode(text)} Tj ET`,
    );
  }

  textRight(right: number, y: number, text: string, style: Style): void {
    this.text(right - style.font.width(text, style.size), y, text, style);
  }

  /** A horizontal line. */
  rule(x: number, y: number, width: number, thickness: number, colour: Colour): void {
    this.operations.push(
      `${colour.join(' ')} rg ${point(x, y + thickness / 2)} ${number(width)} ${number(thickness)} re f`,
    );
  }

  link(top: number, bottom: number, document: number): void {
    this.links.push({ box: [MARGIN, HEIGHT - bottom, RIGHT, HEIGHT - top], document });
  }

  get content(): string {
    return this.operations.join('\n');
  }
}

const number = (value: number): string => String(Math.round(value * 100) / 100);
const point = (x: number, y: number): string => `${number(x)} ${number(HEIGHT - y)}`;

/** Where a name without spaces may be cut: behind these. */
const SOFT_BREAK = /(?<=[-_.,;/\\)\]}])/u;

/**
 * Lines of a text that fit the width. No-break spaces hold; a word that is too long is cut behind a hyphen, else
 * anywhere.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r\n]+/).filter(part => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    if (measure(word) > width) {
      const pieces = cut(word, width, measure);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function cut(word: string, width: number, measure: (text: string) => number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const part of word.split(SOFT_BREAK).flatMap(soft => (measure(soft) > width ? Array.from(soft) : [soft]))) {
    if (piece !== '' && measure(piece + part) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += part;
  }
  return [...pieces, piece];
}
