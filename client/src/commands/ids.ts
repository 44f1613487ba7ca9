/**
 * The client's command ids; the manifest declares the same ones. Separate from the code, which is loaded with the first
 * request.
 */
export const COMMANDS = {
  choisirProfil: 'segur.choisirProfil',
  toutCorriger: 'segur.toutCorriger',
  adopterModele: 'segur.adopterModele',
  preparerDepot: 'segur.preparerDepot',
  verifierPieces: 'segur.verifierPieces',
  choisirPiece: 'segur.choisirPiece',
  concatener: 'segur.concatener',
  comparer: 'segur.comparer',
  comparerFichier: 'segur.comparerFichier',
  decouper: 'segur.decouper',
  fusionner: 'segur.fusionner',
  lireRetour: 'segur.lireRetour',
  creerSolde: 'segur.creerSolde',
  genererDepuisTableau: 'segur.genererDepuisTableau',
  exporterTableau: 'segur.exporterTableau',
  nouvelleDemande: 'segur.nouvelleDemande',
  filtrerDepots: 'segur.filtrerDepots',
  menu: 'segur.menu',
  expliquerRegle: 'segur.expliquerRegle',
  taire: 'segur.taire',
  redemarrerServeur: 'segur.redemarrerServeur',
} as const;

/** Shows a place in a file: the target of lenses and reports. Nobody types it, so the manifest leaves it out. */
export const SHOW_COMMAND = 'segur.montrer';

/** What a rule offers for a file that isn't UTF-8: VS Code asks whether to reopen or to save it, and how. */
export const ENCODING_COMMAND = 'segur.changerEncodage';

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const COMMAND_IDS: readonly CommandId[] = Object.values(COMMANDS);
