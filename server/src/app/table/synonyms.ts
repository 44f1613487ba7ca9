import type { FieldRole } from '../../format/profiles/roles.js';

function named(list: string): readonly string[] {
  return list.split(',').map(name => name.trim());
}

/**
 * What French publishers call a field in their exports, beside its role, its keys and its title. Case, accents and
 * separators are ignored. A name of several fields of one profile chooses none of them: the user then says
 * which.
 */
export const SYNONYMS: Readonly<Partial<Record<FieldRole, readonly string[]>>> = {
  numeroAns: named(`
    n° ANS, num ANS, n° de référencement, numéro de référencement, référencement ANS, n° référencement ANS
  `),
  siretEditeur: named(`
    SIRET éditeur, SIRET fournisseur, SIRET de l'éditeur, SIRET du fournisseur, SIRET déposant, SIRET
  `),
  numeroEditeur: named(`
    n° éditeur, n° commande, n° de commande, numéro de commande, numéro commande, commande, réf, référence,
    référence commande, réf commande, référence de commande, n° demande, n° de demande, numéro de demande,
    référence demande, n° bon de commande, n° du bon de commande, n° BDC, n° BC, réf BDC, référence bon de commande,
    référence éditeur, order reference, order number, id commande
  `),
  numeroASP: named(`
    n° ASP, n° dossier, n° de dossier, numéro de dossier, dossier, dossier ASP, n° dossier ASP, n° FIN
  `),
  dateCommande: named(`
    date, date de commande, date commande, date de signature, date signature, signé le, signée le,
    date du bon de commande, date BDC, date bon de commande, date de signature du bon de commande,
    date de la commande, order date
  `),
  numeroFacture: named(`
    n° facture, n° de facture, numéro de facture, facture n°, référence facture, réf facture, invoice number
  `),
  dateFacture: named(`
    date, date facture, date de facture, date de la facture, date de facturation, facturé le, invoice date
  `),
  regimeTVA: named('régime TVA, régime de TVA, régime, HT ou TTC, HT/TTC, TTC/HT, assujettissement TVA'),
  montantSegurHT: named(`
    montant, montant HT, montant HT (€), montant (€ HT), montant hors taxes, montant Ségur, montant Ségur HT,
    total HT, HT, prix HT, prestation Ségur HT, montant prestation Ségur, montant prestation Ségur HT,
    prestation Ségur, montant de la prestation
  `),
  commandePour: named('commande pour, type de client, type client, libéral ou structure, type de bénéficiaire'),
  isMandataire: named('mandataire, est mandataire, mandataire ?, avec mandataire, commande par un mandataire'),
  isClientUnique: named('client unique, un seul client, client unique ?'),
  nomMandataire: named('nom du mandataire, nom mandataire'),
  emailMandataire: named(`
    e-mail du mandataire, e-mail mandataire, mail du mandataire, mail mandataire, courriel du mandataire,
    courriel mandataire
  `),
  telephoneMandataire: named('téléphone du mandataire, téléphone mandataire, tél mandataire, tél du mandataire'),
  nomClient: named(`
    nom, nom du client, nom client, client, nom du médecin, nom médecin, médecin, nom du praticien, praticien,
    nom du responsable, responsable, nom responsable, représentant légal, nom du représentant,
    nom du représentant légal, nom et prénom, nom prénom, prénom nom, titulaire, nom du titulaire, bénéficiaire,
    nom du bénéficiaire
  `),
  emailClient: named(`
    e-mail, mail, courriel, adresse e-mail, adresse mail, adresse électronique, e-mail du client, e-mail client,
    mail client, e-mail du médecin, mail du médecin, mail médecin, courriel du client, courriel du médecin,
    e-mail du responsable, mail du responsable, e-mail du représentant
  `),
  telephoneClient: named(`
    téléphone, tél, n° de téléphone, numéro de téléphone, n° tél, portable, mobile, téléphone du client,
    téléphone client, tél client, téléphone du médecin, tél médecin, tél du médecin, téléphone du responsable, phone
  `),
  rpps: named('n° RPPS, numéro RPPS, RPPS du médecin, RPPS médecin, identifiant RPPS, code RPPS'),
  finessJuridique: named(`
    FINESS, n° FINESS, FINESS EJ, FINESS juridique, n° FINESS juridique, FINESS entité juridique, EJ,
    FINESS de l’entité juridique, FINESS organisme gestionnaire, FINESS OG, FINESS jur
  `),
  finessGeo: named(`
    FINESS, n° FINESS, FINESS ET, FINESS géographique, FINESS géographiques, n° FINESS géographique, FINESS géo,
    FINESS site, FINESS établissement, ET, FINESS ESMS, liste FINESS, FINESS des sites, FINESS de la pharmacie,
    FINESS pharmacie, FINESS officine
  `),
  finessPMSI: named('FINESS, n° FINESS, FINESS PMSI, n° FINESS PMSI, PMSI'),
  numeroAM: named('n° AM, numéro AM, n° assurance maladie, numéro assurance maladie, AM, identifiant AM, n° AMELI'),
  siretClient: named(`
    SIRET, SIRET client, SIRET du client, n° SIRET client, SIRET bénéficiaire, SIRET du bénéficiaire,
    SIRET de la structure
  `),
  isCentreDeSante: named('centre de santé, est un centre de santé, CDS, centre de santé ?'),
  isEnvironnementHospitalier: named('environnement hospitalier, hospitalier, environnement hospitalier ?'),
  operateurMessagerie: named(`
    opérateur, opérateur de messagerie, opérateur MSSanté, opérateur MSS, code opérateur, code opérateur MSSanté,
    messagerie
  `),
  isProSanteConnectNeeded: named('Pro Santé Connect, PSC, Pro Santé Connect nécessaire, besoin de Pro Santé Connect'),
  directDMP: named('DMP direct, direct DMP, DMP en direct, envoi direct au DMP, direct vers le DMP'),
  pfiDMP: named('DMP par PFI, DMP PFI, PFI DMP, DMP via PFI, DMP via la PFI, PFI vers le DMP'),
  directMSSPro: named('MSS Pro direct, direct MSS Pro, MSS Pro en direct, MSS professionnelle directe'),
  pfiMSSPro: named('MSS Pro par PFI, MSS Pro PFI, PFI MSS Pro, MSS Pro via PFI, MSS Pro via la PFI'),
  directMSSCitoyen: named('MSS Citoyen direct, direct MSS Citoyen, MSS Citoyen en direct, MSS citoyenne directe'),
  pfiMSSCitoyen: named(`
    MSS Citoyen par PFI, MSS Citoyen PFI, PFI MSS Citoyen, MSS Citoyen via PFI, MSS Citoyen via la PFI
  `),
  identDMP: named('identifiant DMP, identifiants DMP, ident DMP, id DMP'),
  adresseMSSPro: named(`
    adresse MSS Pro, MSS Pro, adresse MSSanté, adresse MSSanté Pro, BAL MSS Pro, BAL pro, e-mail MSS Pro
  `),
  adresseMSSCitoyen: named(`
    adresse MSS Citoyen, MSS Citoyen, adresse MSSanté Citoyen, BAL MSS Citoyen, BAL citoyen, e-mail MSS Citoyen
  `),
  identINSi: named('identifiant INSi, INSi, ident INSi, FINESS INSi'),
  deploiementMSS: named('déploiement MSS, cas de déploiement, cas MSS, indicateur déploiement MSS'),
  nombreBAL: named('nombre de BAL, nb BAL, BAL, nombre de boîtes, nombre de boîtes aux lettres'),
};

/** The same for the file of an attachment, by its type. */
export const PIECE_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  BON_COMMANDE: named(`
    bon de commande, BDC, fichier bon de commande, PDF bon de commande, fichier BDC, PDF BDC, nom du fichier,
    nomFichier, pièce, pièce justificative, bon de commande (PDF)
  `),
  ATTESTATION_TVA: named(`
    attestation TVA, attestation, attestation de non-assujettissement, fichier attestation, attestation DGFIP,
    PDF attestation
  `),
  FACTURE: named('facture, fichier facture, PDF facture, facture PDF, facture (PDF)'),
  VA: named("vérification d'aptitude, fichier VA, PDF VA, VA (PDF)"),
  MOM: named('mise en ordre de marche, fichier MOM, PDF MOM, MOM (PDF)'),
};
