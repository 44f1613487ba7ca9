import type { Listed } from '../node/pieceFolder.js';
import type { OutRefused } from '../app/deposit/ports.js';
import type { Lang } from '../rules/contract.js';
import { fr, plural, pluriel } from './french.js';

/** What `package` says. */
export interface PackagingWords {
  readonly help: Readonly<
    Record<
      | 'package'
      | 'file'
      | 'fileName'
      | 'pieces'
      | 'output'
      | 'plan'
      | 'dryRun'
      | 'force'
      | 'allowErrors'
      | 'zipName'
      | 'maxZip'
      | 'maxFile',
      string
    >
  >;
  folder(path: string, failure: Extract<Listed, { ok: false }>['failure']): string | undefined;
  out(why: OutRefused['why'], out: string, path: string): string;
  readonly oneFile: string;
  readonly planMissing: string;
  interrupted(replacing: boolean): string;
  notWritten(path: string, code: string): string;
  readonly step: Readonly<Record<'check' | 'write', string>>;
  restored(names: readonly string[]): string;
  where(ligne: number, numeroEditeur: string | undefined): string;
  proposal(sources: readonly string[]): string;
  errorsRefused(count: number): string;
  problemsRefused(count: number): string;
  readonly howToConfirm: string;
  planned(
    counts: { readonly demandes: number; readonly zips: number; readonly pieces: number; readonly sources: number },
    size: string,
  ): string;
  readonly nothingWritten: string;
  planWritten(path: string): string;
  done(
    path: string,
    counts: { readonly zips: number; readonly pieces: number; readonly pages: number },
    size: string,
  ): string;
  amount(montant: string, avance: string | undefined): string;
  vat(rate: string): string;
  reordered(file: string): string;
  withoutBom(file: string): string;
  withErrors(count: number): string;
  report(path: string): string;
}

