import type { Analysis } from '../analysis/analyze.js';
import { segments } from '../format/model/place.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import type { PathSegment } from '../language/nodes.js';
import { pieceChoices, pieceDetail } from './pieceChoice.js';
import type { Lang } from '../texts/typeset.js';

export interface PieceProposal {
  readonly name: string;
  /** A JSON text, or a snippet of one. */
  readonly text: string;
  readonly detail: string;
}

export interface PieceProposalOptions {
  readonly lang: Lang;
  readonly snippet: boolean;
  readonly pieces?: PieceFolder | undefined;
}

/**
 * The files of the folder of attachments for the pièce at a path: those of no other pièce first, the likeliest first of
 * all.
 */
export function pieceProposals(
  { lignes }: Analysis,
  path: readonly PathSegment[],
  { lang, snippet, pieces }: PieceProposalOptions,
): readonly PieceProposal[] {
  const index = path.find(key => typeof key === 'number');
  const ligne = index === undefined ? undefined : lignes[index]?.ligne;
  if (ligne === undefined || pieces === undefined) return [];
  const entry = ligne.entries('piece').find(({ place }) => segments(place).join('/') === path.join('/'));
  return pieceChoices(lignes, ligne, entry, pieces).map(({ name, entry: file }): PieceProposal => {
    const text = JSON.stringify(name);
    return { name, text: snippet ? text.replace(/[\\$}]/g, '\\$&') : text, detail: pieceDetail(file, lang) };
  });
}
