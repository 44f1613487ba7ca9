import type { Analysis } from '../analysis/analyze.js';
import type { LocatedText } from '../format/model/located.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import { sourcesOf } from '../format/pieces/sources.js';
import type { Span } from '../language/span.js';

/** A file name of a request and what it names. */
export interface PieceLink {
  /** Absolute, within the quotes. */
  readonly span: Span;
  /** The file, or the folder that holds the parts of the pièce, as it is called on disk. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Each `nomFichier` that has its file, or the folder of its parts, in the folder of attachments. */
export function pieceLinks(analysis: Analysis, folder: PieceFolder): readonly PieceLink[] {
  return analysis.lignes.flatMap(({ ligne }) =>
    ligne.texts('nomFichier').flatMap((name): PieceLink[] => {
      const sources = sourcesOf(name.value, folder);
      if (sources.kind === 'none') return [];
      const span = insideQuotes(analysis, name, ligne.chunk);
      return [
        sources.kind === 'file'
          ? { span, name: sources.file.name, kind: 'file' }
          : { span, name: sources.folder, kind: 'folder' },
      ];
    }),
  );
}

function insideQuotes({ originOf }: Analysis, { node }: LocatedText, chunk: number): Span {
  const origin = originOf(chunk);
  const quotes = node.kind === 'string' ? 1 : 0;
  return { start: origin + node.start + quotes, end: origin + node.end - quotes };
}
