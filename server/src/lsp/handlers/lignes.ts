import {
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionContext,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LIGNE_MOVES, moveLigne, movesOf, type LigneMove } from '../../app/lignes.js';
import { field } from '../../language/unknown.js';
import type { Span } from '../../language/span.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { LIGNE_KINDS } from '../capabilities.js';
import { nameOf, toTextEdits } from '../convert.js';
import type { Opened } from '../host.js';

/**
 * What can be done with the ligne at the cursor; nothing before the user asks, since it would light a bulb everywhere.
 */
export function ligneActions(opened: Opened, span: Span, context: CodeActionContext): CodeAction[] {
  if (context.triggerKind === CodeActionTriggerKind.Automatic && span.start === span.end) return [];
  const { analysis, client } = opened;
  const index = analysis.lignes.findIndex(({ ligne }, chunk) => {
    const origin = analysis.originOf(chunk);
    return origin + ligne.span.start <= span.start && span.end <= origin + ligne.span.end;
  });
  const possible = index < 0 ? [] : movesOf(analysis, index);
  return possible
    .filter(move => move !== 'extract' || (client.createsFiles && client.documentChanges))
    .map((move): CodeAction => {
      const action = { title: ANSWERS.ligne[move][client.lang], kind: LIGNE_KINDS[move] };
      return client.resolvesEdits
        ? { ...action, data: { uri: opened.uri, version: opened.version, move, index } }
        : { ...action, edit: ligneEdit(opened, move, index) };
    });
}

/** The edit of such an action, by what its `data` says; undefined for the data of another. */
export function resolvedLigne(opened: Opened, data: unknown): WorkspaceEdit | undefined {
  const move = LIGNE_MOVES.find(one => one === field(data, 'move'));
  const index = field(data, 'index');
  return move === undefined || typeof index !== 'number' ? undefined : ligneEdit(opened, move, index);
}

function ligneEdit(opened: Opened, move: LigneMove, index: number): WorkspaceEdit {
  const { analysis, engine, uri, version, client } = opened;
  const { edits, extracted } = moveLigne(engine.catalog, analysis, { move, index, file: nameOf(uri) });
  const own = toTextEdits(opened, edits);
  if (!client.documentChanges) return { changes: { [uri]: own } };
  const fresh = extracted && uri.replace(/[^/]*$/, encodeURIComponent(extracted.name));
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      ...(fresh === undefined || extracted === undefined
        ? []
        : [
            { kind: 'create' as const, uri: fresh, options: { overwrite: false, ignoreIfExists: false } },
            {
              textDocument: { uri: fresh, version: null },
              edits: [{ range: { start, end: start }, newText: extracted.text }],
            },
          ]),
      { textDocument: { uri, version }, edits: own },
    ],
  };
}
