import { PDFString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib';
import { REGULAR, SEMIBOLD, type CutFont } from '../generated/noto.js';

/** One of the cover's fonts in one document. It was subset at build time, and is embedded whole. */
export class Font {
  /** @param key what content streams call it */
  constructor(
    readonly key: string,
    readonly ref: PDFRef,
    private readonly cut: CutFont,
    private readonly glyphs: ReadonlyMap<string, number>,
  ) {}

  /** In points. */
  width(text: string, size: number): number {
    const thousandths = this.glyphsOf(text).reduce((sum, glyph) => sum + (this.cut.widths[glyph - 1] ?? 0), 0);
    return (thousandths * size) / 1000;
  }

  /** A text as a content stream writes it. */
  encode(text: string): string {
    return `<${this.glyphsOf(text).map(hex4).join('')}>`;
  }

  /**
   * Composed letters where possible; a character that the font lacks is drawn as its plain form (`①` → `1`), otherwise
   * as `?`.
   */
  private glyphsOf(text: string): readonly number[] {
    return Array.from(SIGNS.segment(text.normalize('NFC'))).flatMap(
      ({ segment }) => this.known(segment) ?? this.known(segment.normalize('NFKC')) ?? this.known(INSTEAD) ?? [],
    );
  }

  /** Undefined where the font lacks a letter of these. */
  private known(sign: string): readonly number[] | undefined {
    const drawn: number[] = [];
    for (const char of sign) {
      const glyph = this.glyphs.get(char);
      if (glyph !== undefined) drawn.push(glyph);
      else if (!UNDRAWN.test(char)) return undefined;
    }
    return drawn;
  }
}

const SIGNS = new Intl.Segmenter('fr', { granularity: 'grapheme' });
/** Marks and characters that draw nothing by themselves. */
const UNDRAWN = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
/** For what the font lacks: the exact name is in the bookmarks and the attachments. */
const INSTEAD = '?';
const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

/** Puts the fonts into the document. */
export const embedFonts = (context: PDFContext): { readonly regular: Font; readonly bold: Font } => ({
  regular: embed(context, REGULAR, { key: 'F1', name: 'NotoSans-Regular', weight: 400, stem: 80 }),
  bold: embed(context, SEMIBOLD, { key: 'F2', name: 'NotoSans-SemiBold', weight: 600, stem: 120 }),
});

interface Face {
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  readonly stem: number;
}

function embed(context: PDFContext, cut: CutFont, { key, name, weight, stem }: Face): Font {
  const letters = cut.letters.split('\n');
  // Six letters tell readers that this is a subset of the font with that name.
  const baseFont = `SEGUR${key === 'F1' ? 'R' : 'B'}+${name}`;
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: baseFont,
      Flags: 4,
      FontBBox: [...cut.box],
      ItalicAngle: 0,
      Ascent: cut.ascent,
      Descent: cut.descent,
      CapHeight: cut.capHeight,
      StemV: stem,
      FontWeight: weight,
      FontFile2: context.register(
        context.stream(Buffer.from(cut.file, 'base64'), { Filter: 'FlateDecode', Length1: cut.length }),
      ),
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
      W: [1, [...cut.widths]],
    }),
  );
  const ref = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: baseFont,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicode(letters))),
    }),
  );
  const glyphs = new Map(letters.flatMap((chars, i) => Array.from(chars, char => [char, i + 1] as const)));
  return new Font(key, ref, cut, glyphs);
}

/**
 * From glyphs back to letters, so that the page can be searched and copied. Neighbours in the alphabet are neighbours
 * in the font: a range covers them all, as long as only the last byte changes.
 */
function toUnicode(letters: readonly string[]): string {
  const ranges: { readonly glyph: number; readonly code: number; count: number }[] = [];
  letters.forEach((chars, i) => {
    const [glyph, code] = [i + 1, chars.codePointAt(0) ?? 0];
    const last = ranges.at(-1);
    if (last !== undefined && code === last.code + last.count && (glyph & 0xff) > 0 && (code & 0xff) > 0) last.count++;
    else ranges.push({ glyph, code, count: 1 });
  });
  const lines = ranges.map(({ glyph, code, count }) => `<${hex4(glyph)}> <${hex4(glyph + count - 1)}> <${hex4(code)}>`);
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${String(lines.length)} beginbfrange
${lines.join('\n')}
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
