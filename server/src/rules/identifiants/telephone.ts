import { checkTelephone, repairTelephone } from '../../format/domain/contact.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';
import { PERSON } from '../shared/citations.js';

interface Data {
  readonly key: string;
}

export const rule = defineValueRule({
  meta: {
    id: 'telephone',
    severity: 'warning',
    theme: 'identifiants',
    title: { fr: 'Téléphone douteux', en: 'Doubtful telephone number' },
    explanation: {
      fr:
        "Le numéro de la personne désignée dans le bon de commande (ou du mandataire) : 10 chiffres d'un seul " +
        "tenant, ou l'indicatif +33 ou celui d'un territoire d'outre-mer et la suite du numéro. Un numéro étranger " +
        "n'est pas interdit, mais il est rare : il est signalé pour être vérifié.",
      en:
        'The number of the person named in the order (or of the agent): 10 digits without separators, or the code ' +
        '+33 or an overseas territory’s and the rest of the number. A foreign number is not forbidden, but rare: it ' +
        'is reported so that it is checked.',
    },
    citations: [PERSON, { document: 'observation', question: '' }],
    remedies: ['fix'],
    needsProfile: false,
  },
  messages: {
    separators: {
      fr: ({ key }: Data) =>
        `${cite(key)} s'écrit d'un seul tenant, sans espace, point ni parenthèse : 10 chiffres, ou l'indicatif et ` +
        'la suite du numéro.',
      en: ({ key }) =>
        `“${key}” is written without spaces, dots or brackets: 10 digits, or the country code and ` +
        'the rest of the number.',
    },
    zero: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'a que 9 chiffres : le 0 initial a sans doute été perdu dans un tableur. Le portail attend ` +
        '10 chiffres.',
      en: ({ key }) =>
        `“${key}” has 9 digits only: a spreadsheet probably dropped the leading 0. The portal expects 10 digits.`,
    },
    foreign: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un numéro français. Vérifiez-le ; si la personne a bien ce numéro à l'étranger, ` +
        'gardez-le.',
      en: ({ key }) =>
        `“${key}” is not a French number. Check it; if the person really has this number abroad, keep it.`,
    },
    invalid: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un numéro de téléphone : 10 chiffres attendus, ou l'indicatif (+33, +590…) et la ` +
        'suite du numéro.',
      en: ({ key }) =>
        `“${key}” is not a telephone number: 10 digits expected, or the country code (+33, +590 …) and the rest of ` +
        'the number.',
    },
  },
  roles: ['telephoneClient', 'telephoneMandataire', 'autreTelephone'],
  check(value, report, at) {
    const outcome = checkTelephone(value.value);
    if (outcome === 'ok') return;
    const data = { key: value.key };
    const repaired = repairTelephone(value.value);
    if (repaired !== undefined) {
      report('separators', data, at(), { fixes: rewriteFix(value, repaired) });
      return;
    }
    if (/^[1-9]\d{8}$/.test(value.value)) {
      report('zero', data, at());
      return;
    }
    report(FOREIGN.test(value.value) ? 'foreign' : 'invalid', data, at());
  },
});

/** The international form of any country but France: French numbers are judged by their length. */
const FOREIGN = /^(?:\+|00)(?!33)[1-9][\d .()-]{5,20}$/;

const path = '/lignesImport/0/beneficiaires/liberal/0/telephoneMedecin';
const from = '"0478123456"';

export const examples: Examples = {
  valid: [
    { name: '10 chiffres', profile: 'MDV-LGC/avance' },
    { name: "l'indicatif de la France", profile: 'MDV-LGC/avance', change: [[from, '"+33478123456"']] },
    { name: "l'indicatif de La Réunion", profile: 'MDV-LGC/avance', change: [[from, '"+262692123456"']] },
    { name: 'un numéro de Guadeloupe', profile: 'MDV-LGC/avance', change: [[from, '"0590123456"']] },
  ],
  invalid: [
    {
      name: 'des groupes de deux chiffres',
      profile: 'MDV-LGC/avance',
      change: [[from, '"04 78 12 34 56"']],
      expect: [{ message: 'separators', path, marks: '"04 78 12 34 56"', severity: 'warning', fixable: true }],
      fixed: [`"telephoneMedecin": ${from}`],
    },
    {
      name: 'le zéro entre parenthèses',
      profile: 'MDV-LGC/avance',
      change: [[from, '"+33 (0)4.78.12.34.56"']],
      expect: [{ message: 'separators', path, marks: '"+33 (0)4.78.12.34.56"' }],
      fixed: ['"telephoneMedecin": "+33478123456"'],
    },
    {
      name: 'le zéro initial perdu',
      profile: 'MDV-LGC/avance',
      change: [[from, '"478123456"']],
      expect: [{ message: 'zero', path, marks: '"478123456"', fixable: false }],
    },
    {
      name: 'un numéro étranger',
      profile: 'MDV-LGC/avance',
      change: [[from, '"+3225551234"']],
      expect: [{ message: 'foreign', path, marks: '"+3225551234"' }],
    },
    {
      name: 'un chiffre de trop',
      profile: 'MDV-LGC/avance',
      change: [[from, '"04781234567"']],
      expect: [{ message: 'invalid', path, marks: '"04781234567"' }],
    },
    {
      name: 'le numéro du mandataire',
      profile: 'MDV-LGC/avance',
      change: [['"0472000000"', '"à compléter"']],
      expect: [
        { message: 'invalid', path: '/lignesImport/1/beneficiaires/telephoneMandataire', marks: '"à compléter"' },
      ],
    },
  ],
};
