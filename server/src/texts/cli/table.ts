import { plural, pluriel, ranges, words } from '../typeset.js';

export interface GenerateCounts {
  readonly written: number;
  readonly files: number;
  readonly leftOut: number;
  readonly incomplete: number;
  /** Rows that went into no file, from 1. */
  readonly rows: readonly number[];
}

/** A value without a place in the list: its ligne, undefined for the head, and its key. */
interface Loss {
  readonly ligne: number | undefined;
  readonly key: string;
}

/** How many lignes are named. */
const MAX_NAMED = 20;

interface PlaceWords {
  readonly head: string;
  readonly ligne: string;
  cite(key: string): string;
  more(count: number): string;
}

/** « ligne 3 « a », « b » ; en-tête « c » » */
function placesOf(losses: readonly Loss[], words: PlaceWords): string {
  const byLigne = new Map<number | undefined, string[]>();
  for (const { ligne, key } of losses) {
    const known = byLigne.get(ligne);
    if (known === undefined) byLigne.set(ligne, [key]);
    else known.push(key);
  }
  const all = [...byLigne].map(([ligne, keys]) => ({
    count: keys.length,
    text:
      `${ligne === undefined ? words.head : `${words.ligne} ${String(ligne)}`} ` +
      keys.map(key => words.cite(key)).join(', '),
  }));
  const rest = all.slice(MAX_NAMED).reduce((sum, { count }) => sum + count, 0);
  return [...all.slice(0, MAX_NAMED).map(({ text }) => text), ...(rest > 0 ? [words.more(rest)] : [])].join(' ; ');
}

