import { plural, pluriel, type Bilingual, type Lang } from './typeset.js';

/** A place of a text, counted from 1, and what its finding says there. */
export interface Slip {
  readonly line: number;
  readonly column: number;
  readonly message: Bilingual;
}

/** A text that can't be cut. */
export interface Unsafe {
  readonly file: string;
  readonly slip: Slip | undefined;
}

/** A ligne of a file, from 1; otherwise the file as a whole. */
export interface Where {
  readonly file: string;
  readonly ligne: number | undefined;
}

/** The data for the sentences of `split`, `merge` and `solde` when no file can be made. */
export interface MakingFailures {
  'unsound-syntax': Unsafe;
  /** A part would be taken for the portal's output. */
  'unsound-portal-field': Unsafe;
  'unsound-encoding': Unsafe;
  'unsound-no-list': Unsafe;
  'unsound-two-lists': Unsafe;
  'split-whole': {
    readonly by: 'profile' | 'rate' | 'count' | 'validity';
    readonly label: Bilingual | undefined;
    readonly count: number;
  };
  'merge-two-files': undefined;
  /** A heading for the reasons: faces add the full stop or the colon. */
  'merge-apart': unknown;
  /** Those of `merge` name their files themselves. */
  'merge-profile': { readonly file: string; readonly profile: string | undefined; readonly first: string | undefined };
  'merge-head': { readonly file: string; readonly first: string; readonly key: string };
  'merge-output': { readonly file: string };
  'merge-rule': {
    readonly at: Where;
    readonly other: Where | undefined;
    readonly title: Bilingual;
    readonly key: string | undefined;
    readonly rule: string;
  };
  'solde-no-output': undefined;
  'retour-no-output': undefined;
  /** Lignes without a number, from 1. */
  'solde-partial': { readonly without: readonly number[] };
  'solde-already': { readonly profile: string };
  'solde-mixed': { readonly profile: string };
  'solde-doubles': { readonly slips: readonly Slip[] };
  'solde-no-such-ligne': { readonly ligne: number; readonly count: number };
  'solde-no-such-numero': { readonly numero: string };
  'solde-no-ligne': undefined;
  'solde-no-dossier': unknown;
  'solde-nothing-left': unknown;
}

type Table = { readonly [Code in keyof MakingFailures]: (data: MakingFailures[Code]) => string };

