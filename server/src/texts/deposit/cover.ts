import { pluriel, words } from '../typeset.js';

const FRENCH = {
  /** What several documents of one type are called together. */
  together: {
    BON_COMMANDE: 'Bons de commande',
    FACTURE: 'Factures',
    VA: "Vérifications d'aptitude (VA)",
    MOM: 'Déclarations de mise en ordre de marche (MOM)',
    ATTESTATION_TVA: 'Attestations de non-assujettissement à la TVA',
  },
  title: (together: string | undefined, demande: string) => `${together ?? 'Pièces'} de la demande ${demande}`,
  siret: 'Fournisseur (SIRET)',
  numeroAns: 'Référencement ANS',
  dossier: 'Dossier ASP',
  demande: 'Demande',
  facture: 'Facture',
  client: (count: number) => (count > 1 ? 'Bénéficiaires' : 'Bénéficiaire'),
  amount: 'Montant Ségur HT',
  others: (shown: string, more: number) => `${shown} et ${pluriel(more, 'autre')}`,
  footer: 'Récapitulatif établi par Ségur JSON',
  /** The table of the documents. */
  joined: 'Documents réunis',
  documents: (count: number) => pluriel(count, 'document'),
  pages: (count: number) => pluriel(count, 'page'),
  heads: { rank: 'N°', name: 'Nom du document', date: 'Date du fichier', pages: 'Pages', start: 'Page de début' },
  signed: "Signature électronique conservée dans l'original joint",
  next: (title: string) => `${title} (suite)`,
  /** Where the originals are: few know that a PDF can hold files. */
  originals: (count: number) =>
    count === 1
      ? "Le document d'origine est joint à ce PDF, à l'identique : volet « Pièces jointes » du lecteur de PDF."
      : "Les documents d'origine sont joints à ce PDF, à l'identique : volet « Pièces jointes » du lecteur de PDF.",
};

/** The first page of a concatenated pièce: in French whatever the user speaks, since it is read at the ASP. */
export const coverWordsOf = words(FRENCH, FRENCH);
