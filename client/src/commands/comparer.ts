import { window, type Position, type TextDocument } from 'vscode';
import type { CompareParams, CompareResult, DemandeChoice } from '../../../server/src/lsp/protocol/index.js';
import { isOurs } from '../documents.js';
import type { Server } from '../server.js';
import { ComparePanel } from '../views/comparePanel.js';
import { type CommandContext, targetOf } from './context.js';

/** The panel of each session. */
const PANELS = new WeakMap<Server, ComparePanel>();

/** The text may be typed in while the server computes. */
const MAX_TRIES = 3;

/** Shows avance and solde of the request at the cursor side by side, or of one that the user picks. */
export async function comparer({ server, texts, lang }: CommandContext, args: readonly unknown[]): Promise<void> {
  const document = await targetOf(args);
  if (document === undefined || !isOurs(document)) {
    void window.showWarningMessage(texts.compare.noRequest);
    return;
  }
  const uri = document.uri.toString();
  const position = cursorIn(document);
  let result = await ask(server, position === undefined ? { uri } : { uri, position });
  if (result?.kind === 'choose') {
    const picked = await pick(result.demandes, texts.compare.placeholder);
    if (picked === undefined) return;
    result = await ask(server, { uri, demande: picked.demande });
  }
  if (result?.kind === 'compared') {
    const panel = PANELS.get(server) ?? new ComparePanel(server, lang, texts.compare);
    PANELS.set(server, panel);
    panel.show(uri, result);
  } else void window.showInformationMessage(result?.kind === 'none' ? result.reason : texts.compare.noRequest);
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

async function pick(demandes: readonly DemandeChoice[], placeHolder: string): Promise<DemandeChoice | undefined> {
  const items = demandes.map(choice => ({ label: choice.label, detail: choice.detail, choice }));
  return (await window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.choice;
}
