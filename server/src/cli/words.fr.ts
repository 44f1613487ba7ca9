import type { ReadFailure } from '../node/read.js';
import { fr, pluriel } from './french.js';
import { ranges, type AfterFix, type Counts, type UsageProblem, type Words } from './words.js';

const megaoctets = (size: number): string => `${(size / 1e6).toFixed(1).replace('.', ',')}\u00a0Mo`;
const proche = (near: string | undefined): string => (near === undefined ? '' : fr` Vouliez-vous dire « ${near} » ?`);

export const FRENCH: Words = {
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
    fix: fr`Correction sûre : « segur-json fix » l'applique, elle ne touche qu'à la forme.`,
    preferred: fr`Correction proposée en premier dans l'éditeur : elle remplace une valeur, relisez-la.`,
    suggest: "Proposition dans l'éditeur, parmi plusieurs possibles.",
    command: "Commande de l'éditeur.",
  },
  headings: {
    'Usage:': fr`Utilisation :`,
    'Arguments:': fr`Arguments :`,
    'Options:': fr`Options :`,
    'Global Options:': fr`Options communes :`,
    'Commands:': fr`Commandes :`,
  },
  help: {
    program:
      "Vérifie et corrige les fichiers JSON de demande de financement Ségur avant leur dépôt sur le portail de l'ASP.",
    check: 'Vérifie des fichiers de demande.',
    fix: "Applique les corrections sûres, qui ne touchent qu'à la forme.",
    rules: 'Liste les règles.',
    explain: 'Explique une règle et cite ses sources.',
    files: fr`fichiers, dossiers ou motifs (« **/*.json ») ; « - » lit l'entrée standard`,
    fileNames: 'fichiers',
    ruleName: 'règle',
    commandName: 'commande',
    rule: "identifiant d'une règle, par exemple siret",
    format: fr`présentation : stylish ou json (par défaut, stylish)`,
    profile: 'profil de tous les fichiers, par exemple MDV-LGC/avance (par défaut, reconnu au nom ou au contenu)',
    date: fr`date de référence, AAAA-MM-JJ : active aussi les règles de calendrier`,
    lang: fr`langue des messages : fr ou en`,
    color: 'force les couleurs',
    noColor: 'supprime les couleurs',
    config: fr`réglages de tous les fichiers (par défaut, le segur.config.json le plus proche de chacun, dans son dossier ou au-dessus)`,
    noConfig: 'ne lit aucun segur.config.json',
    plafonds: fr`fichier de calcul, CSV ou XLSX : vérifie les montants ; passe avant celui des réglages`,
    adopt: "Adopte le modèle JSON de l'agence pour un profil, à la place du nôtre.",
    model: fr`modèle de l'agence, JSON ; « - » lit l'entrée standard`,
    modelName: 'modèle',
    adoptProfile: 'profil de ce modèle, par exemple MDV-LGC/solde',
    adoptConfig: fr`réglages où l'inscrire (par défaut, le segur.config.json le plus proche, créé s'il n'y en a pas)`,
    match: fr`clé du modèle et celle de Ségur JSON qui dit la même chose, par exemple identifiantsDMP=IdentDMP`,
    output: fr`fichier à écrire (par défaut, segur.models/<profil>.schema.json à côté des réglages)`,
    force: 'remplace un modèle déjà adopté',
    adoptDryRun: 'montre ce qui serait adopté, sans rien écrire',
    quiet: 'ne montre que les erreurs',
    maxWarnings: 'sort avec le code 1 au-delà de N avertissements',
    pieces: fr`dossier des pièces justificatives : vérifie aussi qu'elles y sont, et ce qu'elles disent`,
    stdout: "écrit le fichier corrigé sur la sortie standard, sans toucher à l'original",
    dryRun: 'montre les corrections sous forme de diff, sans rien écrire',
    help: 'affiche cette aide',
    helpCommand: "Affiche l'aide d'une commande.",
    version: 'affiche la version',
    after: fr`Code de sortie : 0 aucune erreur, 1 des erreurs, 2 mauvais usage ou fichier illisible.`,
  },
  usage,
  seeHelp: command => fr`Voir « ${command} --help ».`,
  unreadable: (path, failure) => fr`${path} : ${illisible(failure)}`,
  noFileMatches: pattern => fr`${pattern} : aucun fichier ne correspond à ce motif.`,
  noRequest: (argument, kind) =>
    kind === 'folder'
      ? fr`${argument} : aucun fichier JSON de demande Ségur dans ce dossier (il y faut la clé « lignesImport »).`
      : fr`${argument} : aucun des fichiers de ce motif n'est une demande Ségur (il y faut la clé « lignesImport »).`,
  unknownRule: (rule, near) => fr`Règle inconnue : « ${rule} ».${proche(near)} « segur-json rules » les liste toutes.`,
  notWritten: (path, why, code) =>
    fr`${path} : non écrit, ${
      {
        changed: 'le fichier a été modifié pendant la correction. Relancez la commande.',
        broken: fr`la correction aurait abîmé sa syntaxe. C'est un défaut de segur-json : merci de le signaler.`,
        settings: fr`ses réglages ne sont pas lisibles en entier (voir plus haut). Corrigez-les, ou donnez « --no-config ».`,
        denied: "vous n'avez pas le droit de le modifier, ou d'écrire dans son dossier.",
        missing: 'le fichier a disparu pendant la correction.',
        other: `le système a refusé (${code}).`,
      }[why]
    }`,
  tooManyWarnings: (count, limit) =>
    `${pluriel(count, 'avertissement')}, ${limit === 0 ? 'aucun admis' : `${String(limit)} au plus`} (--max-warnings).`,
  setting: (path, { place, message }) => {
    const at =
      'row' in place
        ? fr`, ligne ${place.row}${place.column === undefined ? '' : `, colonne ${place.column}`}`
        : place.pointer === ''
          ? ''
          : `, ${place.pointer}`;
    return fr`${path}${at} : ${message.fr}`;
  },
  unusedSuppression: (path, { rule, numeroEditeur, file }) => {
    const of = [
      ...(numeroEditeur === undefined ? [] : [`numeroEditeur ${numeroEditeur}`]),
      ...(file === undefined ? [] : [file]),
    ];
    return fr`${path} : la suppression de « ${rule} »${of.length === 0 ? '' : ` (${of.join(', ')})`} ne tait plus rien. Retirez-la.`;
  },
  internalError: (kind, path) =>
    fr`${path ?? 'segur-json'} : erreur interne (${kind}). Merci de la signaler ; SEGUR_DEBUG=1 en montre le détail.`,
  outputError: code => fr`segur-json : impossible d'écrire le résultat (${code}).`,
  unknownProfileNote: 'profil non reconnu',
  fixable: 'corrigeable',
  seeAlso: (at, message) => `voir ${at}\u00a0: ${message}`,
  others: (count, lignes) => {
    const many = count === 1 ? 'et 1 autre' : `et ${pluriel(count, 'autre')}`;
    if (lignes.length === 0) return `${many} dans ce fichier`;
    if (lignes.length === 1) return fr`${many} dans la ligne ${String(lignes[0])} de « lignesImport »`;
    return fr`${many} dans les lignes ${ranges(lignes, ' à ')} de « lignesImport »`;
  },
  summary,
  fixableCount: count =>
    count === 1
      ? fr`  1 se corrige sans risque : « segur-json fix ».`
      : fr`  ${pluriel(count, 'se corrige', 'se corrigent')} sans risque : « segur-json fix ».`,
  whereWritten: fr`Où c'est écrit :`,
  nothing: files => `Aucun problème dans ${pluriel(files, 'fichier')}.`,
  fixed: (corrections, files, written) => {
    const where = `dans ${pluriel(files, 'fichier')}`;
    const count = pluriel(corrections, 'correction');
    if (!written) return fr`${count} à appliquer ${where} ; rien n'a été écrit.`;
    return `${count} ${corrections < 2 ? 'appliquée' : 'appliquées'} ${where}.`;
  },
  sources: 'Sources',
  remedies: 'Que faire',
  noRemedy: "Aucune correction automatique : la bonne valeur n'est connue que de vous.",
  ruleCount: count => fr`${pluriel(count, 'règle')}. « segur-json explain RÈGLE » en explique une.`,
};

