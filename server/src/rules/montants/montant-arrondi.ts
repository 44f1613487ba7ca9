import { formatEuros } from '../../format/domain/montant.js';
import { defineLigneRule } from '../define.js';
import { DOCTORS, type Examples, HEADINGS } from '../examples.js';
import { depassementOf } from '../../format/model/plafond.js';
import { alsoChange, arithmetic, dataOf, type DepassementData, toPlafond } from '../shared/plafond.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'montant-arrondi',
    severity: 'info',
    theme: 'montants',
    title: { fr: 'Montant arrondi au-dessus du plafond', en: 'Amount rounded above the ceiling' },
    explanation: {
      fr:
        'La FAQ demande de convertir le plafond TTC « en arrondissant au centime », et un montant « inférieur ou ' +
        'égal au plafond HT au centime près ». Où le centime le plus proche est au-dessus du plafond exact (16 925 € ' +
        'TTC / 1,2 = 14 104,1666… €, arrondi 14 104,17 €), le montant est admis, mais risqué : le centime inférieur ' +
        '(14 104,16 €) est la valeur sûre.',
      en:
        'The FAQ asks that the ceiling with tax be converted “rounding to the cent”, and that the amount be “at ' +
        'most the ceiling before tax, to the cent”. Where the nearest cent is above the exact ceiling (€16,925 with ' +
        'tax / 1.2 = €14,104.1666…, rounded €14,104.17), the amount is allowed but at risk: the cent below ' +
        '(€14,104.16) is the sure value.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quelles informations attendez-vous dans le bloc 'montantSegurHT' ?",
        quote: 'une conversion en HT en arrondissant au centime est nécessaire (Ex : 16921€ TTC/1,2 = 14100,83€ HT).',
      },
      {
        document: 'asp-vague1',
        question:
          "Ma demande de financement a été rejetée au motif du dépassement de plafond. Est-il possible d'arrondir " +
          'le montant total de la facture au chiffre supérieur ?',
        quote: 'vos montants HT soient bien inférieurs ou égal au plafond HT au centime près.',
      },
    ],
    remedies: ['preferred'],
    needsProfile: true,
  },
  messages: {
    rounded: {
      fr: (d: DepassementData) =>
        `${cite(d.key)} (${formatEuros(d.cents, 'fr')}) est au centime le plus proche du plafond, mais au-dessus ` +
        `de sa valeur exacte (au centime inférieur : ${arithmetic(d.plafond, 'fr')}). Le portail peut l'admettre ` +
        `; ${formatEuros(d.plafond.floor, 'fr')} est la valeur sûre. ${alsoChange(d.phase, 'fr')}`,
      en: d =>
        `“${d.key}” (${formatEuros(d.cents, 'en')}) is the ceiling to the nearest cent, but above its exact value ` +
        `(rounded down to the cent: ${arithmetic(d.plafond, 'en')}). The portal may accept it; ` +
        `${formatEuros(d.plafond.floor, 'en')} is the sure value. ${alsoChange(d.phase, 'en')}`,
    },
  },
  check(ligne, report, { plafonds, profile }) {
    const depasse = depassementOf(plafonds, profile, ligne);
    if (depasse?.by !== 'arrondi') return;
    const { montant, plafond } = depasse;
    report('rounded', dataOf(depasse, profile.phase), atValue(ligne, montant), {
      fixes: editor => toPlafond(editor, montant, plafond),
    });
  },
});

const plafonds = [HEADINGS, ...DOCTORS, ['690012349', 'FINESS géographique', '', '', '16925']];
const path = (ligne: number): string => `/lignesImport/${String(ligne)}/commande/montantSegurHT`;

export const examples: Examples = {
  valid: [
    { name: 'au centime inférieur', profile: 'MDV-LGC/avance', plafonds, change: [['1433.32', '14104.16']] },
    {
      name: 'un plafond TTC dont le centime le plus proche est en dessous',
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ...DOCTORS, ['690012349', 'FINESS géographique', '', '', '16921']],
      change: [['1433.32', '14100.83']],
    },
    {
      name: 'un plafond HT donné au centime le plus proche : il fait foi',
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ...DOCTORS, ['690012349', 'FINESS géographique', '', '14104,17', '16925']],
      change: [['1433.32', '14104.17']],
    },
  ],
  invalid: [
    {
      name: 'au centime le plus proche',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['1433.32', '14104.17']],
      expect: [{ message: 'rounded', path: path(2), marks: '14104.17', severity: 'info', fixable: false }],
      offers: ['Arrondir au plafond : 14\u202f104,16\u00a0€'],
    },
    {
      name: 'la somme de deux plafonds TTC',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['716.66', '716.67']],
      expect: [{ message: 'rounded', path: path(1), marks: '716.67' }],
    },
  ],
};
