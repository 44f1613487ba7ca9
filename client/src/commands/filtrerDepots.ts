import { window, type QuickPickItem } from 'vscode';
import type { DemandeState } from '../../../server/src/lsp/protocol/index.js';
import type { CommandContext } from './context.js';

const STATES = ['aCorriger', 'prete', 'deposee', 'sortieRecue', 'soldeAFaire'] as const satisfies DemandeState[];

/** Shows the demandes of one state in « Dépôts Ségur », or all. */
export async function filtrerDepots({ depots, texts }: CommandContext): Promise<void> {
  const all: QuickPickItem & { readonly state?: DemandeState } = { label: texts.allStates };
  const items = [all, ...STATES.map(state => ({ label: texts.states[state], state }))];
  const picked = await window.showQuickPick(items, { title: texts.filterStates });
  if (picked !== undefined) depots.filter(picked.state);
}
