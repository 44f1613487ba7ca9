import { type Bilingual, plural, pluriel, ranges, words } from '../typeset.js';
import { refusedBySystem, unreadable, type ReadFailureReason } from '../files.js';
import { ENGLISH_HELP, FRENCH_HELP, near, proche, usage, usageFrench } from './usage.js';

export interface Counts {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** What the report shows: what is there, what a fix left, or what it would leave. */
export type AfterFix = 'none' | 'done' | 'planned';

type Place = { readonly pointer: string } | { readonly row: number; readonly column: string | undefined };
interface Problem {
  readonly place: Place;
  readonly message: Bilingual;
}
/** As `node/read` says it. */
type Failure =
  | { readonly reason: Exclude<ReadFailureReason, 'other'> }
  | { readonly reason: 'other'; readonly code: string };
const MAX_MEGABYTES = 50;

interface Suppression {
  readonly rule: string;
  readonly numeroEditeur?: string | undefined;
  readonly file?: string | undefined;
}

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Global Options:': 'Options communes :',
  'Commands:': 'Commandes :',
};

/** The placeholder in angle brackets, if French has another word for it. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  dir: 'dossier',
  encoding: 'encodage',
  file: 'fichier',
  files: 'fichiers',
  folder: 'dossier',
  lang: 'langue',
  level: 'gravité',
  list: 'liste',
  name: 'nom',
  pair: 'paire',
  pattern: 'modèle',
  sign: 'signe',
  way: 'façon',
};

/** What the command line itself says; the rules' own messages are in the rules. */
const FRENCH = {
  severity: { error: 'erreur', warning: 'avertissement', info: 'info' },
  theme: {
    fichier: 'fichier',
    structure: 'structure',
    identifiants: 'identifiants',
    montants: 'montants et dates',
    beneficiaires: 'bénéficiaires',
    pieces: 'pièces justificatives',
    documents: 'texte des PDF',
    scenario: 'scénario',
    'avance-solde': 'avance et solde',
  },
  remedy: {
    fix: "Correction sûre : « segur-json fix » l'applique, elle ne touche qu'à la forme.",
    preferred: "Correction proposée en premier dans l'éditeur : elle remplace une valeur, relisez-la.",
    suggest: "Proposition dans l'éditeur, parmi plusieurs possibles.",
    command: "Commande de l'éditeur.",
  },
  headings: HEADINGS,
  placeholders: (usage: string) => usage.replace(/<([a-z]+)/g, (_, name: string) => `<${PLACEHOLDERS[name] ?? name}`),
  help: FRENCH_HELP,
  usage: usageFrench,
  seeHelp: (command: string) => `Voir « ${command} --help ».`,
  unreadable: (path: string, failure: Failure) =>
    `${path} : ${unreadable('file', failure.reason, MAX_MEGABYTES).fr}${
      failure.reason === 'not-regular'
        ? " Pour lire un tube, donnez « - » et l'entrée standard."
        : failure.reason === 'too-large'
          ? " 200 lignes font environ 0,4 Mo : ce n'est sans doute pas une demande."
          : failure.reason === 'other'
            ? ` (${failure.code})`
            : ''
    }`,
  noFileMatches: (pattern: string) => `${pattern} : aucun fichier ne correspond à ce motif.`,
  noRequest: (argument: string, kind: 'folder' | 'glob') =>
    kind === 'folder'
      ? `${argument} : aucun fichier JSON de demande Ségur dans ce dossier (il y faut la clé « lignesImport »).`
      : `${argument} : aucun des fichiers de ce motif n'est une demande Ségur (il y faut la clé « lignesImport »).`,
  unknownRule: (rule: string, near: string | undefined) =>
    `Règle inconnue : « ${rule} ».${proche(near)} « segur-json rules » les liste toutes.`,
  notWritten: (path: string, why: 'changed' | 'settings' | 'denied' | 'missing' | 'other', code: string) =>
    `${path} : non écrit, ${
      {
        changed: 'le fichier a été modifié pendant la correction. Relancez la commande.',
        settings:
          'ses réglages ne sont pas lisibles en entier (voir plus haut). Corrigez-les, ou donnez « --no-config ».',
        denied: "vous n'avez pas le droit de le modifier, ou d'écrire dans son dossier.",
        missing: 'le fichier a disparu pendant la correction.',
        other: `${refusedBySystem(code, 'fr')}.`,
      }[why]
    }`,
  tooManyWarnings: (count: number, limit: number) =>
    `${pluriel(count, 'avertissement')}, ${limit === 0 ? 'aucun admis' : `${String(limit)} au plus`} (--max-warnings).`,
  setting: (path: string, { place, message }: Problem) => {
    const at =
      'row' in place
        ? `, ligne ${String(place.row)}${place.column === undefined ? '' : `, colonne ${place.column}`}`
        : place.pointer === ''
          ? ''
          : `, ${place.pointer}`;
    return `${path}${at} : ${message.fr}`;
  },
  unusedSuppression: (path: string, { rule, numeroEditeur, file }: Suppression) => {
    const of = [
      ...(numeroEditeur === undefined ? [] : [`numeroEditeur ${numeroEditeur}`]),
      ...(file === undefined ? [] : [file]),
    ];
    return (
      `${path} : la suppression de « ${rule} »${of.length === 0 ? '' : ` (${of.join(', ')})`} ne tait plus rien. ` +
      'Retirez-la.'
    );
  },
  internalError: (kind: string, path: string | undefined) =>
    `${path ?? 'segur-json'} : erreur interne (${kind}). Merci de la signaler ; SEGUR_DEBUG=1 en montre le détail.`,
  outputError: (code: string) => `segur-json : impossible d'écrire le résultat (${code}).`,
  unknownProfileNote: 'profil non reconnu',
  fixable: 'corrigeable',
  seeAlso: (at: string, message: string) => `voir ${at} : ${message}`,
  others: (count: number, lignes: readonly number[]) => {
    const many = count === 1 ? 'et 1 autre' : `et ${pluriel(count, 'autre')}`;
    if (lignes.length === 0) return `${many} dans ce fichier`;
    if (lignes.length === 1) return `${many} dans la ligne ${String(lignes[0])} de « lignesImport »`;
    return `${many} dans les lignes ${ranges(lignes, ' à ')} de « lignesImport »`;
  },
  summary: resume,
  fixableCount: (count: number) =>
    count === 1
      ? '  1 se corrige sans risque : « segur-json fix ».'
      : `  ${pluriel(count, 'se corrige', 'se corrigent')} sans risque : « segur-json fix ».`,
  whereWritten: "Où c'est écrit :",
  nothing: (files: number, demandes: number) =>
    `Aucun problème dans ${pluriel(files, 'fichier')}, ${pluriel(demandes, 'demande')}.`,
  fixed: (corrections: number, files: number, written: boolean) => {
    const where = `dans ${pluriel(files, 'fichier')}`;
    const count = pluriel(corrections, 'correction');
    if (!written) return `${count} à appliquer ${where} ; rien n'a été écrit.`;
    return `${count} ${corrections < 2 ? 'appliquée' : 'appliquées'} ${where}.`;
  },
  sources: 'Sources',
  remedies: 'Que faire',
  /** An official answer, word for word. */
  quoted: (text: string) => `« ${text} »`,
  noRemedy: "Aucune correction automatique : la bonne valeur n'est connue que de vous.",
  ruleCount: (count: number) => `${pluriel(count, 'règle')}. « segur-json explain RÈGLE » en explique une.`,
};

