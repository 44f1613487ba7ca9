import { words } from '../typeset.js';

/** A command line that can't be obeyed. */
export type UsageProblem =
  | {
      readonly kind: 'unknown-option' | 'missing-value' | 'unknown-command';
      readonly name: string;
      readonly near: string | undefined;
    }
  | { readonly kind: 'not-a-command'; readonly name: string }
  | { readonly kind: 'missing-argument'; readonly what: 'rule' | 'files' | 'pair' | 'model' | 'table' | 'shell' }
  | { readonly kind: 'missing-option'; readonly option: string }
  | { readonly kind: 'other'; readonly name: string }
  | {
      readonly kind: 'bad-choice';
      readonly option: string;
      readonly value: string;
      readonly choices: readonly string[];
    }
  | { readonly kind: 'bad-date' | 'bad-number' | 'bad-pair'; readonly option: string; readonly value: string }
  | { readonly kind: 'conflict'; readonly option: string; readonly other: string }
  | { readonly kind: 'one-file' | 'stdin-alone' | 'excess-arguments' };

export const proche = (near: string | undefined): string =>
  near === undefined ? '' : ` Vouliez-vous dire « ${near} » ?`;
export const near = (word: string | undefined): string => (word === undefined ? '' : ` Did you mean “${word}”?`);

const manquant = {
  rule: "Il manque l'identifiant d'une règle.",
  files: "Il manque un fichier, un dossier ou un motif (« - » pour l'entrée standard).",
  pair: "Il faut deux fichiers : l'avance, ou la sortie du portail, puis le solde.",
  model: "Il manque le modèle de l'agence, un fichier JSON (« - » pour l'entrée standard).",
  shell: "Il manque le nom de l'interpréteur : bash, zsh ou fish.",
  table: "Il manque le tableau, un CSV ou un classeur XLSX (« - » pour l'entrée standard).",
};

export function usageFrench(problem: UsageProblem): string {
  switch (problem.kind) {
    case 'unknown-option':
      return `Option inconnue : « ${problem.name} ».${proche(problem.near)}`;
    case 'unknown-command':
      return `Commande inconnue : « ${problem.name} ».${proche(problem.near)}`;
    case 'not-a-command':
      return `Il manque la commande. Vouliez-vous dire « segur-json check ${problem.name} » ?`;
    case 'missing-value':
      return `L'option « ${problem.name} » attend une valeur.`;
    case 'missing-argument':
      return manquant[problem.what];
    case 'missing-option':
      return `Il manque l'option « ${problem.option} ».`;
    case 'excess-arguments':
      return "Trop d'arguments.";
    case 'bad-choice':
      return (
        `« ${problem.value} » n'est pas admis pour « ${problem.option} ». Valeurs admises : ` +
        `${problem.choices.join(', ')}.`
      );
    case 'bad-date':
      return (
        `« ${problem.value} » n'est pas une date : ` + `« ${problem.option} » attend un jour du calendrier, AAAA-MM-JJ.`
      );
    case 'bad-number':
      return `« ${problem.value} » n'est pas un nombre entier, comme « ${problem.option} » en attend un.`;
    case 'bad-pair':
      return `« ${problem.value} » : « ${problem.option} » attend deux clés, « clé du modèle=clé de Ségur JSON ».`;
    case 'conflict':
      return `« ${problem.option} » ne va pas avec « ${problem.other} ».`;
    case 'one-file':
      return '« --stdout » attend un seul fichier, ou « - ».';
    case 'stdin-alone':
      return '« fix - » écrit sur la sortie standard : donnez « - » seul.';
    case 'other':
      return problem.name;
  }
}

const missing = {
  rule: 'The id of a rule is missing.',
  files: 'A file, folder or pattern is missing (“-” for the standard input).',
  pair: "Two files are needed: the avance, or the portal's output, then the solde.",
  model: 'The model of the agency is missing, a JSON file (“-” for the standard input).',
  shell: 'The name of the shell is missing: bash, zsh or fish.',
  table: 'The table is missing, a CSV or an XLSX workbook (“-” for the standard input).',
};

