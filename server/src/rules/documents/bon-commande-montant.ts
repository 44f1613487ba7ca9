import { type Cents, formatEuros } from '../../format/domain/montant.js';
import { defineDocumentRule } from '../define.js';
import { BON_DE_COMMANDE, type Examples } from '../examples.js';
import { joined, piecesOfType, textesOf } from '../../format/pieces/documents.js';
import { atValue } from '../shared/targets.js';
import { howShown, isWithoutVat, montantOf } from '../../format/pieces/texte/montants.js';
import type { Bilingual } from '../../texts/typeset.js';

export const rule = defineDocumentRule({
  meta: {
    id: 'bon-commande-montant',
    severity: 'warning',
    theme: 'documents',
    title: {
      fr: 'Montant HT du bon de commande autre que celui du JSON',
      en: "Order's amount before tax is not the JSON's",
    },
    explanation: {
      fr:
        "Le montant du JSON est le montant HT du bon de commande signé, à l'identique. S'il ne s'y lit pas, l'un " +
        'des deux est faux : un bon de commande corrigé doit être signé de nouveau. Le contrôle se tait dès que le ' +
        'montant figure hors taxes dans le document.',
      en:
        "The JSON's amount is the signed order's amount before tax, identically. If it can't be read there, one of " +
        'the two is wrong: a corrected order must be signed again. The check is silent as soon as the amount stands ' +
        'before tax in the attachment.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Ma demande de financement a été rejetée au motif du dépassement de plafond. Est-il possible d'arrondir " +
          'le montant total de la facture au chiffre supérieur ?',
        quote: 'le montant HT de votre bon de commande doit être identique à celui indiqué dans le JSON.',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['dateCommande'] },
  },
  messages: {
    absent: {
      fr: (d: { due: Cents; ht: Cents | undefined }) =>
        `Le bon de commande ne montre pas le montant HT du JSON, ${formatEuros(d.due, 'fr')}${other(d.ht).fr}. ` +
        `Les deux doivent être identiques : corrigez le JSON ou, si c'est le bon de commande qui est faux, ` +
        'faites-en signer un autre.',
      en: d =>
        `The order doesn't show the JSON's amount before tax, ${formatEuros(d.due, 'en')}${other(d.ht).en}. Both ` +
        'must be identical: correct the JSON or, if the order is wrong, have another one signed.',
    },
    ttc: {
      fr: (d: { due: Cents; ht: Cents | undefined }) =>
        `Le montant du JSON, ${formatEuros(d.due, 'fr')}, est un montant TTC dans le bon de ` +
        `commande${other(d.ht).fr}. Le JSON veut le montant hors taxes.`,
      en: d =>
        `The JSON's amount, ${formatEuros(d.due, 'en')}, is an amount with tax (TTC) in the ` +
        `order${other(d.ht).en}. The JSON wants the amount before tax.`,
    },
  },
  check({ ligne, pieces }, report) {
    const due = montantOf(ligne);
    if (due === undefined) return;
    for (const { name, documents } of piecesOfType(ligne, pieces, 'BON_COMMANDE')) {
      if (textesOf(documents).length < documents.length) continue;
      const shown = howShown(joined(documents), due, isWithoutVat(ligne));
      if (shown.how === 'absent' || shown.how === 'ttc') report(shown.how, { due, ht: shown.ht }, atValue(ligne, name));
    }
  },
});

const other = (ht: Cents | undefined): Bilingual =>
  ht === undefined
    ? { fr: '', en: '' }
    : { fr: ` (on y lit ${formatEuros(ht, 'fr')} HT)`, en: ` (it shows ${formatEuros(ht, 'en')} before tax)` };

const name = 'BDC-2022-0001.pdf';
const at = { path: '/lignesImport/0/piecesJustificatives/0/nomFichier', marks: '"BDC-2022-0001.pdf"' };

export const examples: Examples = {
  valid: [
    { name: 'le montant du JSON', profile: 'MDV-LGC/avance', documents: [{ name, text: BON_DE_COMMANDE }] },
    {
      name: 'un scan, sans texte',
      profile: 'MDV-LGC/avance',
      documents: [{ name: `${name}/1.pdf`, text: BON_DE_COMMANDE }],
    },
  ],
  invalid: [
    {
      name: 'deux chiffres échangés',
      profile: 'MDV-LGC/avance',
      change: [['"montantSegurHT": 358.33', '"montantSegurHT": 385.33']],
      documents: [{ name, text: BON_DE_COMMANDE }],
      expect: [{ message: 'absent', ...at, severity: 'warning', fixable: false }],
    },
    {
      name: 'le montant TTC dans le JSON',
      profile: 'MDV-LGC/avance',
      change: [['"montantSegurHT": 358.33', '"montantSegurHT": 430']],
      documents: [{ name, text: BON_DE_COMMANDE }],
      expect: [{ message: 'ttc', ...at }],
    },
  ],
};
