import { commands, env, Range, Selection, SymbolKind, Uri, ViewColumn, window, type DocumentSymbol } from 'vscode';
import { recordOf } from '../profiles/settings.js';

/** A range as it crosses a command link. */
interface Place {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Shows a place in a text; opens any other file in its own program, if it is on this machine. */
export async function montrer(uri: unknown, place?: unknown): Promise<void> {
  if (typeof uri !== 'string') return;
  const file = Uri.parse(uri, true);
  const { ligne } = recordOf(place);
  if (typeof ligne === 'number') await showLigne(file, ligne);
  else if (isPlace(place)) {
    const { start, end } = place;
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(file, { selection });
  } else if (/\.zip$/i.test(file.path))
    await commands.executeCommand(env.remoteName === undefined ? 'revealFileInOS' : 'revealInExplorer', file);
  else if (env.remoteName === undefined && /\.pdf$/i.test(file.path)) await env.openExternal(file);
  else await commands.executeCommand('vscode.open', file);
}

/** By its rank, from 1: the text may have been edited since the report was made. */
async function showLigne(file: Uri, rank: number): Promise<void> {
  const editor = await window.showTextDocument(file, { viewColumn: ViewColumn.Beside });
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    file,
  );
  const list = symbols?.find(({ kind }) => kind === SymbolKind.Array);
  const found = list?.children[rank - 1];
  if (found === undefined) return;
  editor.selection = new Selection(found.selectionRange.start, found.selectionRange.end);
  editor.revealRange(found.range);
}

const isPlace = (value: unknown): value is Place =>
  isPosition(recordOf(value)['start']) && isPosition(recordOf(value)['end']);

function isPosition(value: unknown): boolean {
  const { line, character } = recordOf(value);
  return typeof line === 'number' && typeof character === 'number';
}
