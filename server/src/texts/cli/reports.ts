import { refusedBySystem } from '../files.js';
import { plural, pluriel, words } from '../typeset.js';

const FRENCH = {
  format:
    'présentation : stylish, json, sarif, junit, github, gitlab, checkstyle, rdjson ou html (par défaut, stylish)',
  outputFile: 'fichier où écrire le rapport, à la place de la sortie standard',
  stdinFilename: "nom du fichier lu sur l'entrée standard : dit le profil et les réglages, et s'affiche",
  ignoreUnknown:
    "laisse de côté ce qui n'est pas une demande, même donné par son nom ; n'en trouver aucune n'est pas une erreur",
  severity: 'gravité à partir de laquelle montrer : error, warning ou info (par défaut, info)',
  baseline: "référence : ne montre que les constats qui n'y sont pas",
  updateBaseline: "écrit dans la référence tous les constats d'aujourd'hui",
  lsp: 'Lance le serveur de langage, pour un éditeur.',
  stdio: 'par les flux standard (le seul moyen)',
  title: 'Constats de Ségur JSON',
  none: 'Rien à signaler.',
  noProfile: 'profil inconnu',
  severities: { error: 'erreur', warning: 'avertissement', info: 'information' },
  fixable: 'se corrige par « segur-json fix »',
  related: 'voir',
  footer:
    'Rapport établi par Ségur JSON sur votre machine. Il peut contenir des données de vos fichiers : ne le publiez ' +
    'pas.',
  counts: (errors: number, warnings: number, infos: number) =>
    [pluriel(errors, 'erreur'), pluriel(warnings, 'avertissement'), pluriel(infos, 'information')].join(', '),
  outputIsInput: (path: string) => `« ${path} » est un fichier à vérifier : --output-file l'aurait remplacé.`,
  notWritten: (path: string, code: string) => `${path} : non écrit, ${refusedBySystem(code, 'fr')}.`,
  baselineMissing: (path: string) =>
    `${path} : cette référence n'existe pas encore. Créez-la avec « --update-baseline ».`,
  baselineUnreadable: (path: string) => `${path} : ce n'est pas une référence de segur-json.`,
  baselineStale: (path: string, count: number) =>
    `${path} : ${pluriel(count, 'constat')} de la référence n'y ${count < 2 ? 'est' : 'sont'} plus. Mettez-la à ` +
    'jour avec « --update-baseline ».',
  baselineWritten: (path: string, count: number) => `${path} : ${pluriel(count, 'constat')} dans la référence.`,
  baselineHidden: (count: number) =>
    `${pluriel(count, 'constat')} de la référence, non ${count < 2 ? 'montré' : 'montrés'}.`,
};

export type ReportWords = typeof FRENCH;

const ENGLISH = {
  format: 'presentation: stylish, json, sarif, junit, github, gitlab, checkstyle, rdjson or html (default: stylish)',
  outputFile: 'file to write the report to, instead of the standard output',
  stdinFilename: 'name of the file read from the standard input: tells the profile and settings, and is shown',
  ignoreUnknown: 'leave files that are not requests alone, even if given by name; finding none is not an error',
  severity: 'least severity to show: error, warning or info (default: info)',
  baseline: 'baseline: show only the findings that are not in it',
  updateBaseline: "write all of today's findings to the baseline",
  lsp: 'Start the language server, for an editor.',
  stdio: 'over the standard streams (the only way)',
  title: 'Findings of Ségur JSON',
  none: 'Nothing to report.',
  noProfile: 'unknown profile',
  severities: { error: 'error', warning: 'warning', info: 'information' },
  fixable: 'fixed by “segur-json fix”',
  related: 'see',
  footer: 'Made by Ségur JSON on your machine. It may contain data from your files: do not publish it.',
  counts: (errors, warnings, infos) =>
    [plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'information', 'information')].join(', '),
  outputIsInput: path => `“${path}” is a file to check: --output-file would have replaced it.`,
  notWritten: (path, code) => `${path}: not written, ${refusedBySystem(code, 'en')}.`,
  baselineMissing: path => `${path}: this baseline does not exist yet. Create it with “--update-baseline”.`,
  baselineUnreadable: path => `${path}: this is not a baseline of segur-json.`,
  baselineStale: (path, count) =>
    `${path}: ${plural(count, 'finding')} of the baseline ${count === 1 ? 'is' : 'are'} gone. Update it with ` +
    '“--update-baseline”.',
  baselineWritten: (path, count) => `${path}: ${plural(count, 'finding')} in the baseline.`,
  baselineHidden: count => `${plural(count, 'finding')} of the baseline, not shown.`,
} satisfies ReportWords;

export const reportWordsOf = words(FRENCH, ENGLISH);
