import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { splitBy } from '../shared/words.js';

const MAX_LIGNES = 200;

export const rule = defineFileRule({
  meta: {
    id: 'ligne-count',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'Plus de 200 lignes', en: 'More than 200 lignes' },
    explanation: {
      fr:
        "Un fichier porte jusqu'à 200 demandes. Au-delà, répartissez-les en plusieurs fichiers, déposés l'un après " +
        "l'autre.",
      en:
        'A file carries up to 200 requests. Beyond that, share them out among several files, deposited one after ' +
        'the other.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          'Un bon de commande peut-il servir de preuve à plusieurs demandes ? Est-il possible de faire plusieurs ' +
          'JSON en lien avec plusieurs bons de commande ?',
        quote: "Un JSON peut contenir jusqu'à 200 demandes de financement.",
      },
    ],
    remedies: ['command'],
    needsProfile: false,
  },
  messages: {
    tooMany: {
      fr: (d: { count: number; files: number }) =>
        `Ce fichier compte ${String(d.count)} lignes : le portail en accepte ${String(MAX_LIGNES)} au plus. ` +
        `Répartissez-les en ${String(d.files)} fichiers, par ${splitBy('count').fr}.`,
      en: d =>
        `This file has ${String(d.count)} lignes: the portal accepts ${String(MAX_LIGNES)} at most. Share them ` +
        `out among ${String(d.files)} files, with ${splitBy('count').en}.`,
    },
  },
  reads: [],
  check({ count, list }, report) {
    if (count <= MAX_LIGNES) return;
    report('tooMany', { count, files: Math.ceil(count / MAX_LIGNES) }, list, {
      fixes: () => [
        {
          kind: 'command',
          title: { fr: 'Répartir en plusieurs fichiers…', en: 'Share out among several files…' },
          edits: [],
          command: 'segur.decouper',
        },
      ],
    });
  },
});

/** Only the number of lignes matters here. */
const lignes = (count: number): string =>
  `{"impId":null,"numeroAns":"1234567890","siret":"81234567800013","lignesImport":[${Array.from(
    { length: count },
    (_, i) =>
      `{"numLigne":${String(i + 1)},"typeAction":"C","numeroASP":null,"numeroEditeur":"BDC-${String(i + 1)}",` +
      '"piecesJustificatives":[],"codeTraitement":null,"libelleTraitement":null}',
  ).join(',')}]}`;

export const examples: Examples = {
  valid: [{ name: '3 lignes', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: '201 lignes',
      text: lignes(201),
      expect: [{ message: 'tooMany', path: '/lignesImport', marks: '"lignesImport"', fixable: false }],
      also: ['profile-unknown'],
      offers: ['Répartir en plusieurs fichiers…'],
    },
  ],
};
