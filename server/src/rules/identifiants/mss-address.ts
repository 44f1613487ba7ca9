import { checkEmail, isTestMailbox, repairEmail, TEST_MAILBOX } from '../../format/domain/contact.js';
import { isText, type Located } from '../../format/model/located.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

interface Data {
  readonly key: string;
}

/** Each address with the scenario's key that says whether that sending is direct. */
const ADDRESSES: readonly (readonly [address: FieldRole, direct: FieldRole])[] = [
  ['adresseMSSPro', 'directMSSPro'],
  ['adresseMSSCitoyen', 'directMSSCitoyen'],
];

export const rule = defineLigneRule({
  meta: {
    id: 'mss-address',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Adresse MSSanté incorrecte', en: 'Wrong MSSanté address' },
    explanation: {
      fr:
        'Les deux adresses du solde sont celles des boîtes émettrices, complètes : un nom de domaine est refusé, et ' +
        "l'adresse citoyenne de test n'en est pas une. Si plusieurs adresses sont possibles, donnez la plus " +
        'utilisée. Depuis le 5 avril 2023, médecine de ville et officine peuvent laisser null.',
      en:
        'The two addresses of the solde are those of the sending mailboxes, complete: a domain is refused, and the ' +
        'citizens’ test address is none. If several addresses are possible, give the most used one. Since 5 April ' +
        '2023, médecine de ville and officine may leave null.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          'Pour les adresses de boîte MSS Pro ou MSS citoyen du JSON solde, puis-je indiquer un nom de domaine ?',
        quote: 'doivent être des adresses mails complètes. Les noms de domaine ne sont pas acceptés.',
      },
      {
        document: 'asp-vague1',
        question:
          'Envois de CR nécessaires pour valider la MOM/VA. 1- Envoi direct vers le DMP : quel DMP devons-nous ' +
          "sélectionner pour l'envoi des 10 CR avec INS qualifiée ? Quels sont les identifiants de connexion DMP " +
          'nécessaires ? 2- Envoi direct par MSS Pro : même question, existe-t-il des critères de sélection pour ' +
          "les PS vers qui il faut envoyer les 10 CR ? 3- Envoi direct par MSS Patient : l'adresse vers laquelle " +
          'le CR doit être envoyé est-elle bien reponse.automatique-test@patient.mssante.fr ?',
        quote: "Il ne faut pas utiliser l'adresse d'envois citoyenne MSS de test.",
      },
      {
        document: 'asp-vague1',
        question: 'Que faut-il saisir comme adresses MSS pro et/ou citoyenne?',
        quote:
          "Depuis le 05 avril 2023, il n'est pas obligatoire de saisir une adresse MSS professionnelle ni citoyenne.",
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['adresseMSSPro', 'adresseMSSCitoyen'] },
  },
  messages: {
    due: {
      fr: ({ key }: Data) =>
        `${cite(key)} est à compléter : cet envoi est direct dans le scénario, le portail attend donc l'adresse ` +
        'complète de la boîte émettrice.',
      en: ({ key }) =>
        `“${key}” must be filled in: this sending is direct in the scenario, so the portal expects the complete ` +
        'address of the sending mailbox.',
    },
    domain: {
      fr: ({ key }: Data) =>
        `${cite(key)} ne contient qu'un nom de domaine, que le portail refuse : donnez l'adresse complète de la ` +
        'boîte émettrice.',
      en: ({ key }) =>
        `“${key}” contains a domain only, which the portal refuses: give the complete address of the sending mailbox.`,
    },
    several: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient plusieurs adresses : le portail en attend une seule. Gardez la plus utilisée.`,
      en: ({ key }) => `“${key}” contains several addresses: the portal expects one. Keep the most used one.`,
    },
    test: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient la boîte de test (${TEST_MAILBOX}), qui ne doit pas être utilisée : donnez ` +
        `l'adresse de la boîte émettrice du client.`,
      en: ({ key }) =>
        `“${key}” contains the test mailbox (${TEST_MAILBOX}), which must not be used: give the address of the ` +
        `client's sending mailbox.`,
    },
    invalid: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas une adresse complète (nom@domaine.mssante.fr) : donnez celle de la boîte ` +
        'émettrice, sans espace ni autre texte.',
      en: ({ key }) =>
        `“${key}” is not a complete address (name@domain.mssante.fr): give that of the sending mailbox, without ` +
        'spaces or other text.',
    },
  },
  check(ligne, report, { profile }) {
    for (const [role, direct] of ADDRESSES) {
      for (const located of ligne.all(role)) {
        const wrong = located.flagged
          ? undefined
          : faultOf(located, profile.traits.adresseMSS === 'when-direct' && ligne.flag(direct) === true);
        if (wrong !== undefined)
          report(wrong, { key: located.key }, { chunk: ligne.chunk, span: located.span, place: located.place });
      }
    }
  },
});

function faultOf(located: Located, due: boolean): 'due' | 'domain' | 'several' | 'test' | 'invalid' | undefined {
  if (!isText(located)) return located.value === null && due ? 'due' : undefined;
  if (isTestMailbox(repairEmail(located.value) ?? located.value)) return 'test';
  const outcome = checkEmail(located.value);
  switch (outcome) {
    case 'ok':
      return undefined;
    case 'domain-only':
      return 'domain';
    case 'several':
      return 'several';
    default:
      return 'invalid';
  }
}

const path = '/lignesImport/0/LGC/adresseMSSPro';
const from = '"adresseMSSPro": "cabinet.lefevre@medecin.mssante.fr"';

export const examples: Examples = {
  valid: [
    { name: 'deux adresses complètes, ou null', profile: 'MDV-LGC/solde' },
    { name: 'null là où le profil le permet', profile: 'MDV-LGC/solde', change: [[from, '"adresseMSSPro": null']] },
  ],
  invalid: [
    {
      name: 'un nom de domaine',
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSPro": "medecin.mssante.fr"']],
      expect: [{ message: 'domain', path, marks: '"medecin.mssante.fr"', severity: 'error', fixable: false }],
    },
    {
      name: 'deux adresses',
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSPro": "a@cabinet.mssante.fr, b@cabinet.mssante.fr"']],
      expect: [{ message: 'several', path, marks: '"a@cabinet.mssante.fr, b@cabinet.mssante.fr"' }],
    },
    {
      name: 'la boîte de test',
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSPro": "Reponse.Automatique-Test@patient.mssante.fr"']],
      expect: [{ message: 'test', path, marks: '"Reponse.Automatique-Test@patient.mssante.fr"' }],
    },
    {
      name: 'autre chose',
      profile: 'MDV-LGC/solde',
      change: [['"adresseMSSCitoyen": "cabinet.lefevre@medecin.mssante.fr"', '"adresseMSSCitoyen": "cabinet Lefèvre"']],
      expect: [{ message: 'invalid', path: '/lignesImport/0/LGC/adresseMSSCitoyen', marks: '"cabinet Lefèvre"' }],
    },
    {
      name: "null alors que l'envoi est direct",
      profile: 'BIO-SGL/solde',
      change: [['"adresseMSSPro": "ch.exemple@hopital.mssante.fr"', '"adresseMSSPro": null']],
      expect: [{ message: 'due', path: '/lignesImport/0/SGL/adresseMSSPro', marks: 'null', fixable: false }],
    },
  ],
};
