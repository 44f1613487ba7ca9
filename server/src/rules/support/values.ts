import type { Located, LocatedText } from '../../format/model/located.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix, FixKind } from '../contract.js';

/** A remedy that writes a value in another form: what it becomes is told, since the user sees the title only. */
export const rewriteFix =
  (value: LocatedText, text: string, kind: FixKind = 'fix') =>
  (editor: SourceEditor): readonly Fix[] => [rewrite(editor, value, text, kind)];

export const rewrite = (editor: SourceEditor, value: Located, text: string, kind: FixKind): Fix => ({
  kind,
  title: { fr: `Écrire « ${text} »`, en: `Write “${text}”` },
  edits: [value.node.kind === 'number' ? editor.replace(value.node, text) : editor.replaceValue(value.node, text)],
});

/** More would make a light bulb's menu unreadable. */
const MAX_OFFERS = 8;

/** The values that may be meant: the only one stands first under the light bulb, several are all suggested. */
export const offers =
  (value: Located, texts: readonly string[], only: FixKind = 'preferred') =>
  (editor: SourceEditor): readonly Fix[] =>
    texts.slice(0, MAX_OFFERS).map(text => rewrite(editor, value, text, texts.length === 1 ? only : 'suggest'));

/** A key or a value in a French sentence, with the no-break spaces that keep the guillemets beside it. */
export const cite = (text: string): string => `«\u00a0${text}\u00a0»`;
