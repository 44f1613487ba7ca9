import { IN_THE_WAY, refusedBySystem } from '../files.js';
import { plural, pluriel, quoted, ranges, some, words } from '../typeset.js';

/** What the commands that make files from files say: `split`, `merge`, `solde`. */
const FRENCH = {
  help: {
    split: 'Découpe un fichier en plusieurs, sans perdre une demande.',
    merge: "Réunit plusieurs fichiers en un, si aucune règle ne s'y oppose.",
    solde: "Prépare les demandes de solde à partir du JSON de sortie d'une avance.",
    fileName: 'fichier',
    splitFile: "fichier à découper ; « - » lit l'entrée standard",
    mergeFiles: "fichiers à réunir, dans cet ordre ; l'en-tête est celui du premier",
    soldeFile: "JSON de sortie du portail, pour une avance ; « - » lit l'entrée standard",
    outputName: 'fichier',
    by:
      'découpage (obligatoire) : profile (un fichier par profil), rate (un fichier par taux de TVA), count (200 ' +
      'lignes au plus par fichier) ou validity (les lignes sans erreur à part)',
    size: 'nombre de lignes par fichier, 200 au plus (par défaut, 200)',
    folder: "dossier où écrire les fichiers, créé s'il le faut (obligatoire)",
    mergeOutput: 'fichier à écrire (obligatoire) ; « - » écrit sur la sortie standard',
    soldeOutput: 'fichier à écrire (obligatoire) ; « - » écrit sur la sortie standard',
    force: 'remplace les fichiers qui existent déjà',
    dryRun: 'montre ce qui serait écrit, sans rien écrire',
    profile: 'profil du fichier, par exemple MDV-LGC/avance (par défaut, reconnu au nom ou au contenu)',
    date: 'date de référence, AAAA-MM-JJ : active aussi les règles de calendrier',
    plafonds: 'fichier de calcul, CSV ou XLSX : vérifie les montants',
    lignes: 'lignes à prendre, par exemple 1,3-5 (par défaut, toutes)',
    numeros: "demandes à prendre, par numéro de l'éditeur ou de dossier, séparés par des virgules",
    existing: 'soldes déjà préparés : leurs demandes ne sont pas reprises',
  },
  oneFile: (command: string) => `« ${command} » prend un seul fichier, ou « - ».`,
  folderWanted: (command: string) =>
    `« ${command} » écrit plusieurs fichiers : « --output » attend un dossier, pas « - ».`,
  badSize: (value: string, max: number) =>
    `« ${value} » : « --size » attend un nombre de lignes, de 1 à ${String(max)}.`,
  badLignes: (value: string) => `« ${value} » : « --lignes » attend des numéros de ligne, par exemple 1,3-5.`,
  badNumeros: (value: string) =>
    `« ${value} » : « --numeros » attend des numéros d'éditeur ou de dossier, séparés par des virgules.`,
  part: (path: string, label: string, demandes: number, errors: number) =>
    `  ${path}  ${label} : ${pluriel(demandes, 'demande')}, ` +
    (errors === 0 ? 'aucune erreur' : pluriel(errors, 'erreur')),
  written: (files: number, demandes: number, done: boolean) => {
    const what = `${pluriel(demandes, 'demande')} en ${pluriel(files, 'fichier')}`;
    return done ? `${what} :` : `${what}, rien n'a été écrit :`;
  },
  inTheWay: (path: string, reason: keyof typeof IN_THE_WAY) => `${path} : ${IN_THE_WAY[reason].fr}`,
  notWritten: (path: string, code: string) => `${path} : rien n'a été écrit, ${refusedBySystem(code, 'fr')}.`,
  merged: (path: string, demandes: number, files: number, done: boolean) =>
    `${done ? '' : "Rien n'a été écrit. "}${path} : ${pluriel(demandes, 'demande')} de ${pluriel(files, 'fichier')}.`,
  nameHidesProfile: (path: string, suffix: string) =>
    `${path} : ce nom ne dit plus le profil. Nommez le fichier « …${suffix} ».`,
  noExisting: 'Les fichiers donnés à « --existing » ne contiennent aucun solde de ce profil.',
  skipped: (ligne: number, numero: string | undefined, reason: 'no-dossier' | 'repeated' | 'exists', file: string) => {
    const why = {
      'no-dossier': "elle n'a pas de numéro de dossier. Le portail ne l'a pas enregistrée.",
      repeated: "son dossier est déjà celui d'une ligne précédente.",
      exists: `son solde est déjà dans ${file}.`,
    };
    return `Ligne ${String(ligne)}${numero === undefined ? '' : ` (${numero})`} : laissée de côté, ${why[reason]}`;
  },
  created: (path: string, soldes: number, done: boolean) =>
    `${done ? '' : "Rien n'a été écrit. "}${path} : ${pluriel(soldes, 'demande')} de solde.`,
  gaps: (count: number) => `${pluriel(count, 'valeur')} à compléter :`,
  noGap: 'Rien à compléter.',
  gap: (key: string, count: number, lignes: readonly number[]) =>
    `  ${key}  ${String(count)}, ${lignes.length === 1 ? 'ligne' : 'lignes'} ${ranges(lignes, ' à ')}`,
  checkIt: (path: string) => `« segur-json check ${path} » dit pour chacune ce qu'attend le portail.`,
  leftBehind: (keys: readonly string[]) =>
    `Non repris (clés inconnues du modèle) : ${some(keys, ' et ', more => pluriel(more, 'autre'))}.`,
  toSplit: (path: string | undefined, by: 'rate' | 'count') => {
    const why =
      by === 'rate'
        ? 'mêle des taux ou des régimes de TVA (mixed-regime-tva, mixed-tva-rate)'
        : 'a plus de 200 lignes (ligne-count)';
    return (
      `Ce fichier ${why} : découpez-le avant de le déposer, « segur-json split ${quoted(path ?? 'solde.json')} --by ` +
      `${by} -o dossier ».`
    );
  },
};