export const MAKING_FRENCH: Table = {
  'unsound-syntax': () =>
    "ce n'est pas du JSON strict, les lignes ne se séparent pas sans risque. Corrigez d'abord la syntaxe.",
  'unsound-portal-field': () =>
    'ce numéro est attribué par le portail, et seules certaines lignes en ont un (portal-field) : un des fichiers ' +
    "passerait pour une sortie du portail. Dans une avance à déposer, mettez-le d'abord à null.",
  'unsound-encoding': () =>
    "ce fichier n'est pas en UTF-8, le réécrire perdrait des caractères. Enregistrez-le d'abord en UTF-8.",
  'unsound-no-list': () => 'aucune liste de demandes : il y faut la clé « lignesImport » et une liste.',
  'unsound-two-lists': () => "la clé « lignesImport » y figure deux fois. Réunissez d'abord les deux listes.",
  'split-whole': ({ by, label, count }) => {
    if (count === 0) return "Rien à découper : ce fichier n'a aucune ligne.";
    switch (by) {
      case 'profile':
        return `Rien à découper : toutes les lignes sont d'un même profil${label?.fr ? ` (${label.fr})` : ''}.`;
      case 'count':
        return `Rien à découper : ${pluriel(count, 'ligne tient', 'lignes tiennent')} dans un seul fichier.`;
      case 'rate':
        return `Rien à découper : toutes les lignes vont ensemble (${label?.fr ?? ''}).`;
      case 'validity':
        return `Rien à découper : le fichier n'a que des ${label?.fr ?? 'lignes'}.`;
    }
  },
  'merge-apart': () => 'Ces fichiers ne se réunissent pas',
  'merge-two-files': () => 'Il faut au moins deux fichiers à réunir.',
  'merge-profile': ({ file, profile = 'non reconnu', first }) =>
    `${file} : profil ${profile}, alors que le premier fichier est ` +
    `${first === undefined ? 'de profil non reconnu' : `du profil ${first}`}.`,
  'merge-head': ({ file, first, key }) =>
    `${file} : « ${key} » diffère de celui de ${first}, et le fichier réuni n'en a qu'un.`,
  'merge-output': ({ file }) =>
    `${file} : un JSON de sortie du portail et un fichier à déposer ne vont pas ensemble (portal-output).`,
  'merge-rule': ({ at, other, title, key, rule }) =>
    `${placeOf(at)}${other === undefined ? '' : `, avec ${placeOf(other)}`} : ${title.fr}` +
    `${key === undefined ? '' : `, « ${key} »`} (${rule}).`,
  'retour-no-output': () =>
    "ce n'est pas un JSON de sortie : le portail n'y a rien rempli (ni identifiant d'import, ni numéro de dossier, " +
    'ni code de traitement). Prenez le fichier que le portail a rendu après le dépôt.',
  'solde-no-output': () =>
    "ce n'est pas un JSON de sortie du portail : il n'a ni identifiant d'import ni numéros de dossier. Prenez le " +
    "fichier que le portail a rendu après le dépôt de l'avance.",
  'solde-partial': ({ without }) =>
    `ce n'est pas un JSON de sortie du portail : ${rangs(without, 'fr')} n'${without.length === 1 ? 'a' : 'ont'} pas ` +
    "de numéro de dossier, d'autres en ont un, et il n'a pas d'identifiant d'import (portal-field). Prenez le " +
    "fichier tel que le portail l'a rendu après le dépôt de l'avance.",
  'solde-mixed': ({ profile }) =>
    `des lignes y sont d'un autre profil que ${profile} (profile-mismatch). Découpez-le d'abord : ` +
    '« segur-json split --by profile ».',
  'solde-already': ({ profile }) => `c'est déjà un solde (${profile}). Prenez le JSON de sortie de l'avance.`,
  'solde-doubles': () =>
    "une clé y figure deux fois, et le solde n'a de place que pour une des deux valeurs (duplicate-key). Gardez la " +
    "bonne et retirez l'autre.",
  'solde-no-such-ligne': ({ ligne, count }) =>
    `Il n'y a pas de ligne ${String(ligne)} : ce fichier en compte ${String(count)}.`,
  'solde-no-such-numero': ({ numero }) =>
    `Aucune ligne ne porte le numéro « ${numero} », ni comme numéro de l'éditeur ni comme numéro de dossier.`,
  'solde-no-ligne': () => "la liste « lignesImport » est vide, il n'y a pas de solde à demander.",
  'solde-no-dossier': () =>
    "aucune des lignes choisies n'a de numéro de dossier : le portail n'en a enregistré aucune, il n'y a pas de " +
    'solde à demander.',
  'solde-nothing-left': () => 'Aucun solde à préparer : toutes ces demandes ont déjà le leur.',
};

