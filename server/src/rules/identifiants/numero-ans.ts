import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

interface Data {
  readonly key: string;
}

/** A form's placeholder: zeros, dashes, dots, nothing that names a software product. */
const BLANK = /^[^1-9\p{L}]*$/u;
const OBSERVED = /^\d{10}$/;

/**
 * We have seen only one number. A code of letters and digits may be valid; words, a number of another length and spaces
 * hardly are.
 */
const CODE = /^(?=.*\p{L})(?=.*\d)[\p{L}\d]+(?:[-_/.][\p{L}\d]+)*$/u;
const isCode = (text: string): boolean => text.length >= 5 && text.length <= 40 && CODE.test(text);

export const rule = defineValueRule({
  meta: {
    id: 'numero-ans',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Numéro de référencement ANS', en: 'ANS referencing number' },
    explanation: {
      fr:
        "Le numéro de référencement du logiciel est donné par l'ANS avec le certificat de référencement. Un seul " +
        "exemplaire a été observé ; il a 10 chiffres : une autre forme n'est donc qu'un avertissement. Un opérateur " +
        'MSSanté acheteur donne le numéro de son opérateur développeur.',
      en:
        'The referencing number of the software is given by the ANS with the referencing certificate. One sample ' +
        'only was observed; it has 10 digits: another form is a warning only. A purchasing MSSanté operator gives ' +
        'the number of its developing operator.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Pour s'enrôler, l'ASP demande un numéro de référencement du logiciel. Faut-il attendre que le " +
          'référencement soit prononcé ?',
        quote:
          "Le numéro de référencement demandé à l'enrôlement chez l'ASP est fourni à l'issue du processus de " +
          'référencement avec le certificat de référencement correspondant.',
      },
      {
        document: 'asp-vague1',
        question:
          'Je suis Opérateur Acheteur et lorsque je me présente à la plateforme ASP, il est demandé un n° de ' +
          'référencement. Comment puis-je obtenir ce n° ?',
        quote: "Vous devez renseigner le numéro de référencement que vous aura communiqué l'Opérateur développeur",
      },
      { document: 'observation', question: '' },
    ],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    blank: {
      fr: ({ key }: Data) =>
        `${cite(key)} est à compléter : le portail attend le numéro de référencement du logiciel, donné par l'ANS ` +
        'avec le certificat de référencement.',
      en: ({ key }) =>
        `“${key}” must be filled in: the portal expects the referencing number of the software, given by the ANS ` +
        'with the referencing certificate.',
    },
    form: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'a pas la forme attendue : le numéro observé chez un éditeur a 10 chiffres. Comparez-le au ` +
        `certificat de référencement de l'ANS ; s'il y est écrit ainsi, gardez-le.`,
      en: ({ key }) =>
        `“${key}” does not have the expected form: the number observed at a publisher's has 10 digits. Compare it ` +
        `with the ANS's referencing certificate; if it is written like this there, keep it.`,
    },
  },
  roles: ['numeroAns'],
  check(value, report, at) {
    const data = { key: value.key };
    if (BLANK.test(value.value)) {
      report('blank', data, at());
      return;
    }
    if (OBSERVED.test(value.value) || isCode(value.value)) return;
    report('form', data, at(), { severity: 'warning' });
  },
});

export const examples: Examples = {
  valid: [
    { name: '10 chiffres', profile: 'MDV-LGC/avance' },
    { name: 'un zéro initial', profile: 'MDV-LGC/avance', change: [['"1234567890"', '"0123456789"']] },
    {
      name: 'un code de lettres et de chiffres',
      profile: 'MDV-LGC/avance',
      change: [['"1234567890"', '"SEG-LGC-2022/0042"']],
    },
  ],
  invalid: [
    {
      name: 'rien que des zéros',
      profile: 'MDV-LGC/avance',
      change: [['"1234567890"', '"0000000000"']],
      expect: [{ message: 'blank', path: '/numeroAns', marks: '"0000000000"', severity: 'error', fixable: false }],
    },
    {
      name: 'un SIRET à sa place',
      profile: 'MDV-LGC/avance',
      change: [['"1234567890"', '"81234567800013"']],
      expect: [{ message: 'form', path: '/numeroAns', marks: '"81234567800013"', severity: 'warning', fixable: false }],
    },
    {
      name: 'le nom du logiciel',
      profile: 'MDV-LGC/avance',
      change: [['"1234567890"', '"Mon Logiciel"']],
      expect: [{ message: 'form', path: '/numeroAns', marks: '"Mon Logiciel"', severity: 'warning' }],
    },
  ],
};