export function usage(problem: UsageProblem): string {
  switch (problem.kind) {
    case 'unknown-option':
      return `Unknown option: “${problem.name}”.${near(problem.near)}`;
    case 'unknown-command':
      return `Unknown command: “${problem.name}”.${near(problem.near)}`;
    case 'not-a-command':
      return `The command is missing. Did you mean “segur-json check ${problem.name}”?`;
    case 'missing-value':
      return `The option “${problem.name}” needs a value.`;
    case 'missing-argument':
      return missing[problem.what];
    case 'missing-option':
      return `The option “${problem.option}” is missing.`;
    case 'excess-arguments':
      return 'Too many arguments.';
    case 'bad-choice':
      return `“${problem.value}” is not allowed for “${problem.option}”. Allowed: ${problem.choices.join(', ')}.`;
    case 'bad-date':
      return `“${problem.value}” is not a date: “${problem.option}” needs a calendar date, YYYY-MM-DD.`;
    case 'bad-number':
      return `“${problem.value}” is not a whole number: “${problem.option}” needs one.`;
    case 'bad-pair':
      return `“${problem.value}”: “${problem.option}” needs two keys, “key of the model=key of Ségur JSON”.`;
    case 'conflict':
      return `“${problem.option}” does not go with “${problem.other}”.`;
    case 'one-file':
      return '“--stdout” takes a single file, or “-”.';
    case 'stdin-alone':
      return '“fix -” writes to the standard output: give “-” alone.';
    case 'other':
      return problem.name;
  }
}

/** What `--help` says about commands, arguments and options. */
export const FRENCH_HELP = {
  program:
    "Vérifie et corrige les fichiers JSON de demande de financement Ségur avant leur dépôt sur le portail de l'ASP.",
  check: 'Vérifie des fichiers de demande.',
  fix: "Applique les corrections sûres, qui ne touchent qu'à la forme.",
  rules: 'Liste les règles.',
  explain: 'Explique une règle et cite ses sources.',
  files: "fichiers, dossiers ou motifs (« **/*.json ») ; « - » lit l'entrée standard",
  fileNames: 'fichiers',
  ruleName: 'règle',
  commandName: 'commande',
  rule: "identifiant d'une règle, par exemple siret",
  format: 'présentation : stylish ou json (par défaut, stylish)',
  profile: 'profil de tous les fichiers, par exemple MDV-LGC/avance (par défaut, reconnu au nom ou au contenu)',
  date: 'date de référence, AAAA-MM-JJ : active aussi les règles de calendrier',
  lang: 'langue des messages : fr ou en',
  color: 'force les couleurs',
  noColor: 'supprime les couleurs',
  config:
    'réglages à suivre (par défaut, le segur.config.json le plus proche de chaque fichier, dans son dossier ou ' +
    'au-dessus)',
  noConfig: 'ne lit aucun segur.config.json',
  plafonds: 'fichier de calcul, CSV ou XLSX : vérifie les montants ; passe avant celui des réglages',
  adopt: "Adopte le modèle JSON de l'agence pour un profil, à la place du nôtre.",
  model: "modèle de l'agence, JSON ; « - » lit l'entrée standard",
  modelName: 'modèle',
  adoptProfile: 'profil de ce modèle, par exemple MDV-LGC/solde (obligatoire)',
  adoptLike: 'profil dont celui-ci reprend les traits (par défaut, le plus proche)',
  adoptFrom: "date depuis laquelle l'agence prend ce modèle, AAAA-MM-JJ ; le précédent reste pour les jours d'avant",
  adoptConfig: "réglages où l'inscrire (par défaut, le segur.config.json le plus proche, créé s'il n'y en a pas)",
  match:
    'clé du modèle et celle de Ségur JSON qui dit la même chose, par exemple identifiantsDMP=IdentDMP (peut se ' +
    'répéter)',
  output: 'fichier à écrire (par défaut, segur.models/<profil>.schema.json à côté des réglages)',
  force: 'remplace un modèle déjà adopté',
  adoptDryRun: 'montre ce qui serait adopté, sans rien écrire',
  quiet: 'ne montre que les erreurs',
  maxWarnings: 'sort avec le code 1 au-delà de N avertissements',
  pieces: "dossier des pièces justificatives : vérifie aussi qu'elles y sont, et ce qu'elles disent",
  stdout: "écrit le fichier corrigé sur la sortie standard, sans toucher à l'original",
  dryRun: 'montre les corrections sous forme de diff, sans rien écrire',
  help: 'affiche cette aide',
  helpCommand: "Affiche l'aide d'une commande.",
  version: 'affiche la version',
  after: 'Code de sortie : 0 aucune erreur, 1 des erreurs, 2 mauvais usage ou fichier illisible.',
};

