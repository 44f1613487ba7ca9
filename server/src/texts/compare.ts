import { bilingual, plural, pluriel, words } from './typeset.js';

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

interface CompareCounts {
  readonly compared: number;
  readonly differing: number;
  /** Lignes that only one file has. */
  readonly noAvance: number;
  readonly noSolde: number;
}

/** « No difference » is only said if nothing is missing on either side. */
function total(
  { compared, differing, noAvance, noSolde }: CompareCounts,
  told: Readonly<Record<'compared' | 'differs' | 'none' | 'noAvance' | 'noSolde', string>>,
  separator: string,
): string {
  const alone = [...(noAvance > 0 ? [told.noAvance] : []), ...(noSolde > 0 ? [told.noSolde] : [])];
  const verdict = differing > 0 ? [told.differs] : alone.length === 0 && compared > 0 ? [told.none] : [];
  return `${[[told.compared, ...verdict].join(', '), ...alone].join(separator)}.`;
}

/** What `compare` says. */
const FRENCH = {
  help: {
    compare:
      'Met une avance (ou sa sortie du portail) et son solde côte à côte, demande par demande ; sort avec le ' +
      "code 1 s'il y a des écarts.",
    avanceName: 'avance',
    avance: "l'avance, ou la sortie du portail",
    soldeName: 'solde',
    solde: 'le solde',
    all: 'montre aussi ce qui est identique',
  },
  sameFile: 'Il faut deux fichiers : une avance (ou sa sortie du portail) et un solde.',
  verdicts: { same: 'identique', differs: 'différent', added: 'ajouté', removed: 'retiré', info: '' },
  nothing: 'rien',
  differences: (count: number) => (count === 0 ? 'aucun écart' : pluriel(count, 'écart')),
  noAvance: (demande: string) => `${demande} : pas d'avance dans ce fichier`,
  noSolde: (demande: string) => `${demande} : pas encore de solde`,
  repeated: (demande: string) =>
    `${demande} : plusieurs lignes de ce solde pour cette même demande. Il n'y a qu'un solde par dossier.`,
  total: (counts: CompareCounts) =>
    total(
      counts,
      {
        compared:
          counts.compared === 0
            ? 'Aucune demande comparée'
            : pluriel(counts.compared, 'demande comparée', 'demandes comparées'),
        differs: `${String(counts.differing)} ${counts.differing < 2 ? 'diffère' : 'diffèrent'}`,
        none: 'aucune ne diffère',
        noAvance: `${pluriel(counts.noAvance, 'ligne')} du solde sans avance`,
        noSolde: `${pluriel(counts.noSolde, 'ligne')} de l'avance sans solde`,
      },
      ' ; ',
    ),
};

type CompareWords = typeof FRENCH;

const ENGLISH = {
  help: {
    compare:
      'Set an avance (or its portal output) and its solde side by side, request by request; exit with 1 where ' +
      'they differ.',
    avanceName: 'avance',
    avance: "the avance, or the portal's output",
    soldeName: 'solde',
    solde: 'the solde',
    all: 'also show what is the same',
  },
  sameFile: 'Two files are needed: an avance (or its portal output) and a solde.',
  verdicts: { same: 'same', differs: 'different', added: 'added', removed: 'removed', info: '' },
  nothing: 'nothing',
  differences: count => (count === 0 ? 'no difference' : plural(count, 'difference')),
  noAvance: demande => `${demande}: no avance in this file`,
  noSolde: demande => `${demande}: no solde yet`,
  repeated: demande =>
    `${demande}: several lignes of this solde are of this one request. A dossier has one solde only.`,
  total: counts =>
    total(
      counts,
      {
        compared: counts.compared === 0 ? 'No request compared' : `${plural(counts.compared, 'request')} compared`,
        differs: `${String(counts.differing)} ${counts.differing === 1 ? 'differs' : 'differ'}`,
        none: 'none differs',
        noAvance: `${plural(counts.noAvance, 'ligne')} of the solde without an avance`,
        noSolde: `${plural(counts.noSolde, 'ligne')} of the avance without a solde`,
      },
      '; ',
    ),
} satisfies CompareWords;

export const compareWordsOf = words(FRENCH, ENGLISH);
