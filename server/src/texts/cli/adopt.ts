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
  renamed: (count: number) => `${pluriel(count, 'clé reconnue', 'clés reconnues')} sous un autre nom que le nôtre :`,
  unknown: (count: number) =>
    `${pluriel(count, 'clé inconnue', 'clés inconnues')} de Ségur JSON, ` +
    `${count < 2 ? 'gardée à sa place' : 'gardées à leur place'}, qu'aucune règle ne regarde :`,
  lost: (count: number) =>
    `${pluriel(count, 'clé', 'clés')} de notre modèle ${count < 2 ? 'absente' : 'absentes'} de celui-ci, dont les ` +
    'règles se taisent :',
  decide: "Si une clé inconnue est l'une des absentes sous un autre nom, dites-le : « --match inconnue=absente ».",
  allMatched: 'Toutes les clés sont reconnues, sous le même nom que les nôtres.',
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
  renamed: count => `${plural(count, 'key')} recognised under another name than ours:`,
  unknown: count => `${plural(count, 'key')} that Ségur JSON does not know, kept in place, which no rule looks at:`,
  lost: count => `${plural(count, 'key')} of our model that this one has not; their rules are silent:`,
  decide: 'If an unknown key is one of those that are missing, under another name, say so: “--match unknown=missing”.',
  allMatched: 'All keys are recognised, under the same names as ours.',
  written: model => `Model written: ${model}`,
  entered: config => `Entered in: ${config}`,
  dryRun: 'Nothing was written.',
} satisfies AdoptWords;

export const adoptWordsOf = words(FRENCH, ENGLISH);
