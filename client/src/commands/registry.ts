import { adopterModele } from './adopterModele.js';
import { choisirPiece } from './choisirPiece.js';
import { choisirProfil } from './choisirProfil.js';
import { comparer } from './comparer.js';
import { concatener } from './concatener.js';
import { creerSolde } from './creerSolde.js';
import { decouper } from './decouper.js';
import { expliquerRegle } from './expliquerRegle.js';
import { exporterTable } from './exporterTable.js';
import { filtrerDepots } from './filtrerDepots.js';
import { fusionner } from './fusionner.js';
import { generer } from './generer.js';
import type { Command } from './context.js';
import { COMMANDS, type CommandId } from './ids.js';
import { lireRetour } from './lireRetour.js';
import { menu } from './menu.js';
import { nouvelleDemande } from './nouvelleDemande.js';
import { preparerDepot } from './preparerDepot.js';
import { redemarrerServeur } from './redemarrerServeur.js';
import { taire } from './taire.js';
import { toutCorriger } from './toutCorriger.js';
import { verifierPieces } from './verifierPieces.js';

/** Held to the ids by its type: a command without code doesn't compile. */
export const REGISTRY: Readonly<Record<CommandId, Command>> = {
  [COMMANDS.choisirProfil]: choisirProfil,
  [COMMANDS.toutCorriger]: toutCorriger,
  [COMMANDS.adopterModele]: adopterModele,
  [COMMANDS.comparer]: comparer,
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
