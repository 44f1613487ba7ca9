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