export const ENGLISH_HELP = {
  program: "Check and fix the JSON files of Ségur funding requests before you deposit them on the ASP's portal.",
  check: 'Check request files.',
  fix: 'Apply the safe fixes, which only change the form.',
  rules: 'List the rules.',
  explain: 'Explain a rule and cite its sources.',
  files: 'files, folders or patterns (“**/*.json”); “-” reads the standard input',
  fileNames: 'files',
  ruleName: 'rule',
  commandName: 'command',
  rule: 'id of a rule, such as siret',
  format: 'presentation: stylish or json (default: stylish)',
  profile: 'profile of all files, such as MDV-LGC/avance (default: recognised by name or content)',
  date: 'reference date, YYYY-MM-DD: also enables the calendar rules',
  lang: 'language of the messages: fr or en',
  color: 'force colours',
  noColor: 'disable colours',
  config: 'settings to follow (default: the segur.config.json nearest to each file, in its folder or above)',
  noConfig: 'read no segur.config.json',
  plafonds: 'calculation file, CSV or XLSX: check the amounts; takes precedence over the settings',
  adopt: "Adopt the agency's model JSON of a profile, in place of ours.",
  model: 'model of the agency, JSON; “-” reads the standard input',
  modelName: 'model',
  adoptProfile: 'profile of this model, such as MDV-LGC/solde (required)',
  adoptLike: 'profile whose traits this one takes over (default: the nearest)',
  adoptFrom: 'day from which the agency takes this model, YYYY-MM-DD; the one before stays for earlier days',
  adoptConfig: 'settings to enter it in (default: the nearest segur.config.json, created if there is none)',
  match:
    'key of the model and the key of Ségur JSON that says the same, such as identifiantsDMP=IdentDMP (may be repeated)',
  output: 'file to write (default: segur.models/<profile>.schema.json beside the settings)',
  force: 'replace a model that was adopted before',
  adoptDryRun: 'show what would be adopted, write nothing',
  quiet: 'show errors only',
  maxWarnings: 'exit with 1 above N warnings',
  pieces: 'attachments folder: also check that they are there, and what they say',
  stdout: 'write the fixed file to the standard output, leave the original alone',
  dryRun: 'show the fixes as a diff, write nothing',
  help: 'show this help',
  helpCommand: 'Show the help of a command.',
  version: 'show the version',
  after: 'Exit code: 0 no error, 1 errors, 2 wrong usage or unreadable file.',
} satisfies typeof FRENCH_HELP;

