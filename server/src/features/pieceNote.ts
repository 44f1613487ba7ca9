import type { Analysis } from '../analysis/analyze.js';
import type { Lang } from '../format/domain/langue.js';
import type { Entry, LocatedText } from '../format/model/located.js';
import type { Ligne } from '../format/model/ligne.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import { sourcesOf } from '../format/pieces/sources.js';
import { typeset } from '../texts/typeset.js';
import { pieceDetail } from './pieceChoice.js';

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
  const where = code(folder.name);
  if (sources.kind === 'file')
    return told(
      lang,
      `**Dans ${where}** : ${pieceDetail(sources.file, lang)}`,
      `**In ${where}**: ${pieceDetail(sources.file, lang)}`,
    );
  if (sources.kind === 'none') return told(lang, `**Absent du dossier ${where}**`, `**Not in the folder ${where}**`);
  const detail = pieceDetail({ kind: 'folder', name: sources.folder, files: sources.files }, lang);
  const files = sources.files.map(file => `- ${code(file.name)} : ${pieceDetail(file, lang)}`).join('\n');
  return told(
    lang,
    `**Dans ${where}, à concaténer** : ${detail}\n\n${files}`,
    `**In ${where}, to be concatenated**: ${detail}\n\n${files.replaceAll('` : ', '`: ')}`,
  );
}

const told = (lang: Lang, fr: string, en: string): string => typeset(lang === 'fr' ? fr : en, lang);

/** A name as it is, whatever Markdown would make of it. */
const code = (name: string): string => `\`${name.replaceAll('`', "'").replace(/\s/g, ' ')}\``;
