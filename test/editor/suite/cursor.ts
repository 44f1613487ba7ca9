import * as vscode from 'vscode';
import { driver } from './driver.js';

/**
 * Puts the cursor and the keyboard focus where the next keys must land. `editor.selection = …` alone only
 * sends a message to the page: keys pressed right after it would still go to the old place.
 */
export async function placeCursor(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await driver.waitFor('.editor-instance .monaco-editor.focused');
  const [line, column] = [String(position.line + 1), String(position.character + 1)];
  await driver.waitFor('[id="status.editor.selection"]', { hasText: `Ln ${line}, Col ${column}` });
}
