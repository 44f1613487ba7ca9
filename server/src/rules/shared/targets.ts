import { foldKey } from '../../format/domain/fold.js';
import type { FieldSet, Ligne } from '../../format/model/ligne.js';
import type { Container, Located } from '../../format/model/located.js';
import type { Evidence, PropertyShape, Shape } from '../../format/profiles/profile.js';
import type { Fact } from '../../index/facts.js';
import type { ObjectNode, PropertyNode } from '../../language/nodes.js';
import { tidy } from '../../language/whitespace.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';
import type { FixKind, Related, Target } from '../contract.js';

export const atFact = (chunk: number | undefined, { span, place }: Fact): Target => ({ chunk, span, place });

/** The value itself, or an item of a list. */
export const atValue = (ligne: Ligne, located: Located): Target => ({
  chunk: ligne.chunk,
  span: located.span,
  place: located.place,
});

/** The key of a value or a container. */
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

/** The rank by which people name a ligne: the first is 1. */
export const rankOf = (ligne: Ligne): number => ligne.chunk + 1;

/** Both lignes are stages of the same request: the same publisher's number, or the same dossier number. */
export const isSameDemande = (a: Ligne, b: Ligne): boolean =>
  (['numeroEditeur', 'numeroASP'] as const).some(role => {
    const number = a.text(role)?.value;
    return number !== undefined && number === b.text(role)?.value;
  });

/** The file's first character: for findings about the whole file. */
export const topOf = (head: FieldSet): Target => ({
  chunk: undefined,
  span: { start: head.node.start, end: head.node.start + 1 },
  place: undefined,
});

/** Added to every structural message about a part of the model that we reconstructed. */
export const reconstructedNote = (reconstructed: boolean, lang: Lang): string =>
  reconstructed ? RECONSTRUCTED[lang] : '';

const RECONSTRUCTED: Bilingual = {
  fr: ' (selon le modèle reconstitué)',
  en: ' (according to the reconstructed model)',
};

/**
 * Order, case and list fixes are safe only if the model was observed; otherwise the user decides, with the fix first
 * under the light bulb.
 */
export const formFix = (evidence: Evidence): FixKind => (evidence === 'reconstructed' ? 'preferred' : 'fix');

/**
 * Where a key belongs: the nearest key before it in the model (`after`), and the nearest of those that the object has,
 * to insert it after (`previous`).
 */
export function afterModel(
  object: ObjectNode,
  expected: PropertyShape,
  shape: Shape,
): { readonly previous: PropertyNode | undefined; readonly after: string | undefined } {
  const before = (shape.properties ?? []).slice(0, expected.rank).reverse();
  const present = new Map(object.properties.map(p => [foldKey(tidy(p.key)), p]));
  const previous = before.map(p => present.get(foldKey(p.key))).find(p => p !== undefined);
  return { previous, after: before[0]?.key };
}
