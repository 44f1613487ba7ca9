import type { Uri } from 'vscode';
import type { Lang, Messages } from '../messages.js';
import type { DepositChoices } from '../deposit/choices.js';
import type { ProfileChoices } from '../profiles/choices.js';
import type { Server } from '../server.js';
import type { ReportView } from '../views/report.js';
import type { StatusView } from '../views/status.js';
import { adopterModele } from './adopterModele.js';
import { choisirPiece } from './choisirPiece.js';
import { choisirProfil } from './choisirProfil.js';
import { comparer } from './comparer.js';
import { concatener } from './concatener.js';
import { creerSolde } from './creerSolde.js';
import { decouper } from './decouper.js';
import { expliquerRegle } from './expliquerRegle.js';
import { exporterTable } from './exporterTable.js';
import { fusionner } from './fusionner.js';
import { generer } from './generer.js';
import { COMMANDS, type CommandId } from './ids.js';
import { menu } from './menu.js';
import { preparerDepot } from './preparerDepot.js';
import { redemarrerServeur } from './redemarrerServeur.js';
import { toutCorriger } from './toutCorriger.js';
import { verifierPieces } from './verifierPieces.js';

export interface CommandContext {
  readonly server: Server;
  readonly choices: ProfileChoices;
  readonly deposits: DepositChoices;
  readonly status: StatusView;
  readonly texts: Messages;
  readonly report: ReportView;
  readonly lang: Lang;
  /** Folder of the installed extension. */
  readonly home: Uri;
}

/** `args` are the menu's or the code action's: none, a `Uri`, or a document's URI as text. */
export type Command = (context: CommandContext, args: readonly unknown[]) => Promise<void>;

/** Held to the ids by its type: a command without code doesn't compile. */
export const REGISTRY: Readonly<Record<CommandId, Command>> = {
  [COMMANDS.choisirProfil]: choisirProfil,
  [COMMANDS.toutCorriger]: toutCorriger,
  [COMMANDS.adopterModele]: adopterModele,
  [COMMANDS.comparer]: comparer,
  [COMMANDS.decouper]: decouper,
  [COMMANDS.fusionner]: fusionner,
  [COMMANDS.creerSolde]: creerSolde,
  [COMMANDS.preparerDepot]: preparerDepot,
  [COMMANDS.verifierPieces]: verifierPieces,
  [COMMANDS.choisirPiece]: choisirPiece,
  [COMMANDS.concatener]: concatener,
  [COMMANDS.genererDepuisTableau]: generer,
  [COMMANDS.exporterTableau]: exporterTable,
  [COMMANDS.menu]: menu,
  [COMMANDS.expliquerRegle]: expliquerRegle,
  [COMMANDS.redemarrerServeur]: redemarrerServeur,
};
