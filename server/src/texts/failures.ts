import { MAKING_ENGLISH, MAKING_FRENCH, type MakingFailures, type Unsafe } from './making.js';
import { unreadable, type ReadFailureReason, type TableRefusal } from './files.js';
import { ROWS, type RowReason } from './table/rows.js';
import { cite, words, type Lang } from './typeset.js';

/** Larger tables are not read: a hundred thousand rows are 4 MB as CSV. */
export const MAX_TABLE_MEGABYTES = 50;

/** The data of each failure's sentence. `file`: faces put its path before the sentence. */
export interface FailureData extends MakingFailures {
  'profile-unknown': { readonly profile: string; readonly known: readonly string[]; readonly near: string | undefined };
  'not-utf8': undefined;
  'model-syntax': { readonly line: number; readonly column: number };
  'model-no-object': undefined;
  'model-no-lignes': undefined;
  'model-empty-lignes': undefined;
  'model-unmatched': { readonly theirs: string; readonly ours: string };
  'model-other-profile': { readonly seems: string; readonly asked: string };
  'model-exists': { readonly file: string };
  'model-not-regular': { readonly file: string };
  'model-adopted': { readonly file: string; readonly model: string };
  'model-settings': { readonly file: string };
  'model-not-written': { readonly file: string; readonly code: string };
  'compare-syntax': Unsafe;
  'compare-no-profile': { readonly file: string };
  'compare-not-phase': { readonly file: string; readonly phase: 'avance' | 'solde' };
  'compare-other-stem': { readonly file: string; readonly stem: string; readonly avance: string };
  'settings-broken': undefined;
  /** `option`: what names the profile, if the face has one. */
  'no-profile': { readonly option?: string };
  'table-unreadable': { readonly reason: ReadFailureReason | TableRefusal };
  'table-not-workbook': undefined;
  'table-no-sheet': { readonly asked: string; readonly sheets: readonly string[] };
  'table-sheets': { readonly sheets: readonly string[] };
  /** `row`: from 1; `open`: never closed, `text`: text follows the closing one. */
  'table-quote': { readonly row: number; readonly kind: 'open' | 'text' };
  /** `read`: the row that looks most like headings. */
  'table-no-headings': { readonly read: readonly string[] };
  'table-no-field': { readonly name: string; readonly profile: string; readonly fields: readonly string[] };
  /** `asked`: in the user's request, otherwise in the settings. */
  'table-value': { readonly name: string; readonly why: RowReason; readonly asked: boolean };
  'table-no-row': undefined;
  'zip-name-empty': { readonly option: string; readonly known: readonly string[] };
  'zip-name-unknown': { readonly option: string; readonly name: string; readonly known: readonly string[] };
}

export type FailureCode = keyof FailureData;
const braced = (names: readonly string[]): string => names.map(name => `{${name}}`).join(', ');

const cited = (names: readonly string[]): string => names.map(cite).join(', ');
const quoted = (names: readonly string[]): string => names.map(name => `“${name}”`).join(', ');

type Table = { readonly [Code in FailureCode]: (data: FailureData[Code]) => string };

/**
 * Why a use case says no, once for all faces: reasons about a file begin in lower case, so that a face may put its path
 * before them or turn them into a sentence of the editor's.
 */
