import type { LocatedText } from '../../model/located.js';
import type { SourceEditor } from '../../syntax/edit.js';
import type { Fix, FixKind } from '../contract.js';

/** A remedy that writes a value in another form: what it becomes is told, since the user sees the title only. */
export const rewriteFix = (value: LocatedText, text: string, kind: FixKind = 'fix') =>
  (editor: SourceEditor): readonly Fix[] => [rewrite(editor, value, text, kind)];

export const rewrite = (editor: SourceEditor, value: LocatedText, text: string, kind: FixKind): Fix => ({
  kind,
  title: { fr: `Écrire « ${text} »`, en: `Write “${text}”` },
  edits: [value.node.kind === 'number' ? editor.replace(value.node, text) : editor.replaceValue(value.node, text)],
});
