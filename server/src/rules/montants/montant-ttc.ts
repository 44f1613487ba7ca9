import { formatEuros } from '../../format/domain/montant.js';
import { defineLigneRule } from '../define.js';
import { DOCTORS, type Examples, HEADINGS } from '../examples.js';
import { depassementOf } from '../../format/model/plafond.js';
import { alsoChange, arithmetic, dataOf, type DepassementData, toPlafond } from '../shared/plafond.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'montant-ttc',
    severity: 'error',
    theme: 'montants',
    title: { fr: 'Montant TTC à la place du montant HT', en: 'Amount with tax in place of the amount before tax' },
    explanation: {
      fr:
        'Le champ attend le montant hors taxe du bon de commande. Un montant égal au plafond TTC, ou au plafond HT ' +
        'augmenté de la TVA, y a été recopié toutes taxes comprises : il dépasse le plafond HT et la demande est ' +
        'rejetée.',
      en:
        'The field expects the amount of the order before tax. An amount equal to the ceiling with tax, or to the ' +
        'ceiling before tax with VAT put on it, was copied with tax: it is above the ceiling before tax, and the ' +
        'request is rejected.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quelles informations attendez-vous dans le bloc 'montantSegurHT' ?",
        quote:
          'dans le cas du couloir Hôpital, les plafonds indiqués dans le fichier de calcul sont en TTC et une ' +
          'conversion en HT en arrondissant au centime est nécessaire (Ex : 16921€ TTC/1,2 = 14100,83€ HT).',
      },
    ],
    remedies: ['preferred'],
    needsProfile: true,
  },
  messages: {
    ttc: {
      fr: (d: DepassementData) =>
        `${cite(d.key)} (${formatEuros(d.cents, 'fr')}) est le plafond toutes taxes comprises, alors que le ` +
        `portail attend un montant hors taxe, de ${formatEuros(d.plafond.floor, 'fr')} au plus ` +
        `(${arithmetic(d.plafond, 'fr')}). ${alsoChange(d.phase, 'fr')}`,
      en: d =>
        `“${d.key}” (${formatEuros(d.cents, 'en')}) is the ceiling with tax, where the portal expects an amount ` +
        `before tax, of ${formatEuros(d.plafond.floor, 'en')} at most (${arithmetic(d.plafond, 'en')}). ` +
        alsoChange(d.phase, 'en'),
    },
  },
  check(ligne, report, { plafonds, profile }) {
    const depasse = depassementOf(plafonds, profile, ligne);
    if (depasse?.by !== 'ttc') return;
    const { montant, plafond } = depasse;
    report('ttc', dataOf(depasse, profile.phase), atValue(ligne, montant), {
      fixes: editor => toPlafond(editor, montant, plafond),
    });
  },
});

const plafonds = [HEADINGS, ...DOCTORS, ['690012349', 'FINESS géographique', '', '', '16921']];
const path = (ligne: number): string => `/lignesImport/${String(ligne)}/commande/montantSegurHT`;

export const examples: Examples = {
  valid: [
    { name: 'le plafond HT', profile: 'MDV-LGC/avance', plafonds },
    {
      name: 'sans TVA, le plafond TTC est aussi le plafond HT',
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ...DOCTORS, ['690012349', 'FINESS géographique', '', '16921', '16921']],
      change: [['1433.32', '16921']],
    },
  ],
  invalid: [
    {
      name: 'le plafond TTC du fichier de calcul',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['1433.32', '16921']],
      expect: [{ message: 'ttc', path: path(2), marks: '16921', severity: 'error', fixable: false }],
      offers: ['Arrondir au plafond : 14\u202f100,83\u00a0€'],
    },
    {
      name: 'le plafond HT et sa TVA à 20 %',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['358.33', '430.00']],
      expect: [{ message: 'ttc', path: path(0), marks: '430.00' }],
      offers: ['Arrondir au plafond : 358,33\u00a0€'],
    },
    {
      name: 'deux médecins, toutes taxes comprises',
      profile: 'MDV-LGC/avance',
      plafonds,
      change: [['716.66', '860']],
      expect: [{ message: 'ttc', path: path(1), marks: '860' }],
    },
  ],
};
