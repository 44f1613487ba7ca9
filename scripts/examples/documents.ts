/** The texts of the imaginary publisher's orders, invoices and attestations. */
import { formatEuros, parseMontant, shareOf, ttcFromHt, type Cents } from '../../server/src/format/domain/montant.js';
import type { PdfOptions } from '../../test/support/pdf.js';

interface Client {
  readonly nomMedecin: string;
  readonly RPPS: string | number;
}

export interface Demande {
  readonly numeroEditeur: string;
  readonly commande?: {
    readonly dateCommande: string;
    readonly montantSegurHT: number | string | null;
    readonly regimeTVA: string;
  };
  readonly facture?: {
    readonly numeroFacture: string;
    readonly dateFacture: string;
    readonly montantSegurHT: number;
    readonly regimeTVA: string;
  };
  readonly beneficiaires: {
    readonly nomMandataire: string | null;
    readonly liberal: readonly Client[];
    readonly structure:
      | {
          readonly nomResponsable: string | null;
          readonly FINESSJuridique: string | null;
          readonly FINESSGeo: readonly string[];
        }
      | readonly never[];
  };
  readonly piecesJustificatives: readonly { readonly nomFichier: string; readonly typeFichier: string }[];
}

const VAT = 200;
const PUBLISHER = ['LOGIMED SANTÉ', '4 allée des Essais, 69500 Bron', 'SIRET 999 999 998 00019', ''];
const SIGNED_BY_HAND = ['', 'Bon pour accord, lu et approuvé', 'Signature du client :'];

// The standard fonts have no narrow no-break space.
const euros = (cents: Cents): string => formatEuros(cents, 'fr').replaceAll('\u202f', '\u00a0');

function centsOf(amount: number | string | null | undefined): Cents {
  const parsed = parseMontant(String(amount ?? 358.33).replace(',', '.'));
  return 'cents' in parsed ? parsed.cents : 0;
}

function clients({ beneficiaires: { liberal, structure, nomMandataire } }: Demande): readonly string[] {
  const people = liberal.flatMap(({ nomMedecin, RPPS }) => [
    `Client : Cabinet du docteur ${nomMedecin}`,
    `Représentant légal : ${nomMedecin}, RPPS ${String(RPPS)}`,
  ]);
  const place =
    'nomResponsable' in structure && structure.nomResponsable !== null
      ? [
          'Client : Centre de santé de Bron',
          `Représentant légal : ${structure.nomResponsable}`,
          `FINESS juridique ${structure.FINESSJuridique ?? ''}, FINESS géographique ${structure.FINESSGeo.join(', ')}`,
        ]
      : [];
  return [...(nomMandataire === null ? [] : [`Mandataire des clients : ${nomMandataire}`]), ...people, ...place];
}

const isoOf = (day: string): string => (day.includes('/') ? day.split('/').reverse().join('-') : day);

function amounts(ht: Cents, isHT: boolean): readonly string[] {
  const ttc = isHT ? ht : ttcFromHt(ht, VAT).nearest;
  return [
    'Désignation                               Montant HT       TVA            Montant TTC',
    `Prestation Ségur                          ${euros(ht)}      ${euros(ttc - ht)}       ${euros(ttc)}`,
    '',
    `Total HT : ${euros(ht)}`,
    isHT ? 'TVA : 0 % (régime HT, non-assujettissement)' : `TVA 20 % : ${euros(ttc - ht)}`,
    `Total TTC : ${euros(ttc)}`,
    `Régime de TVA : ${isHT ? 'HT' : 'TTC'}`,
  ];
}

export function bonDeCommande(demande: Demande): PdfOptions {
  const { commande } = demande;
  const date = commande?.dateCommande ?? '';
  const day = date.includes('-') ? date.split('-').reverse().join('/') : date;
  return {
    title: `Bon de commande ${demande.numeroEditeur.trim()}`,
    date: isoOf(date),
    pages: [
      [
        ...PUBLISHER,
        `BON DE COMMANDE N° ${demande.numeroEditeur.trim()}`,
        `Date de signature : ${day}`,
        '',
        ...clients(demande),
        '',
        'Logiciel Logimed LGC, référencé Ségur n° 9900000001',
        '',
        ...amounts(centsOf(commande?.montantSegurHT), commande?.regimeTVA === 'HT'),
        ...SIGNED_BY_HAND,
      ].join('\n'),
    ],
  };
}

