import { plural, pluriel, words } from '../typeset.js';

const UNITS = [
  ['o', 'Ko', 'Mo', 'Go'],
  ['B', 'kB', 'MB', 'GB'],
] as const;

/** In decimal units, with one digit after the point if that says something. */
function size(bytes: number, units: readonly string[], point: string): string {
  let value = bytes;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  const text =
    at === 0 || value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '').replace('.', point);
  return `${text}\u00a0${units[at] ?? ''}`;
}

/** What the report says besides the procedure. */
const FRENCH = {
  title: (name: string) => `Dépôt prêt : ${name}`,
  unknownProfile: 'profil non reconnu',
  severity: { error: 'Erreur', warning: 'Avertissement', info: 'Information' },
  labels: {
    demandes: 'Demandes',
    amount: 'Montant Ségur HT',
    avance: 'Avance attendue',
    vat: 'TVA à saisir',
    zips: 'Fichiers ZIP',
    pieces: 'Pièces justificatives',
    summary: 'Récapitulatif',
    steps: 'Marche à suivre',
    details: 'Détail des demandes',
    findings: 'Constats sur le fichier',
    rank: 'Ligne',
    demande: 'Demande',
    beneficiaire: 'Bénéficiaire',
    mandataire: 'Mandataire',
    dossier: 'Dossier ASP',
    regime: 'Régime de TVA',
    file: 'Fichier',
    type: 'Type',
    pages: 'Pages',
    size: 'Taille',
    sha256: 'Empreinte SHA-256',
    total: 'Total',
    status: 'Constats',
    publisher: 'SIRET du fournisseur',
    ans: 'Référencement ANS',
    gates: 'Guichet',
    source: 'Source',
    zip: 'ZIP',
  },
  captions: {
    summary: "Une ligne par demande, dans l'ordre du fichier JSON.",
    pieces: (zip: string) => `Contenu de ${zip}`,
  },
  avanceNote: (forfait: string | undefined) =>
    forfait === undefined
      ? `30 % du montant HT, si l'ASP le retient`
      : `forfait HT de ce couloir : ${forfait} par demande`,
  vatUnknown: 'à lire sur vos bons de commande',
  vatMixed: 'plusieurs taux',
  vatNote: "d'après le régime et les numéros FINESS",
  counts: {
    pages: (n: number) => pluriel(n, 'page'),
    pieces: (n: number) => pluriel(n, 'pièce'),
    errors: (n: number) => pluriel(n, 'erreur'),
    warnings: (n: number) => pluriel(n, 'avertissement'),
    infos: (n: number) => pluriel(n, 'information'),
  },
  sizeOf: (bytes: number) => size(bytes, UNITS[0], ','),
  withErrors: (n: number) =>
    `Ce dépôt contient ${pluriel(n, 'erreur')} : préparé à votre demande, il risque d'être rejeté en entier par ` +
    'le portail. Corrigez le fichier avant de le déposer.',
  reordered:
    "Dans la copie déposée, les clés ont été remises dans l'ordre du modèle ; votre fichier n'a pas changé, " +
    'aucune valeur non plus.',
  withoutBom:
    "Dans la copie déposée, la marque d'encodage (BOM) du début a été retirée ; votre fichier n'a pas changé.",
  noFinding: 'aucun',
  noZip: "Aucune pièce : cette demande n'a pas de ZIP.",
  noBeneficiaire: 'non renseigné',
  concatenated: (n: number) => `Concaténé à partir de ${pluriel(n, 'document')}, après une page récapitulative :`,
  fromPage: (page: number) => `à partir de la page ${String(page)}`,
  signed: (concatenated: boolean): string =>
    concatenated
      ? "signé électroniquement : la signature reste valable dans l'original joint au PDF"
      : 'signé électroniquement',
  line: (n: number) => `ligne de texte ${String(n)}`,
  ligne: (n: number) => `Ligne ${String(n)}`,
  others: (n: number) => `et ${pluriel(n, 'autre')}`,
  gate: (phase: 'avance' | 'solde', vague: string, period: string) =>
    `Guichet des demandes ${phase === 'avance' ? "d'avance" : 'de solde'} (${vague}) : ${period}.`,
  until: (end: string) => `jusqu'au ${end}`,
  period: (start: string, end: string) => `du ${start} au ${end}`,
  moment: (day: string, time: string) => `${day} à ${time.replace(':', '\u00a0h\u00a0')} (heure de Paris)`,
  labelled: (label: string) => `${label} :`,
  rates: 'ce fichier en mélange plusieurs',
  ordersRate: 'celui de vos bons de commande',
  footer:
    "Rapport établi par Ségur JSON sur votre machine ; rien n'a été envoyé. Les montants d'avance sont indicatifs " +
    ": l'ASP instruit chaque demande.",
};

