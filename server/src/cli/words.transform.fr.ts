import { fr, pluriel } from './french.js';
import { quoted, ranges, some } from './words.js';
import type { TransformWords } from './words.transform.js';

const nothingToSplit: TransformWords['nothingToSplit'] = (by, label, count) => {
  if (count === 0) return fr`Rien à découper : ce fichier n'a aucune ligne.`;
  switch (by) {
    case 'count':
      return fr`Rien à découper : ${pluriel(count, 'ligne tient', 'lignes tiennent')} dans un seul fichier.`;
    case 'rate':
      return fr`Rien à découper : toutes les lignes vont ensemble (${label ?? ''}).`;
    case 'validity':
      return fr`Rien à découper : le fichier n'a que des ${label ?? 'lignes'}.`;
  }
};

/** What the system's codes mean where a file was to be written. */
const REFUSED: Readonly<Record<string, string>> = {
  EACCES: "vous n'avez pas le droit d'écrire à cet endroit",
  EPERM: "vous n'avez pas le droit d'écrire à cet endroit",
  EROFS: 'ce disque est en lecture seule',
  ENOSPC: "il n'y a plus de place sur le disque",
  EDQUOT: "il n'y a plus de place sur le disque",
  EEXIST: 'un fichier porte le nom du dossier à créer',
  ENOTDIR: 'un fichier porte le nom du dossier à créer',
  ENOENT: 'son dossier a disparu',
  ENAMETOOLONG: 'ce nom est trop long',
  ELOOP: 'ce chemin tourne en rond (liens)',
};

