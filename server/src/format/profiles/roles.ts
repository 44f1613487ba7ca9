/** Who signs for the beneficiaries. */
export const MANDATAIRE_ROLES = ['isMandataire', 'nomMandataire', 'emailMandataire', 'telephoneMandataire'] as const;

/** What was, or will be, installed. */
export const SCENARIO_ROLES = [
  'isCentreDeSante',
  'isEnvironnementHospitalier',
  'operateurMessagerie',
  'isProSanteConnectNeeded',
  'directDMP',
  'pfiDMP',
  'directMSSPro',
  'pfiMSSPro',
  'directMSSCitoyen',
  'pfiMSSCitoyen',
] as const;

/**
 * What a field *is*, whatever the model calls it and wherever it puts it. Rules reach fields by these names only, so
 * that they work on every profile and on a model of the agency's that a user adopts.
 */
export const FIELD_ROLES = [
  // file
  'impId',
  'numeroAns',
  'siretEditeur',
  // ligne
  'numLigne',
  'typeAction',
  'numeroASP',
  'numeroEditeur',
  'codeTraitement',
  'libelleTraitement',
  // order, invoice
  'dateCommande',
  'numeroFacture',
  'dateFacture',
  'regimeTVA',
  'montantSegurHT',
  // since wave 2: learnt from an adopted model
  'typePrestation',
  'signataireVA',
  'signataireFacture',
  // beneficiaries
  'commandePour',
  'isMandataire',
  'isClientUnique',
  'nomMandataire',
  'emailMandataire',
  'telephoneMandataire',
  'nomClient',
  'emailClient',
  'telephoneClient',
  'rpps',
  'finessJuridique',
  'finessGeo',
  'finessPMSI',
  'numeroAM',
  'siretClient',
  // attachments
  'nomFichier',
  'formatFichier',
  'typeFichier',
  // scenario
  ...SCENARIO_ROLES,
  // the software's own block
  'identDMP',
  'adresseMSSPro',
  'adresseMSSCitoyen',
  'identINSi',
  'deploiementMSS',
  'nombreBAL',
  // anywhere in an adopted model: recognised by the form of its values alone
  'autreDate',
  'autreFiness',
  'autreSiret',
  'autreRpps',
  'autreEmail',
  'autreTelephone',
] as const;

/** Containers that rules name as a whole. */
export const CONTAINER_ROLES = [
  'lignes',
  'commande',
  'facture',
  'beneficiaires',
  'clients',
  'liberal',
  'structure',
  'pieces',
  'scenario',
  'bloc',
  'listeFinessGeo',
  'listeIdentDMP',
] as const;

/** Objects that represent one thing among several: their fields belong together. */
export const ENTRY_ROLES = ['client', 'piece'] as const;

export type FieldRole = (typeof FIELD_ROLES)[number];
export type ContainerRole = (typeof CONTAINER_ROLES)[number];
export type EntryRole = (typeof ENTRY_ROLES)[number];
