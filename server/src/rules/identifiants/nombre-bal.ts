import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

export const rule = defineValueRule({
  meta: {
    id: 'nombre-bal',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Nombre de boîtes aux lettres', en: 'Number of mailboxes' },
    explanation: {
      fr:
        "Le solde d'un opérateur MSSanté dépend du nombre de boîtes aux lettres : c'est un nombre entier, jamais " +
        'négatif.',
      en: 'The solde of an MSSanté operator depends on the number of mailboxes: it is a whole number, never negative.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "A combien s'élève le montant versé après validation d'une demande d'avance ?",
        quote: 'Il est indépendant des BAL déclarées : ce paramètre interviendra lors du calcul du montant du solde.',
      },
    ],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    negative: {
      fr: (d: { key: string }) => `${cite(d.key)} compte des boîtes aux lettres : un nombre négatif est impossible.`,
      en: d => `“${d.key}” counts mailboxes: it cannot be negative.`,
    },
  },
  roles: ['nombreBAL'],
  check(value, report, at) {
    if (Number(value.value) < 0) report('negative', { key: value.key }, at());
  },
});

const path = '/lignesImport/0/OPE/nombreBAL';

export const examples: Examples = {
  valid: [
    { name: 'un nombre de boîtes', profile: 'MSS-OPE/solde' },
    { name: 'aucune boîte', profile: 'MSS-OPE/solde', change: [['"nombreBAL": 1250', '"nombreBAL": 0']] },
  ],
  invalid: [
    {
      name: 'un nombre négatif',
      profile: 'MSS-OPE/solde',
      change: [['"nombreBAL": 1250', '"nombreBAL": -3']],
      expect: [{ message: 'negative', path, marks: '-3', severity: 'error', fixable: false }],
    },
  ],
};
