import { joined, piecesOfType, textesOf } from '../../format/pieces/documents.js';
import { tellsState } from '../../format/pieces/texte/mentions.js';
import { defineDocumentRule } from '../define.js';
import { BON_DE_COMMANDE, type ExampleDocument, type Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';

export const rule = defineDocumentRule({
  meta: {
    id: 'bon-commande-mention',
    severity: 'warning',
    theme: 'documents',
    title: {
      fr: "Bon de commande sans la mention de l'État",
      en: "Order without the words on the State's payment",
    },
    explanation: {
      fr:
        'Depuis la vague 2, la mention « Montant pris en charge par l’Etat au titre du Ségur de la santé » est ' +
        'visible sur le bon de commande aussi, et non sur la seule facture. Ce que la vague 1 voulait ne change pas. ' +
        'Le contrôle lit le texte du PDF : une mention en image n’est pas vue, et un bon de commande numérisé est ' +
        'laissé.',
      en:
        'Since wave 2 the words “Montant pris en charge par l’Etat au titre du Ségur de la santé” must be visible on ' +
        'the order as well, not on the invoice alone. What wave 1 asked for does not change. The check reads the ' +
        "text of the PDF: words in a picture aren't seen, and a scanned order is left alone.",
    },
    citations: [
      {
        document: 'ans-vague2',
        question: '',
        quote: "Montant pris en charge par l'Etat au titre du Ségur de la santé",
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['dateCommande'] },
  },
  messages: {
    absent: {
      fr: () =>
        "Le bon de commande ne porte pas la mention « Montant pris en charge par l'Etat au titre du Ségur de la " +
        'santé », que l’ANS demande depuis la vague 2. Ajoutez-la et faites signer le bon de commande ainsi complété.',
      en: () =>
        "The order does not contain the words “Montant pris en charge par l'Etat au titre du Ségur de la santé”, " +
        'which the ANS has asked for since wave 2. Add them and have the completed order signed.',
    },
  },
  check({ ligne, pieces }, report, { profile }) {
    if (!profile.traits.commandeMention) return;
    for (const { name, documents } of piecesOfType(ligne, pieces, 'BON_COMMANDE')) {
      // A scanned part may well have it.
      if (textesOf(documents).length < documents.length) continue;
      if (!tellsState(joined(documents))) report('absent', undefined, atValue(ligne, name));
    }
  },
});

const name = 'BDC-2022-0001.pdf';
const LINE = 'Total TTC  430,00 €';
const withLine = (line: string): readonly ExampleDocument[] => [
  { name, text: BON_DE_COMMANDE, change: [[LINE, `${LINE}\n${line}`]] },
];

export const examples: Examples = {
  valid: [
    {
      name: 'la mention, en vague 2',
      profile: 'MDV-LGC/avance',
      wave: 2,
      documents: withLine("Montant pris en charge par l'Etat au titre du Ségur de la santé : 358,33 €"),
    },
    {
      name: "dans d'autres mots",
      profile: 'MDV-LGC/avance',
      wave: 2,
      documents: withLine('Montant pris en charge par l’État dans le cadre du Ségur'),
    },
    { name: 'la vague 1 ne la demande pas', profile: 'MDV-LGC/avance', documents: withLine('') },
  ],
  invalid: [
    {
      name: 'un bon de commande de vague 2 sans elle',
      profile: 'MDV-LGC/avance',
      wave: 2,
      documents: withLine(''),
      expect: [
        {
          message: 'absent',
          path: '/lignesImport/0/piecesJustificatives/0/nomFichier',
          marks: '"BDC-2022-0001.pdf"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};
