import type { SourceEditor } from '../../language/edit.js';
import type { Pieces } from '../../format/pieces/pieces.js';
import type { Fix, FixKind } from '../contract.js';
import { codeFor, type PropertyShape } from '../../format/profiles/profile.js';
import { cite } from './words.js';
import type { JsonNode, JsonValue } from '../../language/nodes.js';
import type { Fact } from '../../index/facts.js';
import type { Located, LocatedText } from '../../format/model/located.js';

/** Adds an attachment's entry, with its name left to complete. */
export function addPiece(editor: SourceEditor, pieces: Pieces, type: string, kind: FixKind): Fix {
  const list = pieces.container.node;
  return {
    kind,
    title: {
      fr: `Ajouter la pièce ${cite(codeOfType(pieces, type))}, au nom à compléter`,
      en: `Add the attachment “${codeOfType(pieces, type)}”, its name to be filled in`,
    },
    edits: list.kind === 'array' ? [editor.appendItem(list, newPiece(pieces, type))] : [],
  };
}

const propertiesOf = ({ container: { shape } }: Pieces): readonly PropertyShape[] =>
  (shape.items ?? shape).properties ?? [];

/** The model's word for a type of attachment. */
export function codeOfType(pieces: Pieces, type: string): string {
  const shape = propertiesOf(pieces).find(property => property.shape.role === 'typeFichier')?.shape;
  return shape === undefined ? type : codeFor(shape, type);
}

function newPiece(pieces: Pieces, type: string): JsonValue {
  const properties = propertiesOf(pieces);
  return Object.fromEntries(
    properties.map(({ key, shape }): [string, JsonValue] => [
      key,
      shape.role === 'typeFichier' ? codeFor(shape, type) : shape.skeleton,
    ]),
  );
}

/** JSON's grammar of a whole number. */
const INTEGER = /^(?:0|[1-9]\d*)$/;

/**
 * A remedy that replaces the number of a fact: a number stays a number, a text a text. `key` if the finding is about
 * another key.
 */
export function rewriteFact(editor: SourceEditor, { span }: Fact, value: string, kind: FixKind, key?: string): Fix {
  const isText = editor.slice(span).startsWith('"');
  return {
    kind,
    title: {
      fr: `Écrire « ${value} »${key === undefined ? '' : ` dans « ${key} »`}`,
      en: `Write “${value}”${key === undefined ? '' : ` in “${key}”`}`,
    },
    edits: [editor.replace(span, !isText && INTEGER.test(value) ? value : JSON.stringify(value))],
  };
}

/** A remedy that rewrites a value in another form: the title shows the result, since the user sees nothing else. */
export const rewriteFix =
  (value: LocatedText, text: string, kind: FixKind = 'fix') =>
  (editor: SourceEditor): readonly Fix[] => [rewrite(editor, value, text, kind)];

export const rewrite = (editor: SourceEditor, value: Located, text: string, kind: FixKind): Fix => ({
  kind,
  title: { fr: `Écrire « ${text} »`, en: `Write “${text}”` },
  edits: [value.node.kind === 'number' ? editor.replace(value.node, text) : editor.replaceValue(value.node, text)],
});

export const TO_NULL: Fix['title'] = { fr: 'Remplacer par null', en: 'Replace with null' };

export const toNull = (editor: SourceEditor, node: JsonNode, kind: FixKind): Fix => ({
  kind,
  title: TO_NULL,
  edits: [editor.replaceValue(node, null)],
});

/** Removes a number that stands before it already; nothing if it is not in a list. */
export function removeRepeated(editor: SourceEditor, { property, place }: Located, kind: FixKind): readonly Fix[] {
  const list = property.value;
  if (list?.kind !== 'array' || typeof place.key !== 'number') return [];
  const title = { fr: 'Retirer ce numéro répété', en: 'Remove this repeated number' };
  return [{ kind, title, edits: [editor.removeItem(list, place.key)] }];
}

/** More would make a light bulb's menu unreadable. */
const MAX_OFFERS = 8;

/** The values that may be meant: a single one comes first under the light bulb, several are all suggested. */
export const offers =
  (value: Located, texts: readonly string[], only: FixKind = 'preferred') =>
  (editor: SourceEditor): readonly Fix[] =>
    texts.slice(0, MAX_OFFERS).map(text => rewrite(editor, value, text, texts.length === 1 ? only : 'suggest'));
