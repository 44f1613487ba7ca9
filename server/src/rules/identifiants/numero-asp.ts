import { checkNumeroAsp, repairNumeroAsp } from '../../format/domain/numeros.js';
import { isText } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';
import { DOSSIER_KNOWN } from '../shared/citations.js';

interface Data {
  readonly key: string;
}

const WHERE = {
  fr:
    "Il est dans le JSON de sortie de l'avance, sur le portail (première colonne des demandes de financement) et " +
    "dans le mail de confirmation de l'avance.",
  en:
    "It is in the avance's output JSON, on the portal (first column of the funding requests) and in the avance's " +
    'confirmation mail.',
};

export const rule = defineLigneRule({
  meta: {
    id: 'numero-asp',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Numéro de dossier ASP', en: 'ASP dossier number' },
    explanation: {
      fr:
        `Un solde porte le numéro de dossier que l'ASP a donné à l'avance : FIN, 3 ou 4 caractères pour le couloir, ` +
        `5 chiffres. ${WHERE.fr}`,
      en:
        'A solde has the dossier number that the ASP gave to the avance: FIN, 3 or 4 characters for the couloir, ' +
        `5 digits. ${WHERE.en}`,
    },
    citations: [DOSSIER_KNOWN],
    remedies: ['fix'],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    due: {
      fr: ({ key }: Data) =>
        `${cite(key)} est à compléter : un solde porte le numéro de dossier de l'avance (FIN…). ${WHERE.fr}`,
      en: ({ key }) => `“${key}” must be filled in: a solde has the dossier number of the avance (FIN…). ${WHERE.en}`,
    },
    case: {
      fr: ({ key }: Data) =>
        `${cite(key)} s'écrit en capitales et d'un seul tenant, comme dans le JSON de sortie de l'avance.`,
      en: ({ key }) => `“${key}” is written in capitals and without spaces, as in the avance's output JSON.`,
    },
    form: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'a pas la forme d'un numéro de dossier ASP : FIN, 3 ou 4 caractères pour le couloir, 5 ` +
        `chiffres. ${WHERE.fr}`,
      en: ({ key }) =>
        `“${key}” does not have the form of an ASP dossier number: FIN, 3 or 4 characters for the couloir, 5 ` +
        `digits. ${WHERE.en}`,
    },
  },
  check(ligne, report, { profile }) {
    const located = ligne.first('numeroASP');
    if (profile.phase !== 'solde' || located === undefined || located.flagged) return;
    const at = { chunk: ligne.chunk, span: located.span, place: located.place };
    const data = { key: located.key };
    if (located.value === null) {
      report('due', data, at);
      return;
    }
    if (!isText(located) || checkNumeroAsp(located.value) === 'ok') return;
    const repaired = repairNumeroAsp(located.value);
    if (repaired === undefined) {
      report('form', data, at, { severity: 'warning' });
      return;
    }
    report('case', data, at, { severity: 'warning', fixes: rewriteFix(located, repaired) });
  },
});

const path = '/lignesImport/0/numeroASP';

export const examples: Examples = {
  valid: [
    { name: 'un numéro à 3 caractères de couloir', profile: 'MDV-LGC/solde' },
    {
      name: 'un numéro à 4 caractères de couloir',
      profile: 'MDV-LGC/solde',
      change: [['FINMDV00120', 'FINMDV100120']],
    },
    { name: 'null dans une avance', profile: 'MDV-LGC/avance' },
  ],
  invalid: [
    {
      name: 'absent du solde',
      profile: 'MDV-LGC/solde',
      change: [['"FINMDV00120"', 'null']],
      expect: [{ message: 'due', path, marks: 'null', severity: 'error', fixable: false }],
    },
    {
      name: 'en minuscules, avec des espaces',
      profile: 'MDV-LGC/solde',
      change: [['"FINMDV00120"', '"fin mdv 00120"']],
      expect: [{ message: 'case', path, marks: '"fin mdv 00120"', severity: 'warning', fixable: true }],
      fixed: ['"numeroASP": "FINMDV00120"'],
    },
    {
      name: "un numéro d'ordre de recouvrement",
      profile: 'MDV-LGC/solde',
      change: [['"FINMDV00120"', '"AEMP2024004235"']],
      expect: [{ message: 'form', path, marks: '"AEMP2024004235"', severity: 'warning', fixable: false }],
    },
  ],
};
