import type { Lang } from '../../../format/domain/langue.js';
import type { Phase } from '../../../format/profiles/profile.js';
import type { Severity } from '../../../rules/contract.js';
import { fr, plural, pluriel } from '../../../texts/typeset.js';

/** What the report says besides the procedure. */
export interface ReportWords {
  readonly title: (name: string) => string;
  readonly unknownProfile: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly labels: {
    readonly demandes: string;
    readonly amount: string;
    readonly avance: string;
    readonly vat: string;
    readonly zips: string;
    readonly pieces: string;
    readonly summary: string;
    readonly steps: string;
    readonly details: string;
    readonly findings: string;
    readonly rank: string;
    readonly demande: string;
    readonly beneficiaire: string;
    readonly mandataire: string;
    readonly dossier: string;
    readonly regime: string;
    readonly file: string;
    readonly type: string;
    readonly pages: string;
    readonly size: string;
    readonly sha256: string;
    readonly total: string;
    readonly status: string;
    readonly publisher: string;
    readonly ans: string;
    readonly gates: string;
    readonly source: string;
    readonly zip: string;
  };
  readonly captions: { readonly summary: string; readonly pieces: (zip: string) => string };
  readonly avanceNote: (forfait: string | undefined) => string;
  readonly vatUnknown: string;
  readonly vatMixed: string;
  readonly vatNote: string;
  readonly counts: {
    readonly pages: (n: number) => string;
    readonly pieces: (n: number) => string;
    readonly errors: (n: number) => string;
    readonly warnings: (n: number) => string;
    readonly infos: (n: number) => string;
  };
  readonly sizeOf: (bytes: number) => string;
  readonly withErrors: (n: number) => string;
  readonly reordered: string;
  readonly withoutBom: string;
  readonly noFinding: string;
  readonly noZip: string;
  readonly noBeneficiaire: string;
  readonly concatenated: (n: number) => string;
  readonly fromPage: (page: number) => string;
  readonly signed: (concatenated: boolean) => string;
  readonly line: (n: number) => string;
  readonly ligne: (n: number) => string;
  readonly others: (n: number) => string;
  readonly gate: (phase: Phase, vague: string, period: string) => string;
  readonly footer: string;
}

const UNITS = [
  ['o', 'Ko', 'Mo', 'Go'],
  ['B', 'kB', 'MB', 'GB'],
] as const;

/** In decimal units, one digit after the point where that says something. */
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

const FRENCH: ReportWords = {
  title: name => fr`Dépôt prêt : ${name}`,
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
  captions: { summary: 'Une ligne par demande, dans l’ordre du fichier JSON.', pieces: zip => `Contenu de ${zip}` },
  avanceNote: forfait =>
    forfait === undefined
      ? fr`30\u202f% du montant HT, si l'ASP le retient`
      : fr`forfait HT de ce couloir : ${forfait} par demande`,
  vatUnknown: 'à lire sur vos bons de commande',
  vatMixed: 'plusieurs taux',
  vatNote: "d'après le régime et les numéros FINESS",
  counts: {
    pages: n => pluriel(n, 'page'),
    pieces: n => pluriel(n, 'pièce'),
    errors: n => pluriel(n, 'erreur'),
    warnings: n => pluriel(n, 'avertissement'),
    infos: n => pluriel(n, 'information'),
  },
  sizeOf: bytes => size(bytes, UNITS[0], ','),
  withErrors: n =>
    fr`Ce dépôt contient ${pluriel(n, 'erreur')} : préparé à votre demande, il risque d'être rejeté en entier par le portail. Corrigez le fichier avant de le déposer.`,
  reordered: (
    'Dans la copie déposée, les clés ont été remises dans l’ordre du modèle ; votre fichier n’a pas changé, ' +
    'aucune valeur non plus.'
  ).replace(' ;', '\u00a0;'),
  withoutBom:
    'Dans la copie déposée, la marque d’encodage (BOM) du début a été retirée ; votre fichier n’a pas changé.'.replace(
      ' ;',
      '\u00a0;',
    ),
  noFinding: 'aucun',
  noZip: "Aucune pièce : cette demande n'a pas de ZIP.".replace(' :', '\u00a0:'),
  noBeneficiaire: 'non renseigné',
  concatenated: n => fr`Concaténé à partir de ${pluriel(n, 'document')}, après une page récapitulative :`,
  fromPage: page => `à partir de la page\u00a0${String(page)}`,
  signed: concatenated =>
    concatenated
      ? "signé électroniquement : la signature reste valable dans l'original joint au PDF".replace(' :', '\u00a0:')
      : 'signé électroniquement',
  line: n => `ligne de texte\u00a0${String(n)}`,
  ligne: n => `Ligne\u00a0${String(n)}`,
  others: n => `et ${pluriel(n, 'autre')}`,
  gate: (phase, vague, period) =>
    fr`Guichet des demandes ${phase === 'avance' ? "d'avance" : 'de solde'} (${vague}) : ${period}.`,
  footer: (
    "Rapport établi par Ségur JSON sur votre machine ; rien n'a été envoyé. Les montants d'avance sont indicatifs " +
    ": l'ASP instruit chaque demande."
  )
    .replace(' ;', '\u00a0;')
    .replace(' :', '\u00a0:'),
};

const ENGLISH: ReportWords = {
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
    dossier: 'ASP file number',
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
    gates: 'Gate',
    source: 'Source',
    zip: 'ZIP',
  },
  captions: {
    summary: 'One row for each request, in the order of the JSON file.',
    pieces: zip => `Contents of ${zip}`,
  },
  avanceNote: forfait =>
    forfait === undefined
      ? '30% of the amount before tax, if the ASP retains it'
      : `forfait before tax of this couloir: ${forfait} for each request`,
  vatUnknown: 'to be read from your orders',
  vatMixed: 'several rates',
  vatNote: 'by the régime and the FINESS numbers',
  counts: {
    pages: n => plural(n, 'page'),
    pieces: n => plural(n, 'document'),
    errors: n => plural(n, 'error'),
    warnings: n => plural(n, 'warning'),
    infos: n => plural(n, 'piece of information', 'pieces of information'),
  },
  sizeOf: bytes => size(bytes, UNITS[1], '.'),
  withErrors: n =>
    `This deposit has ${plural(n, 'error')}: made because you asked for it, it may be rejected as a whole by the ` +
    'portal. Correct the file before you deposit it.',
  reordered: 'In the deposited copy, keys were put in the model’s order; your file has not changed, nor has any value.',
  withoutBom:
    'In the deposited copy, the byte order mark (BOM) at the beginning was left out; your file has not changed.',
  noFinding: 'none',
  noZip: 'No document: this request has no ZIP.',
  noBeneficiaire: 'not filled in',
  concatenated: n => `Concatenated from ${plural(n, 'document')}, after a recapitulative page:`,
  fromPage: page => `from page ${String(page)} on`,
  signed: concatenated =>
    concatenated
      ? 'electronically signed: the signature holds in the original embedded in the PDF'
      : 'electronically signed',
  line: n => `line ${String(n)} of the text`,
  ligne: n => `Ligne ${String(n)}`,
  others: n => `and ${plural(n, 'other')}`,
  gate: (phase, vague, period) => `Gate of the ${phase} requests (${vague}): ${period}.`,
  footer:
    'Report made by Ségur JSON on your machine; nothing was sent. Amounts of avance are indicative: the ASP ' +
    'examines each request.',
};

export const reportWordsOf = (lang: Lang): ReportWords => (lang === 'fr' ? FRENCH : ENGLISH);
