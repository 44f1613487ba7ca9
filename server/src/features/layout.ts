/** How a text is laid out, so that what is inserted looks like what stands there. */
export interface Layout {
  /** One step of indentation; empty for a text on one line. */
  readonly unit: string;
  readonly eol: string;
  /** What stands between a colon and its value. */
  readonly colon: string;
}

/** The beginning of a file tells its layout. */
const SAMPLE = 2_000;

export function layoutOf(text: string): Layout {
  const head = text.slice(0, SAMPLE);
  const indented = /\n([ \t]+)\S/.exec(head)?.[1];
  const minified = indented === undefined && /[{,]"/.test(head) && !head.trim().includes('\n');
  return {
    unit: minified ? '' : (indented ?? '  '),
    eol: head.includes('\r\n') ? '\r\n' : '\n',
    colon: /":\S/.test(head) && !head.includes('": ') ? '' : ' ',
  };
}

/** The blanks at the start of the line that holds this offset. */
export function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}
