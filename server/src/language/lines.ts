/** A position as LSP counts: zero-based line, zero-based UTF-16 unit within it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const LF = 10;
const CR = 13;

/** Where the lines of a text begin; `\n`, `\r\n` and a lone `\r` end one, as in LSP. */
export class LineIndex {
  private known: number[] | undefined;

  constructor(private readonly text: string) {}

  /** Computed on demand: a file without findings never needs it. */
  private get starts(): number[] {
    this.known ??= startsOf(this.text);
    return this.known;
  }

  /** An offset inside a line break becomes the line's end; one outside the text, its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.min(Math.max(0, offset), this.text.length);
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.startOf(middle) > at) high = middle;
      else low = middle + 1;
    }
    const line = low - 1;
    return { line, character: Math.min(at, this.endOf(line)) - this.startOf(line) };
  }

  /** The offset of a position; beyond its line it becomes the line's end, beyond the text the text's end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    return Math.min(this.startOf(line) + Math.max(0, character), this.endOf(line));
  }

  /** The line without its break; empty when there is no such line. */
  textOf(line: number): string {
    return this.text.slice(this.startOf(line), this.endOf(line));
  }

  private startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  private endOf(line: number): number {
    const start = this.startOf(line);
    let end = this.startOf(line + 1);
    if (line + 1 >= this.starts.length) return end;
    if (end > start && this.text.charCodeAt(end - 1) === LF) end--;
    else return Math.max(start, end - 1);
    return end > start && this.text.charCodeAt(end - 1) === CR ? end - 1 : end;
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== LF && code !== CR) continue;
    if (code === CR && text.charCodeAt(i + 1) === LF) i++;
    starts.push(i + 1);
  }
  return starts;
}
