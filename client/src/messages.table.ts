/** What the commands « générer depuis un tableau » and « exporter en tableau » say. */
export interface TableMessages {
  readonly openTitle: string;
  readonly openLabel: string;
  readonly needsFile: string;
  readonly profilePlaceholder: string;
  readonly reading: (name: string) => string;
  readonly looked: (demandes: number) => string;
  readonly title: (name: string, written: number, files: number, left: number) => string;
  readonly write: (files: number, replaced: number) => string;
  readonly nothing: string;
  readonly elsewhere: string;
  readonly filesPart: string;
  readonly notesPart: string;
  readonly problemsPart: string;
  readonly columnsPart: string;
  readonly file: (demandes: number, label: string | null) => string;
  readonly exists: string;
  readonly at: (row: number | null, column: string | null, heading: string | null, demande: string | null) => string;
  readonly more: (count: number) => string;
  readonly choose: string;
  readonly byValue: string;
  readonly pickField: string;
  readonly pickHeading: (field: string) => string;
  readonly typeValue: (field: string) => string;
  readonly written: (files: number, demandes: number, left: number) => string;
  readonly keep: string;
  readonly kept: string;
  readonly notWritten: string;
  readonly notRequests: string;
  readonly saveTitle: string;
  readonly exported: (demandes: number, name: string) => string;
  readonly unlisted: (places: readonly string[]) => string;
}

export const TABLE_MESSAGES: Readonly<Record<'fr' | 'en', TableMessages>> = {
  fr: {
    openTitle: 'Tableau des commandes\u00a0: CSV ou XLSX, un bénéficiaire par ligne',
    openLabel: 'Lire ce tableau',
    needsFile: 'Ce tableau doit être un fichier de cette machine, CSV ou XLSX.',
    profilePlaceholder: 'Profil des demandes à fabriquer\u00a0: couloir, logiciel et phase',
    reading: name => `Lecture de ${name}`,
    looked: demandes => many(demandes, 'demande lue', 'demandes lues'),
    title: (name, written, files, left) =>
      `${name}\u00a0: ${many(written, 'demande', 'demandes')} en ` +
      `${many(files, 'fichier', 'fichiers')}${left === 0 ? '' : `, ${many(left, 'laissée', 'laissées')}`}`,
    write: (files, replaced) =>
      'Écrire ' +
      (files === 1 ? 'ce fichier' : `ces ${String(files)} fichiers`) +
      (replaced === 0 ? '' : `, et en remplacer ${String(replaced)}`),
    nothing: 'Aucune demande à écrire\u00a0: voyez ce qui manque ci-dessous',
    elsewhere: 'Autre dossier…',
    filesPart: 'fichiers',
    notesPart: 'pour tout le tableau',
    problemsPart: 'ligne par ligne',
    columnsPart: 'colonnes reconnues',
    file: (demandes, label) => `${label === null ? '' : `${label}\u00a0: `}${many(demandes, 'demande', 'demandes')}`,
    exists: 'existe déjà',
    at: (row, column, heading, demande) =>
      [
        ...(row === null ? [] : [`ligne ${String(row)}`]),
        ...(column === null ? [] : [`colonne ${column}${heading === null ? '' : ` «\u00a0${heading}\u00a0»`}`]),
        ...(demande === null ? [] : [demande]),
      ].join(', '),
    more: count => `… et ${String(count)} de plus\u00a0: «\u00a0segur-json generate --dry-run\u00a0» les dit toutes`,
    choose: 'Choisissez-la pour désigner une colonne, ou donner une valeur',
    byValue: 'Donner une valeur pour toutes les lignes…',
    pickField: 'Champ que dit cette colonne',
    pickHeading: field => `Colonne qui dit ${field}`,
    typeValue: field => `Valeur de ${field} pour toutes les lignes qui ne la disent pas`,
    written: (files, demandes, left) =>
      `${many(demandes, 'demande écrite', 'demandes écrites')} en ` +
      many(files, 'fichier', 'fichiers') +
      (left === 0 ? '.' : `\u00a0; ${many(left, 'laissée', 'laissées')} de côté.`),
    keep: 'Garder la correspondance',
    kept: 'La correspondance des colonnes est gardée dans segur.config.json.',
    notWritten: 'Rien n’a été écrit\u00a0: l’éditeur n’a pas pu créer les fichiers.',
    notRequests: 'Ouvrez une demande Ségur, ou sélectionnez-en dans l’explorateur.',
    saveTitle: 'Écrire la liste des demandes',
    exported: (demandes, name) => `${many(demandes, 'demande listée', 'demandes listées')} dans ${name}.`,
    unlisted: places => `Sans place dans le tableau, donc absent\u00a0: ${shortened(places)}.`,
  },
  en: {
    openTitle: 'Table of orders: CSV or XLSX, one beneficiary per row',
    openLabel: 'Read this table',
    needsFile: 'This table must be a file of this machine, CSV or XLSX.',
    profilePlaceholder: 'Profile of the requests to make: couloir, software and phase',
    reading: name => `Reading ${name}`,
    looked: demandes => `${many(demandes, 'request', 'requests', 'en')} read`,
    title: (name, written, files, left) =>
      `${name}: ${many(written, 'request', 'requests', 'en')} in ` +
      `${many(files, 'file', 'files', 'en')}${left === 0 ? '' : `, ${String(left)} left out`}`,
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
    file: (demandes, label) => `${label === null ? '' : `${label}: `}${many(demandes, 'request', 'requests', 'en')}`,
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
      `${many(demandes, 'request', 'requests', 'en')} written in ` +
      `${many(files, 'file', 'files', 'en')}${left === 0 ? '.' : `; ${String(left)} left out.`}`,
    keep: 'Keep the mapping',
    kept: 'The mapping of columns is kept in segur.config.json.',
    notWritten: 'Nothing was written: the editor could not create the files.',
    notRequests: 'Open a Ségur request, or select some in the explorer.',
    saveTitle: 'Write the list of requests',
    exported: (demandes, name) => `${many(demandes, 'request', 'requests', 'en')} listed in ${name}.`,
    unlisted: places => `No place in the table, so left out: ${shortened(places)}.`,
  },
};

function many(count: number, one: string, several: string, lang: 'fr' | 'en' = 'fr'): string {
  const single = lang === 'fr' ? count < 2 : count === 1;
  return `${String(count)} ${single ? one : several}`;
}

/** A message shows a few; the others are counted. */
const MAX_PLACES = 5;
const shortened = (places: readonly string[]): string =>
  places.slice(0, MAX_PLACES).join(' ; ').replaceAll(' ;', '\u00a0;') +
  (places.length > MAX_PLACES ? `… (+\u00a0${String(places.length - MAX_PLACES)})` : '');
