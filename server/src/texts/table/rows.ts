import { AMBIGUOUS_AMOUNT } from '../files.js';
import { bilingual, type Bilingual, cite } from '../typeset.js';

/** What is wrong with a row of a publisher's table, or with one of its cells. */
export const ROWS = bilingual({
  digits: {
    fr:
      'le tableur a remplacé ce numéro par une puissance de dix (7,5E+08) et en a perdu des chiffres, que rien ne ' +
      'peut retrouver. Mettez la colonne au format texte et ressaisissez-le.',
    en:
      'the spreadsheet has turned this number into a power of ten (7.5E+08) and lost some of its digits, which ' +
      'nothing can bring back. Format the column as text and type it again.',
  },
  precision: {
    fr:
      "un tableur ne garde que 15 chiffres d'un nombre : les derniers de celui-ci sont devenus des zéros. " +
      'Mettez la colonne au format texte et ressaisissez-le.',
    en:
      'a spreadsheet keeps only 15 digits of a number: the last ones of this number have become zeros. Format the ' +
      'column as text and type it again.',
  },
  'number-day': {
    fr:
      "ce numéro a la forme d'une date : un tableur l'a sans doute changé (5/2022 devient 01/05/2022, ou mai-22). " +
      "Mettez la colonne au format texte et ressaisissez-le, ou écrivez-le derrière une apostrophe ('5/2022) s'il " +
      'est bien ainsi.',
    en:
      'this number looks like a date: a spreadsheet has probably changed it (5/2022 becomes 01/05/2022, or May-22). ' +
      "Format the column as text and type it again, or write it behind an apostrophe ('5/2022) if that is what you " +
      'mean.',
  },
  amount: {
    fr: "ce montant n'est pas lisible : 14100,83 ou 14100.83 attendu, hors taxes, en euros.",
    en: 'this amount cannot be read: 14100,83 or 14100.83 expected, before tax, in euros.',
  },
  ambiguous: AMBIGUOUS_AMOUNT,
  decimals: {
    fr:
      'ce montant a plus de deux décimales : le portail le veut au centime, égal à celui du bon de commande et ' +
      'au plus égal au plafond. Arrondissez-le au centime inférieur.',
    en:
      'this amount has more than two decimals: the portal wants it to the cent, equal to that of the order and at ' +
      'most the ceiling. Round it down to the cent.',
  },
  negative: { fr: 'un montant ne peut pas être négatif.', en: 'an amount cannot be negative.' },
  date: {
    fr: "cette date n'est pas lisible : JJ/MM/AAAA attendu, ou AAAA-MM-JJ.",
    en: 'this date cannot be read: DD/MM/YYYY expected, or YYYY-MM-DD.',
  },
  'no-such-day': { fr: "ce jour n'existe pas au calendrier.", en: 'there is no such day in the calendar.' },
  'short-year': {
    fr: "l'année n'a que deux chiffres : écrivez les quatre.",
    en: 'the year has only two digits: write all four.',
  },
  'month-first': {
    fr:
      "lue jour d'abord, à la française, cette date n'existe pas : la colonne est sans doute au format " +
      'mois/jour. Réexportez-la en JJ/MM/AAAA ou AAAA-MM-JJ, car ses autres dates seraient lues de travers.',
    en:
      'read day first, as in France, there is no such date: the column is probably in month/day form. Export it ' +
      'again as DD/MM/YYYY or YYYY-MM-DD, since its other dates would be misread.',
  },
  boolean: {
    fr: 'oui ou non attendu (vrai, faux, 1, 0, O, N, x conviennent aussi).',
    en: 'oui or non expected (vrai, faux, true, false, yes, no, 1, 0, x will do too).',
  },
  integer: { fr: 'un nombre entier est attendu.', en: 'a whole number is expected.' },
  choice: {
    fr: "ce régime de TVA n'est pas lisible : TTC ou HT attendu, selon que le client récupère ou non la TVA.",
    en: 'this VAT scheme cannot be read: TTC or HT expected.',
  },
  'error-value': {
    fr:
      'la formule du tableur a échoué : cette cellule montre une erreur, non une valeur. Corrigez-la dans le ' +
      'tableur.',
    en: "the spreadsheet's formula failed: this cell shows an error, not a value. Fix it in the spreadsheet.",
  },
  control: {
    fr: 'cette cellule contient des caractères de contrôle : ressaisissez-la.',
    en: 'this cell holds control characters: type it again.',
  },
  'too-long': {
    fr:
      'cette cellule est bien trop longue pour ce champ : un guillemet non fermé a peut-être avalé la suite du ' +
      'tableau.',
    en:
      'this cell is far too long for this field: a quote that is not closed may have swallowed the rest of the ' +
      'table.',
  },
  'no-number': {
    fr:
      "le numéro de l'éditeur manque : il dit à quelle demande la ligne appartient, et le solde devra le " +
      'reprendre.',
    en:
      "the publisher's number is missing: it tells which request the row belongs to, and the solde will have to " +
      'bear it.',
  },
  'maybe-month-first': {
    fr:
      'une autre date de cette colonne est au format mois/jour : celle-ci se lit de deux façons. Réexportez la ' +
      'colonne en JJ/MM/AAAA ou AAAA-MM-JJ.',
    en:
      'another date of this column is in month/day form: this one can be read in two ways. Export the column again ' +
      'as DD/MM/YYYY or YYYY-MM-DD.',
  },
  'repeated-headings': {
    fr: "cette ligne répète les intitulés : elle n'est pas lue.",
    en: 'this row repeats the headings: it is not read.',
  },
  'total-row': {
    fr: "cette ligne est un total : elle n'est pas lue.",
    en: 'this row is a total: it is not read.',
  },
  'no-heading': {
    fr:
      "cette cellule n'est sous aucun intitulé : elle n'est pas lue. Donnez un intitulé à sa colonne, ou " +
      "vérifiez que la ligne n'est pas décalée.",
    en:
      'this cell is not under any heading: it is not read. Give its column a heading, or check that the row has not ' +
      'shifted.',
  },
  'other-profile': {
    fr: "d'après la colonne « profil », cette ligne est d'un autre profil.",
    en: 'according to the column “profil”, this row is for another profile.',
  },
  contradiction: (other: number | undefined, column: string | undefined): Bilingual => {
    const [fr, en] =
      column !== undefined
        ? [`la colonne ${column}`, `column ${column}`]
        : other === undefined
          ? ['une autre colonne', 'another column']
          : [`la ligne ${String(other)}`, `row ${String(other)}`];
    return {
      fr:
        `${fr} dit autre chose de la même demande, et rien ne dit laquelle des deux valeurs est la bonne. Corrigez ` +
        `l'une des deux, ou donnez un autre numéro à l'une des demandes.`,
      en:
        `${en} says something else about the same request, and nothing tells which of the two values is right. ` +
        'Correct one of them, or give one of the requests another number.',
    };
  },
  /** `other`: the row below. */
  continued: (other: number | undefined): Bilingual => ({
    fr:
      `la ligne ${String(other)} nomme un bénéficiaire sans numéro de l'éditeur : elle est peut-être de cette ` +
      'demande (des cellules fusionnées ne valent que pour leur première ligne). Répétez-y le numéro, ou donnez-lui ' +
      'le sien.',
    en:
      `row ${String(other)} names a beneficiary but no publisher's number: it may belong to this request (merged ` +
      'cells count for their first row only). Repeat the number there, or give it its own.',
  }),
  /** `row`: that of the request that already has the beneficiary. */
  duplicate: (row: number): Bilingual => ({
    fr:
      `ce bénéficiaire est déjà celui de la ligne ${String(row)}, une autre demande : il n'est financé qu'une ` +
      `fois, et la seconde demande serait rejetée pour doublon. Retirez-le de l'une des deux, ou corrigez son numéro.`,
    en:
      `this beneficiary is already that of row ${String(row)}, another request: it is funded only once, and the ` +
      'second request would be rejected as a duplicate. Remove it from one of the two, or correct its number.',
  }),
});

/** Why a cell can't be read, or what is said about a row, whatever else is in the table. */
export type RowReason = Exclude<keyof typeof ROWS, 'contradiction' | 'continued' | 'duplicate'>;

/** A column of the table, as its reader finds it. */
export interface ColumnName {
  readonly letter: string;
  readonly heading: string;
}

/** A field, with its name if its model gives it a title. */
interface FieldName {
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

/** What is said once about a table, before its rows. */
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
  /** `others`: further sheets with rows. */
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
  lostZeros: (column: ColumnName, short: string, padded: string): Bilingual => ({
    fr:
      `dans la colonne ${inFrench(column)}, « ${short} » est à côté de « ${padded} » : un tableur a sans doute ` +
      'retiré les zéros du début de certains numéros. Mettez la colonne au format texte et ressaisissez-les.',
    en:
      `in column ${inEnglish(column)}, “${short}” stands beside “${padded}”: a spreadsheet has probably removed the ` +
      'leading zeros of some numbers. Format the column as text and type them again.',
  }),
});