const FRENCH: PackagingWords = {
  help: {
    package: "Prépare le dépôt d'un fichier : le JSON, un ZIP de pièces par demande et un rapport.".replace(
      ' :',
      '\u00a0:',
    ),
    file: 'fichier de demande, JSON',
    fileName: 'fichier',
    pieces: fr`dossier des pièces justificatives (par défaut, « pieces » du segur.config.json, sinon le dossier « pieces » à côté du fichier)`,
    output: fr`dossier de dépôt à créer`,
    plan: fr`plan JSON : désigne les fichiers des pièces qui ne portent pas leur nom ; avec --dry-run, le plan y est écrit s'il n'existe pas`,
    dryRun: "montre le plan, sans rien écrire d'autre",
    force: "remplace le dossier de dépôt s'il existe, avec tout ce qu'il contient",
    allowErrors: 'prépare le dépôt même si le fichier contient des erreurs',
    zipName: fr`modèle du nom des ZIP, avec {numeroEditeur}, {numLigne} ou {numeroASP} (par défaut, {numeroEditeur}.zip)`,
    maxZip: "taille d'un ZIP à ne pas dépasser, en Mo",
    maxFile: "taille d'une pièce à ne pas dépasser, en Mo",
  },
  folder: (path, failure) => {
    switch (failure.reason) {
      case 'missing':
        return fr`${path} : ce dossier n'existe pas.`;
      case 'not-a-folder':
        return fr`${path} : ce n'est pas un dossier. « --pieces » attend le dossier des pièces justificatives.`;
      case 'too-many':
        return fr`${path} : ce dossier contient plus de ${failure.limit} fichiers. Donnez celui des seules pièces justificatives.`;
      case 'denied':
        return fr`${path} : lecture refusée, vous n'en avez pas le droit.`;
      default:
        return undefined;
    }
  },
  out: (why, out, path) =>
    ({
      exists: fr`${out} : ce dossier existe déjà. Donnez-en un autre, ou « --force » pour le remplacer, avec tout ce qu'il contient.`,
      foreign: fr`${out} : ce dossier n'est pas un dépôt de Ségur JSON, il contient ${path}. Même avec « --force », il n'est pas remplacé. Donnez un autre dossier.`,
      link: fr`${out} : c'est un lien, il n'est ni suivi ni remplacé. Donnez un autre nom, ou le dossier où il mène.`,
      'not-a-folder': fr`${out} : ${path === out ? 'il y a là' : fr`${path} est`} autre chose qu'un dossier, qui n'est pas remplacé. Donnez un autre nom.`,
      inside: fr`${out} : le dépôt ne s'écrit pas dans le dossier des pièces. Donnez un autre dossier de dépôt.`,
      holds: fr`${out} : ce dossier ne peut pas être remplacé, il contient ${path}. Donnez un autre dossier de dépôt.`,
      root: fr`${out} : donnez un dossier à créer.`,
    })[why],
  oneFile: fr`« segur-json package » prépare le dépôt d'un seul fichier JSON, donné par son nom.`,
  planMissing: fr`ce plan n'existe pas. « --dry-run » l'écrit.`,
  interrupted: replacing =>
    replacing
      ? fr`Interrompu : rien n'a été écrit, l'ancien dépôt est resté tel quel.`
      : fr`Interrompu : rien n'a été écrit.`,
  notWritten: (path, code) =>
    fr`${path} : non écrit, ${code === 'ENOSPC' || code === 'EDQUOT' ? "il n'y a plus de place sur le disque" : code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? "vous n'avez pas le droit d'écrire dans ce dossier" : `le système a refusé (${code})`}. Rien n'en reste.`,
  step: { check: 'Vérification des pièces', write: 'Préparation des ZIP' },
  restored: names =>
    fr`Une préparation avait été coupée net : ${names.length < 2 ? 'le dépôt' : 'les dépôts'} ${names.join(', ')} ${names.length < 2 ? 'a été remis' : 'ont été remis'} en place.`,
  where: (ligne, numeroEditeur) => `ligne ${String(ligne)}${numeroEditeur === undefined ? '' : `, ${numeroEditeur}`}`,
  proposal: sources => fr`peut-être ${sources.join(' + ')} ?`,
  errorsRefused: count =>
    fr`Rien n'a été écrit : le fichier contient ${pluriel(count, 'erreur')}. Corrigez-${count < 2 ? 'la' : 'les'}, ou donnez « --allow-errors ».`,
  problemsRefused: count => fr`Rien n'a été écrit : ${pluriel(count, 'point')} à régler d'abord.`,
  howToConfirm: fr`Pour désigner un fichier sans le renommer : « --dry-run --plan plan.json » écrit un plan, que vous complétez ; relancez ensuite avec « --plan plan.json ».`,
  planned: ({ zips, pieces, sources }, size) =>
    fr`Prévu : ${pluriel(zips, 'ZIP', 'ZIP')}, ${pluriel(pieces, 'pièce')}, de ${pluriel(sources, 'fichier')} (${size}).`,
  nothingWritten: "Rien n'a été écrit.",
  planWritten: path => fr`Plan écrit : ${path}`,
  done: (path, { zips, pieces, pages }, size) =>
    fr`Dépôt prêt : ${path} (${pluriel(zips, 'ZIP', 'ZIP')}, ${pluriel(pieces, 'pièce')}, ${pluriel(pages, 'page')}, ${size})`,
  amount: (montant, avance) =>
    fr`Montant Ségur HT : ${montant}${avance === undefined ? '' : fr` ; avance attendue : ${avance}`}`,
  vat: rate => fr`Taux de TVA à saisir sur le portail : ${rate}`,
  reordered: file =>
    fr`La copie de ${file} qui est à déposer a été mise dans l'ordre du modèle ; votre fichier n'a pas changé.`,
  withoutBom: file =>
    fr`La marque d'encodage (BOM) a été retirée de la copie de ${file} qui est à déposer ; votre fichier n'a pas changé.`,
  withErrors: count =>
    fr`Attention : le fichier contient ${pluriel(count, 'erreur')}, le portail risque de le rejeter en entier.`,
  report: path => fr`Rapport et marche à suivre : ${path}`,
};

