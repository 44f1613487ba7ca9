import type { CoverPage } from '../app/deposit/ports.js';
import { coverWordsOf } from '../texts/deposit/report.js';
import type { Font } from './font.js';

export const WIDTH = 595.28;
export const HEIGHT = 841.89;
const MARGIN = 56.7;
const RIGHT = WIDTH - MARGIN;
const INNER = WIDTH - 2 * MARGIN;

/** Red, green, blue from 0 to 1; each reads well on white. */
type Colour = readonly [number, number, number];
const INK: Colour = [0.11, 0.13, 0.19];
const GREY: Colour = [0.36, 0.39, 0.46];
const ACCENT: Colour = [0.09, 0.23, 0.47];
const HAIR: Colour = [0.82, 0.84, 0.88];

interface Style {
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

/** Names without spaces may be cut after these. */
const SOFT_BREAK = /(?<=[-_.,;/\\)\]}])/u;

/**
 * Lines of a text that fit the width. No-break spaces hold; a word that is too long is cut after a hyphen, otherwise
 * anywhere.
 */
function wrap(text: string, width: number, measure: (text: string) => number): readonly string[] {
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

const WORDS = coverWordsOf('fr');

export interface CoverRow {
  readonly name: string;
  readonly label?: string;
  /** ISO day. */
  readonly date?: string;
  readonly pages: number;
  readonly signed: boolean;
}

interface Fonts {
  readonly regular: Font;
  readonly bold: Font;
}

const BOTTOM = HEIGHT - 76;
const FOOTER = HEIGHT - 44;
const LABELS = 150;
/** The table's columns: where numbers end, where texts begin. */
const COLUMN = { rank: MARGIN + 18, name: MARGIN + 32, date: RIGHT - 152, pages: RIGHT - 92, start: RIGHT };
const NAME_WIDTH = COLUMN.date - 66 - COLUMN.name;
const NBSP = '\u00a0';

/**
 * The first pages: what is gathered here, for whom, and where each document starts. In French, like the portal's
 * readers.
 */
export function drawCover(cover: CoverPage, rows: readonly CoverRow[], fonts: Fonts): readonly Sheet[] {
  // The number of pages doesn't depend on the numbers in the table.
  const count = new Cover(cover, rows, fonts, 0).draw().length;
  return new Cover(cover, rows, fonts, count).draw();
}

class Cover {
  private sheet = new Sheet();
  private readonly sheets = [this.sheet];
  private y = 0;

  constructor(
    private readonly cover: CoverPage,
    private readonly rows: readonly CoverRow[],
    private readonly fonts: Fonts,
    private readonly own: number,
  ) {}

  draw(): readonly Sheet[] {
    this.head();
    this.facts();
    this.table();
    this.closing();
    const pages = this.own + this.rows.reduce((sum, row) => sum + row.pages, 0);
    this.sheets.forEach((sheet, index) => {
      this.foot(sheet, `page${NBSP}${String(index + 1)} sur${NBSP}${String(pages)}`);
    });
    return this.sheets;
  }

  private head(): void {
    this.sheet.rule(MARGIN, 64, 42, 3, ACCENT);
    this.y = 84;
    this.paragraph(MARGIN, INNER, this.cover.title, this.bold(20, ACCENT), 26);
    this.y += 12;
  }

  private facts(): void {
    for (const [label, value] of this.cover.facts) {
      const style = this.regular(10, INK);
      const lines = this.lines(value, INNER - LABELS, style);
      const labels = this.lines(label, LABELS - 12, this.regular(9, GREY));
      const height = 15 * Math.max(lines.length, labels.length) + 5;
      this.room(height);
      this.sheet.rule(MARGIN, this.y, INNER, 0.5, HAIR);
      labels.forEach((line, i) => {
        this.sheet.text(MARGIN, this.y + 14 + 15 * i, line, this.regular(9, GREY));
      });
      lines.forEach((line, i) => {
        this.sheet.text(MARGIN + LABELS, this.y + 14 + 15 * i, line, style);
      });
      this.y += height;
    }
    if (this.cover.facts.length > 0) this.sheet.rule(MARGIN, this.y, INNER, 0.5, HAIR);
    this.y += 34;
  }

  private table(): void {
    this.room(80);
    const pages = this.rows.reduce((sum, row) => sum + row.pages, 0);
    this.sheet.text(MARGIN, this.y, WORDS.joined, this.bold(13, ACCENT));
    this.sheet.textRight(
      RIGHT,
      this.y,
      `${WORDS.documents(this.rows.length)}, ${WORDS.pages(pages)}`,
      this.regular(9, GREY),
    );
    this.y += 18;
    this.tableHead();
    let start = this.own + 1;
    this.rows.forEach((row, index) => {
      this.row(row, index, start);
      start += row.pages;
    });
  }

  private tableHead(): void {
    const style = this.bold(8.5, GREY);
    this.sheet.textRight(COLUMN.rank, this.y + 9, WORDS.heads.rank, style);
    this.sheet.text(COLUMN.name, this.y + 9, WORDS.heads.name, style);
    this.sheet.textRight(COLUMN.date, this.y + 9, WORDS.heads.date, style);
    this.sheet.textRight(COLUMN.pages, this.y + 9, WORDS.heads.pages, style);
    this.sheet.textRight(COLUMN.start, this.y + 9, WORDS.heads.start, style);
    this.y += 16;
    this.sheet.rule(MARGIN, this.y, INNER, 1, ACCENT);
  }

  private row(row: CoverRow, index: number, start: number): void {
    const style = this.regular(10, INK);
    const names = this.lines(row.name, NAME_WIDTH, style);
    const notes = [
      ...(row.label === undefined ? [] : [{ text: row.label, style: this.regular(8.5, GREY) }]),
      ...(row.signed ? [{ text: WORDS.signed, style: this.regular(8.5, ACCENT) }] : []),
    ].flatMap(note => this.lines(note.text, NAME_WIDTH, note.style).map(text => ({ text, style: note.style })));
    const height = 14 * names.length + 12 * notes.length + 9;
    if (this.y + height > BOTTOM) {
      this.turn();
      this.tableHead();
    }
    const first = this.y + 15;
    this.sheet.textRight(COLUMN.rank, first, String(index + 1), this.regular(10, GREY));
    names.forEach((line, i) => {
      this.sheet.text(COLUMN.name, first + 14 * i, line, style);
    });
    notes.forEach((note, i) => {
      this.sheet.text(COLUMN.name, first + 14 * names.length + 12 * i - 1, note.text, note.style);
    });
    this.sheet.textRight(COLUMN.date, first, row.date === undefined ? '—' : french(row.date), style);
    this.sheet.textRight(COLUMN.pages, first, String(row.pages), style);
    this.sheet.textRight(COLUMN.start, first, String(start), this.bold(10, ACCENT));
    this.sheet.link(this.y, this.y + height, index);
    this.y += height;
    this.sheet.rule(MARGIN, this.y, INNER, 0.5, HAIR);
  }

  private closing(): void {
    this.room(40);
    this.y += 20;
    this.paragraph(MARGIN, INNER, WORDS.originals(this.rows.length), this.regular(8.5, GREY), 12);
  }

  private foot(sheet: Sheet, page: string): void {
    const style = this.regular(8, GREY);
    const lines = this.lines(this.cover.footer, INNER - 90, style).slice(0, 2);
    sheet.rule(MARGIN, FOOTER - 14, INNER, 0.5, HAIR);
    lines.forEach((line, i) => {
      sheet.text(MARGIN, FOOTER + 10 * i, line, style);
    });
    sheet.textRight(RIGHT, FOOTER, page, style);
  }

  /** Text over several lines; afterwards y is below it. */
  private paragraph(x: number, width: number, text: string, style: Style, leading: number): void {
    for (const line of this.lines(text, width, style)) {
      this.room(leading);
      this.sheet.text(x, this.y + style.size, line, style);
      this.y += leading;
    }
  }

  private room(height: number): void {
    if (this.y + height > BOTTOM) this.turn();
  }

  private turn(): void {
    this.sheet = new Sheet();
    this.sheets.push(this.sheet);
    const title = this.lines(this.cover.title, INNER - 40, this.bold(10, ACCENT))[0] ?? '';
    this.sheet.text(MARGIN, 70, WORDS.next(title), this.bold(10, ACCENT));
    this.y = 92;
  }

  private readonly lines = (text: string, width: number, { font, size }: Style): readonly string[] =>
    wrap(text, width, part => font.width(part, size));

  private readonly regular = (size: number, colour: Style['colour']): Style => ({
    font: this.fonts.regular,
    size,
    colour,
  });
  private readonly bold = (size: number, colour: Style['colour']): Style => ({ font: this.fonts.bold, size, colour });
}

const french = (day: string): string => day.split('-').reverse().join('/');
