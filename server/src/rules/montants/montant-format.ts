import { type Cents, centsToLexeme, parseMontant, repairMontant } from '../../format/domain/montant.js';
import type { LocatedText } from '../../format/model/located.js';
import { isTextOnly } from '../../format/profiles/profile.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix } from '../contract.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewrite, rewriteFix } from '../shared/fixes.js';

interface Data {
  readonly key: string;
}
type SourceData = Data & { readonly invoice: boolean };

const amount = {
  fr: (invoice: boolean): string =>
    invoice ? 'le montant HT de la ligne « Prestation Ségur » de la facture' : 'le montant HT du bon de commande',
  en: (invoice: boolean): string =>
    invoice ? 'the amount before tax of the invoice’s “Prestation Ségur” line' : "the order's amount before tax",
};

export const rule = defineValueRule({
  meta: {
    id: 'montant-format',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Montant mal écrit', en: 'Badly written amount' },
    explanation: {
      fr:
        'Le montant HT est un nombre positif, en euros, avec deux décimales au plus, sans exposant. Il est le même ' +
        'que sur le bon de commande (avance) ou sur la ligne « Prestation Ségur » de la facture (solde), ' +
        'au centime près. Un montant calculé par un programme porte souvent des décimales de trop : arrondissez au ' +
        'centime inférieur pour rester sous le plafond.',
      en:
        'The amount before tax is a positive number, in euros, with two decimals at most and no exponent. It is the ' +
        'same as in the order (avance) or in the invoice’s “Prestation Ségur” line (solde), to the cent. An amount ' +
        'computed by a program often has too many decimals: round down to the cent to stay under the ceiling.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quelles informations attendez-vous dans le bloc 'montantSegurHT' ?",
        quote:
          'Le montant à indiquer doit correspondre au montant HT du bon de commande et doit être inférieur ou ' +
          'égal au plafond indiqué par les fichiers de calcul du couloir concerné.',
      },
      {
        document: 'asp-vague1',
        question:
          "Ma demande de financement a été rejetée au motif du dépassement de plafond. Est-il possible d'arrondir " +
          'le montant total de la facture au chiffre supérieur ?',
        quote:
          'En complément, le montant HT de votre bon de commande doit être identique à celui indiqué dans le JSON.',
      },
    ],
    remedies: ['fix', 'suggest'],
    needsProfile: false,
  },
  messages: {
    zero: {
      fr: ({ key, invoice }: SourceData) => `${cite(key)} vaut 0 : le portail attend ${amount.fr(invoice)}, en euros.`,
      en: ({ key, invoice }) => `“${key}” is 0: the portal expects ${amount.en(invoice)}, in euros.`,
    },
    negative: {
      fr: ({ key, invoice }: SourceData) =>
        `${cite(key)} est négatif : le portail attend ${amount.fr(invoice)}, un nombre positif.`,
      en: ({ key, invoice }) => `“${key}” is negative: the portal expects ${amount.en(invoice)}, a positive number.`,
    },
    large: {
      fr: ({ key, invoice }: SourceData) =>
        `${cite(key)} dépasse tout plafond possible : le portail attend ${amount.fr(invoice)}, en euros. Vérifiez ` +
        'le nombre de chiffres.',
      en: ({ key, invoice }) =>
        `“${key}” is above any possible ceiling: the portal expects ${amount.en(invoice)}, in euros. Check the ` +
        'number of digits.',
    },
    exponent: {
      fr: ({ key }: Data) => `${cite(key)} s'écrit sans exposant : des euros, un point, deux décimales au plus.`,
      en: ({ key }) => `“${key}” is written without an exponent: euros, a point, two decimals at most.`,
    },
    written: {
      fr: ({ key }: Data) =>
        `${cite(key)} ne se lit pas comme un montant : des chiffres et deux décimales au plus, sans espace ni unité.`,
      en: ({ key }) => `“${key}” can't be read as an amount: digits and two decimals at most, without blank or unit.`,
    },
    zeros: {
      fr: ({ key }: Data) => `${cite(key)} a des zéros de trop : deux décimales au plus.`,
      en: ({ key }) => `“${key}” has too many zeros: two decimals at most.`,
    },
    decimals: {
      fr: ({ key, invoice }: SourceData) =>
        `${cite(key)} a plus de deux décimales : le portail attend ${amount.fr(invoice)}, au centime près. ` +
        `Recopiez-le ; s'il a été calculé, arrondissez-le au centime inférieur.`,
      en: ({ key, invoice }) =>
        `“${key}” has more than two decimals: the portal expects ${amount.en(invoice)}, to the cent. Copy it; ` +
        'where it was computed, round it down to the cent.',
    },
  },
  roles: ['montantSegurHT'],
  check(value, report, at, _context, fields) {
    const parsed = parseMontant(value.value);
    if (!('error' in parsed)) return;
    const data = { key: value.key, invoice: fields.container('facture') !== undefined };
    switch (parsed.error) {
      case 'zero': {
        report('zero', data, at());
        return;
      }
      case 'negative': {
        report('negative', data, at());
        return;
      }
      case 'too-large': {
        report('large', data, at());
        return;
      }
      // A number in another form is not JSON, which its syntax finding says. In a text, some models may use a comma.
      case 'not-a-number': {
        if (!isTextOnly(value.shape) || /^\d+,\d{1,2}$/.test(value.value)) return;
        const meant = repairMontant(value.value);
        report('written', data, at(), meant === undefined ? {} : { fixes: rewriteFix(value, meant) });
        return;
      }
      case 'exponent':
      case 'decimals': {
        if (parsed.exact) {
          report(parsed.error === 'exponent' ? 'exponent' : 'zeros', data, at(), {
            fixes: rewriteFix(value, centsToLexeme(parsed.floor)),
          });
          return;
        }
        report(parsed.error, data, at(), { fixes: roundDown(value, parsed.floor) });
        return;
      }
    }
  },
});

