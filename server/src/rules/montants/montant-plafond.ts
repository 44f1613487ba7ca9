import { formatEuros } from '../../format/domain/montant.js';
import { defineLigneRule } from '../define.js';
import { type Examples, HEADINGS } from '../examples.js';
import { depassementOf } from '../../format/model/plafond.js';
import {
  alsoChange,
  arithmetic,
  dataOf,
  type DepassementData,
  isForfait,
  toEuro,
  toPlafond,
} from '../shared/plafond.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { AMOUNT } from '../shared/citations.js';

export const rule = defineLigneRule({
  meta: {
    id: 'montant-plafond',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Montant au-dessus du plafond', en: 'Amount above the ceiling' },
    explanation: {
      fr:
        'Le montant HT ne peut pas dépasser le plafond HT des bénéficiaires, au centime près : celui du fichier de ' +
        "calcul que vous donnez (réglage ou --plafonds), ou le forfait de l'appel à financement. Où le fichier n'a " +
        "qu'un plafond TTC, il est divisé par 1 + le taux de TVA du territoire. Le plafond d'une ligne est la somme " +
        "de ceux de ses bénéficiaires. La valeur sûre est le plafond arrondi au centime inférieur ; à l'euro près, " +
        "prenez l'euro inférieur.",
      en:
        'The amount before tax cannot be above the ceiling of the beneficiaries, to the cent: that of the ' +
        'calculation file that you give (setting or --plafonds), or the forfait of the funding call. Where the file ' +
        'has a ceiling with tax only, it is divided by 1 + the rate of VAT of the territory. The ceiling of a ligne ' +
        'is the sum of those of its beneficiaries. The sure value is the ceiling rounded down to the cent; to the ' +
        'euro, take the euro below.',
    },
    citations: [
      AMOUNT,
      {
        document: 'asp-vague1',
        question:
          "Ma demande de financement a été rejetée au motif du dépassement de plafond. Est-il possible d'arrondir " +
          'le montant total de la facture au chiffre supérieur ?',
        quote: "Dans le cas d'un arrondi à l'euro près, prendre le montant à l'euro inférieur du montant plafond HT.",
      },
      {
        document: 'asp-vague1',
        question: "A combien s'élève le montant versé après validation d'une demande de solde ?",
        quote:
          "Le montant de l'aide, avance comprise, versé après validation de la demande de solde correspond à un " +
          'montant fixe de 70000€ HT.',
      },
    ],
    remedies: ['preferred', 'suggest'],
    needsProfile: true,
  },
  messages: {
    above: {
      fr: (d: DepassementData) =>
        `${cite(d.key)} (${formatEuros(d.cents, 'fr')}) dépasse le plafond : ${arithmetic(d.plafond, 'fr')}. ` +
        `Ramenez-le à ${formatEuros(d.plafond.floor, 'fr')} au plus. ${alsoChange(d.phase, 'fr')}`,
      en: d =>
        `“${d.key}” (${formatEuros(d.cents, 'en')}) is above the ceiling: ${arithmetic(d.plafond, 'en')}. Bring ` +
        `it down to ${formatEuros(d.plafond.floor, 'en')} at most. ${alsoChange(d.phase, 'en')}`,
    },
    forfait: {
      fr: (d: DepassementData) =>
        `${cite(d.key)} (${formatEuros(d.cents, 'fr')}) dépasse le forfait de ce couloir, ` +
        `${formatEuros(d.plafond.floor, 'fr')} HT. Ramenez-le à ce montant au plus. ${alsoChange(d.phase, 'fr')}`,
      en: d =>
        `“${d.key}” (${formatEuros(d.cents, 'en')}) is above the forfait of this couloir, ` +
        `${formatEuros(d.plafond.floor, 'en')} before tax. Bring it down to that amount at most. ` +
        alsoChange(d.phase, 'en'),
    },
    zero: {
      fr: (d: { key: string }) =>
        `Le fichier de calcul donne à ce bénéficiaire un plafond de 0\u00a0€ : ${cite(d.key)} ne serait pas ` +
        'financé. Vérifiez son identifiant et son éligibilité.',
      en: d =>
        `The calculation file gives this beneficiary a ceiling of €0: “${d.key}” would not be funded. Check its ` +
        'identifier and that it is eligible.',
    },
  },
  check(ligne, report, { plafonds, profile }) {
    const depasse = depassementOf(plafonds, profile, ligne);
    if (depasse?.by !== 'plafond') return;
    const { montant, plafond } = depasse;
    const at = atValue(ligne, montant);
    if (plafond.floor === 0) {
      report('zero', { key: montant.key }, at);
      return;
    }
    report(isForfait(plafond) ? 'forfait' : 'above', dataOf(depasse, profile.phase), at, {
      fixes: editor => [...toPlafond(editor, montant, plafond), ...toEuro(editor, montant, plafond)],
    });
  },
});

const FINESS = ['690012349', 'FINESS géographique', '', '', '16921'];
const plafonds = [
  HEADINGS,
  ['10002123452', 'RPPS', 'LGC', '358,33', ''],
  ['10003456786', 'RPPS', '', '', '430,00 €'],
  ['10004567896', 'RPPS', '', '', '430'],
  FINESS,
];
const path = (ligne: number): string => `/lignesImport/${String(ligne)}/commande/montantSegurHT`;

export const examples: Examples = {
  valid: [
    { name: 'sans fichier de calcul', profile: 'MDV-LGC/avance', change: [['358.33', '99999']] },
    { name: 'au plafond, au centime près', profile: 'MDV-LGC/avance', plafonds, change: [['1433.32', '14100.83']] },
    { name: 'sous le plafond', profile: 'MDV-LGC/avance', plafonds, change: [['358.33', '300']] },
  ],
  invalid: [
    {
      name: 'un centime de trop',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['358.33', '358.34']],
      expect: [{ message: 'above', path: path(0), marks: '358.34', severity: 'error', fixable: false }],
      offers: ['Arrondir au plafond : 358,33\u00a0€', "Arrondir à l'euro inférieur : 358,00\u00a0€"],
    },
    {
      name: 'un plafond TTC de 16921 €, soit 14100,83 € HT, arrondi au-dessus',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['1433.32', '14101']],
      expect: [{ message: 'above', path: path(2), marks: '14101', fixable: false }],
      offers: ['Arrondir au plafond : 14\u202f100,83\u00a0€', "Arrondir à l'euro inférieur : 14\u202f100,00\u00a0€"],
    },
    {
      name: 'deux médecins : au-dessus de la somme de leurs plafonds',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['716.66', '716.68']],
      expect: [{ message: 'above', path: path(1), marks: '716.68' }],
    },
    {
      name: 'le forfait des éditeurs d’agenda, sans fichier de calcul',
      profile: 'SAS-AGENDA/avance',
      change: [['70000', '70000.01']],
      expect: [{ message: 'forfait', path: path(0), marks: '70000.01', severity: 'error' }],
      offers: ['Arrondir au plafond : 70\u202f000,00\u00a0€'],
    },
    {
      name: 'un plafond nul',
      profile: 'MDV-LGC/avance',
      plafonds: [...plafonds.slice(0, -1), ['690012349', 'FINESS géographique', 'LGC', '0', '0']],
      expect: [{ message: 'zero', path: path(2), marks: '1433.32' }],
      offers: [],
    },
  ],
};
