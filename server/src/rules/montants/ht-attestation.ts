import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { addPiece } from '../shared/fixes.js';
import { hasType, piecesOf } from '../../format/pieces/pieces.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'ht-attestation',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Régime HT sans attestation', en: 'HT scheme without a certificate' },
    explanation: {
      fr:
        "Une demande au régime HT s'accompagne, à l'avance, de l'attestation de non-assujettissement à la TVA " +
        "délivrée par la DGFIP, la DRFIP ou la DDFIP. Les FAQ diffèrent sur qui n'est pas assujetti : le " +
        "fournisseur pour l'ASP, le client pour l'ANS. Une même attestation peut servir à toutes les demandes. Au " +
        "solde, l'attestation a déjà été donnée : c'est un simple rappel.",
      en:
        'A request of the HT scheme comes, in the avance, with the certificate of non-liability to VAT issued by ' +
        'the tax office (DGFIP, DRFIP or DDFIP). The FAQs differ on who is not liable: the supplier for the ASP, ' +
        'the client for the ANS. One certificate may serve all requests. In the solde, the certificate was given ' +
        'already: it is a mere reminder.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Quel document est attendu lorsqu'il est mentionné 'Preuve que le client final est soumis au régime TVA " +
          "HT' ?",
        quote:
          "Si dans le fichier de demande (JSON), le champ 'TVA applicable' est égal à HT, le fournisseur doit " +
          'transmettre la pièce justificative suivante : une attestation de non-assujettissement à la TVA',
      },
      {
        document: 'ans-industriels',
        question: '',
        quote:
          'Si votre client n\'est pas assujetti à la TVA, le champ "TVA applicable" dans votre JSON est égal à "HT".',
      },
    ],
    remedies: ['fix', 'suggest'],
    needsProfile: true,
  },
  messages: {
    missing: {
      fr: (d: { type: string }) =>
        `Le régime est HT, mais l'attestation de non-assujettissement à la TVA (DGFIP, DRFIP ou DDFIP) n'est pas ` +
        `parmi les pièces. Ajoutez-la sous le type ${cite(d.type)}, ou écrivez ${cite('TTC')} si la prestation ` +
        'supporte la TVA.',
      en: d =>
        'The VAT scheme is HT, but the certificate of non-liability to VAT (DGFIP, DRFIP or DDFIP) is not among the ' +
        `attachments. Add it as “${d.type}”, or write “TTC” if the service is subject to VAT.`,
    },
    reminder: {
      fr: (d: { type: string }) =>
        `Le régime est HT et l'attestation de non-assujettissement à la TVA (${cite(d.type)}) n'est pas parmi les ` +
        `pièces. Elle est due à l'avance : assurez-vous qu'elle y a été jointe.`,
      en: d =>
        `The VAT scheme is HT and the certificate of non-liability to VAT (“${d.type}”) is not among the ` +
        'attachments. It is due in the avance: make sure that it was joined there.',
    },
  },
  check(ligne, report, { profile }) {
    const regime = ligne.text('regimeTVA');
    if (regime?.value !== 'HT') return;
    const pieces = piecesOf(ligne);
    const type = profile.traits.attestationTVA;
    if (pieces?.complete !== true || hasType(pieces, type)) return;
    // A gap in an otherwise correct solde would be worse than the reminder.
    const avance = profile.phase === 'avance';
    report(avance ? 'missing' : 'reminder', { type }, atValue(ligne, regime), {
      severity: avance ? 'error' : 'info',
      fixes: editor => [addPiece(editor, pieces, type, avance ? 'fix' : 'suggest')],
    });
  },
});

const HT_ALL = ['"regimeTVA": "TTC"', '"regimeTVA": "TTC"', '"regimeTVA": "TTC"'].map((from): [string, string] => [
  from,
  '"regimeTVA": "HT"',
]);
const withAttestation = (n: number): [string, string] => [
  `"nomFichier": "BDC-2022-000${String(n)}.pdf",`,
  '"nomFichier": "attestation-dgfip.pdf", "formatFichier": "PDF", "typeFichier": "ATTESTATION_TVA"\n        },\n  ' +
    '      {\n          "nomFichier": "BDC-2022-000' +
    String(n) +
    '.pdf",',
];

export const examples: Examples = {
  valid: [
    { name: 'le régime TTC', profile: 'MDV-LGC/avance' },
    {
      name: 'une même attestation pour toutes les demandes HT',
      profile: 'MDV-LGC/avance',
      change: [...HT_ALL, withAttestation(1), withAttestation(2), withAttestation(3)],
    },
  ],
  invalid: [
    {
      name: 'HT sans attestation',
      profile: 'MDV-LGC/avance',
      change: [...HT_ALL, withAttestation(1), withAttestation(2)],
      expect: [
        {
          message: 'missing',
          path: '/lignesImport/2/commande/regimeTVA',
          marks: '"HT"',
          severity: 'error',
          fixable: true,
        },
      ],
      fixed: ['"nomFichier": null,\n          "formatFichier": "PDF",\n          "typeFichier": "ATTESTATION_TVA"'],
      gap: true,
    },
    {
      name: 'au solde : un rappel',
      profile: 'MDV-LGC/solde',
      change: [...HT_ALL],
      expect: [0, 1, 2].map(i => ({
        message: 'reminder',
        path: `/lignesImport/${String(i)}/facture/regimeTVA`,
        marks: '"HT"',
        severity: 'info',
      })),
      offers: [0, 1, 2].map(() => 'Ajouter la pièce « ATTESTATION_TVA », au nom à compléter'),
    },
  ],
};
