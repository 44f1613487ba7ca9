import { plural, pluriel, words } from '../typeset.js';

/** What the command « adopter le modèle de l'agence » says. */
const FRENCH = {
  openTitle: "Modèle de l'agence : un fichier JSON complet, rempli ou vide, ou plusieurs exemples du même",
  openLabel: 'Choisir ce modèle',
  profilePlaceholder: 'Profil de ce modèle. Un autre ? Tapez-le : HOP-DPI-VA2/avance',
  newProfile: 'profil que Ségur JSON ne connaît pas encore',
  unsure: (count: number) => `${pluriel(count, 'clé')} à vérifier (une valeur vue entre parenthèses)`,
  codes: (count: number) => `${pluriel(count, 'code', 'codes')} de l'agence`,
  codeUnknown: 'sens inconnu',
  changes: 'Ce qui change du modèle adopté avant',
  unchanged: 'Rien ne change du modèle adopté avant.',
  checked: (keys: number, ruled: number) =>
    `Ordre, casse, type et espaces de ${pluriel(keys, 'clé')} seront tenus ; les règles regardent la valeur de ` +
    `${String(ruled)} d'entre elles.`,
  keepBoth: 'Garder les deux, par date…',
  fromPrompt: "Depuis quel jour l'agence prend-elle ce nouveau modèle ? L'ancien vaut pour les jours d'avant.",
  fromInvalid: 'Une date, AAAA-MM-JJ',
  needsFolder:
    "Ouvrez d'abord un dossier local : le modèle adopté y est écrit, avec le fichier segur.config.json qui " +
    'le nomme.',
  question: (profile: string) => `Adopter ce modèle pour ${profile} ? Celui de l'agence fait foi`,
  review: (unsure: number, unknown: number) =>
    unsure + unknown === 0
      ? "Tout est reconnu. Entrée pour adopter ; aucune valeur n'est gardée"
      : `Entrée pour adopter, ou choisissez une clé pour dire ce qu'elle est (${String(unsure)} à vérifier, ` +
        `${pluriel(unknown, 'inconnue')}) ; aucune valeur n'est gardée`,
  looksLike: (profile: string) => `Attention : d'après son contenu, ce fichier est de ${profile}.`,
  replaces: 'Le modèle que ce profil a déjà adopté est remplacé.',
  renamed: (count: number) => `${pluriel(count, 'clé reconnue', 'clés reconnues')} sous un autre nom que le nôtre`,
  unknown: (count: number) => `${pluriel(count, 'clé inconnue', 'clés inconnues')}, qu'aucune règle ne regarde`,
  lost: (count: number) =>
    `${pluriel(count, 'clé de notre modèle absente', 'clés de notre modèle absentes')} de celui-ci, dont les ` +
    'règles se taisent',
  writes: (model: string, config: string) => `Fichiers écrits : ${model}, ${config}`,
  confirm: 'Adopter',
  matchOurs: (theirs: string) => `« ${theirs} » est, chez nous :`,
  done: (profile: string) =>
    `Le modèle de l'agence est adopté pour ${profile}. Les demandes ouvertes sont vérifiées d'après lui.`,
  openModel: 'Ouvrir le modèle',
};

export type AdoptMessages = typeof FRENCH;

const ENGLISH = {
  openTitle: "The agency's model: a whole JSON file, filled or empty, or several examples of one",
  openLabel: 'Choose this model',
  profilePlaceholder: 'Profile of this model. Another one? Type it: HOP-DPI-VA2/avance',
  newProfile: 'profile that Ségur JSON does not know yet',
  unsure: count => `${plural(count, 'key')} to verify (a value seen in brackets)`,
  codes: count => `${plural(count, 'code')} of the agency's`,
  codeUnknown: 'meaning unknown',
  changes: 'What changes of the model adopted before',
  unchanged: 'Nothing changes of the model adopted before.',
  checked: (keys, ruled) =>
    `Order, case, type and spaces of ${plural(keys, 'key')} will be held; the rules look at the value of ` +
    `${String(ruled)} of them.`,
  keepBoth: 'Keep both, by date…',
  fromPrompt: 'Since which day does the agency take this new model? The old one holds for the days before.',
  fromInvalid: 'A date, YYYY-MM-DD',
  needsFolder:
    'Open a local folder first: the adopted model is written there, with the segur.config.json that names it.',
  question: profile => `Adopt this model for ${profile}? The agency's is the one that counts`,
  review: (unsure, unknown) =>
    unsure + unknown === 0
      ? 'All is matched. Enter to adopt; no value is kept'
      : `Enter to adopt, or choose a key to say what it is (${String(unsure)} to verify, ${String(unknown)} ` +
        'unknown); no value is kept',
  looksLike: profile => `Note: by its content, this file is for ${profile}.`,
  replaces: 'The model that this profile has adopted already is replaced.',
  renamed: count => `${plural(count, 'key')} recognised under another name than ours`,
  unknown: count => `${plural(count, 'unknown key')}, which no rule looks at`,
  lost: count => `${plural(count, 'key')} of our model that this one has not; their rules are silent`,
  writes: (model, config) => `Files written: ${model}, ${config}`,
  confirm: 'Adopt',
  matchOurs: theirs => `“${theirs}” is, with us:`,
  done: profile => `The agency's model is adopted for ${profile}. Open requests are checked by it.`,
  openModel: 'Open the model',
} satisfies AdoptMessages;

export const adoptMessagesOf = words(FRENCH, ENGLISH);
