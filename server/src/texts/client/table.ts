import { plural, pluriel, words } from '../typeset.js';

/** A message shows a few; the others are counted. */
const MAX_PLACES = 5;
const shortened = (places: readonly string[], separator: string): string =>
  places.slice(0, MAX_PLACES).join(separator) +
  (places.length > MAX_PLACES ? `… (+${String(places.length - MAX_PLACES)})` : '');

/** What the commands « générer depuis un tableau » and « exporter en tableau » say. */
const FRENCH = {
  openTitle: 'Tableau des commandes : CSV ou XLSX, un bénéficiaire par ligne',
  openLabel: 'Lire ce tableau',
  needsFile: 'Ce tableau doit être un fichier de cette machine, CSV ou XLSX.',
  profilePlaceholder: 'Profil des demandes à fabriquer : couloir, logiciel et phase',
  reading: (name: string) => `Lecture de ${name}`,
  looked: (demandes: number) => pluriel(demandes, 'demande lue', 'demandes lues'),
  title: (name: string, written: number, files: number, left: number) =>
    `${name} : ${pluriel(written, 'demande')} en ` +
    `${pluriel(files, 'fichier')}${left === 0 ? '' : `, ${pluriel(left, 'laissée')}`}`,
  write: (files: number, replaced: number) =>
    'Écrire ' +
    (files === 1 ? 'ce fichier' : `ces ${String(files)} fichiers`) +
    (replaced === 0 ? '' : `, et en remplacer ${String(replaced)}`),
  nothing: 'Aucune demande à écrire : voyez ce qui manque ci-dessous',
  elsewhere: 'Autre dossier…',
  filesPart: 'fichiers',
  notesPart: 'pour tout le tableau',
  problemsPart: 'ligne par ligne',
  columnsPart: 'colonnes reconnues',
  file: (demandes: number, label: string | null) =>
    `${label === null ? '' : `${label} : `}${pluriel(demandes, 'demande')}`,
  exists: 'existe déjà',
  at: (row: number | null, column: string | null, heading: string | null, demande: string | null) =>
    [
      ...(row === null ? [] : [`ligne ${String(row)}`]),
      ...(column === null ? [] : [`colonne ${column}${heading === null ? '' : ` « ${heading} »`}`]),
      ...(demande === null ? [] : [demande]),
    ].join(', '),
  more: (count: number) => `… et ${String(count)} de plus : « segur-json generate --dry-run » les dit toutes`,
  choose: 'Choisissez-la pour désigner une colonne, ou donner une valeur',
  byValue: 'Donner une valeur pour toutes les lignes…',
  pickField: 'Champ que dit cette colonne',
  pickHeading: (field: string) => `Colonne qui dit ${field}`,
  typeValue: (field: string) => `Valeur de ${field} pour toutes les lignes qui ne la disent pas`,
  written: (files: number, demandes: number, left: number) =>
    `${pluriel(demandes, 'demande écrite', 'demandes écrites')} en ` +
    pluriel(files, 'fichier') +
    (left === 0 ? '.' : ` ; ${pluriel(left, 'laissée')} de côté.`),
  keep: 'Garder la correspondance',
  kept: 'La correspondance des colonnes est gardée dans segur.config.json.',
  notWritten: "Rien n'a été écrit : l'éditeur n'a pas pu créer les fichiers.",
  notRequests: "Ouvrez une demande Ségur, ou sélectionnez-en dans l'explorateur.",
  saveTitle: 'Écrire la liste des demandes',
  exported: (demandes: number, name: string) =>
    `${pluriel(demandes, 'demande listée', 'demandes listées')} dans ${name}.`,
  broken: (names: readonly string[]) =>
    `Erreurs de syntaxe dans ${shortened(names, ', ')} : des demandes peuvent manquer dans la liste.`,
  unlisted: (places: readonly string[]) => `Sans place dans le tableau, donc absent : ${shortened(places, ' ; ')}.`,
};

export type TableMessages = typeof FRENCH;

const ENGLISH = {
  openTitle: 'Table of orders: CSV or XLSX, one beneficiary per row',
  openLabel: 'Read this table',
  needsFile: 'This table must be a file of this machine, CSV or XLSX.',
  profilePlaceholder: 'Profile of the requests to make: couloir, software and phase',
  reading: name => `Reading ${name}`,
  looked: demandes => `${plural(demandes, 'request')} read`,
  title: (name, written, files, left) =>
    `${name}: ${plural(written, 'request')} in ` +
    `${plural(files, 'file')}${left === 0 ? '' : `, ${String(left)} left out`}`,
  write: (files, replaced) =>
    'Write ' +
    (files === 1 ? 'this file' : `these ${String(files)} files`) +
    (replaced === 0 ? '' : `, and replace ${String(replaced)}`),
  nothing: 'No request to write: see below what is missing',
  elsewhere: 'Another folder…',
  filesPart: 'files',
  notesPart: 'for the whole table',
  problemsPart: 'row by row',
  columnsPart: 'recognised columns',
  file: (demandes, label) => `${label === null ? '' : `${label}: `}${plural(demandes, 'request')}`,
  exists: 'already exists',
  at: (row, column, heading, demande) =>
    [
      ...(row === null ? [] : [`row ${String(row)}`]),
      ...(column === null ? [] : [`column ${column}${heading === null ? '' : ` “${heading}”`}`]),
      ...(demande === null ? [] : [demande]),
    ].join(', '),
  more: count => `… and ${String(count)} more: “segur-json generate --dry-run” tells all`,
  choose: 'Pick it to name a column, or to give a value',
  byValue: 'Give one value for all rows…',
  pickField: 'Field that this column tells',
  pickHeading: field => `Column that tells ${field}`,
  typeValue: field => `Value of ${field} for all rows that do not tell it`,
  written: (files, demandes, left) =>
    `${plural(demandes, 'request')} written in ` +
    `${plural(files, 'file')}${left === 0 ? '.' : `; ${String(left)} left out.`}`,
  keep: 'Keep the mapping',
  kept: 'The mapping of columns is kept in segur.config.json.',
  notWritten: 'Nothing was written: the editor could not create the files.',
  notRequests: 'Open a Ségur request, or select some in the explorer.',
  saveTitle: 'Write the list of requests',
  exported: (demandes, name) => `${plural(demandes, 'request')} listed in ${name}.`,
  broken: names => `Syntax errors in ${shortened(names, ', ')}: some requests may be missing from the list.`,
  unlisted: places => `No place in the table, so left out: ${shortened(places, '; ')}.`,
} satisfies TableMessages;

export const tableMessagesOf = words(FRENCH, ENGLISH);
