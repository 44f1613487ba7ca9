import { PLAFOND_ROLES } from '../../format/domain/plafonds-lecture.js';
import { defineFileRule } from '../define.js';
import { type Examples, HEADINGS } from '../examples.js';
import { atValue } from '../shared/targets.js';
import { plafondOf } from '../../format/model/plafond.js';
import { clientsOf } from '../../format/model/clients.js';
import { cite } from '../shared/words.js';
import { AMOUNT } from '../shared/citations.js';

export const rule = defineFileRule({
  meta: {
    id: 'plafond-unknown',
    severity: 'warning',
    theme: 'montants',
    title: { fr: 'Bénéficiaire absent du fichier de calcul', en: 'Beneficiary not in the calculation file' },
    explanation: {
      fr:
        "Vous avez donné un fichier de calcul, et ce bénéficiaire n'y est pas : il n'est pas éligible à cette vague, " +
        "ou son numéro est faux. Le plafond de la ligne reste inconnu et son montant n'est pas vérifié. Un fichier " +
        "de calcul qui ne dit rien de personne est signalé une seule fois : il est sans doute celui d'un autre " +
        "couloir, d'une autre vague ou d'un autre logiciel.",
      en:
        'You gave a calculation file, and this beneficiary is not in it: it is not eligible in this wave, or its ' +
        "number is wrong. The ligne's ceiling stays unknown and its amount is not checked. A calculation file that " +
        'says nothing of anybody is reported once: it is probably for another couloir, another wave or other ' +
        'software.',
    },
    citations: [AMOUNT],
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
    none: {
      fr: (d: { count: number }) =>
        `Aucun des ${String(d.count)} bénéficiaires de ce fichier n'est dans votre fichier de calcul : aucun montant ` +
        "n'est comparé à son plafond. Vérifiez que c'est le fichier de calcul de ce couloir et de cette vague, et sa " +
        'colonne « identifiant ».',
      en: d =>
        `None of the ${String(d.count)} beneficiaries of this file is in your calculation file: no amount is ` +
        'compared with its ceiling. Check that it is the calculation file of this couloir and this wave, and its ' +
        'column “identifiant”.',
    },
    otherKind: {
      fr: (d: { logiciel: string }) =>
        'Votre fichier de calcul ne donne aucun plafond pour ce genre de bénéficiaires (logiciel ' +
        `${cite(d.logiciel)}) : aucun montant n'est comparé à son plafond. Si c'est le fichier d'un autre couloir, ` +
        'donnez celui de ce couloir ; sinon vérifiez ses colonnes « type » et « logiciel ».',
      en: d =>
        `Your calculation file gives no ceiling for beneficiaries of this kind (software “${d.logiciel}”): no amount ` +
        'is compared with its ceiling. If it is for another couloir, give the file of this one; otherwise check its ' +
        'columns “type” and “logiciel”.',
    },
  },
  reads: [...PLAFOND_ROLES, 'commandePour', 'regimeTVA'],
  check({ lignes, list }, report, { plafonds, profile }) {
    // An empty file is reported where the settings are read.
    if (plafonds === undefined || plafonds.size === 0 || profile === undefined) return;
    const { plafondKeys, plafondHT } = profile.traits;
    if (plafondHT !== undefined || plafondKeys.length === 0) return;
    if (!plafonds.covers(plafondKeys, profile.logiciel)) {
      if (lignes().some(ligne => clientsOf(ligne).length > 0))
        report('otherKind', { logiciel: profile.logiciel }, list, { severity: 'info' });
      return;
    }
    const told = lignes().map(ligne => ({ ligne, plafond: plafondOf(plafonds, profile, ligne) }));
    const unknown = told.flatMap(({ ligne, plafond }) =>
      plafond?.known === false ? plafond.missing.map(located => ({ ligne, located })) : [],
    );
    const isSilent = told.every(({ plafond }) => plafond === undefined || (!plafond.known && plafond.found === 0));
    if (isSilent && unknown.length > 1) report('none', { count: unknown.length }, list);
    else for (const { ligne, located } of unknown) report('unknown', { key: located.key }, atValue(ligne, located));
  },
});

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
      name: 'un couloir au forfait, sans bénéficiaires dans un fichier de calcul',
      profile: 'SAS-AGENDA/avance',
      plafonds: [HEADINGS, ['750712184', 'FINESS PMSI', 'RI', '', '16921']],
    },
    { name: 'un fichier sans aucun bénéficiaire', profile: 'MDV-LGC/avance', plafonds: [HEADINGS] },
  ],
  invalid: [
    {
      name: "le fichier d'un autre couloir",
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ['750712184', 'FINESS PMSI', 'RI', '', '16921']],
      expect: [
        { message: 'otherKind', path: '/lignesImport', marks: '"lignesImport"', severity: 'info', fixable: false },
      ],
    },
    {
      name: "le fichier d'un autre logiciel",
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ['690012349', 'FINESS géographique', 'LGO', '1', '']],
      expect: [{ message: 'otherKind', path: '/lignesImport', marks: '"lignesImport"' }],
    },
    {
      name: 'aucun bénéficiaire dans le fichier de calcul : une seule fois',
      profile: 'MDV-LGC/avance',
      plafonds: [HEADINGS, ['10009999998', 'RPPS', '', '358,33', '']],
      expect: [
        { message: 'none', path: '/lignesImport', marks: '"lignesImport"', severity: 'warning', fixable: false },
      ],
    },
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
