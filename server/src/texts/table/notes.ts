import { bilingual, cite, type Bilingual } from '../typeset.js';

/** A column of the table, as its reader finds it. */
export interface ColumnName {
  readonly letter: string;
  readonly heading: string;
}

/** A field, and what it is called where its model gives it a title. */
export interface FieldName {
  readonly id: string;
  readonly title: Bilingual | undefined;
}

const inFrench = ({ letter, heading }: ColumnName): string => `${letter} « ${heading} »`;
const inEnglish = ({ letter, heading }: ColumnName): string => `${letter} “${heading}”`;
const oneOf = (names: readonly string[], or: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${or} ${names.at(-1) ?? ''}`;
const called = (fields: readonly FieldName[], lang: keyof Bilingual): string[] =>
  fields.map(({ id, title }) => (title === undefined ? id : `${id} (${title[lang]})`));
const cited = (names: readonly string[]): string => names.map(cite).join(', ');
const quoted = (names: readonly string[]): string => names.map(name => `“${name}”`).join(', ');

/** What is told once of a table, before its rows. */
export const NOTES = bilingual({
  missing: (fields: readonly FieldName[], example: string): Bilingual => ({
    fr:
      `aucune colonne ne dit ${oneOf(called(fields, 'fr'), 'ou')}, que toute demande doit avoir. Ajoutez-la ` +
      `(« ${example} », par exemple), désignez celle qui le dit, ou donnez une valeur pour toutes les lignes.`,
    en:
      `no column gives ${oneOf(called(fields, 'en'), 'or')}, which every request must have. Add it (“${example}” for ` +
      'example), name the one that gives it, or give one value for all rows.',
  }),
  unknownName: (name: string): Bilingual => ({
    fr: `« ${name} » n'est un champ d'aucun profil : corrigez la correspondance des colonnes.`,
    en: `“${name}” is not a field of any profile: correct the mapping of columns.`,
  }),
  noSuchHeading: (heading: string): Bilingual => ({
    fr:
      `la correspondance nomme une colonne « ${heading} », que ce tableau n'a pas. Recopiez son intitulé tel qu'il y ` +
      'est écrit.',
    en:
      `the mapping names a column “${heading}”, which this table doesn't have. Copy its heading exactly as it is ` +
      'written there.',
  }),
  ambiguous: (column: ColumnName, among: readonly string[]): Bilingual => ({
    fr:
      `la colonne ${inFrench(column)} peut dire plusieurs champs (${among.join(', ')}) : elle n'est pas lue. Dites ` +
      'lequel.',
    en:
      `column ${inEnglish(column)} may stand for several fields (${among.join(', ')}): it is not read. Say which ` +
      'one.',
  }),
  notRead: (columns: readonly ColumnName[]): Bilingual => {
    const count = String(columns.length);
    return {
      fr:
        (columns.length === 1
          ? "une colonne n'est pas lue, son intitulé n'est celui d'aucun champ du profil : "
          : `${count} colonnes ne sont pas lues, leurs intitulés ne sont ceux d'aucun champ du profil : `) +
        `${columns.map(inFrench).join(', ')}.`,
      en:
        (columns.length === 1
          ? "one column is not read, its heading doesn't match any field of the profile: "
          : `${count} columns are not read, their headings don't match any field of the profile: `) +
        `${columns.map(inEnglish).join(', ')}.`,
    };
  },
  ofPortal: (column: ColumnName): Bilingual => ({
    fr:
      `la colonne ${inFrench(column)} n'est pas reprise : c'est le portail qui remplit ce champ, il est vide dans un ` +
      'fichier à déposer.',
    en:
      `column ${inEnglish(column)} is not taken: the portal fills this field, which is empty in a file to be ` +
      'deposited.',
  }),
  pieceNames: (types: readonly string[], names: readonly string[]): Bilingual => ({
    fr:
      `aucune colonne ne nomme ces fichiers de pièces : ils sont appelés ${names.join(', ')}. Pour d'autres noms : ` +
      `« table.pieces » dans segur.config.json, ou une colonne (${types.join(', ')}).`,
    en:
      `no column names the files of these attachments: they are called ${names.join(', ')}. For other names: ` +
      `“table.pieces” in segur.config.json, or a column (${types.join(', ')}).`,
  }),
  /** `others`: sheets that hold rows as well. */
  sheet: (name: string, others: readonly string[]): Bilingual => {
    const several = others.length > 1;
    if (others.length === 0)
      return { fr: `la feuille lue est ${cited([name])}.`, en: `the sheet that is read is ${quoted([name])}.` };
    return {
      fr:
        `la feuille lue est ${cited([name])} ; ${cited(others)} ` +
        `${several ? 'ont aussi des lignes et ne sont pas lues' : "a aussi des lignes et n'est pas lue"} ` +
        '(« --sheet » la choisit).',
      en:
        `the sheet that is read is ${quoted([name])}; ${quoted(others)} ${several ? 'have' : 'has'} rows as well and ` +
        `${several ? 'are' : 'is'} not read (“--sheet” chooses it).`,
    };
  },
  zeros: (column: ColumnName, digits: number): Bilingual => ({
    fr:
      `la colonne ${inFrench(column)} est faite de nombres : les zéros de tête que le tableur a perdus sont remis, ` +
      `jusqu'à ${String(digits)} chiffres. Mettez-la au format texte.`,
    en:
      `column ${inEnglish(column)} is made of numbers: the leading zeros that the spreadsheet lost are put back, up ` +
      `to ${String(digits)} digits. Format it as text.`,
  }),
  plainNumbers: (column: ColumnName): Bilingual => ({
    fr:
      `les numéros de la colonne ${inFrench(column)} sont de simples nombres : si les vôtres commencent par des ` +
      'zéros, un tableur les a retirés. Mettez-la alors au format texte et ressaisissez-les.',
    en:
      `the numbers of column ${inEnglish(column)} are plain numbers: if yours begin with zeros, a spreadsheet has ` +
      'removed them. In that case format it as text and type them again.',
  }),
});
