import { plural } from './french.js';
import { quoted, ranges, some } from './words.js';
import type { TransformWords } from './words.transform.js';

const nothingToSplit: TransformWords['nothingToSplit'] = (by, label, count) => {
  if (count === 0) return 'Nothing to split: this file has no ligne.';
  switch (by) {
    case 'count':
      return `Nothing to split: ${plural(count, 'ligne goes', 'lignes go')} into one file.`;
    case 'rate':
      return `Nothing to split: all lignes go together (${label ?? ''}).`;
    case 'validity':
      return `Nothing to split: the file has only ${label ?? 'lignes'}.`;
  }
};

/** What the system's codes mean where a file was to be written. */
const REFUSED: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'this disk is read-only',
  ENOSPC: 'there is no space left on the disk',
  EDQUOT: 'there is no space left on the disk',
  EEXIST: 'a file bears the name of the folder to make',
  ENOTDIR: 'a file bears the name of the folder to make',
  ENOENT: 'its folder has gone',
  ENAMETOOLONG: 'this name is too long',
  ELOOP: 'this path runs in a circle (links)',
};

export const ENGLISH: TransformWords = {
  help: {
    split: 'Splits a file into several, without losing a request.',
    merge: 'Merges several files into one, if no rule is against it.',
    solde: "Prepares the solde requests from the portal's output of an avance.",
    fileName: 'file',
    splitFile: 'file to split; “-” reads the standard input',
    mergeFiles: "files to merge, in this order; the head is the first's",
    soldeFile: "the portal's output JSON of an avance; “-” reads the standard input",
    outputName: 'file',
    by:
      'way of splitting: rate (one file per VAT rate), count (at most 200 lignes a file) or validity (the lignes ' +
      'without error apart)',
    size: 'lignes per file, at most 200 (by default, 200)',
    folder: 'folder to write the files to, made if need be',
    mergeOutput: 'file to write; “-” writes to the standard output',
    soldeOutput: 'file to write; “-” writes to the standard output',
    force: 'replaces files that exist already',
    dryRun: 'shows what would be written, and writes nothing',
    profile: 'profile of the file, for instance MDV-LGC/avance (by default, told by its name or content)',
    date: 'reference date, YYYY-MM-DD: also makes the calendar rules speak',
    plafonds: 'calculation file, CSV or XLSX: checks the amounts',
    lignes: 'lignes to take, for instance 1,3-5 (by default, all)',
    numeros: "requests to take, by the publisher's or the dossier's number, separated by commas",
    existing: 'soldes that are prepared already: their requests are left out',
  },
  oneFile: command => `“${command}” takes one file, or “-”.`,
  twoFiles: 'To merge takes two files at least.',
  folderWanted: '“split” writes several files: “--output” expects a folder, not “-”.',
  badSize: (value, max) => `“${value}”: “--size” expects a number of lignes, from 1 to ${String(max)}.`,
  badLignes: value => `“${value}”: “--lignes” expects numbers of lignes, for instance 1,3-5.`,
  badNumeros: value => `“${value}”: “--numeros” expects the publisher's or dossier numbers, separated by commas.`,
  noSuchLigne: (ligne, count) => `There is no ligne ${String(ligne)}: this file has ${String(count)}.`,
  noSuchNumero: value => `No ligne bears the number “${value}”, neither as the publisher's nor as the dossier's.`,
  noProfile: 'unknown profile. Name it: “--profile MDV-LGC/avance”, for instance.',
  nothingToSplit,
  part: (path, label, demandes, errors) =>
    `  ${path}  ${label}: ${plural(demandes, 'request')}, ${errors === 0 ? 'no error' : plural(errors, 'error')}`,
  written: (files, demandes, done) =>
    `${plural(demandes, 'request')} in ${plural(files, 'file')}${done ? '' : ', nothing was written'}:`,
  inTheWay: (path, reason) =>
    `${path}: ${
      {
        exists: 'this file exists already. Nothing was written; “--force” replaces it.',
        folder: 'it is a folder. Nothing was written.',
        special: 'it is no regular file (a device, a pipe…) and is never replaced. Nothing was written.',
        'dead-link': 'it is a link to a file that does not exist. Nothing was written.',
        link: 'it is a link to another folder or to another of these files. Nothing was written. Name the file that it leads to instead.',
      }[reason]
    }`,
  notWritten: (path, code) => `${path}: nothing was written, ${REFUSED[code] ?? `the system refused (${code})`}.`,
  refusedMerge: 'These files cannot be merged:',
  merged: (path, demandes, files, done) =>
    `${done ? '' : 'Nothing was written. '}${path}: ${plural(demandes, 'request')} from ${plural(files, 'file')}.`,
  nameHidesProfile: (path, suffix) => `${path}: this name no longer tells the profile. Name the file “…${suffix}”.`,
  noExisting: 'The files given to “--existing” hold no solde of this profile.',
  nothingLeft: 'No solde to prepare: all these requests have theirs already.',
  noDossier:
    'none of the chosen lignes has a dossier number: the portal registered none of them, there is no solde to ask for.',
  noLigne: 'the list “lignesImport” is empty, there is no solde to ask for.',
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
        ? 'mixes VAT rates or régimes (mixed-regime-tva, mixed-tva-rate)'
        : 'has more than 200 lignes (ligne-count)';
    return (
      `This file ${why}: split it before you deposit it, “segur-json split ${quoted(path ?? 'solde.json')} --by ` +
      `${by} -o folder”.`
    );
  },
};