export type TransformWords = typeof FRENCH;

const ENGLISH = {
  help: {
    split: 'Split a file into several, without losing a request.',
    merge: 'Merge several files into one, unless a rule forbids it.',
    solde: "Prepare the solde requests from the portal's output of an avance.",
    fileName: 'file',
    splitFile: 'file to split; “-” reads the standard input',
    mergeFiles: "files to merge, in this order; the head is the first's",
    soldeFile: "the portal's output JSON of an avance; “-” reads the standard input",
    outputName: 'file',
    by:
      'way of splitting (required): profile (one file per profile), rate (one file per VAT rate), count (at most 200 ' +
      'lignes per file) or validity (the lignes without error apart)',
    size: 'lignes per file, at most 200 (default: 200)',
    folder: 'folder to write the files to, created if needed (required)',
    mergeOutput: 'file to write (required); “-” writes to the standard output',
    soldeOutput: 'file to write (required); “-” writes to the standard output',
    force: 'replace files that already exist',
    dryRun: 'show what would be written, write nothing',
    profile: 'profile of the file, such as MDV-LGC/avance (default: recognised by name or content)',
    date: 'reference date, YYYY-MM-DD: also enables the calendar rules',
    plafonds: 'calculation file, CSV or XLSX: check the amounts',
    lignes: 'lignes to take, such as 1,3-5 (default: all)',
    numeros: "requests to take, by the publisher's or the dossier's number, separated by commas",
    existing: 'soldes that are prepared already: their requests are left out',
  },
  oneFile: command => `“${command}” takes one file, or “-”.`,
  folderWanted: command => `“${command}” writes several files: “--output” expects a folder, not “-”.`,
  badSize: (value, max) => `“${value}”: “--size” expects a number of lignes, from 1 to ${String(max)}.`,
  badLignes: value => `“${value}”: “--lignes” expects numbers of lignes, for example 1,3-5.`,
  badNumeros: value => `“${value}”: “--numeros” expects the publisher's or dossier numbers, separated by commas.`,
  part: (path, label, demandes, errors) =>
    `  ${path}  ${label}: ${plural(demandes, 'request')}, ${errors === 0 ? 'no error' : plural(errors, 'error')}`,
  written: (files, demandes, done) =>
    `${plural(demandes, 'request')} in ${plural(files, 'file')}${done ? '' : ', nothing was written'}:`,
  inTheWay: (path, reason) => `${path}: ${IN_THE_WAY[reason].en}`,
  notWritten: (path, code) => `${path}: nothing was written, ${refusedBySystem(code, 'en')}.`,
  merged: (path, demandes, files, done) =>
    `${done ? '' : 'Nothing was written. '}${path}: ${plural(demandes, 'request')} from ${plural(files, 'file')}.`,
  nameHidesProfile: (path, suffix) => `${path}: this name no longer tells the profile. Name the file “…${suffix}”.`,
  noExisting: 'The files given to “--existing” contain no solde of this profile.',
  skipped: (ligne, numero, reason, file) => {
    const why = {
      'no-dossier': 'it has no dossier number. The portal did not register it.',
      repeated: 'an earlier ligne is of the same dossier.',
      exists: `its solde is in ${file} already.`,
    };
    return `Ligne ${String(ligne)}${numero === undefined ? '' : ` (${numero})`}: left out, ${why[reason]}`;
  },
  created: (path, soldes, done) => `${done ? '' : 'Nothing was written. '}${path}: ${plural(soldes, 'solde request')}.`,
  gaps: count => `${plural(count, 'value')} to complete:`,
  noGap: 'Nothing to complete.',
  gap: (key, count, lignes) =>
    `  ${key}  ${String(count)}, ${lignes.length === 1 ? 'ligne' : 'lignes'} ${ranges(lignes, ' to ')}`,
  checkIt: path => `“segur-json check ${path}” tells for each what the portal expects.`,
  leftBehind: keys =>
    `Not carried over (keys that the model does not know): ${some(keys, ' and ', more => plural(more, 'other'))}.`,
  toSplit: (path, by) => {
    const why =
      by === 'rate'
        ? 'mixes VAT rates or schemes (mixed-regime-tva, mixed-tva-rate)'
        : 'has more than 200 lignes (ligne-count)';
    return (
      `This file ${why}: split it before you deposit it, “segur-json split ${quoted(path ?? 'solde.json')} --by ` +
      `${by} -o folder”.`
    );
  },
} satisfies TransformWords;

export const transformWordsOf = words(FRENCH, ENGLISH);
