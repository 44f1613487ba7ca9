import { AMBIGUOUS_AMOUNT } from './files.js';
import { bilingual, type Bilingual } from './typeset.js';

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
      "the column that the mapping of columns names is not among the file's headings. Copy its heading as it stands " +
      'there.',
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
      'the spreadsheet has turned the identifier into a power of ten (8.12E+13) and lost some of its digits. Format the ' +
      'column as text and type it again.',
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
  /** `row`: the row that the other one contradicts. */
  twice: (row: number): Bilingual => ({
    fr:
      `cet identifiant a déjà un autre plafond, ligne ${String(row)}, qui est gardé. Supprimez celle des deux qui ` +
      'est fausse.',
    en:
      `this identifier already has another ceiling, in row ${String(row)}, which is kept. Remove the one that is ` +
      'wrong.',
  }),
});