const FRENCH: Table = {
  ...MAKING_FRENCH,
  'profile-unknown': ({ profile, known, near }) =>
    `Profil inconnu : « ${profile} ».${near === undefined ? '' : ` Vouliez-vous dire « ${near} » ?`} Profils ` +
    `connus : ${known.join(', ')}.`,
  'not-utf8': () => "ce fichier n'est pas en UTF-8 : enregistrez-le en UTF-8.",
  'model-syntax': ({ line, column }) =>
    `ligne ${String(line)}, colonne ${String(column)}, ce n'est pas du JSON strict.`,
  'model-no-object': () => 'un modèle est un objet JSON, comme un fichier de demande.',
  'model-no-lignes': () => "la liste « lignesImport » manque : donnez le fichier entier, tel que l'agence le publie.",
  'model-empty-lignes': () => '« lignesImport » est vide : il y faut au moins une demande, remplie ou non.',
  'model-unmatched': ({ theirs, ours }) =>
    `« --match ${theirs}=${ours} » : le modèle n'a pas la première clé, ou Ségur JSON n'a pas la seconde à cet ` +
    'endroit.',
  'model-other-profile': ({ seems, asked }) =>
    `ce modèle a l'air d'être de ${seems}, non de ${asked}. Corrigez « --profile », ou donnez « --force » si ` +
    "c'est bien voulu.",
  'model-exists': () => 'ce fichier existe déjà ; --force le remplace.',
  'model-not-regular': () => "ce n'est pas un fichier ordinaire, il ne se remplace pas.",
  'model-adopted': ({ model }) =>
    `ce profil a déjà un modèle adopté, « ${model} » ; --force met le nouveau à sa place.`,
  'model-settings': () =>
    "ces réglages ne sont pas lisibles, le modèle ne peut pas y être inscrit. Corrigez-les d'abord.",
  'model-not-written': ({ code }) => `non écrit, le système a refusé (${code}).`,
  'compare-syntax': () =>
    "ce n'est pas du JSON strict, ce qui suit l'erreur serait mal lu. Corrigez d'abord la syntaxe.",
  'compare-no-profile': () =>
    'profil inconnu ; nommez-le « ….mdv-lgc.avance.json » ou donnez son profil dans segur.config.json.',
  'compare-not-phase': ({ phase }) => `ce n'est pas ${phase === 'avance' ? 'une avance' : 'un solde'}.`,
  'compare-other-stem': ({ stem, avance }) =>
    `solde ${stem}, alors que l'avance est ${avance}. Une avance et son solde sont du même couloir et du même ` +
    'logiciel : comparez-le à son avance.',
  'settings-broken': () =>
    "ses réglages ne sont pas lisibles en entier : ce qu'ils disent compte pour ce qui serait écrit. Corrigez-les " +
    "d'abord.",
  'no-profile': ({ option }) =>
    option === undefined
      ? "profil non reconnu, choisissez-le d'abord."
      : `profil non reconnu. Indiquez-le : « ${option} MDV-LGC/avance », par exemple.`,
  'table-unreadable': ({ reason }) => unreadable('table', reason, MAX_TABLE_MEGABYTES).fr,
  'table-not-workbook': () => "« --sheet » ne sert qu'à un classeur XLSX : un CSV n'a pas de feuilles.",
  'table-no-sheet': ({ asked, sheets }) => `ce classeur n'a pas de feuille « ${asked} ». Il a : ${cited(sheets)}.`,
  'table-sheets': ({ sheets }) =>
    `plusieurs feuilles de ce classeur ont des lignes de demandes : ${cited(sheets)}. Aucune n'est lue. Dites ` +
    `laquelle (« --sheet "${sheets[0] ?? ''}" » en ligne de commande), réunissez-les en une seule, ou ` +
    'masquez celles qui ne sont pas à lire.',
  'table-quote': ({ row, kind }) =>
    kind === 'open'
      ? `ligne ${String(row)} : un guillemet est ouvert et jamais refermé, la suite du tableau passe pour une seule ` +
        `cellule. Refermez-le, ou retirez-le ; un guillemet qui fait partie du texte s'écrit deux fois (""). ` +
        `Rien n'est écrit.`
      : `ligne ${String(row)} : du texte suit un guillemet fermant, les lignes d'après passent peut-être pour une ` +
        `seule cellule. Un guillemet qui fait partie du texte s'écrit deux fois, dans une cellule entre ` +
        `guillemets ("dit ""oui"""). Rien n'est écrit.`,
  'table-no-headings': ({ read }) =>
    "aucune ligne d'intitulés n'est reconnue dans les 30 premières : il y faut au moins le numéro de l'éditeur " +
    `(« N° commande », « Référence », « numeroEditeur »…).` +
    `${read.length === 0 ? '' : ` Intitulés lus : ${read.join(', ')}.`} Renommez la colonne, ou désignez-la dans ` +
    'segur.config.json (« table.columns »).',
  'table-no-field': ({ name, profile, fields }) =>
    `« ${name} » n'est pas un champ qui se remplit dans ${profile}. Champs : ${fields.join(', ')}.`,
  'table-value': ({ name, why }) => `valeur de « ${name} » : ${ROWS[why].fr}`,
  'table-no-row': () => "ce tableau n'a aucune ligne sous ses intitulés.",
  'zip-name-empty': ({ option, known }) => `« ${option} » attend un modèle de nom, avec ${braced(known)}.`,
  'zip-name-unknown': ({ option, name, known }) =>
    `« ${option} » : « {${name}} » est inconnu. On peut y mettre ${braced(known)}.`,
};