export type ReportWords = typeof FRENCH;

const ENGLISH = {
  title: name => `Deposit ready: ${name}`,
  unknownProfile: 'profile not recognised',
  severity: { error: 'Error', warning: 'Warning', info: 'Information' },
  labels: {
    demandes: 'Requests',
    amount: 'Ségur amount before tax',
    avance: 'Expected avance',
    vat: 'VAT to enter',
    zips: 'ZIP files',
    pieces: 'Attachments',
    summary: 'Summary',
    steps: 'What to do',
    details: 'Requests in detail',
    findings: 'Findings on the file',
    rank: 'Ligne',
    demande: 'Request',
    beneficiaire: 'Beneficiary',
    mandataire: 'Agent (mandataire)',
    dossier: 'Dossier number',
    regime: 'VAT scheme',
    file: 'File',
    type: 'Type',
    pages: 'Pages',
    size: 'Size',
    sha256: 'SHA-256',
    total: 'Total',
    status: 'Findings',
    publisher: "Supplier's SIRET",
    ans: 'ANS referencing',
    gates: 'Application window',
    source: 'Source',
    zip: 'ZIP',
  },
  captions: {
    summary: 'One row for each request, in the order of the JSON file.',
    pieces: zip => `Contents of ${zip}`,
  },
  avanceNote: forfait =>
    forfait === undefined
      ? '30% of the amount before tax, if the ASP accepts it'
      : `flat amount before tax for this couloir: ${forfait} per request`,
  vatUnknown: 'to be read from your orders',
  vatMixed: 'several rates',
  vatNote: 'by the VAT scheme and the FINESS numbers',
  counts: {
    pages: n => plural(n, 'page'),
    pieces: n => plural(n, 'attachment'),
    errors: n => plural(n, 'error'),
    warnings: n => plural(n, 'warning'),
    infos: n => plural(n, 'info'),
  },
  sizeOf: bytes => size(bytes, UNITS[1], '.'),
  withErrors: n =>
    `This deposit has ${plural(n, 'error')}: prepared at your request, it may be rejected as a whole by the ` +
    'portal. Correct the file before you deposit it.',
  reordered: "In the deposited copy, keys were put in the model's order; your file has not changed, nor has any value.",
  withoutBom:
    'In the deposited copy, the byte order mark (BOM) at the beginning was left out; your file has not changed.',
  noFinding: 'none',
  noZip: 'No attachment: this request has no ZIP.',
  noBeneficiaire: 'not filled in',
  concatenated: n => `Concatenated from ${plural(n, 'document')}, after a summary page:`,
  fromPage: page => `from page ${String(page)} on`,
  signed: concatenated =>
    concatenated
      ? 'electronically signed: the signature remains valid in the original embedded in the PDF'
      : 'electronically signed',
  line: n => `line ${String(n)} of the text`,
  ligne: n => `Ligne ${String(n)}`,
  others: n => `and ${plural(n, 'other')}`,
  gate: (phase, vague, period) => `Application window for ${phase} requests (${vague}): ${period}.`,
  until: end => `until ${end}`,
  period: (start, end) => `from ${start} to ${end}`,
  moment: (day, time) => `${day} at ${time} (Paris time)`,
  labelled: label => `${label}:`,
  rates: 'this file mixes several',
  ordersRate: 'that of your orders',
  footer:
    'Report made by Ségur JSON on your machine; nothing was sent. Avance amounts are indicative: the ASP ' +
    'examines each request.',
} satisfies ReportWords;

export const reportWordsOf = words(FRENCH, ENGLISH);

const COVER = {
  /** The joint name of several documents of one type. */
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
  /** Where the originals are: few people know that a PDF can contain files. */
  originals: (count: number) =>
    count === 1
      ? "Le document d'origine est joint à ce PDF, à l'identique : volet « Pièces jointes » du lecteur de PDF."
      : "Les documents d'origine sont joints à ce PDF, à l'identique : volet « Pièces jointes » du lecteur de PDF.",
};

/** The first page of a concatenated attachment: in French whatever the user's language, for readers at the ASP. */
export const coverWordsOf = words(COVER, COVER);