export const MAKING_ENGLISH: Table = {
  'unsound-syntax': () => 'this is not strict JSON, its lignes cannot be told apart safely. Fix the syntax first.',
  'unsound-portal-field': () =>
    'this number is assigned by the portal, and only some lignes have one (portal-field): one of the files would be ' +
    "taken for the portal's output. In an avance to deposit, set it to null first.",
  'unsound-encoding': () => 'this file is not UTF-8, to write it anew would lose characters. Save it as UTF-8 first.',
  'unsound-no-list': () => 'no list of requests: it needs the key “lignesImport” and a list.',
  'unsound-two-lists': () => 'the key “lignesImport” stands there twice. Put the two lists together first.',
  'split-whole': ({ by, label, count }) => {
    if (count === 0) return 'Nothing to split: this file has no ligne.';
    switch (by) {
      case 'profile':
        return `Nothing to split: all lignes are of one profile${label?.en ? ` (${label.en})` : ''}.`;
      case 'count':
        return `Nothing to split: ${plural(count, 'ligne goes', 'lignes go')} into one file.`;
      case 'rate':
        return `Nothing to split: all lignes go together (${label?.en ?? ''}).`;
      case 'validity':
        return `Nothing to split: the file has only ${label?.en ?? 'lignes'}.`;
    }
  },
  'merge-apart': () => 'These files cannot be merged',
  'merge-two-files': () => 'Merging takes at least two files.',
  'merge-profile': ({ file, profile = 'unknown', first = 'unknown' }) =>
    `${file}: profile ${profile}, where the first file's is ${first}.`,
  'merge-head': ({ file, first, key }) =>
    `${file}: “${key}” differs from that of ${first}, and the merged file has one only.`,
  'merge-output': ({ file }) => `${file}: a portal output and a file to deposit do not go together (portal-output).`,
  'merge-rule': ({ at, other, title, key, rule }) =>
    `${placeOf(at)}${other === undefined ? '' : `, with ${placeOf(other)}`}: ${title.en}` +
    `${key === undefined ? '' : `, “${key}”`} (${rule}).`,
  'retour-no-output': () =>
    "this is not the portal's output: it filled nothing there (no import id, no dossier number, no processing code). " +
    'Take the file that the portal gave back after the deposit.',
  'solde-no-output': () =>
    "this is not the portal's output: it has neither an import id nor dossier numbers. Take the file that the portal " +
    'gave back after the avance was deposited.',
  'solde-partial': ({ without }) =>
    `this is not the portal's output: ${rangs(without, 'en')} ${without.length === 1 ? 'has' : 'have'} no dossier ` +
    'number, others have one, and there is no import id (portal-field). Take the file as the portal gave it back ' +
    'after the avance was deposited.',
  'solde-mixed': ({ profile }) =>
    `it has lignes of another profile than ${profile} (profile-mismatch). Split it first: “segur-json split --by ` +
    'profile”.',
  'solde-already': ({ profile }) => `it is a solde already (${profile}). Take the output JSON of the avance.`,
  'solde-doubles': () =>
    'a key stands there twice, and the solde has room for one of the two values only (duplicate-key). Keep the right ' +
    'one and remove the other.',
  'solde-no-such-ligne': ({ ligne, count }) => `There is no ligne ${String(ligne)}: this file has ${String(count)}.`,
  'solde-no-such-numero': ({ numero }) =>
    `No ligne bears the number “${numero}”, neither as the publisher's nor as the dossier's.`,
  'solde-no-ligne': () => 'the list “lignesImport” is empty, there is no solde to ask for.',
  'solde-no-dossier': () =>
    'none of the chosen lignes has a dossier number: the portal registered none of them, there is no solde to ask for.',
  'solde-nothing-left': () => 'No solde to prepare: all these requests have theirs already.',
};

const placeOf = ({ file, ligne }: Where): string => (ligne === undefined ? file : `${file}, ligne ${String(ligne)}`);

const MAX_RANGS = 8;

/** « les lignes 2, 4 et 5 », cut short after a few. */
function rangs(lignes: readonly number[], lang: Lang): string {
  const numbers = lignes.slice(0, MAX_RANGS).map(String);
  const listed =
    lignes.length > MAX_RANGS
      ? `${numbers.join(', ')}…`
      : [numbers.slice(0, -1).join(', '), numbers.at(-1)].filter(part => part !== '').join(AND[lang]);
  return `${(lignes.length === 1 ? LA_LIGNE : LES_LIGNES)[lang]} ${listed}`;
}

const AND: Readonly<Record<Lang, string>> = { fr: ' et ', en: ' and ' };
const LA_LIGNE: Readonly<Record<Lang, string>> = { fr: 'la ligne', en: 'ligne' };
const LES_LIGNES: Readonly<Record<Lang, string>> = { fr: 'les lignes', en: 'lignes' };
