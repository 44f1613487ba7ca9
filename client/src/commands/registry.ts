import { commands, type QuickPickItem, window } from 'vscode';
import type { DemandeState } from '../../../server/src/lsp/protocol/index.js';
import { adopterModele } from './adopterModele.js';
import { choisirPiece, concatener, verifierPieces } from './pieces.js';
import { choisirProfil } from './choisirProfil.js';
import { comparer, comparerFichier } from './comparer.js';
import type { Command, CommandContext } from './context.js';
import { creerSolde, decouper, fusionner } from './transformer.js';
import { expliquerRegle, taire } from './regles.js';
import { exporterTable } from './exporterTable.js';
import { generer } from './generer.js';
import { type CommandId, COMMANDS } from './ids.js';
import { lireRetour } from './lireRetour.js';
import { nouvelleDemande } from './nouvelleDemande.js';
import { preparerDepot } from './preparerDepot.js';
import { toutCorriger } from './toutCorriger.js';

const STATES = ['aCorriger', 'prete', 'deposee', 'sortieRecue', 'soldeAFaire'] as const satisfies DemandeState[];

/** Shows the requests of one state in « Dépôts Ségur », or all. */
async function filtrerDepots({ depots, texts }: CommandContext): Promise<void> {
  const all: QuickPickItem & { readonly state?: DemandeState } = { label: texts.allStates };
  const items = [all, ...STATES.map(state => ({ label: texts.states[state], state }))];
  const picked = await window.showQuickPick(items, { title: texts.filterStates });
  if (picked !== undefined) depots.filter(picked.state);
}

/** What can be done with the request at hand, from the status bar. */
async function menu({ texts }: CommandContext): Promise<void> {
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

async function redemarrerServeur({ server, texts }: CommandContext): Promise<void> {
  try {
    await server.restart();
  } catch (error) {
    void window.showErrorMessage(texts.startFailed(error instanceof Error ? error.message : String(error)));
  }
}

/** Held to the ids by its type: a command without code doesn't compile. */
export const REGISTRY: Readonly<Record<CommandId, Command>> = {
  [COMMANDS.choisirProfil]: choisirProfil,
  [COMMANDS.toutCorriger]: toutCorriger,
  [COMMANDS.adopterModele]: adopterModele,
  [COMMANDS.comparer]: comparer,
  [COMMANDS.comparerFichier]: comparerFichier,
  [COMMANDS.decouper]: decouper,
  [COMMANDS.fusionner]: fusionner,
  [COMMANDS.lireRetour]: lireRetour,
  [COMMANDS.creerSolde]: creerSolde,
  [COMMANDS.preparerDepot]: preparerDepot,
  [COMMANDS.verifierPieces]: verifierPieces,
  [COMMANDS.choisirPiece]: choisirPiece,
  [COMMANDS.concatener]: concatener,
  [COMMANDS.genererDepuisTableau]: generer,
  [COMMANDS.exporterTableau]: exporterTable,
  [COMMANDS.nouvelleDemande]: nouvelleDemande,
  [COMMANDS.filtrerDepots]: filtrerDepots,
  [COMMANDS.menu]: menu,
  [COMMANDS.expliquerRegle]: expliquerRegle,
  [COMMANDS.taire]: taire,
  [COMMANDS.redemarrerServeur]: redemarrerServeur,
};
