import { AMBIGUOUS_AMOUNT } from './files.js';
import { bilingual, type Bilingual, cite } from './typeset.js';

const guessed = (guess: string | undefined, lang: keyof Bilingual): string =>
  guess === undefined ? '.' : { fr: `, vouliez-vous dire « ${guess} » ?`, en: `, did you mean “${guess}”?` }[lang];

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
    en: `another model of the profile ${id} comes first in the list and is the only one used. Remove one of the two.`,
  }),
  /** A file named in the settings, and what is wrong with it. */
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

/** What is wrong in the agency's calculation file. */
export const PLAFONDS = bilingual({
  headings: {
    fr:
      'aucune ligne de titres : « identifiant » et « plafond_ht » ou ' +
      '« plafond_ttc » sont attendus. Renommez les colonnes, ou indiquez les vôtres dans la ' +
      'correspondance des colonnes.',
    en:
      'no row of headings: “identifiant” and “plafond_ht” or “plafond_ttc” are expected. Rename the columns, or ' +
      'name yours in the mapping of columns.',
  },
  mapping: {
    fr:
      "la colonne nommée dans la correspondance des colonnes n'est pas parmi les titres du fichier. Recopiez son " +
      "titre tel qu'il y est écrit.",
    en:
      "the column that the mapping of columns names is not among the file's headings. Copy its heading exactly as it " +
      'is there.',
  },
  type: {
    fr:
      "type d'identifiant inconnu : FINESS PMSI, FINESS géographique, FINESS juridique, n° AM, RPPS ou " +
      'SIRET attendu.',
    en:
      'unknown kind of identifier: FINESS PMSI, FINESS géographique, FINESS juridique, n° AM, RPPS or SIRET ' +
      'expected.',
  },
  empty: { fr: 'identifiant absent.', en: 'no identifier.' },
  digits: {
    fr:
      "le tableur a remplacé l'identifiant par une puissance de dix (8,12E+13) et en a perdu des chiffres. Mettez " +
      'la colonne au format texte et ressaisissez-le.',
    en:
      'the spreadsheet has turned the identifier into a power of ten (8.12E+13) and lost some of its digits. Format ' +
      'the column as text and type it again.',
  },
  form: {
    fr: "l'identifiant n'a pas la longueur ou les caractères de son type (FINESS : 9, RPPS : 11, " + 'SIRET : 14).',
    en: "the identifier doesn't have the length or the characters of its kind (FINESS: 9, RPPS: 11, SIRET: 14).",
  },
  amount: {
    fr: "ce montant n'est pas lisible : 14100,83 ou 14100.83 attendu.",
    en: 'this amount cannot be read: 14100,83 or 14100.83 expected.',
  },
  ambiguous: AMBIGUOUS_AMOUNT,
  negative: { fr: 'un plafond ne peut pas être négatif.', en: 'a ceiling cannot be negative.' },
  large: { fr: 'ce montant dépasse tout plafond possible.', en: 'this amount is above any possible ceiling.' },
  none: { fr: 'ni plafond HT ni plafond TTC.', en: 'neither a ceiling before tax nor one with tax.' },
  rows: {
    fr:
      "aucune ligne sous les titres : ce fichier ne donne de plafond à personne, et aucun montant n'est comparé " +
      'au sien.',
    en: 'no row under the headings: this file gives nobody a ceiling, and no amount is compared with its own.',
  },
  'quote-open': {
    fr:
      "un guillemet est ouvert et jamais refermé : la suite du fichier passe pour une seule cellule et n'est " +
      'pas lue. Refermez-le, ou retirez-le ; un guillemet qui fait partie du texte s\'écrit deux fois ("").',
    en:
      'a quote is opened and never closed: the rest of the file passes for one cell and is not read. Close it, or ' +
      'remove it; a quote that is part of the text is written twice ("").',
  },
  'quote-text': {
    fr:
      "du texte suit un guillemet fermant : les lignes d'après passent peut-être pour une seule cellule. Un " +
      'guillemet qui fait partie du texte s\'écrit deux fois, dans une cellule entre guillemets ("dit ""oui""").',
    en:
      'text follows a closing quote: the next rows may pass for one cell. A quote that is part of the text is ' +
      'written twice, in a cell between quotes ("says ""yes""").',
  },
  logiciel: (logiciels: readonly string[]): Bilingual => ({
    fr:
      `logiciel inconnu : ${logiciels.join(', ')} ou rien attendu. Les lignes de ce logiciel ne servent à aucune ` +
      'demande.',
    en: `unknown software: ${logiciels.join(', ')} or nothing expected. The rows of this software serve no request.`,
  }),
  /** `row`: the row that contradicts the other one. */
  twice: (row: number): Bilingual => ({
    fr:
      `cet identifiant a déjà un autre plafond, ligne ${String(row)}, qui est gardé. Supprimez celle des deux qui ` +
      'est fausse.',
    en:
      `this identifier already has another ceiling, in row ${String(row)}, which is kept. Remove the one that is ` +
      'wrong.',
  }),
});