/** What `generate` and `table` say. */
const FRENCH = {
  help: {
    generate: "Fabrique des fichiers de demande à partir d'un tableau, un bénéficiaire par ligne.",
    tableName: 'tableau',
    table: "export de votre logiciel, CSV ou XLSX, une ligne par bénéficiaire ; « - » lit l'entrée standard",
    profile: 'profil des demandes, par exemple MDV-LGC/avance (obligatoire)',
    folder: "dossier où écrire les fichiers, créé s'il le faut (obligatoire, sauf avec --dry-run)",
    numeroAns: 'numéro de référencement ANS du logiciel ; passe avant celui du tableau',
    siret: "SIRET de l'éditeur ; passe avant celui du tableau",
    sheet: "feuille du classeur à lire, s'il en a plusieurs",
    match:
      'intitulé d\'une colonne et le champ qu\'elle dit, par exemple "Total presta.=montantSegurHT" ; passe avant ' +
      'les réglages (peut se répéter)',
    value:
      'champ et sa valeur pour toutes les lignes qui ne le disent pas, par exemple regimeTVA=TTC ; passe avant les ' +
      'réglages (peut se répéter)',
    keepIncomplete: 'écrit aussi les demandes à compléter : ce qui manque y est null',
    force: 'remplace les fichiers qui existent déjà',
    dryRun: 'montre les colonnes reconnues et ce qui serait écrit, sans rien écrire',
    date: 'date de référence, AAAA-MM-JJ : active aussi les règles de calendrier',
    list: 'Écrit les demandes dans un tableau CSV, un bénéficiaire par ligne.',
    listFiles: "fichiers, dossiers ou motifs (« **/*.json ») ; « - » lit l'entrée standard",
    listOutput: 'fichier CSV à écrire ; « - », la sortie standard (par défaut)',
    separator: 'séparateur des colonnes : « ; », « , » ou tab (par défaut, « ; »)',
    encoding:
      'encodage : utf-8-bom, utf-8 ou latin1 (par défaut, utf-8-bom pour un fichier, utf-8 sur la sortie standard)',
    listProfile: 'profil de tous les fichiers, par exemple MDV-LGC/avance (par défaut, reconnu au nom ou au contenu)',
  },
  columns: 'Colonnes reconnues :',
  notes: 'Pour tout le tableau :',
  at: (row: number, column: string | undefined, heading: string | undefined) => {
    if (column === undefined) return `ligne ${String(row)}`;
    return heading === undefined
      ? `ligne ${String(row)}, colonne ${column}`
      : `ligne ${String(row)}, colonne ${column} « ${heading} »`;
  },
  demande: (numero: string) => `demande ${numero}`,
  others: (count: number, rows: readonly number[]) =>
    `et ${pluriel(count, 'autre')} de ce genre : ${rows.length < 2 ? 'ligne' : 'lignes'} ${ranges(rows, ' à ')}`,
  file: (path: string, demandes: number, label: string | undefined) =>
    `  ${path}  ${label === undefined ? '' : `${label} : `}${pluriel(demandes, 'demande')}`,
  summary: ({ written, files, leftOut, incomplete, rows }: GenerateCounts, done: boolean) => {
    const where = files === 0 ? '' : ` en ${pluriel(files, 'fichier')}`;
    const verb = done ? ['écrite', 'écrites'] : ['à écrire', 'à écrire'];
    const parts = [`${pluriel(written, `demande ${verb[0] ?? ''}`, `demandes ${verb[1] ?? ''}`)}${where}`];
    if (incomplete > 0) parts.push(`dont ${String(incomplete)} à compléter`);
    if (leftOut > 0 || rows.length > 0) {
      const left =
        leftOut > 0
          ? `${String(leftOut)} ${leftOut < 2 ? 'laissée' : 'laissées'}`
          : pluriel(rows.length, 'ligne laissée', 'lignes laissées');
      parts.push(`${left} (${rows.length < 2 ? 'ligne' : 'lignes'} ${ranges(rows, ' à ')})`);
    }
    return done ? `${parts.join(', ')}.` : `${parts.join(', ')} ; rien n'a été écrit.`;
  },
  next: (folder: string) => `Pour les vérifier : « segur-json check ${folder} ».`,
  howToMatch:
    'Une colonne se désigne par « --match "INTITULÉ=champ" », une valeur pour toutes les lignes se donne par « ' +
    "--value champ=valeur » (« --siret » et « --numero-ans » pour l'en-tête), ou dans « table » de " +
    'segur.config.json.',
  listed: (path: string, rows: number, demandes: number) =>
    `${path} : ${pluriel(demandes, 'demande')}, ${pluriel(rows, 'ligne')}.`,
  broken: (path: string) =>
    `${path} : ce fichier a des erreurs de syntaxe, ses demandes peuvent manquer dans la liste. Voir « segur-json ` +
    'check ».',
  unlisted: (path: string, losses: readonly Loss[]) =>
    `${path} : ${losses.length < 2 ? "une valeur n'a" : `${String(losses.length)} valeurs n'ont`} pas de place ` +
    'dans la liste, « generate » ne les rendrait pas : ' +
    placesOf(losses, {
      head: 'en-tête',
      ligne: 'ligne',
      cite: key => `« ${key} »`,
      more: n => `et ${pluriel(n, 'autre')}`,
    }) +
    '. Voir « segur-json check ».',
  noFolder: (path: string) =>
    `${path} : c'est un fichier, les demandes s'écrivent dans un dossier. Donnez-en un autre à « --output ».`,
  noSuchCharacter: (path: string) =>
    `${path} : non écrit, une valeur a des caractères que « latin1 » n'a pas. Choisissez « --encoding utf-8-bom ».`,
};

export type TableWords = typeof FRENCH;

