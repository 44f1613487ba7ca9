/**
 * As much of TrueType as it takes to put one known font into a PDF: widths, the glyph of a character, and the font cut
 * down to the glyphs in use. Font libraries weigh more than everything else that is shipped.
 */
export class TrueType {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly [number, number, number, number];
  private readonly tables = new Map<string, DataView>();
  private readonly glyphs = new Map<number, number>();
  private readonly offsets: readonly number[];
  private readonly metrics: number;

  constructor(font: Uint8Array) {
    const view = viewOf(font);
    for (let rank = 0; rank < view.getUint16(4); rank++) {
      const at = 12 + 16 * rank;
      const tag = String.fromCharCode(...font.subarray(at, at + 4));
      this.tables.set(
        tag,
        viewOf(font.subarray(view.getUint32(at + 8), view.getUint32(at + 8) + view.getUint32(at + 12))),
      );
    }
    const head = this.table('head');
    const hhea = this.table('hhea');
    this.unitsPerEm = head.getUint16(18);
    this.box = [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)];
    this.ascent = hhea.getInt16(4);
    this.descent = hhea.getInt16(6);
    this.metrics = hhea.getUint16(34);
    this.offsets = readOffsets(this.table('loca'), head.getInt16(50) === 1);
    readCharacters(this.table('cmap'), this.glyphs);
  }

  /** The glyph of a character; undefined where the font has none. */
  glyph(codePoint: number): number | undefined {
    return this.glyphs.get(codePoint);
  }

  /** In units of the em. */
  advance(glyph: number): number {
    return this.table('hmtx').getUint16(4 * Math.min(glyph, this.metrics - 1));
  }

  /** The font with the outlines of these glyphs alone; their numbers stay. */
  subset(glyphs: Iterable<number>): Uint8Array {
    const kept = this.withParts(glyphs);
    const outlines: Uint8Array[] = [];
    const loca = new DataView(new ArrayBuffer(4 * this.offsets.length));
    let at = 0;
    for (let glyph = 0; glyph + 1 < this.offsets.length; glyph++) {
      loca.setUint32(4 * glyph, at);
      if (!kept.has(glyph)) continue;
      const outline = this.outline(glyph);
      outlines.push(outline, new Uint8Array(-outline.length & 3));
      at += outline.length + (-outline.length & 3);
    }
    loca.setUint32(4 * (this.offsets.length - 1), at);
    const head = bytesOf(this.table('head')).slice();
    // No checksum over the whole font, and long offsets.
    viewOf(head).setUint32(8, 0);
    viewOf(head).setInt16(50, 1);
    return assemble([
      ['glyf', Buffer.concat(outlines)],
      ['head', head],
      ['hhea', bytesOf(this.table('hhea'))],
      ['hmtx', bytesOf(this.table('hmtx'))],
      ['loca', bytesOf(loca)],
      ['maxp', bytesOf(this.table('maxp'))],
    ]);
  }

  private table(tag: string): DataView {
    const table = this.tables.get(tag);
    if (table === undefined) throw new Error(`font without ${tag}`);
    return table;
  }

  private outline(glyph: number): Uint8Array {
    return bytesOf(this.table('glyf')).subarray(this.offsets[glyph], this.offsets[glyph + 1]);
  }

  /** An accented letter is made of others: those are needed as well. */
  private withParts(glyphs: Iterable<number>): ReadonlySet<number> {
    const kept = new Set<number>();
    const queue = [0, ...glyphs];
    for (let glyph = queue.pop(); glyph !== undefined; glyph = queue.pop()) {
      if (kept.has(glyph)) continue;
      kept.add(glyph);
      queue.push(...partsOf(viewOf(this.outline(glyph))));
    }
    return kept;
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const readOffsets = (loca: DataView, long: boolean): readonly number[] =>
  Array.from({ length: loca.byteLength / (long ? 4 : 2) }, (_, i) =>
    long ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i),
  );

/** Our font's table of characters has the usual format, 4. */
function readCharacters(cmap: DataView, glyphs: Map<number, number>): void {
  const table = cmap.getUint32(8);
  if (cmap.getUint16(table) !== 4) throw new Error('font with another table of characters');
  const double = cmap.getUint16(table + 6);
  for (let at = table + 14; at < table + 14 + double; at += 2) {
    const end = cmap.getUint16(at);
    const start = cmap.getUint16(at + double + 2);
    const delta = cmap.getUint16(at + 2 * double + 2);
    const range = at + 3 * double + 2;
    const offset = cmap.getUint16(range);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const raw = offset === 0 ? code : cmap.getUint16(range + offset + 2 * (code - start));
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}

const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

function partsOf(outline: DataView): number[] {
  if (outline.byteLength < 10 || outline.getInt16(0) >= 0) return [];
  const parts: number[] = [];
  let flags = MORE;
  for (let at = 10; (flags & MORE) !== 0; ) {
    flags = outline.getUint16(at);
    parts.push(outline.getUint16(at + 2));
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
  }
  return parts;
}

function assemble(tables: readonly (readonly [tag: string, data: Uint8Array])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const header = Buffer.alloc(12 + 16 * tables.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tables.length, 4);
  header.writeUInt16BE(16 * power, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE(16 * (tables.length - power), 10);
  const parts: Uint8Array[] = [header];
  let at = header.length;
  tables.forEach(([tag, data], rank) => {
    const padded = Buffer.concat([data, new Uint8Array(-data.length & 3)]);
    header.write(tag, 12 + 16 * rank, 'latin1');
    header.writeUInt32BE(checksum(padded), 16 + 16 * rank);
    header.writeUInt32BE(at, 20 + 16 * rank);
    header.writeUInt32BE(data.length, 24 + 16 * rank);
    parts.push(padded);
    at += padded.length;
  });
  return Buffer.concat(parts);
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}
