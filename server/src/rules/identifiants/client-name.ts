import { garbledIn, repairName } from '../../format/domain/fold.js';
import { looksLikeStructure } from '../../format/domain/nom.js';
import { checkTelephone } from '../../format/domain/contact.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { rewriteFix } from '../shared/fixes.js';
import { cite } from '../shared/words.js';
import { NAME } from '../shared/citations.js';

interface Data {
  readonly key: string;
}
interface Garbled extends Data {
  readonly garbled: string;
}

const TITLE_ALONE = /^(?:m|mr|mmes?|mlle|monsieur|madame|mademoiselle|dr|docteur|pr|professeur)\.?$/i;

export const rule = defineValueRule({
  meta: {
    id: 'client-name',
    severity: 'warning',
    theme: 'identifiants',
    title: { fr: "Nom de structure à la place d'une personne", en: 'Structure named in place of a person' },
    explanation: {
      fr:
        "Le portail attend le nom d'une personne : le représentant légal indiqué dans le bon de commande, ou son " +
        "délégataire. Le nom de la structure n'est pas suffisant. Seuls des mots entiers sans équivoque (CHU, " +
        'clinique, pharmacie, SELARL…) sont signalés, jamais un nom de famille qui leur ressemble. Un e-mail, un ' +
        'téléphone, un texte sans lettres ou aux accents abîmés ne sont pas un nom non plus.',
      en:
        'The portal expects the name of a person: the legal representative named in the order, or the delegate. The ' +
        'name of the structure is not enough. Only unmistakable whole words (CHU, clinique, pharmacie, SELARL …) ' +
        'are reported, never a surname that resembles them. Nor is an e-mail, a telephone, a text without letters or ' +
        'with broken accents a name.',
    },
    citations: [NAME],
    remedies: ['preferred'],
    needsProfile: false,
  },
  messages: {
    email: {
      fr: ({ key }: Data) => `${cite(key)} contient une adresse e-mail : le portail attend ici le nom d'une personne.`,
      en: ({ key }) => `“${key}” contains an e-mail address: the portal expects the name of a person here.`,
    },
    telephone: {
      fr: ({ key }: Data) => `${cite(key)} contient un numéro de téléphone : le portail attend ici un nom.`,
      en: ({ key }) => `“${key}” contains a telephone number: the portal expects a name here.`,
    },
    letters: {
      fr: ({ key }: Data) => `${cite(key)} n'a pas de lettres : le portail attend ici un nom.`,
      en: ({ key }) => `“${key}” has no letters: the portal expects a name here.`,
    },
    title: {
      fr: ({ key }: Data) => `${cite(key)} ne contient qu'un titre : le portail attend ici le nom de la personne.`,
      en: ({ key }) => `“${key}” contains a title only: the portal expects the person's name here.`,
    },
    garbled: {
      fr: ({ key, garbled }: Garbled) =>
        `${cite(key)} : « ${garbled} » est un caractère abîmé par une conversion. Écrivez le nom tel qu'il est dans ` +
        "le bon de commande, et vérifiez l'encodage (UTF-8) de votre générateur.",
      en: ({ key, garbled }) =>
        `“${key}”: “${garbled}” is a character that a conversion broke. Write the name as it is in the order, and ` +
        'check the encoding (UTF-8) of your generator.',
    },
    structure: {
      fr: ({ key }: Data) =>
        `${cite(key)} ressemble au nom d'une structure : le portail attend le nom d'une personne, le représentant ` +
        'légal indiqué dans le bon de commande (ou son délégataire).',
      en: ({ key }) =>
        `“${key}” looks like the name of a structure: the portal expects the name of a person, the legal ` +
        'representative named in the order (or the delegate).',
    },
    medecin: {
      fr: ({ key }: Data) =>
        `${cite(key)} ressemble au nom d'une structure : le portail attend ici le nom du médecin libéral, tel que ` +
        'dans le bon de commande.',
      en: ({ key }) =>
        `“${key}” looks like the name of a structure: the portal expects the name of the self-employed doctor ` +
        'here, as in the order.',
    },
  },
  roles: ['nomClient', 'nomMandataire'],
  check(value, report, at) {
    const garbled = garbledIn(value.value);
    if (garbled !== undefined) {
      const name = repairName(value.value);
      report(
        'garbled',
        { key: value.key, garbled },
        at(),
        name === undefined ? {} : { fixes: rewriteFix(value, name, 'preferred') },
      );
      return;
    }
    if (/\S@\S/.test(value.value)) {
      report('email', { key: value.key }, at());
      return;
    }
    if (checkTelephone(value.value) !== 'invalid') {
      report('telephone', { key: value.key }, at());
      return;
    }
    if (!/\p{L}/u.test(value.value)) {
      report('letters', { key: value.key }, at());
      return;
    }
    if (TITLE_ALONE.test(value.value)) {
      report('title', { key: value.key }, at());
      return;
    }
    if (value.role !== 'nomClient' || !looksLikeStructure(value.value)) return;
    report(value.entry?.within === 'liberal' ? 'medecin' : 'structure', { key: value.key }, at());
  },
});

