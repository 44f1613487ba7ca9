import { looksLikeStructure } from '../../format/domain/nom.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

interface Data {
  readonly key: string;
}

export const rule = defineValueRule({
  meta: {
    id: 'client-name',
    severity: 'warning',
    theme: 'identifiants',
    title: { fr: "Nom de structure à la place d'une personne", en: 'Name of a structure in the place of a person' },
    explanation: {
      fr:
        "Le portail attend le nom d'une personne : le représentant légal indiqué dans le bon de commande, ou son " +
        "délégataire. Le nom de la structure n'est pas suffisant. Seuls des mots entiers sans équivoque (CHU, " +
        'clinique, pharmacie, SELARL…) sont signalés, jamais un nom de famille qui leur ressemble.',
      en:
        'The portal expects the name of a person: the legal representative named in the order, or the delegate. The ' +
        'name of the structure is not enough. Only unmistakable whole words (CHU, clinique, pharmacie, SELARL …) ' +
        'are told, never a surname that resembles them.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Pour le bloc 'nomClient', il est noté dans la documentation 'Nom du responsable de l'établissement (ou " +
          "de son représentant)'. Le nom de la structure est-il suffisant ?",
        quote:
          "Le 'nomClient' doit correspondre au représentant légal de la structure indiqué dans le bon de commande.",
      },
    ],
    remedies: [],
    needsProfile: false,
  },
  messages: {
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
  roles: ['nomClient'],
  check(value, report, at) {
    if (!looksLikeStructure(value.value)) return;
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
