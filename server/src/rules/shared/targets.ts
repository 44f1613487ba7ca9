import type { Fact } from '../../index/facts.js';
import type { Related, Target } from '../contract.js';
import type { FieldSet, Ligne } from '../../format/model/ligne.js';
import type { Container, Located } from '../../format/model/located.js';
import type { Bilingual } from '../../texts/typeset.js';

export const atFact = (chunk: number | undefined, { span, place }: Fact): Target => ({ chunk, span, place });

/** The value itself, or an item of a list. */
export const atValue = (ligne: Ligne, located: Located): Target => ({
  chunk: ligne.chunk,
  span: located.span,
  place: located.place,
});

/** The key that a value or a container stands under. */
export const atKey = (ligne: Ligne, of: Container | Located): Target => ({
  chunk: ligne.chunk,
  span: of.keySpan,
  place: of.place,
});

export const related = (ligne: Ligne, located: Located, message: Bilingual): Related => ({
  chunk: ligne.chunk,
  span: located.span,
  message,
});

/** The rank by which people speak of a ligne: the first is 1. */
export const rankOf = (ligne: Ligne): number => ligne.chunk + 1;

/** Both lignes are parts of the same demande's life: the same number of the publisher's, or the same dossier. */
export const isSameDemande = (a: Ligne, b: Ligne): boolean =>
  (['numeroEditeur', 'numeroASP'] as const).some(role => {
    const number = a.text(role)?.value;
    return number !== undefined && number === b.text(role)?.value;
  });

/** The file's first character: where findings about the whole file stand. */
export const topOf = (head: FieldSet): Target => ({
  chunk: undefined,
  span: { start: head.node.start, end: head.node.start + 1 },
  place: undefined,
});