const roundDown =
  (value: LocatedText, floor: Cents) =>
  (editor: SourceEditor): readonly Fix[] => {
    if (floor === 0) return [];
    const text = centsToLexeme(floor);
    return [
      {
        ...rewrite(editor, value, text, 'suggest'),
        title: { fr: `Arrondir au centime inférieur : ${text}`, en: `Round down to the cent: ${text}` },
      },
    ];
  };

const path = '/lignesImport/0/commande/montantSegurHT';
const from = '"montantSegurHT": 358.33';
const write = (lexeme: string): readonly (readonly [string, string])[] => [[from, `"montantSegurHT": ${lexeme}`]];

export const examples: Examples = {
  valid: [
    { name: 'deux décimales', profile: 'MDV-LGC/avance' },
    { name: 'des euros ronds', profile: 'MDV-LGC/avance', change: write('14100') },
    { name: 'un zéro final', profile: 'MDV-LGC/avance', change: write('358.30') },
    { name: 'un centime', profile: 'MDV-LGC/avance', change: write('0.01') },
  ],
  invalid: [
    {
      name: 'zéro',
      profile: 'MDV-LGC/avance',
      change: write('0.00'),
      expect: [{ message: 'zero', path, marks: '0.00', fixable: false }],
      offers: [],
    },
    {
      name: 'un montant négatif',
      profile: 'MDV-LGC/avance',
      change: write('-358.33'),
      expect: [{ message: 'negative', path, marks: '-358.33', fixable: false }],
    },
    {
      name: 'une unité, dans un modèle adopté dont les montants sont des textes',
      profile: 'MDV-LGC/avance',
      wave: 2,
      model: [
        ['"montantSegurHT": 358.33', '"montantSegurHT": "358.33"'],
        ['"montantSegurHT": 716.66', '"montantSegurHT": "716.66"'],
        ['"montantSegurHT": 1433.32', '"montantSegurHT": "1433.32"'],
      ],
      change: [['"358.33"', '"358,33 €"']],
      expect: [{ message: 'written', path, marks: '"358,33 €"', fixable: true }],
      fixed: ['"montantSegurHT": "358.33"'],
    },
    {
      name: 'vingt chiffres',
      profile: 'MDV-LGC/avance',
      change: write('35833358333583335833'),
      expect: [{ message: 'large', path, marks: '35833358333583335833', fixable: false }],
    },
    {
      name: 'un exposant',
      profile: 'MDV-LGC/avance',
      change: write('3.5833e2'),
      expect: [{ message: 'exponent', path, marks: '3.5833e2', fixable: true }],
      fixed: [from],
    },
    {
      name: 'un zéro de trop',
      profile: 'MDV-LGC/avance',
      change: write('358.330'),
      expect: [{ message: 'zeros', path, marks: '358.330', fixable: true }],
      fixed: [from],
    },
    {
      name: 'un calcul non arrondi',
      profile: 'MDV-LGC/avance',
      change: write('358.33333333333337'),
      expect: [{ message: 'decimals', path, marks: '358.33333333333337', fixable: false }],
      offers: ['Arrondir au centime inférieur : 358.33'],
    },
    {
      name: 'la facture du solde',
      profile: 'MDV-LGC/solde',
      change: write('0'),
      expect: [{ message: 'zero', path: '/lignesImport/0/facture/montantSegurHT', marks: '0' }],
    },
  ],
};
