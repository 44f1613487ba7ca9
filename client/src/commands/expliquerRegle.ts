import { commands, languages, window } from 'vscode';
import { rulePage } from '../views/rulePages.js';
import type { CommandContext } from './context.js';

/** The page of a rule, as the package brings it along: that of a finding, or of the findings at the cursor. */
export async function expliquerRegle({ texts }: CommandContext, args: readonly unknown[]): Promise<void> {
  const rule = typeof args[0] === 'string' ? args[0] : await ruleAtCursor(texts);
  if (rule !== undefined && /^[a-z-]+$/.test(rule))
    await commands.executeCommand('markdown.showPreview', rulePage(rule));
}

/** Of the findings at the cursor; the user picks where there are several. */
export async function ruleAtCursor(texts: CommandContext['texts']): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = editor === undefined ? [] : languages.getDiagnostics(editor.document.uri);
  const rules = found
    .filter(({ range }) => editor?.selection.intersection(range) !== undefined)
    .flatMap(({ code }) => (typeof code === 'object' ? [String(code.value)] : []));
  const [first, ...others] = new Set(rules);
  if (first === undefined) void window.showInformationMessage(texts.noFindingHere);
  return others.length === 0 || first === undefined
    ? first
    : window.showQuickPick([first, ...others], { title: texts.whichRule });
}