const path = '/lignesImport/2/beneficiaires/structure/nomResponsable';
const from = '"Marie-Hélène Dubois"';

export const examples: Examples = {
  valid: [
    { name: 'une personne au nom composé', profile: 'MDV-LGC/avance' },
    { name: 'M. Chuzeville', profile: 'MDV-LGC/avance', change: [[from, '"Bernard Chuzeville"']] },
    { name: 'le docteur Clinquart', profile: 'MDV-LGC/avance', change: [[from, '"Dr CLINQUART Sophie"']] },
    { name: 'une personne nommée Chu', profile: 'MDV-LGC/avance', change: [[from, '"Chu Le Minh"']] },
    {
      name: 'une personne nommée de La Clinique',
      profile: 'MDV-LGC/avance',
      change: [[from, '"Jean de La Clinique"']],
    },
    {
      name: 'un mandataire qui est une société',
      profile: 'MDV-LGC/avance',
      change: [['"Paul Garnier"', '"SELARL Garnier et associés"']],
    },
  ],
  invalid: [
    {
      name: 'un e-mail',
      profile: 'MDV-LGC/avance',
      change: [[from, '"mh.dubois@msp-des-lilas.fr"']],
      expect: [{ message: 'email', path, marks: '"mh.dubois@msp-des-lilas.fr"', severity: 'warning', fixable: false }],
    },
    {
      name: 'un téléphone',
      profile: 'MDV-LGC/avance',
      change: [[from, '"04 91 22 33 44"']],
      expect: [{ message: 'telephone', path, marks: '"04 91 22 33 44"', fixable: false }],
    },
    {
      name: 'un nombre',
      profile: 'MDV-LGC/avance',
      change: [[from, '"42"']],
      expect: [{ message: 'letters', path, marks: '"42"', fixable: false }],
    },
    {
      name: 'un titre sans nom',
      profile: 'MDV-LGC/avance',
      change: [[from, '"Mme"']],
      expect: [{ message: 'title', path, marks: '"Mme"', severity: 'warning', fixable: false }],
    },
    {
      name: 'des accents abîmés',
      profile: 'MDV-LGC/avance',
      change: [[from, '"Marie-HÃ©lÃ¨ne Dubois"']],
      expect: [{ message: 'garbled', path, marks: '"Marie-HÃ©lÃ¨ne Dubois"', fixable: false }],
      offers: ['Écrire « Marie-Hélène Dubois »'],
    },
    {
      name: "la moitié d'un caractère",
      profile: 'MDV-LGC/avance',
      change: [[from, '"Marie \\ud83d Dubois"']],
      expect: [{ message: 'garbled', path, marks: '"Marie \\ud83d Dubois"', fixable: false }],
    },
    {
      name: 'une entité HTML',
      profile: 'MDV-LGC/avance',
      change: [[from, '"Marie-H&eacute;l&egrave;ne Dubois"']],
      expect: [{ message: 'garbled', path, marks: '"Marie-H&eacute;l&egrave;ne Dubois"', fixable: false }],
      offers: ['Écrire « Marie-Hélène Dubois »'],
    },
    {
      name: 'une clinique',
      profile: 'MDV-LGC/avance',
      change: [[from, '"Clinique des Lilas"']],
      expect: [{ message: 'structure', path, marks: '"Clinique des Lilas"', severity: 'warning', fixable: false }],
    },
    {
      name: 'un CHU',
      profile: 'MDV-LGC/avance',
      change: [[from, '"CHU de Nantes"']],
      expect: [{ message: 'structure', path, marks: '"CHU de Nantes"' }],
    },
    {
      name: "la société d'un médecin",
      profile: 'MDV-LGC/avance',
      change: [['"Anne-Sophie Lefèvre"', '"SELARL Docteur Lefèvre"']],
      expect: [
        {
          message: 'medecin',
          path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin',
          marks: '"SELARL Docteur Lefèvre"',
        },
      ],
    },
  ],
};
