import type { SourceEditor } from '../../language/edit.js';
import type { Fact } from '../../index/facts.js';
import type { Fix, FixKind } from '../contract.js';

/** JSON's grammar of a whole number. */
const INTEGER = /^(?:0|[1-9]\d*)$/;

/**
 * A remedy that writes another number where a fact stands: a number stays a number, a text a text. `key` where the
 * finding is about another.
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
