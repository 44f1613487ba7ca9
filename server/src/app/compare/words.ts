import type { Bilingual } from '../../format/profiles/shape.js';

/** What a comparison says. Titles of fields are the model's own. */
export const WORDS = {
  demande: { fr: 'Demande', en: 'Demande' },
  montants: { fr: 'Montants', en: 'Amounts' },
  clients: { fr: 'Bénéficiaires', en: 'Beneficiaries' },
  mandataire: { fr: 'Mandataire', en: 'Agent (mandataire)' },
  scenario: { fr: "Scénario d'installation", en: 'Installation scenario' },
  pieces: { fr: 'Pièces justificatives', en: 'Attachments' },
  dossier: { fr: 'Dossier ASP', en: 'ASP dossier' },
  ligne: { fr: 'Ligne', en: 'Ligne' },
  date: { fr: 'Date de commande, de facture', en: 'Date of order, of invoice' },
  facture: { fr: 'Numéro de facture', en: 'Invoice number' },
  difference: { fr: 'Écart (solde − avance)', en: 'Difference (solde − avance)' },
  avance: { fr: 'Avance de 30\u00a0%', en: '30% avance' },
  forfait: { fr: 'Avance, forfait', en: 'Avance, flat amount' },
  client: { fr: 'Bénéficiaire', en: 'Beneficiary' },
  piece: { fr: 'Pièce', en: 'Document' },
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
  siren: { fr: "Autre SIREN : adressez-vous d'abord à l'ANS.", en: 'Another SIREN: turn to the ANS first.' },
  numeroAns: {
    fr: "Autre numéro de référencement : adressez-vous d'abord à l'ANS.",
    en: 'Another referencing number: turn to the ANS first.',
  },
  above: {
    fr: "Le solde ne peut pas dépasser le montant de l'avance.",
    en: "The solde cannot exceed the avance's amount.",
  },
  partial: {
    fr: "C'est une part du montant : le solde porte le montant entier, avance comprise.",
    en: 'This is a part of the amount: the solde bears the whole, avance included.',
  },
  below: {
    fr: "Le solde est inférieur à l'avance : le trop-perçu sera compensé.",
    en: 'The solde is below the avance: the overpayment will be offset.',
  },
  added: {
    fr: "Un bénéficiaire que l'avance n'avait pas fait rejeter le solde.",
    en: 'A beneficiary that the avance had not gets the solde rejected.',
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
} as const satisfies Readonly<Record<string, Bilingual>>;
