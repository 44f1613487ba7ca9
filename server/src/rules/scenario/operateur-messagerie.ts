import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

export const rule = defineValueRule({
  meta: {
    id: 'operateur-messagerie',
    severity: 'warning',
    theme: 'scenario',
    title: { fr: "Nom de l'opérateur au lieu de son code", en: "Operator's name in place of its code" },
    explanation: {
      fr:
        "L'opérateur MSSanté est désigné par son code (par exemple `API_35`), pas par son nom courant : un " +
        "générateur qui écrivait le nom a dû être corrigé. À l'avance, l'opérateur peut ne pas être connu : `null` " +
        'est admis.',
      en:
        'The MSSanté operator is named by its code (for example `API_35`), not by its usual name: a generator that ' +
        'wrote the name had to be corrected. In an avance the operator need not be known: `null` is allowed.',
    },
    citations: [
      { document: 'observation', question: 'scenarioInstallation' },
      {
        document: 'ans-industriels',
        question: '',
        quote: 'vous n’êtes pas obligé d’indiquer quel sera l’opérateur MSSanté qui fera l’objet de l’installation',
      },
    ],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    name: {
      fr: (d: { avance: boolean }) =>
        `Cela ressemble au nom de l'opérateur de messagerie ; le portail attend son code (par exemple ` +
        `${cite('API_35')}).${d.avance ? ` Si vous ne le connaissez pas encore, écrivez null.` : ''}`,
      en: d =>
        'This looks like the name of the mailbox operator; the portal expects its code (for example ' +
        `“API_35”).${d.avance ? " If you don't know it yet, write null." : ''}`,
    },
  },
  roles: ['operateurMessagerie'],
  check(value, report, at, { profile }) {
    if (isPlainName(value.value)) report('name', { avance: profile?.phase === 'avance' }, at());
  },
});

/** Words without a number: the observed codes end with one, after an underscore. */
const isPlainName = (text: string): boolean =>
  !/^[\p{L}\d]+(?:[_-][\p{L}\d]+)*[_-]\d+$/u.test(text) && (/\p{Ll}|\s/u.test(text) || !/\d/.test(text));

const from = '"operateurMessagerie": "API_35"';
const path = '/lignesImport/0/scenarioInstallation/operateurMessagerie';

export const examples: Examples = {
  valid: [
    { name: "un code, ou null à l'avance", profile: 'MDV-LGC/avance' },
    { name: 'un autre code', profile: 'MDV-LGC/avance', change: [[from, '"operateurMessagerie": "MSS_TEL_2"']] },
  ],
  invalid: [
    {
      name: 'un nom',
      profile: 'MDV-LGC/avance',
      change: [[from, '"operateurMessagerie": "Mailiz"']],
      expect: [{ message: 'name', path, marks: '"Mailiz"', severity: 'warning', fixable: false }],
    },
    {
      name: 'un nom en capitales',
      profile: 'MDV-LGC/avance',
      change: [[from, '"operateurMessagerie": "MAILIZ"']],
      expect: [{ message: 'name', path, marks: '"MAILIZ"' }],
    },
    {
      name: 'un nom de plusieurs mots',
      profile: 'MDV-LGC/solde',
      change: [[from, '"operateurMessagerie": "APICRYPT V2"']],
      expect: [{ message: 'name', path, marks: '"APICRYPT V2"' }],
    },
  ],
};
