import type { Analysis } from '../analysis/analyze.js';
import type { Lang } from '../format/domain/langue.js';
import type { Ligne } from '../format/model/ligne.js';
import { textIn } from '../format/model/located.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import { sourcesOf } from '../format/pieces/sources.js';
import { notesOf } from '../texts/editor/notes.js';
import { ligneAmount } from './symbols.js';

/** What stands above a ligne: whose it is, how much, and how many of its pièces are there. */
export interface LigneLens {
  readonly title: string;
  /** Place of the first pièce that has no file, in the list of the ligne's pièces. */
  readonly missing: number | undefined;
}

/** Offsets where the lenses stand: of each ligne. */
export const lensOffsets = (analysis: Analysis): readonly number[] =>
  analysis.lignes.map(({ ligne }, chunk) => analysis.originOf(chunk) + ligne.node.start);

export function ligneLens(ligne: Ligne, folder: PieceFolder | undefined, lang: Lang): LigneLens {
  const names = ligne.entries('piece').map(entry => textIn(entry, 'nomFichier')?.value);
  const absent = names.map(
    name => name === undefined || folder === undefined || sourcesOf(name, folder).kind === 'none',
  );
  const words = notesOf(lang).pieces;
  const count =
    names.length === 0
      ? words.none
      : folder === undefined
        ? words.count(names.length)
        : words.found(absent.filter(missing => !missing).length, names.length);
  const parts = [beneficiary(ligne), ligneAmount(ligne, lang) && `${ligneAmount(ligne, lang)}\u00a0HT`, count];
  const missing = folder === undefined ? -1 : absent.indexOf(true);
  return { title: parts.filter(part => part !== '').join(' · '), missing: missing < 0 ? undefined : missing };
}

function beneficiary(ligne: Ligne): string {
  const names = ligne
    .entries('client')
    .map(entry => textIn(entry, 'nomClient')?.value)
    .filter(name => name !== undefined);
  return names.length > 1 ? `${names[0] ?? ''} (+\u00a0${String(names.length - 1)})` : (names[0] ?? '');
}

/** Above the whole file. */
export const fileLens = (lang: Lang): string => notesOf(lang).prepare;