function summary({ files, errors, warnings, infos }: Counts, after: AfterFix): string {
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

function illisible(failure: ReadFailure): string {
  switch (failure.reason) {
    case 'missing':
      return "ce fichier n'existe pas.";
    case 'vanished':
      return 'ce fichier a disparu pendant la lecture.';
    case 'denied':
      return "lecture refusée, vous n'en avez pas le droit.";
    case 'directory':
      return "c'est un dossier.";
    case 'not-regular':
      return fr`ce n'est pas un fichier ordinaire. Pour lire un tube, donnez « - » et l'entrée standard.`;
    case 'loop':
      return 'ce lien tourne en rond.';
    case 'too-large':
      return fr`fichier trop gros (${megaoctets(failure.size)}), la limite est de 50 Mo. 200 lignes en font environ 0,4 : ce n'est sans doute pas une demande.`;
    case 'other':
      return `lecture impossible (${failure.code}).`;
  }
}

const manquant = {
  rule: "Il manque l'identifiant d'une règle.",
  files: fr`Il manque un fichier, un dossier ou un motif (« - » pour l'entrée standard).`,
  model: fr`Il manque le modèle de l'agence, un fichier JSON (« - » pour l'entrée standard).`,
  table: fr`Il manque le tableau, un CSV ou un classeur XLSX (« - » pour l'entrée standard).`,
};

function usage(problem: UsageProblem): string {
  switch (problem.kind) {
    case 'unknown-option':
      return fr`Option inconnue : « ${problem.name} ».${proche(problem.near)}`;
    case 'unknown-command':
      return fr`Commande inconnue : « ${problem.name} ».${proche(problem.near)}`;
    case 'not-a-command':
      return fr`Il manque la commande. Vouliez-vous dire « segur-json check ${problem.name} » ?`;
    case 'missing-value':
      return fr`L'option « ${problem.name} » attend une valeur.`;
    case 'missing-argument':
      return manquant[problem.what];
    case 'missing-option':
      return fr`Il manque l'option « ${problem.option} ».`;
    case 'excess-arguments':
      return "Trop d'arguments.";
    case 'bad-choice':
      return fr`« ${problem.value} » n'est pas admis pour « ${problem.option} ». Valeurs admises : ${problem.choices.join(', ')}.`;
    case 'bad-date':
      return fr`« ${problem.value} » n'est pas une date : « ${problem.option} » attend un jour du calendrier, AAAA-MM-JJ.`;
    case 'bad-number':
      return fr`« ${problem.value} » n'est pas un nombre entier, comme « ${problem.option} » en attend un.`;
    case 'bad-pair':
      return fr`« ${problem.value} » : « ${problem.option} » attend deux clés, « clé du modèle=clé de Ségur JSON ».`;
    case 'conflict':
      return fr`« ${problem.option} » ne va pas avec « ${problem.other} ».`;
    case 'one-file':
      return fr`« --stdout » attend un seul fichier, ou « - ».`;
    case 'stdin-alone':
      return fr`« fix - » écrit sur la sortie standard : donnez « - » seul.`;
    case 'other':
      return problem.name;
  }
}
