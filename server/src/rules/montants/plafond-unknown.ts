import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { plafondOf } from '../../format/model/plafond.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'plafond-unknown',
    severity: 'warning',
    theme: 'montants',
    title: { fr: 'Bénéficiaire absent du fichier de calcul', en: 'Beneficiary not in the calculation file' },
    explanation: {
      fr:
        "Vous avez donné un fichier de calcul qui contient des bénéficiaires de ce genre, et celui-ci n'y est pas : " +
        "il n'est pas éligible à cette vague, ou son numéro est faux. Le plafond de la ligne reste inconnu et son " +
        "montant n'est pas vérifié. Un fichier propre à un autre logiciel se restreint par sa colonne « logiciel ».",
      en:
        'You gave a calculation file that has beneficiaries of this kind, and this one is not in it: it is not ' +
        "eligible in this wave, or its number is wrong. The ligne's ceiling stays unknown and its amount is not " +
        'checked. A file that is for another software is restricted by its column “logiciel”.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quelles informations attendez-vous dans le bloc 'montantSegurHT' ?",
        quote: 'doit être inférieur ou égal au plafond indiqué par les fichiers de calcul du couloir concerné.',
      },
    ],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    unknown: {
      fr: (d: { key: string }) =>
        `Ce bénéficiaire (${cite(d.key)}) n'est pas dans votre fichier de calcul : il n'est pas éligible à cette ` +
        `vague, ou son numéro est faux. Vérifiez le numéro ; le plafond de la ligne n'est pas contrôlé.`,
      en: d =>
        `This beneficiary (“${d.key}”) is not in your calculation file: it is not eligible in this wave, or its ` +
        'number is wrong. Check the number; the ceiling of the ligne is not checked.',
    },
  },
  check(ligne, report, { plafonds, profile }) {
    const plafond = plafondOf(plafonds, profile, ligne);
    if (plafond?.known !== false) return;
    for (const located of plafond.missing) report('unknown', { key: located.key }, atValue(ligne, located));
  },
});

const HEADINGS = ['identifiant', 'type', 'logiciel', 'plafond_ht', 'plafond_ttc'];
const rows = [
  ['10002123452', 'RPPS', '', '358,33', ''],
  ['10003456786', 'RPPS', '', '358,33', ''],
  ['10004567896', 'RPPS', '', '358,33', ''],
  ['690012349', 'FINESS géographique', '', '1433,32', ''],
];
const plafonds = [HEADINGS, ...rows];

export const examples: Examples = {
  valid: [
    { name: 'tous les bénéficiaires sont dans le fichier', profile: 'MDV-LGC/avance', plafonds },
    {
      name: "le fichier d'un autre couloir",
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ['750712184', 'FINESS PMSI', 'RI', '', '16921']],
    },
    {
      name: "le fichier d'un autre logiciel",
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ['690012349', 'FINESS géographique', 'LGO', '1', '']],
    },
    { name: 'un fichier sans aucun bénéficiaire', profile: 'MDV-LGC/avance', plafonds: [HEADINGS] },
  ],
  invalid: [
    {
      name: 'un médecin absent du fichier',
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ...rows.slice(0, 2), ...rows.slice(3)],
      expect: [
        {
          message: 'unknown',
          path: '/lignesImport/1/beneficiaires/liberal/1/RPPS',
          marks: '"10004567896"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
    {
      name: 'une structure absente du fichier',
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ...rows.slice(0, 3)],
      change: [['1433.32', '99999']],
      expect: [
        { message: 'unknown', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo/0', marks: '"690012349"' },
      ],
    },
  ],
};
