import { segments } from '../../format/model/place.js';
import type { SourceEditor } from '../../language/edit.js';
import type { ArrayNode, JsonNode } from '../../language/nodes.js';
import { parseValue } from '../../language/parse.js';
import type { ClientFact, LigneFacts } from '../../index/facts.js';
import type { Fix } from '../contract.js';

/**
 * Takes a beneficiary out: the whole client where it is a new one, the item of the list where it is one identifier of
 * several. Nothing is offered where the list would be left empty: then it is another order altogether.
 */
export function removal(
  editor: SourceEditor,
  { span, place: { parent } }: LigneFacts,
  fact: ClientFact,
  isWholeClient: boolean,
): readonly Fix[] {
  const depth = segments(parent).length + 1;
  const way = segments(fact.place).slice(depth);
  const at = isWholeClient ? way.findIndex(key => typeof key === 'number') : way.length - 1;
  const index = way[at];
  // The facts have no tree: the ligne is read again, on the version at hand.
  const list = typeof index === 'number' ? listAt(parseValue(editor.slice(span)).root, way.slice(0, at)) : undefined;
  if (list === undefined || typeof index !== 'number' || list.items.length < 2) return [];
  return [
    {
      kind: 'suggest',
      title: { fr: 'Retirer ce bénéficiaire', en: 'Remove this beneficiary' },
      edits: [editor.removeItem(list, index)],
    },
  ];
}

function listAt(root: JsonNode | undefined, way: readonly (string | number)[]): ArrayNode | undefined {
  const node = way.reduce<JsonNode | undefined>((at, key) => {
    if (at?.kind === 'object') return at.properties.find(property => property.key === key)?.value;
    return at?.kind === 'array' && typeof key === 'number' ? at.items[key] : undefined;
  }, root);
  return node?.kind === 'array' ? node : undefined;
}
