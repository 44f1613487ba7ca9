import { window, type Position, type TextDocument } from 'vscode';
import type { CompareParams, CompareResult } from '../../../server/src/lsp/protocol/index.js';
import { isOurs } from '../documents.js';
import type { Server } from '../server.js';
import { ComparePanel } from '../views/comparePanel.js';
import { type Command, type CommandContext, targetOf } from './context.js';

/** The panel of each session. */
const PANELS = new WeakMap<Server, ComparePanel>();

/** The text may be typed in while the server computes. */
const MAX_TRIES = 3;

/** Shows avance and solde of the request at the cursor side by side; of all in one table, where it stands in none. */
export const comparer: Command = (context, args) =>
  shown(context, args, document => {
    const position = cursorIn(document);
    return position === undefined ? {} : { position };
  });

/** Shows all requests of the file in one table. */
export const comparerFichier: Command = (context, args) => shown(context, args, () => ({ whole: true }));

async function shown(
  { server, texts, lang }: CommandContext,
  args: readonly unknown[],
  what: (document: TextDocument) => Pick<CompareParams, 'position' | 'whole'>,
): Promise<void> {
  const document = await targetOf(args);
  if (document === undefined || !isOurs(document)) {
    void window.showWarningMessage(texts.compare.noRequest);
    return;
  }
  const uri = document.uri.toString();
  const result = await ask(server, { uri, ...what(document) });
  if (result === null || result.kind === 'none') {
    void window.showInformationMessage(result?.reason ?? texts.compare.noRequest);
    return;
  }
  const panel = PANELS.get(server) ?? new ComparePanel(server, lang, texts.compare);
  PANELS.set(server, panel);
  panel.show(uri, result);
}

function cursorIn(document: TextDocument): Position | undefined {
  const editor = window.activeTextEditor;
  return editor?.document === document ? editor.selection.active : undefined;
}

async function ask(server: Server, params: CompareParams): Promise<CompareResult | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const result = await server.compare(params);
    if (result !== 'moved') return result;
  }
  return null;
}
