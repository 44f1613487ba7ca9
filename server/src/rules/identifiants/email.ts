import { checkEmail, repairEmail } from '../../format/domain/contact.js';
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
    id: 'email',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Adresse e-mail incorrecte', en: 'Wrong e-mail address' },
    explanation: {
      fr:
        'Le portail attend une seule adresse e-mail complète, celle de la personne désignée dans le bon de commande ' +
        "(ou du mandataire) : l'ASP lui écrit. Pas de nom de domaine seul, pas de liste, pas de nom devant " +
        "l'adresse.",
      en:
        'The portal expects one complete e-mail address, that of the person named in the order (or of the agent): ' +
        'the ASP writes to it. No bare domain, no list, no name before the address.',
    },
    citations: [PERSON],
    remedies: ['fix'],
    needsProfile: false,
  },
  messages: {
    domain: {
      fr: ({ key }: Data) =>
        `${cite(key)} ne contient qu'un nom de domaine : le portail attend l'adresse e-mail complète de la personne.`,
      en: ({ key }) => `“${key}” contains a domain only: the portal expects the person's complete e-mail address.`,
    },
    several: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient plusieurs adresses e-mail : le portail en attend une seule. Gardez celle de la ` +
        'personne désignée dans le bon de commande.',
      en: ({ key }) =>
        `“${key}” contains several e-mail addresses: the portal expects one. Keep that of the person named in the ` +
        'order.',
    },
    mailto: {
      fr: ({ key }: Data) => `${cite(key)} contient un lien (mailto:) : le portail attend l'adresse e-mail seule.`,
      en: ({ key }) => `“${key}” contains a link (mailto:): the portal expects the e-mail address alone.`,
    },
    spaces: {
      fr: ({ key }: Data) =>
        `${cite(key)} contient une espace : une adresse e-mail n'en a pas. Vérifiez s'il y manque un point ou un ` +
        'tiret.',
      en: ({ key }) =>
        `“${key}” contains a space: an e-mail address has none. Check whether a dot or a hyphen is missing there.`,
    },
    invalid: {
      fr: ({ key }: Data) =>
        `${cite(key)} n'est pas une adresse e-mail complète (nom@domaine.fr). Vérifiez-la auprès du client.`,
      en: ({ key }) => `“${key}” is not a complete e-mail address (name@domain.fr). Check it with the client.`,
    },
  },
  roles: ['emailClient', 'emailMandataire', 'autreEmail'],
  check(value, report, at) {
    const outcome = checkEmail(value.value);
    if (outcome === 'ok') return;
    const data = { key: value.key };
    const repaired = repairEmail(value.value);
    const options = repaired === undefined ? {} : { fixes: rewriteFix(value, repaired) };
    report(outcome === 'domain-only' ? 'domain' : outcome, data, at(), options);
  },
});

const path = '/lignesImport/0/beneficiaires/liberal/0/emailMedecin';
const from = '"as.lefevre@cabinet-lefevre.fr"';

export const examples: Examples = {
  valid: [
    { name: 'une adresse complète', profile: 'MDV-LGC/avance' },
    {
      name: 'une adresse à signe plus, en capitales et à sous-domaines',
      profile: 'MDV-LGC/avance',
      change: [[from, '"A.S.Lefevre+segur@secretariat.cabinet-lefevre.sante.fr"']],
    },
    { name: 'une adresse accentuée', profile: 'MDV-LGC/avance', change: [[from, '"hélène.lefèvre@médecin.fr"']] },
  ],
  invalid: [
    {
      name: 'un nom de domaine',
      profile: 'MDV-LGC/avance',
      change: [[from, '"cabinet-lefevre.fr"']],
      expect: [{ message: 'domain', path, marks: '"cabinet-lefevre.fr"', fixable: false }],
    },
    {
      name: 'deux adresses',
      profile: 'MDV-LGC/avance',
      change: [[from, '"as@lefevre.fr; secretariat@lefevre.fr"']],
      expect: [{ message: 'several', path, marks: '"as@lefevre.fr; secretariat@lefevre.fr"', fixable: false }],
    },
    {
      name: 'un lien',
      profile: 'MDV-LGC/avance',
      change: [[from, '"mailto:as.lefevre@cabinet-lefevre.fr"']],
      expect: [{ message: 'mailto', path, marks: '"mailto:as.lefevre@cabinet-lefevre.fr"', fixable: true }],
      fixed: [`"emailMedecin": ${from}`],
    },
    {
      name: "une espace autour de l'arobase",
      profile: 'MDV-LGC/avance',
      change: [[from, '"as.lefevre @cabinet-lefevre.fr"']],
      expect: [{ message: 'spaces', path, marks: '"as.lefevre @cabinet-lefevre.fr"', fixable: true }],
      fixed: [`"emailMedecin": ${from}`],
    },
    {
      name: 'une espace dans le nom : un point manque peut-être',
      profile: 'MDV-LGC/avance',
      change: [[from, '"as lefevre@cabinet-lefevre.fr"']],
      expect: [{ message: 'spaces', path, marks: '"as lefevre@cabinet-lefevre.fr"', fixable: false }],
    },
    {
      name: 'une adresse sans domaine',
      profile: 'MDV-LGC/avance',
      change: [[from, '"as.lefevre@"']],
      expect: [{ message: 'invalid', path, marks: '"as.lefevre@"' }],
    },
    {
      name: "l'adresse du mandataire",
      profile: 'MDV-LGC/avance',
      change: [['"p.garnier@maison-medicale-bron.fr"', '"à compléter"']],
      expect: [{ message: 'invalid', path: '/lignesImport/1/beneficiaires/emailMandataire', marks: '"à compléter"' }],
    },
  ],
};
