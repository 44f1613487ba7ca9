import { refusedBySystem, type ReadFailureReason } from '../files.js';
import { plural, pluriel, words } from '../typeset.js';

/** Why an attachments folder can't be listed; the other reasons are a file's. */
type FolderFailure =
  | { readonly reason: 'not-a-folder' | ReadFailureReason }
  | { readonly reason: 'too-many'; readonly limit: number };
type OutRefusal = 'exists' | 'not-a-folder' | 'link' | 'foreign' | 'holds' | 'root' | 'inside';

/** What `package` says. */
const FRENCH = {
  help: {
    package: "Prépare le dépôt d'un fichier : le JSON, un ZIP de pièces par demande et un rapport.",
    file: 'fichier de demande, JSON',
    fileName: 'fichier',
    pieces:
      'dossier des pièces justificatives (par défaut, « pieces » du segur.config.json, sinon le dossier « pieces » ' +
      'à côté du fichier)',
    output: 'dossier de dépôt à créer (obligatoire, sauf avec --dry-run)',
    plan:
      'plan JSON : désigne les fichiers des pièces qui ne portent pas leur nom ; avec --dry-run, le plan y est ' +
      "écrit s'il n'existe pas",
    dryRun: "montre le plan, sans rien écrire d'autre",
    force: "remplace le dossier de dépôt s'il existe, avec tout ce qu'il contient",
    allowErrors: 'prépare le dépôt même si le fichier contient des erreurs',
    zipName: 'modèle du nom des ZIP, avec {numeroEditeur}, {numLigne} ou {numeroASP} (par défaut, {numeroEditeur}.zip)',
    maxZip: "taille d'un ZIP à ne pas dépasser, en Mo",
    maxFile: "taille d'une pièce à ne pas dépasser, en Mo",
  },
  folder: (path: string, failure: FolderFailure): string | undefined => {
    switch (failure.reason) {
      case 'missing':
        return `${path} : ce dossier n'existe pas.`;
      case 'not-a-folder':
        return `${path} : ce n'est pas un dossier. « --pieces » attend le dossier des pièces justificatives.`;
      case 'too-many':
        return (
          `${path} : ce dossier contient plus de ${String(failure.limit)} fichiers. Donnez celui des seules pièces ` +
          'justificatives.'
        );
      case 'denied':
        return `${path} : lecture refusée, vous n'en avez pas le droit.`;
      default:
        return undefined;
    }
  },
  out: (why: OutRefusal, out: string, path: string) =>
    ({
      exists:
        `${out} : ce dossier existe déjà. Donnez-en un autre, ou « --force » pour le remplacer, avec tout ce qu'il ` +
        'contient.',
      foreign:
        `${out} : ce dossier n'est pas un dépôt de Ségur JSON, il contient ${path}. Même avec « --force », il n'est ` +
        'pas remplacé. Donnez un autre dossier.',
      link: `${out} : c'est un lien, il n'est ni suivi ni remplacé. Donnez un autre nom, ou le dossier où il mène.`,
      'not-a-folder':
        `${out} : ${path === out ? 'il y a là' : `${path} est`} autre chose qu'un dossier, qui n'est pas remplacé. ` +
        'Donnez un autre nom.',
      holds: `${out} : ce dossier ne peut pas être remplacé, il contient ${path}. Donnez un autre dossier de dépôt.`,
      inside: `${out} : les documents d'une pièce sont cherchés là. Donnez un autre dossier de dépôt.`,
      root: `${out} : donnez un dossier à créer.`,
    })[why],
  oneFile: "« segur-json package » prépare le dépôt d'un seul fichier JSON, donné par son nom.",
  planMissing: "ce plan n'existe pas. « --dry-run » l'écrit.",
  interrupted: (replacing: boolean): string =>
    replacing
      ? "Interrompu : rien n'a été écrit, l'ancien dépôt est resté tel quel."
      : "Interrompu : rien n'a été écrit.",
  notWritten: (path: string, code: string) =>
    `${path} : non écrit, ` + `${refusedBySystem(code, 'fr')}. Rien n'en reste.`,
  step: { check: 'Vérification des pièces', write: 'Préparation des ZIP' },
  restored: (names: readonly string[]) =>
    `Une préparation avait été coupée net : ${names.length < 2 ? 'le dépôt' : 'les dépôts'} ${names.join(', ')} ` +
    `${names.length < 2 ? 'a été remis' : 'ont été remis'} en place.`,
  where: (ligne: number, numeroEditeur: string | undefined) =>
    `ligne ${String(ligne)}${numeroEditeur === undefined ? '' : `, ${numeroEditeur}`}`,
  proposal: (sources: readonly string[]) => `peut-être ${sources.join(' + ')} ?`,
  errorsRefused: (count: number) =>
    `Rien n'a été écrit : le fichier contient ${pluriel(count, 'erreur')}. Corrigez-${count < 2 ? 'la' : 'les'}, ` +
    'ou donnez « --allow-errors ».',
  problemsRefused: (count: number) => `Rien n'a été écrit : ${pluriel(count, 'point')} à régler d'abord.`,
  howToConfirm:
    'Pour désigner un fichier sans le renommer : « --dry-run --plan plan.json » écrit un plan, que vous complétez ; ' +
    'relancez ensuite avec « --plan plan.json ».',
  planned: (
    {
      zips,
      pieces,
      sources,
    }: { readonly demandes: number; readonly zips: number; readonly pieces: number; readonly sources: number },
    size: string,
  ) =>
    `Prévu : ${pluriel(zips, 'ZIP', 'ZIP')}, ${pluriel(pieces, 'pièce')}, de ${pluriel(sources, 'fichier')} (${size}).`,
  nothingWritten: "Rien n'a été écrit.",
  planWritten: (path: string) => `Plan écrit : ${path}`,
  done: (
    path: string,
    { zips, pieces, pages }: { readonly zips: number; readonly pieces: number; readonly pages: number },
    size: string,
  ) =>
    `Dépôt prêt : ${path} (${pluriel(zips, 'ZIP', 'ZIP')}, ${pluriel(pieces, 'pièce')}, ` +
    `${pluriel(pages, 'page')}, ${size})`,
  amount: (montant: string, avance: string | undefined) =>
    `Montant Ségur HT : ${montant}${avance === undefined ? '' : ` ; avance attendue : ${avance}`}`,
  vat: (rate: string) => `Taux de TVA à saisir sur le portail : ${rate}`,
  reordered: (file: string) =>
    `La copie de ${file} qui est à déposer a été mise dans l'ordre du modèle ; votre fichier n'a pas changé.`,
  withoutBom: (file: string) =>
    `La marque d'encodage (BOM) a été retirée de la copie de ${file} qui est à déposer ; votre fichier n'a pas changé.`,
  withErrors: (count: number) =>
    `Attention : le fichier contient ${pluriel(count, 'erreur')}, le portail risque de le rejeter en entier.`,
  report: (path: string) => `Rapport et marche à suivre : ${path}`,
};

