import { plural, pluriel, words } from '../typeset.js';

/** What `adopt` says. */
const FRENCH = {
  explanation: (profile: string, reconstructed: boolean) =>
    [
      reconstructed
        ? `Le modèle de ${profile} dans Ségur JSON est une reconstitution, d'après les FAQ : celui de l'agence fait ` +
          'foi.'
        : `Le modèle de ${profile} dans Ségur JSON vient d'un fichier réel ; celui de l'agence fait foi.`,
      "L'adopter, c'est prendre au fichier donné ses clés, leur ordre, leur casse et, où une valeur les montre, " +
        "leurs types. Les règles continuent de s'appliquer, par le rôle de chaque champ (SIRET, montant, pièce…), " +
        "reconnu à son nom. Aucune valeur du fichier n'est gardée.",
    ].join(' '),
  like: (profile: string, other: string) =>
    `Ségur JSON n'a pas de modèle de ${profile} : celui-ci fait foi. Ses clés sont comparées à celles de ${other}, ` +
    "dont il reprend les pièces, les identifiants et l'attestation (--like en choisit un autre). L'ordre, la casse, " +
    'les types, les listes et la forme des dates sont tenus comme il les montre ; les règles passent par le rôle de ' +
    'chaque champ.',
  unsure: (count: number) =>
    `${pluriel(count, 'clé reconnue', 'clés reconnues')} à vérifier (« --match clé=rôle » corrige) :`,
  codes: (count: number) => `${pluriel(count, 'code', 'codes')} de l'agence, et ce que nous y lisons :`,
  unknownCodes: (count: number) =>
    `${pluriel(count, 'code', 'codes')} dont rien ne dit le sens (« --match code=FACTURE » le donne) :`,
  disorders: (count: number) =>
    `${pluriel(count, 'clé', 'clés')} dont l'ordre change d'un exemple à l'autre ; le premier exemple est suivi :`,
  renamed: (count: number) => `${pluriel(count, 'clé reconnue', 'clés reconnues')} sous un autre nom que le nôtre :`,
  unknown: (count: number) =>
    `${pluriel(count, 'clé inconnue', 'clés inconnues')} de Ségur JSON, ` +
    `${count < 2 ? 'gardée à sa place' : 'gardées à leur place'}, qu'aucune règle ne regarde :`,
  lost: (count: number) =>
    `${pluriel(count, 'clé', 'clés')} de notre modèle ${count < 2 ? 'absente' : 'absentes'} de celui-ci, dont les ` +
    'règles se taisent :',
  decide: "Si une clé inconnue est l'une des absentes sous un autre nom, dites-le : « --match inconnue=absente ».",
  allMatched: 'Toutes les clés sont reconnues, sous le même nom que les nôtres.',
  checked: (keys: number, ruled: number) =>
    `Ce qui sera vérifié : l'ordre, la casse, le type et les espaces de ${pluriel(keys, 'clé')} ; les règles ` +
    `regardent aussi la valeur de ${String(ruled)} d'entre elles. Ce que montre un seul exemple peut être trop ` +
    'étroit (null, codes) : donnez-en plusieurs.',
  changes: 'Ce qui change du modèle adopté avant pour ce profil (« --from AAAA-MM-JJ » garde les deux, par date) :',
  change: {
    added: 'clé nouvelle',
    removed: 'clé retirée',
    retyped: 'autre type',
    relisted: 'autres valeurs',
    reordered: 'autre ordre',
  },
  head: 'tête du fichier',
  unchanged: 'Rien ne change du modèle adopté avant pour ce profil.',
  written: (model: string) => `Modèle écrit : ${model}`,
  entered: (config: string) => `Inscrit dans : ${config}`,
  dryRun: "Rien n'a été écrit.",
};

export type AdoptWords = typeof FRENCH;

const ENGLISH = {
  explanation: (profile, reconstructed) =>
    [
      reconstructed
        ? `Ségur JSON's model of ${profile} is a reconstruction, from the FAQs: the agency's is the one that counts.`
        : `Ségur JSON's model of ${profile} comes from a real file; the agency's is the one that counts.`,
      'To adopt it is to take from the given file its keys, their order, their case and, where a value shows ' +
        'them, their types. The rules go on, through the role of each field (SIRET, amount, attachment…), ' +
        'recognised by its name. No value of the file is kept.',
    ].join(' '),
  like: (profile, other) =>
    `Ségur JSON has no model of ${profile}: this one is the authority. Its keys are compared with those of ${other}, ` +
    'whose attachments, identifiers and certificate it takes over (--like picks another). Order, case, types, lists ' +
    'and the form of dates are held to what it shows; the rules go through the role of each field.',
  unsure: count => `${plural(count, 'key')} recognised, to be verified (“--match key=role” corrects):`,
  codes: count => `${plural(count, 'code')} of the agency's, and what we take them for:`,
  unknownCodes: count => `${plural(count, 'code')} of unknown meaning (“--match code=FACTURE” gives it):`,
  disorders: count => `${plural(count, 'key')} whose order changes between examples; the first one is followed:`,
  renamed: count => `${plural(count, 'key')} recognised under another name than ours:`,
  unknown: count => `${plural(count, 'key')} that Ségur JSON does not know, kept in place, which no rule looks at:`,
  lost: count => `${plural(count, 'key')} of our model that this one lacks; their rules are silent:`,
  decide: 'If an unknown key is one of those that are missing, under another name, say so: “--match unknown=missing”.',
  allMatched: 'All keys are recognised, under the same names as ours.',
  checked: (keys, ruled) =>
    `What will be checked: order, case, type and spaces of ${plural(keys, 'key')}; the rules also look at the value ` +
    `of ${String(ruled)} of them. What a single example shows may be too narrow (null, codes): give several.`,
  changes: 'What changes of the model adopted before for this profile (“--from YYYY-MM-DD” keeps both, by date):',
  change: {
    added: 'new key',
    removed: 'key removed',
    retyped: 'other type',
    relisted: 'other values',
    reordered: 'other order',
  },
  head: 'head of the file',
  unchanged: 'Nothing changes of the model adopted before for this profile.',
  written: model => `Model written: ${model}`,
  entered: config => `Entered in: ${config}`,
  dryRun: 'Nothing was written.',
} satisfies AdoptWords;

type Changes = Readonly<Record<keyof AdoptWords['change'], readonly string[]>>;

/** One change per line, in the order of their kinds. */
export const changeLines = (changes: Changes, { change, head }: Pick<AdoptWords, 'change' | 'head'>): string[] =>
  (['added', 'removed', 'retyped', 'relisted', 'reordered'] as const).flatMap(kind =>
    changes[kind].map(path => `${path === '' ? head : path}  (${change[kind]})`),
  );

export const adoptWordsOf = words(FRENCH, ENGLISH);
