/** What the command « adopter le modèle de l'agence » says. */
export interface AdoptMessages {
  readonly openTitle: string;
  readonly openLabel: string;
  readonly profilePlaceholder: string;
  readonly needsFolder: string;
  readonly question: (profile: string) => string;
  readonly explanation: (reconstructed: boolean) => string;
  readonly looksLike: (profile: string) => string;
  readonly replaces: string;
  readonly renamed: (count: number) => string;
  readonly unknown: (count: number) => string;
  readonly lost: (count: number) => string;
  readonly allMatched: string;
  readonly more: (count: number) => string;
  readonly writes: (model: string, config: string) => string;
  readonly confirm: string;
  readonly match: string;
  readonly matchTheirs: string;
  readonly matchOurs: (theirs: string) => string;
  readonly done: (profile: string) => string;
  readonly openModel: string;
}

export const ADOPT_MESSAGES: Readonly<Record<'fr' | 'en', AdoptMessages>> = {
  fr: {
    openTitle: 'Modèle de l’agence\u00a0: un fichier JSON complet, rempli ou vide',
    openLabel: 'Choisir ce modèle',
    profilePlaceholder: 'Profil de ce modèle\u00a0: couloir, logiciel et phase',
    needsFolder:
      'Ouvrez d’abord un dossier local\u00a0: le modèle adopté y est écrit, avec le fichier segur.config.json qui ' +
      'le nomme.',
    question: profile => `Adopter ce modèle pour ${profile}\u00a0?`,
    explanation: reconstructed =>
      (reconstructed
        ? 'Le modèle de ce profil dans Ségur JSON est une reconstitution, d’après les FAQ\u00a0: celui de l’agence ' +
          'fait foi.'
        : 'Le modèle de ce profil dans Ségur JSON vient d’un fichier réel\u00a0; celui de l’agence fait foi.') +
      ' L’adopter, c’est prendre à ce fichier ses clés, leur ordre, leur casse et leurs types. Les règles ' +
      'continuent de s’appliquer aux champs reconnus. Aucune valeur n’est gardée.',
    looksLike: profile => `Attention\u00a0: d’après son contenu, ce fichier est de ${profile}.`,
    replaces: 'Le modèle que ce profil a déjà adopté est remplacé.',
    renamed: count => `${many(count, 'clé reconnue', 'clés reconnues')} sous un autre nom que le nôtre\u00a0:`,
    unknown: count => `${many(count, 'clé inconnue', 'clés inconnues')}, qu’aucune règle ne regarde\u00a0:`,
    lost: count =>
      `${many(count, 'clé de notre modèle absente', 'clés de notre modèle absentes')} de celui-ci, dont les ` +
      'règles se taisent\u00a0:',
    allMatched: 'Toutes les clés sont reconnues, sous le même nom que les nôtres.',
    more: count => `… et ${String(count)} de plus`,
    writes: (model, config) => `Fichiers écrits\u00a0: ${model}, ${config}`,
    confirm: 'Adopter',
    match: 'Apparier des clés…',
    matchTheirs: 'Clé inconnue du modèle de l’agence',
    matchOurs: theirs => `«\u00a0${theirs}\u00a0» est, chez nous\u00a0:`,
    done: profile =>
      `Le modèle de l’agence est adopté pour ${profile}. Les demandes ouvertes sont vérifiées d’après lui.`,
    openModel: 'Ouvrir le modèle',
  },
  en: {
    openTitle: 'The agency’s model: a whole JSON file, filled or empty',
    openLabel: 'Choose this model',
    profilePlaceholder: 'Profile of this model: couloir, software and phase',
    needsFolder:
      'Open a local folder first: the adopted model is written there, with the segur.config.json that names it.',
    question: profile => `Adopt this model for ${profile}?`,
    explanation: reconstructed =>
      (reconstructed
        ? 'Ségur JSON’s model of this profile is a reconstruction, from the FAQs: the agency’s is the one that counts.'
        : 'Ségur JSON’s model of this profile comes from a real file; the agency’s is the one that counts.') +
      ' To adopt it is to take from this file its keys, their order, their case and their types. The rules go on ' +
      'for the fields that are recognised. No value is kept.',
    looksLike: profile => `Mind: by its content, this file is of ${profile}.`,
    replaces: 'The model that this profile has adopted already is replaced.',
    renamed: count => `${many(count, 'key', 'keys', 'en')} recognised under another name than ours:`,
    unknown: count => `${many(count, 'unknown key', 'unknown keys', 'en')}, which no rule looks at:`,
    lost: count => `${many(count, 'key', 'keys', 'en')} of our model that this one has not; their rules are silent:`,
    allMatched: 'All keys are recognised, under the same names as ours.',
    more: count => `… and ${String(count)} more`,
    writes: (model, config) => `Files written: ${model}, ${config}`,
    confirm: 'Adopt',
    match: 'Match keys…',
    matchTheirs: 'Unknown key of the agency’s model',
    matchOurs: theirs => `“${theirs}” is, with us:`,
    done: profile => `The agency’s model is adopted for ${profile}. Open requests are checked by it.`,
    openModel: 'Open the model',
  },
};

function many(count: number, one: string, several: string, lang: 'fr' | 'en' = 'fr'): string {
  const single = lang === 'fr' ? count < 2 : count === 1;
  return `${String(count)} ${single ? one : several}`;
}