export type PackagingWords = typeof FRENCH;

const ENGLISH = {
  help: {
    package: "Prepare a file's deposit: the JSON, a ZIP of attachments for each request, and a report.",
    file: 'request file, JSON',
    fileName: 'file',
    pieces:
      'attachments folder (default: “pieces” of segur.config.json, otherwise the folder “pieces” beside the file)',
    output: 'deposit folder to create (required, except with --dry-run)',
    plan:
      'JSON plan: names the files of attachments that have another name; with --dry-run, the plan is written ' +
      'there if it does not exist',
    dryRun: 'show the plan, write nothing else',
    force: 'replace the deposit folder if it exists, with everything in it',
    allowErrors: 'prepare the deposit even if the file has errors',
    zipName:
      "pattern of the ZIPs' names, with {numeroEditeur}, {numLigne} or {numeroASP} (default: {numeroEditeur}.zip)",
    maxZip: 'largest size of a ZIP, in MB',
    maxFile: 'largest size of an attachment, in MB',
  },
  folder: (path, failure) => {
    switch (failure.reason) {
      case 'missing':
        return `${path}: this folder does not exist.`;
      case 'not-a-folder':
        return `${path}: this is not a folder. “--pieces” expects the attachments folder.`;
      case 'too-many':
        return (
          `${path}: this folder has more than ${String(failure.limit)} files. Give that of the attachments ` + 'alone.'
        );
      case 'denied':
        return `${path}: reading refused, you do not have permission to.`;
      default:
        return undefined;
    }
  },
  out: (why, out, path) =>
    ({
      exists: `${out}: this folder already exists. Give another one, or “--force” to replace it and its contents.`,
      foreign:
        `${out}: this folder is not a deposit of Ségur JSON, it contains ${path}. Even with “--force” it is not ` +
        'replaced. ' +
        'Give another folder.',
      link: `${out}: this is a link, which is neither followed nor replaced. Give another name, or its target.`,
      'not-a-folder':
        `${out}: ${path === out ? 'there is' : `${path} is`} something else than a folder, which is not replaced. ` +
        'Give another name.',
      holds: `${out}: this folder can't be replaced, it contains ${path}. Give another deposit folder.`,
      inside: `${out}: parts of an attachment are looked for there. Give another deposit folder.`,
      root: `${out}: give a folder to create.`,
    })[why],
  oneFile: '“segur-json package” packages one JSON file, given by its name.',
  planMissing: 'this plan does not exist. “--dry-run” writes it.',
  interrupted: replacing =>
    replacing ? 'Interrupted: nothing was written, the old deposit is as it was.' : 'Interrupted: nothing was written.',
  notWritten: (path, code) =>
    `${path}: not written, ` + `${refusedBySystem(code, 'en')}. Nothing of it is left behind.`,
  step: { check: 'Checking the attachments', write: 'Packing the ZIPs' },
  restored: names =>
    `A run had been cut short: ${names.join(', ')} ${names.length < 2 ? 'was' : 'were'} put back in place.`,
  where: (ligne, numeroEditeur) => `ligne ${String(ligne)}${numeroEditeur === undefined ? '' : `, ${numeroEditeur}`}`,
  proposal: sources => `perhaps ${sources.join(' + ')}?`,
  errorsRefused: count =>
    `Nothing was written: the file has ${plural(count, 'error')}. Correct ${count === 1 ? 'it' : 'them'}, or give ` +
    '“--allow-errors”.',
  problemsRefused: count => `Nothing was written: ${plural(count, 'point')} to settle first.`,
  howToConfirm:
    'To name a file without renaming it: “--dry-run --plan plan.json” writes a plan, which you complete; then run ' +
    'again with “--plan plan.json”.',
  planned: ({ zips, pieces, sources }, size) =>
    `Planned: ${plural(zips, 'ZIP')}, ${plural(pieces, 'attachment')}, from ${plural(sources, 'file')} (${size}).`,
  nothingWritten: 'Nothing was written.',
  planWritten: path => `Plan written: ${path}`,
  done: (path, { zips, pieces, pages }, size) =>
    `Deposit ready: ${path} (${plural(zips, 'ZIP')}, ${plural(pieces, 'attachment')}, ${plural(pages, 'page')}, ` +
    `${size})`,
  amount: (montant, avance) =>
    `Ségur amount before tax: ${montant}${avance === undefined ? '' : `; expected avance: ${avance}`}`,
  vat: rate => `VAT rate to enter on the portal: ${rate}`,
  reordered: file => `The copy of ${file} to deposit was put in the model's order; your file has not changed.`,
  withoutBom: file =>
    `The byte order mark (BOM) was left out of the copy of ${file} to deposit; your file has not changed.`,
  withErrors: count => `Careful: the file has ${plural(count, 'error')}, the portal may reject it as a whole.`,
  report: path => `Report and what to do: ${path}`,
} satisfies PackagingWords;

export const packagingWordsOf = words(FRENCH, ENGLISH);
