import { AMBIGUOUS_AMOUNT } from '../files.js';
import { bilingual, type Bilingual } from '../typeset.js';

/** What is wrong with a row of a publisher's table, or with one of its cells. */
export const ROWS = bilingual({
  digits: {
    fr:
      'le tableur a remplacé ce numéro par une puissance de dix (7,5E+08) et en a perdu des chiffres, que rien ne ' +
      'peut retrouver. Mettez la colonne au format texte et ressaisissez-le.',
    en:
      'the spreadsheet has turned this number into a power of ten (7.5E+08) and lost some of its digits, which nothing ' +
      'can bring back. Format the column as text and type it again.',
  },
  precision: {
    fr:
      "un tableur ne garde que 15 chiffres d'un nombre : les derniers de celui-ci sont devenus des zéros. " +
      'Mettez la colonne au format texte et ressaisissez-le.',
    en:
      'a spreadsheet keeps only 15 digits of a number: the last ones of this number have become zeros. Format the column ' +
      'as text and type it again.',
  },
  'number-day': {
    fr:
      "ce numéro a la forme d'une date : un tableur l'a sans doute changé (5/2022 devient 01/05/2022, ou mai-22). " +
      "Mettez la colonne au format texte et ressaisissez-le, ou écrivez-le derrière une apostrophe ('5/2022) s'il " +
      'est bien ainsi.',
    en:
      'this number looks like a date: a spreadsheet has probably changed it (5/2022 becomes 01/05/2022, or May-22). ' +
      "Format the column as text and type it again, or write it behind an apostrophe ('5/2022) if that is what you mean.",
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
      "the publisher's number is missing: it tells which demande the row belongs to, and the solde will have to " +
      'bear it.',
  },
  'maybe-month-first': {
    fr:
      'une autre date de cette colonne est au format mois/jour : celle-ci se lit de deux façons. Réexportez la ' +
      'colonne en JJ/MM/AAAA ou AAAA-MM-JJ.',
    en:
      'another date of this column is in month/day form: this one can be read in two ways. Export the column again as ' +
      'DD/MM/YYYY or YYYY-MM-DD.',
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
        `${en} says something else about the same request, and nothing tells which of the two values is right. Correct ` +
        'one of them, or give one of the requests another number.',
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
  /** `row`: that of the request that has the beneficiary already. */
  duplicate: (row: number): Bilingual => ({
    fr:
      `ce bénéficiaire est déjà celui de la ligne ${String(row)}, une autre demande : il n'est financé qu'une ` +
      `fois, et la seconde demande serait rejetée pour doublon. Retirez-le de l'une des deux, ou corrigez son numéro.`,
    en:
      `this beneficiary is already that of row ${String(row)}, another request: it is funded only once, and the ` +
      'second request would be rejected as a duplicate. Remove it from one of the two, or correct its number.',
  }),
});

/** What a cell can't be read for, or a row is told of, whatever else the table has. */
export type RowReason = Exclude<keyof typeof ROWS, 'contradiction' | 'continued' | 'duplicate'>;
