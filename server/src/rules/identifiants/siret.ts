import { checkSiret, compactDigits, repairSiret } from '../../format/domain/numeros.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';
import { OTHER_SIRET } from '../shared/citations.js';

export const rule = defineValueRule({
  meta: {
    id: 'siret',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'SIRET incorrect', en: 'Wrong SIRET' },
    explanation: {
      fr:
        'Un SIRET a 14 chiffres, dont le dernier est une clé de contrôle. Les 9 chiffres du SIREN ne suffisent pas ' +
        ": avec un SIREN seul, la demande est irrecevable. L'ASP paie sur le SIRET actif de l'éditeur.",
      en:
        'A SIRET has 14 digits, the last of which is a check digit. The 9 digits of the SIREN are not enough: with ' +
        'a SIREN alone the request is inadmissible. The ASP pays on the active SIRET of the publisher.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Un bon de commande contenant le n° de SIREN en lieu et place du N° de SIRET est-il valable ?',
        quote: 'Un bon de commande avec uniquement le SIREN sera considéré comme irrecevable',
      },
      OTHER_SIRET,
    ],
    remedies: ['fix'],
    needsProfile: false,
  },
  messages: {
    siren: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} contient un SIREN (9 chiffres) : le portail attend le SIRET de l'établissement, 14 ` +
        'chiffres. Ajoutez les 5 chiffres du NIC.',
      en: d =>
        `“${d.key}” contains a SIREN (9 digits): the portal expects the establishment's SIRET, 14 digits. Add the 5 ` +
        'digits of the NIC.',
    },
    separators: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} doit être écrit d'un seul tenant, sans espace ni ponctuation : 14 chiffres.`,
      en: d => `“${d.key}” must be written without spaces or punctuation: 14 digits.`,
    },
    form: {
      fr: (d: { key: string; length: number }) =>
        `${cite(d.key)} n'est pas un SIRET : 14 chiffres attendus, ${String(d.length)} ` +
        `caractère${d.length > 1 ? 's' : ''} ici. Vérifiez-le sur un avis de situation SIRENE.`,
      en: d =>
        `“${d.key}” is not a SIRET: 14 digits expected, ${String(d.length)} character${d.length > 1 ? 's' : ''} ` +
        'here. Check it on a SIRENE notice.',
    },
    key: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} n'est pas un SIRET valable : sa clé de contrôle est fausse, un chiffre a sans doute été ` +
        'mal saisi. Vérifiez-le sur un avis de situation SIRENE.',
      en: d =>
        `“${d.key}” is not a valid SIRET: its check digit is wrong, one digit was probably mistyped. Check it on a ` +
        'SIRENE notice.',
    },
  },
  roles: ['siretEditeur', 'siretClient', 'autreSiret'],
  check(value, report, at) {
    const outcome = checkSiret(value.value);
    if (outcome === 'ok') return;
    const key = value.key;
    if (outcome === 'siren') {
      report('siren', { key }, at());
      return;
    }
    const repaired = repairSiret(value.value);
    if (repaired !== undefined) {
      report('separators', { key }, at(), { fixes: rewriteFix(value, repaired) });
      return;
    }
    if (outcome === 'key' || checkSiret(compactDigits(value.value)) === 'key') {
      report('key', { key }, at());
      return;
    }
    report('form', { key, length: value.value.length }, at());
  },
});

export const examples: Examples = {
  valid: [
    { name: "le SIRET de l'éditeur", profile: 'MDV-LGC/avance' },
    {
      name: 'un SIRET de La Poste, dont la clé suit une autre règle',
      profile: 'MDV-LGC/avance',
      change: [['81234567800013', '35600000000048']],
    },
  ],
  invalid: [
    {
      name: 'un SIREN à la place du SIRET',
      profile: 'MDV-LGC/avance',
      change: [['"81234567800013"', '"812345678"']],
      expect: [{ message: 'siren', path: '/siret', marks: '"812345678"', fixable: false }],
    },
    {
      name: 'des espaces entre les groupes',
      profile: 'MDV-LGC/avance',
      change: [['81234567800013', '812 345 678 00013']],
      expect: [{ message: 'separators', path: '/siret', marks: '"812 345 678 00013"', fixable: true }],
      fixed: ['"siret": "81234567800013"'],
    },
    {
      name: 'un chiffre faux',
      profile: 'MDV-LGC/avance',
      change: [['81234567800013', '81234567800014']],
      expect: [{ message: 'key', path: '/siret', marks: '"81234567800014"' }],
    },
    {
      name: 'trop court',
      profile: 'MDV-LGC/avance',
      change: [['81234567800013', '8123456780001']],
      expect: [{ message: 'form', path: '/siret', marks: '"8123456780001"' }],
    },
  ],
};
