import { inflateSync } from 'node:zlib';
import { PDFString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib';
import { REGULAR, SEMIBOLD } from '../generated/noto.js';
import { TrueType } from './trueType.js';

const CAP_HEIGHT = 714;

/** One of the cover's fonts in one document: it keeps account of the glyphs in use, which alone are embedded. */
export class Font {
  private readonly used = new Map<number, string>();

  /** @param key what content streams call it */
  constructor(
    readonly key: string,
    readonly ref: PDFRef,
    private readonly name: string,
    private readonly type: TrueType,
    private readonly weight: number,
  ) {}

  /** In points. */
  width(text: string, size: number): number {
    return (
      (glyphsOf(this.type, text).reduce((sum, { glyph }) => sum + this.type.advance(glyph), 0) * size) /
      this.type.unitsPerEm
    );
  }

  /** A text as a content stream writes it. */
  encode(text: string): string {
    return `<${glyphsOf(this.type, text)
      .map(({ glyph, char }) => {
        if (!this.used.has(glyph)) this.used.set(glyph, char);
        return hex4(glyph);
      })
      .join('')}>`;
  }

  /** Puts the font into the document, once all texts are written. */
  embed(context: PDFContext): void {
    const { type } = this;
    const glyphs = [...this.used.keys()].sort((a, b) => a - b);
    // Names of subsets begin with six letters; these tell one subset from another as readers ask.
    const baseFont = `${this.weight > 400 ? 'SEGURB' : 'SEGURR'}+${this.name}`;
    const scale = (value: number): number => Math.round((value * 1000) / type.unitsPerEm);
    const file = type.subset(glyphs);
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: baseFont,
        Flags: 4,
        FontBBox: type.box.map(scale),
        ItalicAngle: 0,
        Ascent: scale(type.ascent),
        Descent: scale(type.descent),
        CapHeight: CAP_HEIGHT,
        StemV: this.weight > 400 ? 120 : 80,
        FontWeight: this.weight,
        FontFile2: context.register(context.flateStream(file, { Length1: file.length })),
      }),
    );
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: baseFont,
        CIDToGIDMap: 'Identity',
        FontDescriptor: descriptor,
        DW: 0,
        CIDSystemInfo: context.obj({
          Registry: PDFString.of('Adobe'),
          Ordering: PDFString.of('Identity'),
          Supplement: 0,
        }),
        W: glyphs.flatMap(glyph => [glyph, [scale(type.advance(glyph))]]),
      }),
    );
    context.assign(
      this.ref,
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: baseFont,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: context.register(
          context.flateStream(toUnicode(glyphs.map(glyph => [glyph, this.used.get(glyph) ?? '']))),
        ),
      }),
    );
  }
}

let types: { readonly regular: TrueType; readonly bold: TrueType } | undefined;

export function fontsFor(context: PDFContext): { readonly regular: Font; readonly bold: Font } {
  types ??= { regular: unpack(REGULAR), bold: unpack(SEMIBOLD) };
  return {
    regular: new Font('F1', context.nextRef(), 'NotoSans-Regular', types.regular, 400),
    bold: new Font('F2', context.nextRef(), 'NotoSans-SemiBold', types.bold, 600),
  };
}

const unpack = (font: string): TrueType => new TrueType(inflateSync(Buffer.from(font, 'base64')));
const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

interface Drawn {
  readonly glyph: number;
  readonly char: string;
}

const SIGNS = new Intl.Segmenter('fr', { granularity: 'grapheme' });
/** Marks and signs that draw nothing by themselves. */
const UNDRAWN = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
/** For what the font lacks: the name stays as it is in the bookmarks and the attachments. */
const INSTEAD = '?';

/**
 * Composed letters where there are any; a sign that the font lacks is drawn as its plain form (`①` → `1`), else as `?`.
 */
const glyphsOf = (type: TrueType, text: string): readonly Drawn[] =>
  Array.from(SIGNS.segment(text.normalize('NFC'))).flatMap(
    ({ segment }) => known(type, segment) ?? known(type, segment.normalize('NFKC')) ?? known(type, INSTEAD) ?? [],
  );

/** Undefined where the font lacks a letter of these. */
function known(type: TrueType, sign: string): readonly Drawn[] | undefined {
  const drawn: Drawn[] = [];
  for (const char of sign) {
    const glyph = type.glyph(char.codePointAt(0) ?? 0);
    if (glyph !== undefined) drawn.push({ glyph, char });
    else if (!UNDRAWN.test(char)) return undefined;
  }
  return drawn;
}

/** From glyphs back to letters, so that the page can be searched and copied from. */
function toUnicode(pairs: readonly (readonly [glyph: number, char: string])[]): string {
  const blocks: string[] = [];
  for (let at = 0; at < pairs.length; at += 100) {
    const block = pairs.slice(at, at + 100);
    const lines = block.map(
      ([glyph, char]) => `<${hex4(glyph)}> <${Buffer.from(char, 'utf16le').swap16().toString('hex')}>`,
    );
    blocks.push(`${String(block.length)} beginbfchar\n${lines.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
