import type { Analysis } from '../analysis/analyze.js';
import type { Entry, LocatedText } from '../format/model/located.js';
import type { Ligne } from '../format/model/ligne.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import { sourcesOf } from '../format/pieces/sources.js';
import { notesOf } from '../texts/editor/notes.js';
import { pieceDetail } from './pieceChoice.js';
import type { Lang } from '../texts/typeset.js';

/** A pièce of a request, and the value of its name. */
export interface NamedPiece {
  readonly ligne: Ligne;
  readonly entry: Entry | undefined;
  readonly name: LocatedText;
}

/** The pièce whose name stands at an offset. */
export function pieceAt(analysis: Analysis, offset: number): NamedPiece | undefined {
  for (const { ligne } of analysis.lignes) {
    const at = offset - analysis.originOf(ligne.chunk);
    if (at < ligne.node.start || at > ligne.node.end) continue;
    for (const name of ligne.texts('nomFichier')) {
      if (name.property.keyStart <= at && at <= name.node.end) return { ligne, entry: name.entry, name };
    }
  }
  return undefined;
}

/** What is known of the file that a `nomFichier` names, in Markdown. */
export function pieceNote(analysis: Analysis, offset: number, folder: PieceFolder, lang: Lang): string | undefined {
  const piece = pieceAt(analysis, offset);
  if (piece === undefined) return undefined;
  const sources = sourcesOf(piece.name.value, folder);
  const { file: say } = notesOf(lang);
  if (sources.kind === 'file') return say.there(folder.name, pieceDetail(sources.file, lang));
  if (sources.kind === 'none') return say.missing(folder.name);
  const detail = pieceDetail({ kind: 'folder', name: sources.folder, files: sources.files }, lang);
  const files = sources.files.map(file => ({ name: file.name, detail: pieceDetail(file, lang) }));
  return say.parts(folder.name, detail, files);
}