const ENGLISH: PackagingWords = {
  help: {
    package: "Packages a file's deposit: the JSON, a ZIP of documents for each request, and a report.",
    file: 'request file, JSON',
    fileName: 'file',
    pieces: 'attachments folder (by default, “pieces” of segur.config.json, else the folder “pieces” beside the file)',
    output: 'deposit folder to create',
    plan:
      "plan, JSON: names the files of documents that don't bear their name; with --dry-run the plan is written " +
      'there if it does not exist',
    dryRun: 'shows the plan, writes nothing else',
    force: 'replaces the deposit folder if it exists, with all that it holds',
    allowErrors: 'packages the deposit even if the file has errors',
    zipName:
      "pattern of the ZIPs' names, with {numeroEditeur}, {numLigne} or {numeroASP} (by default, {numeroEditeur}.zip)",
    maxZip: 'largest size of a ZIP, in MB',
    maxFile: 'largest size of a document, in MB',
  },
  folder: (path, failure) => {
    switch (failure.reason) {
      case 'missing':
        return `${path}: this folder does not exist.`;
      case 'not-a-folder':
        return `${path}: this is no folder. “--pieces” expects the attachments folder.`;
      case 'too-many':
        return (
          `${path}: this folder has more than ${String(failure.limit)} files. Give that of the supporting documents ` +
          'alone.'
        );
      case 'denied':
        return `${path}: reading refused, you don't have the right to.`;
      default:
        return undefined;
    }
  },
  out: (why, out, path) =>
    ({
      exists: `${out}: this folder exists already. Give another one, or “--force” to replace it, with all that it holds.`,
      foreign:
        `${out}: this folder is no deposit of Ségur JSON, it holds ${path}. Even with “--force” it is not replaced. ` +
        'Give another folder.',
      link: `${out}: this is a link, it is neither followed nor replaced. Give another name, or the folder it leads to.`,
      'not-a-folder':
        `${out}: ${path === out ? 'there is' : `${path} is`} something else than a folder, which is not replaced. ` +
        'Give another name.',
      inside: `${out}: a deposit is not written into the folder of attachments. Give another deposit folder.`,
      holds: `${out}: this folder can't be replaced, it holds ${path}. Give another deposit folder.`,
      root: `${out}: give a folder to create.`,
    })[why],
  oneFile: '“segur-json package” packages one JSON file, given by its name.',
  planMissing: 'this plan does not exist. “--dry-run” writes it.',
  interrupted: replacing =>
    replacing ? 'Interrupted: nothing was written, the old deposit is as it was.' : 'Interrupted: nothing was written.',
  notWritten: (path, code) =>
    `${path}: not written, ` +
    (code === 'ENOSPC' || code === 'EDQUOT'
      ? 'there is no space left on the disk'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? "you don't have the right to write in this folder"
        : `the system refused (${code})`) +
    '. Nothing is left of it.',
  step: { check: 'Checking the documents', write: 'Packing the ZIPs' },
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
    `Planned: ${plural(zips, 'ZIP')}, ${plural(pieces, 'document')}, from ${plural(sources, 'file')} (${size}).`,
  nothingWritten: 'Nothing was written.',
  planWritten: path => `Plan written: ${path}`,
  done: (path, { zips, pieces, pages }, size) =>
    `Deposit ready: ${path} (${plural(zips, 'ZIP')}, ${plural(pieces, 'document')}, ${plural(pages, 'page')}, ${size})`,
  amount: (montant, avance) =>
    `Ségur amount before tax: ${montant}${avance === undefined ? '' : `; expected avance: ${avance}`}`,
  vat: rate => `VAT rate to type on the portal: ${rate}`,
  reordered: file => `The copy of ${file} to deposit was put in the model's order; your file has not changed.`,
  withoutBom: file =>
    `The byte order mark (BOM) was left out of the copy of ${file} to deposit; your file has not changed.`,
  withErrors: count => `Mind: the file has ${plural(count, 'error')}, the portal may reject it as a whole.`,
  report: path => `Report and what to do: ${path}`,
};

export const packagingWordsOf = (lang: Lang): PackagingWords => (lang === 'fr' ? FRENCH : ENGLISH);