/** What `init` and `completion` say. */
const FRENCH = {
  help: {
    init:
      "Prépare un dossier : écrit segur.config.json, .pre-commit-config.yaml et une tâche d'intégration continue. " +
      "Pose ses questions sur la sortie d'erreur.",
    yes: 'ne demande rien : prend les réponses proposées',
    requests: 'dossier des fichiers de demande (par défaut, ce dossier)',
    pieces: 'dossier des pièces justificatives',
    ci: 'intégration continue : github, gitlab ou none (par défaut, celle du dossier)',
    noPreCommit: "n'écrit pas de .pre-commit-config.yaml",
    force: 'remplace les fichiers qui existent déjà',
    dryRun: 'montre ce qui serait écrit, sans rien écrire',
    completion: 'Écrit de quoi compléter les commandes et leurs options dans un interpréteur.',
    shellName: 'interpréteur',
    shell: 'bash, zsh ou fish ; par exemple, dans ~/.bashrc : source <(segur-json completion bash)',
  },
  askRequests: 'Dossier des fichiers de demande ?',
  askPieces: 'Dossier des pièces justificatives (vide : « pieces », à côté de chaque fichier) ?',
  askPipeline: (known: readonly string[]) => `Intégration continue (${known.join(', ')}) ?`,
  askPreCommit: 'Vérifier à chaque commit, avec pre-commit (oui, non) ?',
  askReplace: (path: string) => `${path} existe déjà. Le remplacer (oui, non) ?`,
  yesWord: 'oui',
  noWord: 'non',
  notUnderstood: (answer: string, known: readonly string[]) => `« ${answer} » : répondez ${known.join(', ')}.`,
  unanswered: "Rien n'a été écrit : il manque des réponses. « --yes » prend celles qui sont proposées.",
  written: (path: string) => `Écrit : ${path}`,
  wouldWrite: (path: string) => `Serait écrit : ${path}`,
  kept: (path: string) => `Gardé tel quel : ${path}. Ajoutez-y :`,
  keptSettings: (path: string) => `Gardé tel quel : ${path}`,
  include: (from: string, path: string) => `Dans ${from}, ajoutez :\ninclude:\n  - local: ${path}`,
  notYet: (path: string) => `${path} : ce dossier n'existe pas encore.`,
  next: (requests: string) => `Ensuite : segur-json check ${requests}`,
};

type SetupWords = typeof FRENCH;

const ENGLISH = {
  help: {
    init:
      'Set up a folder: write segur.config.json, .pre-commit-config.yaml and a job for continuous integration. ' +
      'The questions go to the standard error.',
    yes: 'ask nothing: take the proposed answers',
    requests: 'folder of the request files (default: this folder)',
    pieces: 'attachments folder',
    ci: 'continuous integration: github, gitlab or none (default: that of the folder)',
    noPreCommit: 'write no .pre-commit-config.yaml',
    force: 'replace files that already exist',
    dryRun: 'show what would be written, write nothing',
    completion: 'Write what a shell needs to complete the commands and their options.',
    shellName: 'shell',
    shell: 'bash, zsh or fish; for example, in ~/.bashrc: source <(segur-json completion bash)',
  },
  askRequests: 'Folder of the request files?',
  askPieces: 'Attachments folder (empty: “pieces”, beside each file)?',
  askPipeline: known => `Continuous integration (${known.join(', ')})?`,
  askPreCommit: 'Check at each commit, with pre-commit (yes, no)?',
  askReplace: path => `${path} already exists. Replace it (yes, no)?`,
  yesWord: 'yes',
  noWord: 'no',
  notUnderstood: (answer, known) => `“${answer}”: answer ${known.join(', ')}.`,
  unanswered: 'Nothing was written: answers are missing. “--yes” takes those that are proposed.',
  written: path => `Written: ${path}`,
  wouldWrite: path => `Would be written: ${path}`,
  kept: path => `Left as it is: ${path}. Add to it:`,
  keptSettings: path => `Left as it is: ${path}`,
  include: (from, path) => `In ${from}, add:\ninclude:\n  - local: ${path}`,
  notYet: path => `${path}: this folder does not exist yet.`,
  next: requests => `Next: segur-json check ${requests}`,
} satisfies SetupWords;

export const setupWordsOf = words(FRENCH, ENGLISH);