export const FRENCH: TransformWords = {
  help: {
    split: 'Découpe un fichier en plusieurs, sans perdre une demande.',
    merge: "Réunit plusieurs fichiers en un, si aucune règle ne s'y oppose.",
    solde: "Prépare les demandes de solde à partir du JSON de sortie d'une avance.",
    fileName: 'fichier',
    splitFile: fr`fichier à découper ; « - » lit l'entrée standard`,
    mergeFiles: fr`fichiers à réunir, dans cet ordre ; l'en-tête est celui du premier`,
    soldeFile: fr`JSON de sortie du portail, pour une avance ; « - » lit l'entrée standard`,
    outputName: 'fichier',
    by: fr`découpage : rate (un fichier par taux de TVA), count (200 lignes au plus par fichier) ou validity (les lignes sans erreur à part)`,
    size: fr`nombre de lignes par fichier, 200 au plus (par défaut, 200)`,
    folder: fr`dossier où écrire les fichiers, créé s'il le faut`,
    mergeOutput: fr`fichier à écrire ; « - » écrit sur la sortie standard`,
    soldeOutput: fr`fichier à écrire ; « - » écrit sur la sortie standard`,
    force: 'remplace les fichiers qui existent déjà',
    dryRun: 'montre ce qui serait écrit, sans rien écrire',
    profile: 'profil du fichier, par exemple MDV-LGC/avance (par défaut, reconnu au nom ou au contenu)',
    date: fr`date de référence, AAAA-MM-JJ : active aussi les règles de calendrier`,
    plafonds: fr`fichier de calcul, CSV ou XLSX : vérifie les montants`,
    lignes: fr`lignes à prendre, par exemple 1,3-5 (par défaut, toutes)`,
    numeros: fr`demandes à prendre, par numéro de l'éditeur ou de dossier, séparés par des virgules`,
    existing: fr`soldes déjà préparés : leurs demandes ne sont pas reprises`,
  },
  oneFile: command => fr`« ${command} » prend un seul fichier, ou « - ».`,
  twoFiles: 'Il faut au moins deux fichiers à réunir.',
  folderWanted: fr`« split » écrit plusieurs fichiers : « --output » attend un dossier, pas « - ».`,
  badSize: (value, max) => fr`« ${value} » : « --size » attend un nombre de lignes, de 1 à ${max}.`,
  badLignes: value => fr`« ${value} » : « --lignes » attend des numéros de ligne, par exemple 1,3-5.`,
  badNumeros: value =>
    fr`« ${value} » : « --numeros » attend des numéros d'éditeur ou de dossier, séparés par des virgules.`,
  noSuchLigne: (ligne, count) => fr`Il n'y a pas de ligne ${ligne} : ce fichier en compte ${count}.`,
  noSuchNumero: value =>
    fr`Aucune ligne ne porte le numéro « ${value} », ni comme numéro de l'éditeur ni comme numéro de dossier.`,
  noProfile: fr`profil non reconnu. Indiquez-le : « --profile MDV-LGC/avance », par exemple.`,
  nothingToSplit,
  part: (path, label, demandes, errors) =>
    fr`  ${path}  ${label} : ${pluriel(demandes, 'demande')}, ${errors === 0 ? 'aucune erreur' : pluriel(errors, 'erreur')}`,
  written: (files, demandes, done) => {
    const what = `${pluriel(demandes, 'demande')} en ${pluriel(files, 'fichier')}`;
    return done ? fr`${what} :` : fr`${what}, rien n'a été écrit :`;
  },
  inTheWay: (path, reason) =>
    fr`${path} : ${
      {
        exists: fr`ce fichier existe déjà. Rien n'a été écrit ; « --force » le remplace.`,
        folder: "c'est un dossier. Rien n'a été écrit.",
        special: "ce n'est pas un fichier ordinaire (périphérique, tube…), il ne se remplace pas. Rien n'a été écrit.",
        'dead-link': "c'est un lien vers un fichier qui n'existe pas. Rien n'a été écrit.",
        link: "c'est un lien vers un autre dossier ou vers un autre de ces fichiers. Rien n'a été écrit. Nommez plutôt le fichier auquel il mène.",
      }[reason]
    }`,
  notWritten: (path, code) => fr`${path} : rien n'a été écrit, ${REFUSED[code] ?? `le système a refusé (${code})`}.`,
  refusedMerge: fr`Ces fichiers ne se réunissent pas :`,
  merged: (path, demandes, files, done) =>
    fr`${done ? '' : "Rien n'a été écrit. "}${path} : ${pluriel(demandes, 'demande')} de ${pluriel(files, 'fichier')}.`,
  nameHidesProfile: (path, suffix) => fr`${path} : ce nom ne dit plus le profil. Nommez le fichier « …${suffix} ».`,
  noExisting: fr`Les fichiers donnés à « --existing » ne contiennent aucun solde de ce profil.`,
  nothingLeft: fr`Aucun solde à préparer : toutes ces demandes ont déjà le leur.`,
  noDossier: fr`aucune des lignes choisies n'a de numéro de dossier : le portail n'en a enregistré aucune, il n'y a pas de solde à demander.`,
  noLigne: fr`la liste « lignesImport » est vide, il n'y a pas de solde à demander.`,
  created: (path, soldes, done) =>
    fr`${done ? '' : "Rien n'a été écrit. "}${path} : ${pluriel(soldes, 'demande')} de solde.`,
  gaps: count => fr`${pluriel(count, 'valeur')} à compléter :`,
  noGap: 'Rien à compléter.',
  gap: (key, count, lignes) =>
    fr`  ${key}  ${count}, ${lignes.length === 1 ? 'ligne' : 'lignes'} ${ranges(lignes, ' à ')}`,
  checkIt: path => fr`« segur-json check ${path} » dit pour chacune ce qu'attend le portail.`,
  leftBehind: keys =>
    fr`Non repris (clés inconnues du modèle) : ${some(keys, ' et ', more => pluriel(more, 'autre'))}.`,
  toSplit: (path, by) => {
    const why =
      by === 'rate'
        ? 'mêle des taux ou des régimes de TVA (mixed-regime-tva, mixed-tva-rate)'
        : 'a plus de 200 lignes (ligne-count)';
    return fr`Ce fichier ${why} : découpez-le avant de le déposer, « segur-json split ${quoted(path ?? 'solde.json')} --by ${by} -o dossier ».`;
  },
};
