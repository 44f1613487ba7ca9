import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { ONE_ORDER } from '../shared/citations.js';

export const rule = defineFileRule({
  meta: {
    id: 'empty-import',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'Aucune ligne', en: 'No ligne' },
    explanation: {
      fr:
        'Chaque ligne du fichier est une demande de financement, pour un bon de commande. Un fichier sans ligne ne ' +
        'demande rien.',
      en: 'Each ligne of the file is one request for funding, for one order. A file without lignes asks for nothing.',
    },
    citations: [ONE_ORDER],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    empty: {
      fr: () => "Ce fichier n'a aucune ligne : il en faut une par bon de commande (par demande).",
      en: () => 'This file has no ligne: it needs one for each order (each request).',
    },
  },
  reads: [],
  check({ head, count, hasList, list }, report) {
    // A list that is cut off isn't empty.
    if (hasList && head.container('lignes') !== undefined && count === 0) report('empty', {}, list);
  },
});

export const examples: Examples = {
  valid: [{ name: 'une ligne ou plus', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'une liste vide',
      profile: 'MDV-LGC/avance',
      text: '{\n  "impId": null,\n  "numeroAns": "1234567890",\n  "siret": "81234567800013",\n  "lignesImport": []\n}',
      expect: [{ message: 'empty', path: '/lignesImport', marks: '"lignesImport"', fixable: false }],
    },
  ],
};