export type Words = typeof FRENCH;

const ENGLISH = {
  severity: { error: 'error', warning: 'warning', info: 'info' },
  theme: {
    fichier: 'file',
    structure: 'structure',
    identifiants: 'identifiers',
    montants: 'amounts and dates',
    beneficiaires: 'beneficiaries',
    pieces: 'attachments',
    documents: 'text of the PDFs',
    scenario: 'scenario',
    'avance-solde': 'avance and solde',
  },
  remedy: {
    fix: 'Safe fix: “segur-json fix” applies it, it only changes the form.',
    preferred: 'Fix offered first in the editor: it replaces a value, so read it again.',
    suggest: 'Suggestion in the editor, one of several possible.',
    command: 'Command of the editor.',
  },
  headings: {},
  placeholders: usage => usage,
  help: ENGLISH_HELP,
  usage,
  seeHelp: command => `See “${command} --help”.`,
  unreadable: (path, failure) =>
    `${path}: ${unreadable('file', failure.reason, MAX_MEGABYTES).en}${
      failure.reason === 'not-regular'
        ? ' To read a pipe, give “-” and the standard input.'
        : failure.reason === 'too-large'
          ? ' 200 lignes take about 0.4 MB: this is probably not a request.'
          : failure.reason === 'other'
            ? ` (${failure.code})`
            : ''
    }`,
  noFileMatches: pattern => `${pattern}: no file matches this pattern.`,
  noRequest: (argument, kind) =>
    kind === 'folder'
      ? `${argument}: no JSON file of a Ségur request in this folder (it needs the key “lignesImport”).`
      : `${argument}: none of the files of this pattern is a Ségur request (it needs the key “lignesImport”).`,
  unknownRule: (rule, close) => `Unknown rule: “${rule}”.${near(close)} “segur-json rules” lists them all.`,
  notWritten: (path, why, code) =>
    `${path}: not written, ${
      {
        changed: 'the file was changed meanwhile. Run the command again.',
        settings: 'its settings cannot be read in full (see above). Fix them, or give “--no-config”.',
        denied: 'you do not have permission to change it, or to write in its folder.',
        missing: 'the file disappeared meanwhile.',
        other: `${refusedBySystem(code, 'en')}.`,
      }[why]
    }`,
  tooManyWarnings: (count, limit) =>
    `${plural(count, 'warning')}, ${limit === 0 ? 'none' : `at most ${String(limit)}`} allowed (--max-warnings).`,
  setting: (path, { place, message }) => {
    const at =
      'row' in place
        ? `, row ${String(place.row)}${place.column === undefined ? '' : `, column ${place.column}`}`
        : place.pointer === ''
          ? ''
          : `, ${place.pointer}`;
    return `${path}${at}: ${message.en}`;
  },
  unusedSuppression: (path, { rule, numeroEditeur, file }) => {
    const of = [
      ...(numeroEditeur === undefined ? [] : [`numeroEditeur ${numeroEditeur}`]),
      ...(file === undefined ? [] : [file]),
    ];
    return (
      `${path}: the suppression of “${rule}”${of.length === 0 ? '' : ` (${of.join(', ')})`} silences nothing any ` +
      'more. Remove it.'
    );
  },
  internalError: (kind, path) =>
    `${path ?? 'segur-json'}: internal error (${kind}). Please report it; SEGUR_DEBUG=1 shows the details.`,
  outputError: code => `segur-json: cannot write the result (${code}).`,
  unknownProfileNote: 'profile not recognised',
  fixable: 'fixable',
  seeAlso: (at, message) => `see ${at}: ${message}`,
  others: (count, lignes) => {
    const many = `and ${plural(count, 'other')}`;
    if (lignes.length === 0) return `${many} in this file`;
    return `${many} in ${lignes.length === 1 ? 'ligne' : 'lignes'} ${ranges(lignes, ' to ')} of “lignesImport”`;
  },
  summary,
  fixableCount: count => `  ${count === 1 ? '1 can' : `${String(count)} can`} be fixed safely: “segur-json fix”.`,
  whereWritten: 'Where it is written:',
  nothing: (files, demandes) => `No problem in ${plural(files, 'file')}, ${plural(demandes, 'request')}.`,
  fixed: (corrections, files, written) =>
    `${plural(corrections, 'fix', 'fixes')} ${written ? 'applied' : 'to apply'} in ` +
    `${plural(files, 'file')}${written ? '' : '; nothing was written'}.`,
  sources: 'Sources',
  remedies: 'What to do',
  quoted: text => `“${text}”`,
  noRemedy: 'No automatic fix: only you know the right value.',
  ruleCount: count => `${plural(count, 'rule')}. “segur-json explain RULE” explains one.`,
} satisfies Words;

export const wordsOf = words(FRENCH, ENGLISH);

function resume({ files, errors, warnings, infos }: Counts, after: AfterFix): string {
  const parts = [
    ...(errors > 0 ? [pluriel(errors, 'erreur')] : []),
    ...(warnings > 0 ? [pluriel(warnings, 'avertissement')] : []),
    ...(infos > 0 ? [pluriel(infos, 'information')] : []),
  ];
  const last = parts.pop() ?? '';
  const list = parts.length === 0 ? last : `${parts.join(', ')} et ${last}`;
  const where = `dans ${pluriel(files, 'fichier')}`;
  return `${{ none: '', done: 'Il reste ', planned: 'Il resterait ' }[after]}${list} ${where}.`;
}

function summary({ files, errors, warnings, infos }: Counts, after: AfterFix): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(infos > 0 ? [plural(infos, 'info')] : []),
  ];
  const last = parts.pop() ?? '';
  const list = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `${list} ${{ none: '', done: 'left ', planned: 'would be left ' }[after]}in ${plural(files, 'file')}.`;
}
