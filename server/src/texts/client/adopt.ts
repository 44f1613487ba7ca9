import { plural, pluriel, words } from '../typeset.js';

/** What the command « adopter le modèle de l'agence » says. */
const FRENCH = {
  openTitle: "Modèle de l'agence : un fichier JSON complet, rempli ou vide",
  openLabel: 'Choisir ce modèle',
  profilePlaceholder: 'Profil de ce modèle : couloir, logiciel et phase',
  needsFolder:
    "Ouvrez d'abord un dossier local : le modèle adopté y est écrit, avec le fichier segur.config.json qui " +
    'le nomme.',
  question: (profile: string) => `Adopter ce modèle pour ${profile} ?`,
  explanation: (reconstructed: boolean) =>
    (reconstructed
      ? "Le modèle de ce profil dans Ségur JSON est une reconstitution, d'après les FAQ : celui de l'agence " +
        'fait foi.'
      : "Le modèle de ce profil dans Ségur JSON vient d'un fichier réel ; celui de l'agence fait foi.") +
    " L'adopter, c'est prendre à ce fichier ses clés, leur ordre, leur casse et leurs types. Les règles " +
    "continuent de s'appliquer aux champs reconnus. Aucune valeur n'est gardée.",
  looksLike: (profile: string) => `Attention : d'après son contenu, ce fichier est de ${profile}.`,
  replaces: 'Le modèle que ce profil a déjà adopté est remplacé.',
  renamed: (count: number) => `${pluriel(count, 'clé reconnue', 'clés reconnues')} sous un autre nom que le nôtre :`,
  unknown: (count: number) => `${pluriel(count, 'clé inconnue', 'clés inconnues')}, qu'aucune règle ne regarde :`,
  lost: (count: number) =>
    `${pluriel(count, 'clé de notre modèle absente', 'clés de notre modèle absentes')} de celui-ci, dont les ` +
    'règles se taisent :',
  allMatched: 'Toutes les clés sont reconnues, sous le même nom que les nôtres.',
  more: (count: number) => `… et ${String(count)} de plus`,
  writes: (model: string, config: string) => `Fichiers écrits : ${model}, ${config}`,
  confirm: 'Adopter',
  match: 'Apparier des clés…',
  matchTheirs: "Clé inconnue du modèle de l'agence",
  matchOurs: (theirs: string) => `« ${theirs} » est, chez nous :`,
  done: (profile: string) =>
    `Le modèle de l'agence est adopté pour ${profile}. Les demandes ouvertes sont vérifiées d'après lui.`,
  openModel: 'Ouvrir le modèle',
};

export type AdoptMessages = typeof FRENCH;

const ENGLISH = {
  openTitle: "The agency's model: a whole JSON file, filled or empty",
  openLabel: 'Choose this model',
  profilePlaceholder: 'Profile of this model: couloir, software and phase',
  needsFolder:
    'Open a local folder first: the adopted model is written there, with the segur.config.json that names it.',
  question: profile => `Adopt this model for ${profile}?`,
  explanation: reconstructed =>
    (reconstructed
      ? "Ségur JSON's model of this profile is a reconstruction, from the FAQs: the agency's is the one that counts."
      : "Ségur JSON's model of this profile comes from a real file; the agency's is the one that counts.") +
    ' To adopt it is to take from this file its keys, their order, their case and their types. The rules go on ' +
    'for the fields that are recognised. No value is kept.',
  looksLike: profile => `Note: by its content, this file is for ${profile}.`,
  replaces: 'The model that this profile has adopted already is replaced.',
  renamed: count => `${plural(count, 'key')} recognised under another name than ours:`,
  unknown: count => `${plural(count, 'unknown key')}, which no rule looks at:`,
  lost: count => `${plural(count, 'key')} of our model that this one has not; their rules are silent:`,
  allMatched: 'All keys are recognised, under the same names as ours.',
  more: count => `… and ${String(count)} more`,
  writes: (model, config) => `Files written: ${model}, ${config}`,
  confirm: 'Adopt',
  match: 'Match keys…',
  matchTheirs: "Unknown key of the agency's model",
  matchOurs: theirs => `“${theirs}” is, with us:`,
  done: profile => `The agency's model is adopted for ${profile}. Open requests are checked by it.`,
  openModel: 'Open the model',
} satisfies AdoptMessages;

export const adoptMessagesOf = words(FRENCH, ENGLISH);
