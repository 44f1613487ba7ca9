import { compactDigits } from '../../format/domain/fold.js';
import { checkFiness, checkRpps, checkRppsRang, repairRpps } from '../../format/domain/numeros.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';

interface Data {
  readonly key: string;
}

export const rule = defineValueRule({
  meta: {
    id: 'rpps',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'RPPS incorrect', en: 'Wrong RPPS' },
    explanation: {
      fr:
        "Un numéro RPPS a 11 chiffres, dont le dernier est une clé de contrôle. L'identifiant national, qui a 12 " +
        "chiffres, est le même numéro précédé d'un 8 : retirez-le. Pour être éligible, le médecin doit avoir un " +
        'RPPS actif.',
      en:
        'An RPPS number has 11 digits, the last of which is a check digit. The national identifier, of 12 digits, ' +
        'is the same number after an 8: strip it. To be eligible, the doctor must have an active RPPS.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: "Quels sont les critères d'éligibilité pour un médecin ?",
        quote: "un médecin doit être inscrit à l'ordre des médecins et avoir un n° RPPS actif",
      },
      { document: 'norme', question: 'Répertoire partagé des professionnels de santé (RPPS)' },
    ],
    remedies: ['fix'],
    needsProfile: false,
  },
  messages: {
    national: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient l'identifiant national (12 chiffres) : le portail attend le RPPS, sans le 8 du ` +
        'début, soit 11 chiffres.',
      en: ({ key }) =>
        `“${key}” contains the national identifier (12 digits): the portal expects the RPPS, without the leading 8, ` +
        'which is 11 digits.',
    },
    separators: {
      fr: ({ key }: Data) => `${cite(key)} doit être écrit d'un seul tenant, sans espace ni ponctuation : 11 chiffres.`,
      en: ({ key }) => `“${key}” must be written without spaces or punctuation: 11 digits.`,
    },
    rang: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient un RPPS rang (14 chiffres) : le portail attend ici le RPPS seul, c'est-à-dire ses ` +
        '11 premiers chiffres.',
      en: ({ key }) =>
        `“${key}” contains an RPPS rang (14 digits): the portal expects the RPPS alone here, which is its first 11 ` +
        'digits.',
    },
    finess: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient un numéro FINESS, celui d'un établissement : le portail attend le RPPS du ` +
        'professionnel, 11 chiffres.',
      en: ({ key }) =>
        `“${key}” contains a FINESS number, an establishment's: the portal expects the professional's RPPS, 11 digits.`,
    },
    form: {
      fr: ({ key, length }: Data & { readonly length: number }) =>
        `${cite(key)} n'est pas un RPPS : 11 chiffres attendus, ${String(length)} ` +
        `caractère${length > 1 ? 's' : ''} ici. Vérifiez-le dans l'Annuaire Santé.`,
      en: ({ key, length }) =>
        `“${key}” is not an RPPS: 11 digits expected, ${String(length)} character${length > 1 ? 's' : ''} here. ` +
        'Check ' +
        'it in the Annuaire Santé.',
    },
    characters: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un RPPS : il ne doit contenir que des chiffres, au nombre de 11. Vérifiez-le dans ` +
        `l'Annuaire Santé.`,
      en: ({ key }) =>
        `“${key}” is not an RPPS: it must hold nothing but digits, 11 of them. Check it in the Annuaire Santé.`,
    },
    key: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas un RPPS valable : sa clé de contrôle est fausse, un chiffre a sans doute été mal ` +
        `saisi. Vérifiez-le dans l'Annuaire Santé.`,
      en: ({ key }) =>
        `“${key}” is not a valid RPPS: its check digit is wrong, one digit was probably mistyped. Check it in the ` +
        'Annuaire Santé.',
    },
  },
  roles: ['rpps', 'autreRpps'],
  check(value, report, at) {
    const outcome = checkRpps(value.value);
    if (outcome === 'ok') return;
    const key = value.key;
    const compact = compactDigits(value.value);
    const repaired = repairRpps(value.value);
    if (repaired !== undefined) {
      report(checkRpps(compact) === 'national' ? 'national' : 'separators', { key }, at(), {
        fixes: rewriteFix(value, repaired),
      });
      return;
    }
    if (checkRppsRang(compact) === 'ok') {
      report('rang', { key }, at());
      return;
    }
    if (checkFiness(compact) === 'ok') {
      report('finess', { key }, at());
      return;
    }
    if (outcome === 'key') {
      report('key', { key }, at());
      return;
    }
    if (outcome === 'characters') {
      report('characters', { key }, at());
      return;
    }
    report('form', { key, length: value.value.length }, at());
  },
});

const path = '/lignesImport/0/beneficiaires/liberal/0/RPPS';

export const examples: Examples = {
  valid: [
    { name: "le RPPS d'un médecin", profile: 'MDV-LGC/avance' },
    { name: 'un RPPS qui commence par 99', profile: 'MDV-LGC/avance', change: [['10002123452', '99700296140']] },
  ],
  invalid: [
    {
      name: "l'identifiant national, précédé d'un 8",
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"810002123452"']],
      expect: [{ message: 'national', path, marks: '"810002123452"', fixable: true }],
      fixed: ['"RPPS": "10002123452"'],
    },
    {
      name: 'des espaces',
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"100 0212 3452"']],
      expect: [{ message: 'separators', path, marks: '"100 0212 3452"', fixable: true }],
      fixed: ['"RPPS": "10002123452"'],
    },
    {
      name: 'un RPPS rang',
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"10002123452001"']],
      expect: [{ message: 'rang', path, marks: '"10002123452001"', fixable: false }],
    },
    {
      name: 'un FINESS',
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"690012349"']],
      expect: [{ message: 'finess', path, marks: '"690012349"' }],
    },
    {
      name: 'un chiffre oublié',
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"1000212345"']],
      expect: [{ message: 'form', path, marks: '"1000212345"' }],
    },
    {
      name: 'une lettre O pour un zéro',
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"1O002123452"']],
      expect: [{ message: 'characters', path, marks: '"1O002123452"' }],
    },
    {
      name: 'un chiffre faux',
      profile: 'MDV-LGC/avance',
      change: [['"10002123452"', '"10002123453"']],
      expect: [{ message: 'key', path, marks: '"10002123453"' }],
    },
  ],
};
