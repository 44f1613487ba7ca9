import { commands, languages, Uri, window } from 'vscode';
import type { CommandContext } from './context.js';

/** The page of a rule, as the package brings it along: that of a finding, or of the findings at the cursor. */
export async function expliquerRegle({ home, lang, texts }: CommandContext, args: readonly unknown[]): Promise<void> {
  const rule = typeof args[0] === 'string' ? args[0] : await ruleAtCursor(texts);
  // An id has no character that could lead out of the folder.
  if (rule === undefined || !/^[a-z-]+$/.test(rule)) return;
  const folder = Uri.joinPath(home, 'docs', 'rules', ...(lang === 'fr' ? [] : [lang]));
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(folder, `${rule}.md`));
}

async function ruleAtCursor(texts: CommandContext['texts']): Promise<string | undefined> {
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
