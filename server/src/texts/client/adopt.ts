import { plural, pluriel, words } from '../typeset.js';

/** What the command « adopter le modèle de l'agence » says. */
const FRENCH = {
  openTitle: "Modèle de l'agence : un fichier JSON, ou plusieurs exemples",
  openLabel: 'Choisir ce modèle',
  profilePlaceholder: 'Profil ? Un autre se tape : HOP-DPI-VA2/avance',
  newProfile: 'profil que Ségur JSON ne connaît pas encore',
  unsure: (count: number) => `${pluriel(count, 'clé')} à vérifier`,
  codes: (count: number) => `${pluriel(count, 'code', 'codes')} de l'agence`,
  codeUnknown: 'sens inconnu',
  changes: 'Ce qui change du modèle adopté avant',
  unchanged: 'Rien ne change du modèle adopté avant.',
  checked: (keys: number, ruled: number) =>
    `${pluriel(keys, 'clé')} ; les règles regardent la valeur de ${String(ruled)}`,
  keepBoth: 'Garder les deux, par date…',
  fromPrompt: "Depuis quel jour ? L'ancien modèle vaut pour les jours d'avant.",
  fromInvalid: 'Une date, AAAA-MM-JJ',
  needsFolder:
    "Ouvrez d'abord un dossier (sur le disque, si VS Code est sur le bureau) : le modèle adopté y est écrit, avec le " +
    'fichier segur.config.json qui le nomme.',
  question: (profile: string) => `${profile} : adopter ce modèle ? Aucune valeur n'est gardée`,
  review: (unsure: number, unknown: number) =>
    unsure + unknown === 0
      ? 'Tout est reconnu. Entrée pour adopter'
      : `Entrée pour adopter, ou une clé à corriger (${String(unsure)} à vérifier, ${pluriel(unknown, 'inconnue')})`,
  looksLike: (profile: string) => `Son contenu est plutôt celui de ${profile}`,
  replaces: 'sinon celui que ce profil a déjà est remplacé',
  renamed: (count: number) => `${pluriel(count, 'clé reconnue', 'clés reconnues')} sous un autre nom`,
  unknown: (count: number) => `${pluriel(count, 'clé inconnue', 'clés inconnues')}, sans règle`,
  lost: (count: number) =>
    `${pluriel(count, 'clé de notre modèle absente', 'clés de notre modèle absentes')}, règles muettes`,
  writes: (model: string, config: string) => `Écrit : ${model}, ${config}`,
  confirm: 'Adopter',
  matchOurs: (theirs: string) => `« ${theirs} » est, chez nous :`,
  done: (profile: string) =>
    `Le modèle de l'agence est adopté pour ${profile}. Les demandes ouvertes sont vérifiées d'après lui.`,
  openModel: 'Ouvrir le modèle',
};

export type AdoptMessages = typeof FRENCH;

const ENGLISH = {
  openTitle: "The agency's model: one JSON file, or several examples",
  openLabel: 'Choose this model',
  profilePlaceholder: 'Profile? Another one is typed: HOP-DPI-VA2/avance',
  newProfile: 'profile that Ségur JSON does not know yet',
  unsure: count => `${plural(count, 'key')} to verify`,
  codes: count => `${plural(count, 'code')} of the agency's`,
  codeUnknown: 'meaning unknown',
  changes: 'What changes of the model adopted before',
  unchanged: 'Nothing changes of the model adopted before.',
  checked: (keys, ruled) => `${plural(keys, 'key')}; the rules look at the value of ${String(ruled)}`,
  keepBoth: 'Keep both, by date…',
  fromPrompt: 'Since which day? The old model is used for the days before.',
  fromInvalid: 'A date, YYYY-MM-DD',
  needsFolder:
    'Open a folder first (on the disk, if VS Code is on the desktop): the adopted model is written there, with the ' +
    'segur.config.json that names it.',
  question: profile => `${profile}: adopt this model? No value is kept`,
  review: (unsure, unknown) =>
    unsure + unknown === 0
      ? 'All is matched. Enter to adopt'
      : `Enter to adopt, or a key to correct (${String(unsure)} to verify, ${String(unknown)} unknown)`,
  looksLike: profile => `Its content is rather that of ${profile}`,
  replaces: 'otherwise the one that this profile has is replaced',
  renamed: count => `${plural(count, 'key')} recognised under another name`,
  unknown: count => `${plural(count, 'unknown key')}, without a rule`,
  lost: count => `${plural(count, 'key')} of our model missing, their rules silent`,
  writes: (model, config) => `Written: ${model}, ${config}`,
  confirm: 'Adopt',
  matchOurs: theirs => `“${theirs}” is, with us:`,
  done: profile => `The agency's model is adopted for ${profile}. Open requests are checked by it.`,
  openModel: 'Open the model',
} satisfies AdoptMessages;

export const adoptMessagesOf = words(FRENCH, ENGLISH);