/** One global invoice; for an order with several clients, the avance's and the solde's. */
export function factures(demande: Demande, ordered: string): readonly PdfOptions[] {
  const { facture, beneficiaires } = demande;
  const total = centsOf(facture?.montantSegurHT);
  const numero = facture?.numeroFacture ?? '';
  if (beneficiaires.nomMandataire === null)
    return [invoice(demande, { numero, kind: undefined, ht: total, total, date: facture?.dateFacture ?? '', ordered })];
  const first = shareOf(total, 30).nearest;
  return [
    invoice(demande, { numero: `${numero}-A`, kind: 'AVANCE', ht: first, total, date: '02/03/2023', ordered }),
    invoice(demande, { numero, kind: 'SOLDE', ht: total - first, total, date: facture?.dateFacture ?? '', ordered }),
  ];
}

interface Invoice {
  readonly numero: string;
  readonly kind: 'AVANCE' | 'SOLDE' | undefined;
  readonly ht: Cents;
  readonly total: Cents;
  readonly date: string;
  readonly ordered: string;
}

function invoice(demande: Demande, { numero, kind, ht, total, date, ordered }: Invoice): PdfOptions {
  const paid = ttcFromHt(total, VAT).nearest;
  return {
    title:
      kind === undefined
        ? `Facture ${numero}`
        : `Facture d'${kind === 'AVANCE' ? 'avance' : 'solde'} ${numero}`.replace("d'solde", 'de solde'),
    date: isoOf(date),
    pages: [
      [
        ...PUBLISHER,
        `FACTURE N° ${numero}${kind === undefined ? '' : ` (${kind})`}`,
        `Date de facture : ${date}`,
        `Bon de commande n° ${demande.numeroEditeur} du ${ordered}`,
        '',
        ...clients(demande),
        '',
        `Date de réalisation de la prestation : ${date}`,
        'Logiciel Logimed LGC, version 5.2',
        'Envois au DMP et par messagerie sécurisée de santé (MSSanté) en service',
        '',
        ...amounts(ht, false),
        '',
        ...(kind === undefined ? [] : [`Total récapitulatif de l'avance et du solde : ${euros(total)} HT`]),
        `Montant pris en charge par l'État au titre du Ségur de la santé : ${euros(paid)}`,
      ].join('\n'),
    ],
  };
}

export const mom = (demande: Demande): PdfOptions => ({
  title: `MOM ${demande.numeroEditeur}`,
  date: isoOf(demande.facture?.dateFacture ?? ''),
  signed: demande.numeroEditeur.endsWith('3'),
  pages: [
    [
      ...PUBLISHER,
      'DÉCLARATION DE MISE EN ORDRE DE MARCHE (MOM)',
      `Bon de commande n° ${demande.numeroEditeur}`,
      '',
      ...clients(demande),
      '',
      'Le logiciel Logimed LGC, version 5.2, est installé et en service.',
      `Fait à Bron, le ${demande.facture?.dateFacture ?? ''}`,
      'Pour Logimed Santé :',
    ].join('\n'),
  ],
});

export const va = (demande: Demande): PdfOptions => ({
  title: `VA ${demande.numeroEditeur}`,
  date: isoOf(demande.facture?.dateFacture ?? ''),
  pages: [
    [
      ...PUBLISHER,
      "VÉRIFICATION D'APTITUDE (VA)",
      `Bon de commande n° ${demande.numeroEditeur}`,
      '',
      ...clients(demande),
      '',
      'Version installée : Logimed LGC 5.2',
      `Fait le ${demande.facture?.dateFacture ?? ''}`,
      'Signature du client :',
    ].join('\n'),
  ],
});

export const attestation = (): PdfOptions => ({
  title: 'Attestation de non-assujettissement à la TVA',
  date: '2022-09-05',
  pages: [
    [
      'DIRECTION GÉNÉRALE DES FINANCES PUBLIQUES',
      '',
      'ATTESTATION DE NON-ASSUJETTISSEMENT À LA TVA',
      '',
      'Délivrée à : LOGIMED SANTÉ, SIRET 999 999 998 00019',
    ].join('\n'),
  ],
});
