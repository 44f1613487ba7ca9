import { lacksSiret, siretsIn } from '../../format/pieces/texte/valeurs.js';
import { defineDocumentRule } from '../define.js';
import { BON_DE_COMMANDE, type ExampleDocument, type Examples } from '../examples.js';
import { joined, piecesOfType, textesOf } from '../../format/pieces/documents.js';
import { atValue } from '../shared/targets.js';

export const rule = defineDocumentRule({
  meta: {
    id: 'bon-commande-siret',
    severity: 'warning',
    theme: 'documents',
    title: { fr: 'Bon de commande sans SIRET', en: 'Order without a SIRET' },
    explanation: {
      fr:
        'Le bon de commande doit porter un SIRET, de 14 chiffres : avec un SIREN seul (9 chiffres), il est ' +
        'irrecevable. Le contrôle lit le texte du PDF et accepte les espaces, les cases et un SIREN suivi de son ' +
        'NIC ; un numéro ajouté à la main, ou dans une image, n’est pas vu.',
      en:
        'The order must show a SIRET, of 14 digits: with a SIREN alone (9 digits) it is inadmissible. The check ' +
        "reads the PDF's text and accepts spaces, boxes and a SIREN followed by its NIC; a number added by hand, or " +
        "in a picture, isn't seen.",
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Un bon de commande contenant le n° de SIREN en lieu et place du N° de SIRET est-il valable ?',
        quote:
          "Un bon de commande avec uniquement le SIREN sera considéré comme irrecevable lors de l'instruction de " +
          'la demande de financement.',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['dateCommande'] },
  },
  messages: {
    absent: {
      fr: () =>
        'Le bon de commande ne montre aucun SIRET (14 chiffres) : il serait irrecevable. Ajoutez-le et faites ' +
        'signer le bon de commande ainsi complété.',
      en: () =>
        'The order shows no SIRET (14 digits): it would be inadmissible. Add it and have the completed order signed.',
    },
    siren: {
      fr: () =>
        'Le bon de commande ne porte qu’un SIREN (9 chiffres), sans SIRET : il serait irrecevable. Écrivez le ' +
        'SIRET, de 14 chiffres, et faites signer le bon de commande ainsi corrigé.',
      en: () =>
        'The order shows only a SIREN (9 digits), no SIRET: it would be inadmissible. Write the SIRET, of 14 ' +
        'digits, and have the corrected order signed.',
    },
    key: {
      fr: () =>
        'Le SIRET du bon de commande ne peut pas être juste : sa clé, ou son nombre de chiffres, ne convient pas. ' +
        'Vérifiez-le, et faites signer le bon de commande corrigé.',
      en: () =>
        "The order's SIRET can't be right: its key, or its number of digits, is wrong. Check it, and have the " +
        'corrected order signed.',
    },
  },
  check({ ligne, pieces }, report) {
    for (const { name, documents } of piecesOfType(ligne, pieces, 'BON_COMMANDE')) {
      // A scanned part may well have it.
      if (textesOf(documents).length < documents.length) continue;
      const texte = joined(documents);
      if (siretsIn(texte).length === 0) report(lacksSiret(texte), undefined, atValue(ligne, name));
    }
  },
});

const name = 'BDC-2022-0001.pdf';
const LINE = 'SIRET du fournisseur : 812 345 678 00013';
const withLine = (line: string): readonly ExampleDocument[] => [
  { name, text: BON_DE_COMMANDE, change: [[LINE, line]] },
];
const at = { path: '/lignesImport/0/piecesJustificatives/0/nomFichier', marks: '"BDC-2022-0001.pdf"' };

export const examples: Examples = {
  valid: [
    { name: 'un SIRET en groupes', profile: 'MDV-LGC/avance', documents: withLine(LINE) },
    { name: 'un SIREN et son NIC', profile: 'MDV-LGC/avance', documents: withLine('SIREN 812345678 NIC 00013') },
    { name: 'des cases', profile: 'MDV-LGC/avance', documents: withLine('N° SIRET : |8|1|2|3|4|5|6|7|8|0|0|0|1|3|') },
  ],
  invalid: [
    {
      name: 'aucun numéro',
      profile: 'MDV-LGC/avance',
      documents: withLine(''),
      expect: [{ message: 'absent', ...at, severity: 'warning', fixable: false }],
    },
    {
      name: 'un SIREN seul',
      profile: 'MDV-LGC/avance',
      documents: withLine('SIREN : 812 345 678'),
      expect: [{ message: 'siren', ...at }],
    },
    {
      name: 'une clé fausse',
      profile: 'MDV-LGC/avance',
      documents: withLine('SIRET : 812 345 678 00014'),
      expect: [{ message: 'key', ...at }],
    },
  ],
};
