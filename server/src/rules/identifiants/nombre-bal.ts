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
        'Le solde d’un opérateur MSSanté dépend du nombre de boîtes aux lettres : c’est un nombre entier, jamais ' +
        'négatif. À zéro, aucun solde n’est dû.',
      en:
        'The solde of an MSSanté operator depends on the number of mailboxes: it is a whole number, never negative. ' +
        'At zero, no solde is due.',
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
    none: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} vaut 0 : sans boîte aux lettres, il n'y a pas de solde. Indiquez le nombre de boîtes.`,
      en: d => `“${d.key}” is 0: without mailboxes there is no solde. Give the number of mailboxes.`,
    },
  },
  roles: ['nombreBAL'],
  check(value, report, at) {
    const boxes = Number(value.value);
    if (boxes < 0) report('negative', { key: value.key }, at());
    else if (boxes === 0) report('none', { key: value.key }, at(), { severity: 'warning' });
  },
});

const path = '/lignesImport/0/OPE/nombreBAL';

export const examples: Examples = {
  valid: [{ name: 'un nombre de boîtes', profile: 'MSS-OPE/solde' }],
  invalid: [
    {
      name: 'un nombre négatif',
      profile: 'MSS-OPE/solde',
      change: [['"nombreBAL": 1250', '"nombreBAL": -3']],
      expect: [{ message: 'negative', path, marks: '-3', severity: 'error', fixable: false }],
    },
    {
      name: 'zéro',
      profile: 'MSS-OPE/solde',
      change: [['"nombreBAL": 1250', '"nombreBAL": 0']],
      expect: [{ message: 'none', path, marks: '0', severity: 'warning', fixable: false }],
    },
  ],
};
