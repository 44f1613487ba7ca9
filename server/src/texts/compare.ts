import { bilingual } from './typeset.js';

/** What a comparison says. Titles of fields are the model's own. */
export const COMPARE = bilingual({
  demande: { fr: 'Demande', en: 'Request' },
  montants: { fr: 'Montants', en: 'Amounts' },
  clients: { fr: 'Bénéficiaires', en: 'Beneficiaries' },
  mandataire: { fr: 'Mandataire', en: 'Agent (mandataire)' },
  scenario: { fr: "Scénario d'installation", en: 'Installation scenario' },
  pieces: { fr: 'Pièces justificatives', en: 'Attachments' },
  dossier: { fr: 'Dossier ASP', en: 'Dossier number' },
  ligne: { fr: 'Ligne', en: 'Ligne' },
  date: { fr: 'Date de commande, de facture', en: 'Date of order, of invoice' },
  facture: { fr: 'Numéro de facture', en: 'Invoice number' },
  difference: { fr: 'Écart (solde − avance)', en: 'Difference (solde − avance)' },
  avance: { fr: 'Avance de 30 %', en: '30% avance' },
  forfait: { fr: 'Avance, forfait', en: 'Avance, flat amount' },
  client: { fr: 'Bénéficiaire', en: 'Beneficiary' },
  piece: { fr: 'Pièce', en: 'Attachment' },
  yes: { fr: 'oui', en: 'yes' },
  no: { fr: 'non', en: 'no' },
  numeroEditeur: {
    fr: "Le numéro doit être celui de l'avance : sinon le solde est rejeté automatiquement.",
    en: "The number must be the avance's: otherwise the solde is rejected automatically.",
  },
  dossierDiffers: { fr: "Le dossier n'est pas celui de l'avance.", en: "The dossier is not the avance's." },
  siret: {
    fr: "Même SIREN : déclarez le changement de SIRET à l'ASP (Kbis, avis SIRENE ou délibération).",
    en: 'Same SIREN: declare the change of SIRET to the ASP (Kbis, SIRENE notice or minutes).',
  },
  siren: { fr: "Autre SIREN : adressez-vous d'abord à l'ANS.", en: 'Another SIREN: contact the ANS first.' },
  numeroAns: {
    fr: "Autre numéro de référencement : adressez-vous d'abord à l'ANS.",
    en: 'Another referencing number: contact the ANS first.',
  },
  above: {
    fr: "Le solde ne peut pas dépasser le montant de l'avance.",
    en: "The solde cannot exceed the avance's amount.",
  },
  partial: {
    fr: "C'est une part du montant : le solde porte le montant entier, avance comprise.",
    en: 'This is only part of the amount: the solde gives the whole amount, avance included.',
  },
  below: {
    fr: "Le solde est inférieur à l'avance : le trop-perçu sera compensé.",
    en: 'The solde is lower than the avance: the overpayment will be offset.',
  },
  added: {
    fr: "Un bénéficiaire que l'avance n'avait pas fait rejeter le solde.",
    en: "A beneficiary that the avance didn't have gets the solde rejected.",
  },
  removed: {
    fr: 'Absent du solde : le trop-perçu sera compensé.',
    en: 'Absent from the solde: the overpayment will be offset.',
  },
  removedComplete: {
    fr: 'Absent du solde, qui doit être complet pour tous les bénéficiaires de la commande.',
    en: 'Absent from the solde, which must be complete for all beneficiaries of the order.',
  },
  installed: {
    fr: 'VA ou MOM et facture doivent correspondre à ce qui a été installé.',
    en: 'VA or MOM and invoice must match what was installed.',
  },
  regime: { fr: "Le régime de TVA n'est plus celui de l'avance.", en: "The VAT scheme is no longer the avance's." },
});
