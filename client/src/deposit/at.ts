import { window, type TextDocument } from 'vscode';
import type { ChoicesParams } from '../../../server/src/lsp/protocol/index.js';
import { recordOf } from '../profiles/settings.js';

/** The pièce that a command is about: that of a lens, of a finding, or the one at the cursor. */
export function pieceAt(document: TextDocument, args: readonly unknown[]): ChoicesParams['at'] {
  const { ligne, piece, path } = recordOf(args[1]);
  if (typeof ligne === 'number' && typeof piece === 'number') return { ligne, piece };
  if (typeof path === 'string') return { pointer: path };
  const editor = window.activeTextEditor?.document === document ? window.activeTextEditor : undefined;
  const { line, character } = editor?.selection.active ?? { line: 0, character: 0 };
  return { line, character };
}