const ENGLISH: Table = {
  ...MAKING_ENGLISH,
  'profile-unknown': ({ profile, known, near }) =>
    `Unknown profile: “${profile}”.${near === undefined ? '' : ` Did you mean “${near}”?`} Known profiles: ` +
    `${known.join(', ')}.`,
  'not-utf8': () => 'this file is not UTF-8: save it as UTF-8.',
  'model-syntax': ({ line, column }) => `line ${String(line)}, column ${String(column)}, this is not strict JSON.`,
  'model-no-object': () => 'a model is a JSON object, like a request file.',
  'model-no-lignes': () => 'the list “lignesImport” is missing: give the whole file, as the agency publishes it.',
  'model-empty-lignes': () => '“lignesImport” is empty: it needs at least one request, filled in or not.',
  'model-unmatched': ({ theirs, ours }) =>
    `“--match ${theirs}=${ours}”: the model doesn't have the first key, or Ségur JSON doesn't have the second there.`,
  'model-other-profile': ({ seems, asked }) =>
    `this model seems to be for ${seems}, not ${asked}. Correct “--profile”, or give “--force” if you mean it.`,
  'model-exists': () => 'this file already exists; --force replaces it.',
  'model-not-regular': () => 'this is not a regular file and is never replaced.',
  'model-adopted': ({ model }) =>
    `this profile already has an adopted model, “${model}”; --force puts the new one in its place.`,
  'model-settings': () => 'these settings cannot be read, so the model cannot be entered there. Correct them first.',
  'model-not-written': ({ code }) => `not written, the system refused (${code}).`,
  'compare-syntax': () => 'this is not strict JSON, what follows the error would be misread. Correct the syntax first.',
  'compare-no-profile': () =>
    'unknown profile; name it “….mdv-lgc.avance.json” or give its profile in segur.config.json.',
  'compare-not-phase': ({ phase }) => `this is not ${phase === 'avance' ? 'an avance' : 'a solde'}.`,
  'compare-other-stem': ({ stem, avance }) =>
    `solde ${stem}, but the avance is ${avance}. An avance and its solde are of one couloir and one logiciel: ` +
    'compare it with its own avance.',
  'settings-broken': () =>
    "its settings can't be read in full, and what they say counts for what would be written. Correct them first.",
  'no-profile': ({ option }) =>
    option === undefined
      ? 'unknown profile, choose it first.'
      : `unknown profile. Name it: “${option} MDV-LGC/avance”, for example.`,
  'table-unreadable': ({ reason }) => unreadable('table', reason, MAX_TABLE_MEGABYTES).en,
  'table-not-workbook': () => '“--sheet” is for XLSX workbooks only: a CSV has no sheets.',
  'table-no-sheet': ({ asked, sheets }) => `this workbook has no sheet “${asked}”. It has: ${quoted(sheets)}.`,
  'table-sheets': ({ sheets }) =>
    `several sheets of this workbook have rows of requests: ${quoted(sheets)}. None of them is read. Say which ` +
    `(“--sheet "${sheets[0] ?? ''}"” on the command line), put them together in one, or hide those that are not to ` +
    'be read.',
  'table-quote': ({ row, kind }) =>
    kind === 'open'
      ? `row ${String(row)}: a quote is opened and never closed, so the rest of the table passes for one cell. Close ` +
        'it, or remove it; a quote that is part of the text is written twice (""). Nothing is written.'
      : `row ${String(row)}: text follows a closing quote, so the next rows may pass for one cell. A quote that is ` +
        'part of the text is written twice, in a cell between quotes ("says ""yes"""). Nothing is written.',
  'table-no-headings': ({ read }) =>
    "no row of headings is recognised among the first 30: it needs at least the publisher's number (“N° commande”, " +
    `“Référence”, “numeroEditeur”…).${read.length === 0 ? '' : ` Headings read: ${read.join(', ')}.`} Rename the ` +
    'column, or name it in segur.config.json (“table.columns”).',
  'table-no-field': ({ name, profile, fields }) =>
    `“${name}” is not a field that is filled in ${profile}. Fields: ${fields.join(', ')}.`,
  'table-value': ({ name, why }) => `value of “${name}”: ${ROWS[why].en}`,
  'table-no-row': () => 'this table has no row under its headings.',
  'zip-name-empty': ({ option, known }) => `“${option}” expects a pattern for the names, with ${braced(known)}.`,
  'zip-name-unknown': ({ option, name, known }) =>
    `“${option}”: “{${name}}” is unknown. It may contain ${braced(known)}.`,
};

export const failuresOf = words(FRENCH, ENGLISH);

/** A refusal of any use case, as needed for its sentence. */
export type Failure<Code extends FailureCode = FailureCode> = {
  [C in Code]: { readonly code: C; readonly data: FailureData[C] };
}[Code];

export const failureText = <Code extends FailureCode>({ code, data }: Failure<Code>, lang: Lang): string =>
  failuresOf(lang)[code](data);
