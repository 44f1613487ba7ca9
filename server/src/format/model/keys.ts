import type { IssueOf, StructureIssue } from './issues.js';
import { child, type Place } from './located.js';
import type { PropertyShape } from '../profiles/profile.js';
import { foldKey } from '../domain/fold.js';
import { isChunked, type JsonNode, type ObjectNode, type PropertyNode } from '../../language/nodes.js';
import { hasStrayBlanks, tidy } from '../../language/whitespace.js';

/** All keys of the model, spelled and ordered as it has them: nearly every object of a real file. */
export function isAsModel(node: ObjectNode, properties: readonly PropertyShape[]): boolean {
  if (node.broken || node.properties.length !== properties.length) return false;
  for (let i = 0; i < properties.length; i++) if (node.properties[i]?.key !== properties[i]?.key) return false;
  return true;
}

/** Where no model says what is due, a key that stands twice is still a mistake. */
export function* strangers(node: JsonNode | undefined, place: Place | undefined): Generator<StructureIssue> {
  if (node?.kind === 'object') {
    const firsts = new Map<string, PropertyNode>();
    for (const property of node.properties) {
      const first = firsts.get(foldKey(property.key));
      if (first === undefined) firsts.set(foldKey(property.key), property);
      else if (!property.faulty) yield* duplicate(node, property, first, place, undefined);
      yield* strangers(property.value, child(place, property.key));
    }
  }
  if (node?.kind === 'array' && !isChunked(node))
    for (const [i, item] of node.items.entries()) yield* strangers(item, child(place, i));
}

/** A key that stands in its object already; nothing in an object of which it isn't known where it ends. */
export function duplicate(
  object: ObjectNode,
  property: PropertyNode,
  first: PropertyNode,
  place: Place | undefined,
  expected: PropertyShape | undefined,
): readonly IssueOf<'duplicate'>[] {
  if (object.tangled) return [];
  const at = child(place, property.key);
  return [{ kind: 'duplicate', place: at, object, property, first, expected, evidence: 'faq' }];
}

/** A key of the model written otherwise than there. `first`: the one that is read where it stands twice. */
export function spelling(
  object: ObjectNode,
  property: PropertyNode,
  expected: PropertyShape,
  place: Place | undefined,
  first: PropertyNode | undefined,
): readonly IssueOf<'casing' | 'key-whitespace'>[] {
  const { key } = property;
  if (key === expected.key || expected.aliases.includes(key) || property.faulty) return [];
  // Its duplicate is reported already, and removing one of the two settles the spelling.
  const twin = object.properties.some(p => p !== property && foldKey(tidy(p.key)) === foldKey(tidy(key)));
  if (twin && first === property) return [];
  const kind = hasStrayBlanks(key) && tidy(key) === expected.key ? 'key-whitespace' : 'casing';
  // Its name is known as well as the field is, wherever it stands.
  const { evidence } = expected.shape;
  return [{ kind, place: child(place, key), object, property, expected, evidence }];
}
