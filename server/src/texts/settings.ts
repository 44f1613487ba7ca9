import { bilingual, cite, type Bilingual } from './typeset.js';

const guessed = (guess: string | undefined, lang: keyof Bilingual): string => {
  if (guess === undefined) return '.';
  return lang === 'fr' ? `, vouliez-vous dire « ${guess} » ?` : `, did you mean “${guess}”?`;
};

const TYPES: Readonly<Record<string, Bilingual>> = {
  object: { fr: 'un objet', en: 'an object' },
  array: { fr: 'une liste', en: 'a list' },
  string: { fr: 'un texte', en: 'a text' },
  integer: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  null: { fr: 'null', en: 'null' },
};

/** What is wrong in `segur.config.json` and the files that it names. */
export const SETTINGS = bilingual({
  notStrict: (line: number, column: number): Bilingual => ({
    fr: `ce n'est pas du JSON strict (ligne ${String(line)}, colonne ${String(column)}) ; rien n'en est appliqué.`,
    en: `this is not strict JSON (line ${String(line)}, column ${String(column)}); nothing of it is applied.`,
  }),
  /** As the JSON Schema of the file says. */
  shape: {
    unknownKey: (key: string): Bilingual => ({ fr: `clé inconnue « ${key} ».`, en: `unknown key “${key}”.` }),
    missingKey: (key: string): Bilingual => ({ fr: `il manque « ${key} ».`, en: `“${key}” is missing.` }),
    values: (values: readonly string[]): Bilingual => ({
      fr: `valeurs possibles : ${values.map(cite).join(', ')}.`,
      en: `possible values: ${values.map(value => `“${value}”`).join(', ')}.`,
    }),
    empty: { fr: 'un texte qui dit quelque chose est attendu.', en: 'a text that says something is expected.' },
    types: (types: readonly string[]): Bilingual => ({
      fr: `attendu : ${types.map(type => TYPES[type]?.fr ?? type).join(' ou ')}.`,
      en: `expected: ${types.map(type => TYPES[type]?.en ?? type).join(' or ')}.`,
    }),
  },
  unknownRule: (id: string, guess: string | undefined): Bilingual => ({
    fr: `règle inconnue « ${id} »${guessed(guess, 'fr')}`,
    en: `unknown rule “${id}”${guessed(guess, 'en')}`,
  }),
  unknownProfile: (id: string, guess: string | undefined): Bilingual => ({
    fr: `profil inconnu « ${id} »${guessed(guess, 'fr')}`,
    en: `unknown profile “${id}”${guessed(guess, 'en')}`,
  }),
  notAnId: (id: string, guess: string | undefined): Bilingual => ({
    fr:
      `« ${id} » n'est pas un profil : il s'écrit COULOIR-LOGICIEL/phase ou COULOIR-LOGICIEL-VA2/phase` +
      guessed(guess, 'fr'),
    en:
      `“${id}” is not a profile: it is written COULOIR-LOGICIEL/phase or COULOIR-LOGICIEL-VA2/phase` +
      guessed(guess, 'en'),
  }),
  notACouloir: (name: string, like: string): Bilingual => ({
    fr: `« ${name} » n'est pas un couloir, comme « ${like} ».`,
    en: `“${name}” is not a couloir, such as “${like}”.`,
  }),
  badModel: (where: string): Bilingual => ({
    fr: `ce modèle n'est pas lisible (${where}) : adoptez-le de nouveau. Celui de Ségur JSON sert à sa place.`,
    en: `this model can't be read (${where}): adopt it again. Ségur JSON's own serves in its place.`,
  }),
  secondModel: (id: string): Bilingual => ({
    fr:
      `un autre modèle du profil ${id} précède dans la liste ; lui seul sert. Retirez celui des deux qui est de ` +
      'trop.',
    en: `another model of the profile ${id} comes before it in the list and is the only one used. Remove one of the two.`,
  }),
  /** A file that the settings name, and what is wrong with it. */
  named: (name: string, why: Bilingual): Bilingual => ({ fr: `« ${name} » : ${why.fr}`, en: `“${name}”: ${why.en}` }),
  remote: {
    fr:
      "un chemin réseau (\\\\serveur\\…) n'est pas suivi depuis ce fichier. Copiez-le dans ce dossier ; un " +
      "fichier de calcul peut aussi être donné par --plafonds, ou par le réglage de l'éditeur.",
    en:
      'a network path (\\\\server\\…) is not followed from this file. Copy it into this folder; a calculation file ' +
      "can also be given by --plafonds, or by the editor's setting.",
  },
  rowsLeft: (count: number): Bilingual => ({
    fr: `en tout, ${String(count)} lignes du tableau sont laissées de côté.`,
    en: `in all, ${String(count)} rows of the table are left out.`,
  }),
  /** Of a calendar of waves. */
  calendar: {
    object: { fr: 'un objet est attendu.', en: 'an object is expected.' },
    list: { fr: 'une liste est attendue.', en: 'a list is expected.' },
    text: { fr: 'un texte est attendu.', en: 'a text is expected.' },
    date: {
      fr: "une date est attendue, AAAA-MM-JJ, ou AAAA-MM-JJTHH:MM avec l'heure de Paris.",
      en: 'a date is expected, YYYY-MM-DD, or YYYY-MM-DDTHH:MM in Paris time.',
    },
    order: {
      fr: "ce guichet ferme avant d'ouvrir : vérifiez « opens » et « closes ».",
      en: 'this application window closes before it opens: check “opens” and “closes”.',
    },
  },
});
