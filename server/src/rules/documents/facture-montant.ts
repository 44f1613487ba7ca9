import { type Cents, formatEuros } from '../../format/domain/montant.js';
import { defineDocumentRule } from '../define.js';
import { type Examples, FACTURE } from '../examples.js';
import { invoicesOf, joined, piecesOfType } from '../../format/pieces/documents.js';
import { atValue } from '../shared/targets.js';
import { addsUp, howShown, isWithoutVat, montantOf, saysHt } from '../../format/pieces/texte/montants.js';
import type { Bilingual } from '../../texts/typeset.js';
import { INVOICED } from '../shared/citations.js';

export const rule = defineDocumentRule({
  meta: {
    id: 'facture-montant',
    severity: 'warning',
    theme: 'documents',
    title: {
      fr: 'Montant HT de la facture autre que celui du JSON',
      en: "Invoice's amount before tax is not the JSON's",
    },
    explanation: {
      fr:
        'La partie « Prestation Ségur » de la facture est reportée dans le JSON, hors taxes. Le montant du JSON ' +
        'doit donc se lire sur la facture : celui de cette ligne, ou le total HT récapitulatif de plusieurs ' +
        'factures. Le contrôle se tait dès que le montant y figure hors taxes, où que ce soit, et quand la somme ' +
        'des factures le donne.',
      en:
        "The “Prestation Ségur” part of the invoice is carried into the JSON, before tax. The JSON's amount must " +
        'therefore be read on the invoice: that of this line, or the recapitulated total before tax of several ' +
        'invoices. The check is silent as soon as the amount is there before tax, wherever it is, and when the ' +
        'invoices add up to it.',
    },
    citations: [
      INVOICED,
      { document: 'ans-industriels', question: '', quote: 'indiquer un montant récapitulatif total des deux factures' },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['numeroFacture'] },
  },
  messages: {
    absent: {
      fr: (d: { due: Cents; ht: Cents | undefined }) =>
        `La facture ne montre pas le montant HT du JSON, ${formatEuros(d.due, 'fr')}${other(d.ht).fr}. Le montant ` +
        'de la ligne « Prestation Ségur » doit être celui du JSON : corrigez celui des deux qui est faux.',
      en: d =>
        `The invoice doesn't show the JSON's amount before tax, ${formatEuros(d.due, 'en')}${other(d.ht).en}. The ` +
        `amount of the line “Prestation Ségur” must be the JSON's: correct the one of the two that is wrong.`,
    },
    ttc: {
      fr: (d: { due: Cents; ht: Cents | undefined }) =>
        `Le montant du JSON, ${formatEuros(d.due, 'fr')}, est sur la facture un montant TTC${other(d.ht).fr}. Le ` +
        'JSON veut le montant hors taxes.',
      en: d =>
        `The JSON's amount, ${formatEuros(d.due, 'en')}, is an amount with tax (TTC) on the ` +
        `invoice${other(d.ht).en}. The JSON wants the amount before tax.`,
    },
  },
  check({ ligne, pieces }, report) {
    const due = montantOf(ligne);
    if (due === undefined) return;
    for (const { name, documents } of piecesOfType(ligne, pieces, 'FACTURE')) {
      const invoices = invoicesOf(documents);
      // If no amount is labelled as before tax, that mention is missing, and reported.
      if (!invoices.some(saysHt)) continue;
      const shown = howShown(joined(documents), due, isWithoutVat(ligne));
      if (invoices.length > 1 && addsUp(invoices, due, isWithoutVat(ligne))) continue;
      if (shown.how === 'absent' || shown.how === 'ttc') report(shown.how, { due, ht: shown.ht }, atValue(ligne, name));
    }
  },
});

const other = (ht: Cents | undefined): Bilingual =>
  ht === undefined
    ? { fr: '', en: '' }
    : { fr: ` (on y lit ${formatEuros(ht, 'fr')} HT)`, en: ` (it shows ${formatEuros(ht, 'en')} before tax)` };

const name = 'F2023-0140.pdf';
const at = { path: '/lignesImport/0/piecesJustificatives/0/nomFichier', marks: '"F2023-0140.pdf"' };
const LINE = 'Prestation Ségur  358,33 €';
const TOTALS = 'Total HT  358,33 €\nTVA 20 %  71,67 €\nTotal TTC  430,00 €';

export const examples: Examples = {
  valid: [
    { name: 'le montant du JSON', profile: 'MDV-LGC/solde', documents: [{ name, text: FACTURE }] },
    {
      name: 'écrit autrement',
      profile: 'MDV-LGC/solde',
      documents: [
        {
          name,
          text: FACTURE,
          change: [
            [LINE, 'Prestation Ségur 358.33 EUR'],
            ['Total HT  358,33 €', 'Total HT : 358,33 euros'],
          ],
        },
      ],
    },
    {
      name: 'deux factures dont la somme est le montant',
      profile: 'MDV-LGC/solde',
      documents: [
        {
          name: `${name}/1.pdf`,
          text: FACTURE,
          change: [
            ['FACTURE', 'FACTURE D’AVANCE'],
            [LINE, 'Prestation Ségur 107,50 €'],
            [TOTALS, 'Total HT 107,50 €\nTVA 20 % 21,50 €\nTotal TTC 129,00 €'],
          ],
        },
        {
          name: `${name}/2.pdf`,
          text: FACTURE,
          change: [
            ['FACTURE', 'FACTURE DE SOLDE'],
            [LINE, 'Prestation Ségur 250,83 €'],
            [TOTALS, 'Total HT 250,83 €\nTVA 20 % 50,17 €\nTotal TTC 301,00 €'],
          ],
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'un chiffre de différence',
      profile: 'MDV-LGC/solde',
      documents: [
        {
          name,
          text: FACTURE,
          change: [
            [LINE, 'Prestation Ségur  348,33 €'],
            [TOTALS, 'Total HT  348,33 €\nTVA 20 %  69,67 €\nTotal TTC  418,00 €'],
          ],
        },
      ],
      expect: [{ message: 'absent', ...at, severity: 'warning', fixable: false }],
    },
    {
      name: 'le montant TTC dans le JSON',
      profile: 'MDV-LGC/solde',
      change: [['"montantSegurHT": 358.33', '"montantSegurHT": 430']],
      documents: [{ name, text: FACTURE }],
      expect: [{ message: 'ttc', ...at }],
    },
  ],
};
