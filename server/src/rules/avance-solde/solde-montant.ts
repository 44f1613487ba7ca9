import { type Cents, centsToLexeme, formatEuros } from '../../format/domain/montant.js';
import { defineWorkspaceRule } from '../define.js';
import { avance, type Examples, sortie } from '../examples.js';
import { montantsOf, seenIn } from '../shared/reference.js';
import { atFact } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { INVOICED } from '../shared/citations.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-montant',
    severity: 'error',
    theme: 'avance-solde',
    title: { fr: "Montant au-dessus de celui de l'avance", en: "Amount above the avance's" },
    explanation: {
      fr:
        "Le montant HT d'un solde est la part « Prestation Ségur » de la facture : au plus ce que la demande " +
        "d'avance a déclaré (le montant du bon de commande, et non les 30 % versés). Au-dessus, la demande est " +
        "rejetée. Les couloirs dont l'avance est un forfait ne sont pas comparés.",
      en:
        'The amount before tax of a solde is the “Prestation Ségur” part of the invoice: at most what the avance ' +
        'request declared (the amount of the order, not the 30% that were paid). Above it, the request is ' +
        'rejected. Couloirs whose avance is a forfait are not compared.',
    },
    citations: [INVOICED],
    remedies: ['preferred'],
    needsProfile: true,
    after: ['montant-ttc', 'montant-plafond', 'montant-format'],
    concerns: { phase: 'solde' },
  },
  messages: {
    above: {
      fr: (d: { key: string; solde: Cents; avance: Cents }) =>
        `${cite(d.key)} (${formatEuros(d.solde, 'fr')}) dépasse le montant déclaré dans l'avance ` +
        `(${formatEuros(d.avance, 'fr')}) : un solde au-dessus de son avance est rejeté. Reprenez au plus le ` +
        `montant de l'avance. La facture doit porter le même montant : rééditez-la.`,
      en: d =>
        `“${d.key}” (${formatEuros(d.solde, 'en')}) is above the amount that the avance declared ` +
        `(${formatEuros(d.avance, 'en')}): a solde above its avance is rejected. Take the avance's amount at ` +
        'most. The invoice must show the same amount: issue it again.',
    },
  },
  check(subject, report, { profile }) {
    const montants = montantsOf(subject, profile);
    if (montants === undefined) return;
    const { own, avances, reference } = montants;
    const highest = Math.max(...avances);
    if (own.cents <= highest) return;
    report(
      'above',
      { key: String(own.place.key), solde: own.cents, avance: highest },
      atFact(subject.ligne.chunk, own),
      {
        related: seenIn(reference.avances, ({ montant }) => montant, {
          fr: "Le montant de l'avance est ici.",
          en: "The avance's amount is here.",
        }),
        fixes: editor => [
          {
            kind: 'preferred',
            title: {
              fr: `Reprendre le montant de l'avance : ${formatEuros(highest, 'fr')}`,
              en: `Take the avance's amount: ${formatEuros(highest, 'en')}`,
            },
            edits: [editor.replace(own.span, centsToLexeme(highest))],
          },
        ],
      },
    );
  },
});

const path = '/lignesImport/0/facture/montantSegurHT';

export const examples: Examples = {
  valid: [
    { name: "le montant de l'avance", profile: 'MDV-LGC/solde', others: [sortie()] },
    { name: "moins que l'avance", profile: 'MDV-LGC/solde', change: [['358.33', '358']], others: [sortie()] },
    {
      name: "une avance au forfait n'est pas comparée",
      profile: 'MSS-OPE/solde',
      change: [['6666.67', '20000']],
      others: [{ name: 'avance.json', profile: 'MSS-OPE/avance' }],
    },
    {
      name: "deux versions de l'avance, dont une permet ce montant",
      profile: 'MDV-LGC/solde',
      others: [avance(['358.33', '350']), { name: 'avance-corrigée.json', profile: 'MDV-LGC/avance' }],
    },
    {
      name: "la sortie d'un dépôt refusé, sans numéro de dossier, à côté du dépôt corrigé",
      profile: 'MDV-LGC/solde',
      others: [
        {
          name: 'sortie-refusée.json',
          profile: 'MDV-LGC/avance',
          change: [
            ['"impId": null', '"impId": "202211-1"'],
            ['358.33', '300'],
          ],
        },
        avance(),
      ],
    },
  ],
  invalid: [
    {
      name: 'un centime de trop',
      profile: 'MDV-LGC/solde',
      change: [['358.33', '358.34']],
      others: [sortie(), avance()],
      expect: [{ message: 'above', path, marks: '358.34', severity: 'error', fixable: false }],
      offers: ["Reprendre le montant de l'avance : 358,33\u00a0€"],
    },
    {
      name: 'le montant TTC',
      profile: 'MDV-LGC/solde',
      change: [['358.33', '430']],
      others: [avance()],
      expect: [{ message: 'above', path, marks: '430' }],
    },
  ],
};
