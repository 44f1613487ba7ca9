import { commands, window, type QuickPickItem } from 'vscode';
import { COMMANDS } from './ids.js';
import type { CommandContext } from './context.js';

/** What can be done with the request at hand, from the status bar. */
export async function menu({ texts }: CommandContext): Promise<void> {
  const { menu: labels } = texts;
  const items: readonly (QuickPickItem & { readonly command: string })[] = [
    { label: `$(wand) ${labels.toutCorriger}`, command: COMMANDS.toutCorriger },
    { label: `$(warning) ${texts.showProblems}`, command: 'workbench.actions.view.problems' },
    { label: `$(package) ${labels.preparerDepot}`, command: COMMANDS.preparerDepot },
    { label: `$(diff) ${labels.comparer}`, command: COMMANDS.comparer },
    { label: `$(mail-read) ${labels.lireRetour}`, command: COMMANDS.lireRetour },
    { label: `$(symbol-class) ${texts.chooseProfile}`, command: COMMANDS.choisirProfil },
    { label: `$(file-symlink-file) ${labels.adopterModele}`, command: COMMANDS.adopterModele },
  ];
  const picked = await window.showQuickPick(items, { title: labels.title });
  if (picked !== undefined) await commands.executeCommand(picked.command);
}