const ENGLISH = {
  help: {
    generate: 'Make request files from a table, one beneficiary per row.',
    tableName: 'table',
    table: 'export of your software, CSV or XLSX, one row per beneficiary; “-” reads the standard input',
    profile: 'profile of the requests, such as MDV-LGC/avance (required)',
    folder: 'folder to write the files to, created if needed (required, except with --dry-run)',
    numeroAns: "the software's ANS referencing number; takes precedence over the table's",
    siret: "the publisher's SIRET; takes precedence over the table's",
    sheet: 'sheet of the workbook to read, if it has several',
    match:
      'heading of a column and the field that it gives, such as "Total presta.=montantSegurHT"; takes precedence ' +
      'over the settings (may be repeated)',
    value:
      'field and its value for all rows that do not give it, such as regimeTVA=TTC; takes precedence over the ' +
      'settings (may be repeated)',
    keepIncomplete: 'write incomplete requests too: what is missing is null',
    force: 'replace files that already exist',
    dryRun: 'show the recognised columns and what would be written, write nothing',
    date: 'reference date, YYYY-MM-DD: also enables the calendar rules',
    list: 'Write the requests to a CSV table, one beneficiary per row.',
    listFiles: 'files, folders or patterns (“**/*.json”); “-” reads the standard input',
    listOutput: 'CSV file to write; “-”, the standard output (default)',
    separator: 'separator of columns: “;”, “,” or tab (default: “;”)',
    encoding: 'encoding: utf-8-bom, utf-8 or latin1 (default: utf-8-bom for a file, utf-8 on the standard output)',
    listProfile: 'profile of all files, such as MDV-LGC/avance (default: recognised by name or content)',
  },
  columns: 'Recognised columns:',
  notes: 'For the whole table:',
  at: (row, column, heading) =>
    'row ' +
    `${String(row)}${column === undefined ? '' : `, column ${column}${heading === undefined ? '' : ` “${heading}”`}`}`,
  demande: numero => `request ${numero}`,
  others: (count, rows) =>
    `and ${plural(count, 'other')} of this kind: ${rows.length === 1 ? 'row' : 'rows'} ${ranges(rows, ' to ')}`,
  file: (path, demandes, label) =>
    `  ${path}  ${label === undefined ? '' : `${label}: `}${plural(demandes, 'request')}`,
  summary: ({ written, files, leftOut, incomplete, rows }, done) => {
    const parts = [
      `${plural(written, 'request')} ` +
        `${done ? 'written' : 'to write'}${files === 0 ? '' : ` in ${plural(files, 'file')}`}`,
    ];
    if (incomplete > 0) parts.push(`${String(incomplete)} of them to be filled in`);
    if (leftOut > 0 || rows.length > 0) {
      const left = leftOut > 0 ? `${String(leftOut)} left out` : `${plural(rows.length, 'row')} left out`;
      parts.push(`${left} (${rows.length === 1 ? 'row' : 'rows'} ${ranges(rows, ' to ')})`);
    }
    return done ? `${parts.join(', ')}.` : `${parts.join(', ')}; nothing was written.`;
  },
  next: folder => `To check them: “segur-json check ${folder}”.`,
  howToMatch:
    'A column is named by “--match "HEADING=field"”, a value for all rows is given by “--value field=value” ' +
    '(“--siret” and “--numero-ans” for the head), or in “table” of segur.config.json.',
  listed: (path, rows, demandes) => `${path}: ${plural(demandes, 'request')}, ${plural(rows, 'row')}.`,
  broken: path =>
    `${path}: this file has syntax errors, some of its requests may be missing from the list. See “segur-json check”.`,
  unlisted: (path, losses) =>
    `${path}: ${plural(losses.length, 'value')} ${losses.length === 1 ? 'has' : 'have'} no place in the list, ` +
    `“generate” would not give ${losses.length === 1 ? 'it' : 'them'} back: ` +
    placesOf(losses, {
      head: 'head',
      ligne: 'ligne',
      cite: key => `“${key}”`,
      more: n => `and ${plural(n, 'other')}`,
    }) +
    '. See “segur-json check”.',
  noFolder: path => `${path}: this is a file, requests are written in a folder. Give another to “--output”.`,
  noSuchCharacter: path =>
    `${path}: not written, a value has characters that “latin1” lacks. Choose “--encoding utf-8-bom”.`,
} satisfies TableWords;

export const tableWordsOf = words(FRENCH, ENGLISH);
