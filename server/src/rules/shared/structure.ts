import type { FixKind } from '../contract.js';
import type { Evidence, PropertyShape, Shape } from '../../format/profiles/shape.js';
import type { ObjectNode, PropertyNode } from '../../language/nodes.js';
import { foldKey } from '../../format/domain/fold.js';
import { tidy } from '../../language/whitespace.js';
import type { Citation } from '../../format/profiles/sources.js';
import type { Lang } from '../../texts/typeset.js';

/** Told in every structural message that rests on a part of the model that we reconstructed. */
export function reconstructedNote(reconstructed: boolean, lang: Lang): string {
  if (!reconstructed) return '';
  return lang === 'fr' ? ' (selon le modèle reconstitué)' : ' (by the reconstructed model)';
}

/**
 * Order, case and list fixes are safe only where the model was seen; elsewhere the user decides, first under the light
 * bulb.
 */
export const formFix = (evidence: Evidence): FixKind => (evidence === 'reconstructed' ? 'preferred' : 'fix');

/**
 * Where a key belongs: the nearest key before it in the model (`after`), and the nearest of those that the object has,
 * to insert behind (`previous`).
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

/** What the ASP says of files rejected for their form. */
export const FORMAT: Citation = {
  document: 'asp-vague1',
  question: 'Quelles sont les difficultés rencontrées par les premiers éditeurs sur le dépôt de solde ?',
  quote: 'des lignes manquantes ou dans le mauvais ordre, des espaces en trop ou une casse de caractères incorrecte',
};
