/** A command line that can't be obeyed. */
export type UsageProblem =
  | {
      readonly kind: 'unknown-option' | 'missing-value' | 'unknown-command';
      readonly name: string;
      readonly near: string | undefined;
    }
  | { readonly kind: 'not-a-command'; readonly name: string }
  | { readonly kind: 'missing-argument'; readonly what: 'rule' | 'files' | 'model' | 'table' | 'shell' }
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
      return `« ${problem.value} » n'est pas une date : « ${problem.option} » attend un jour du calendrier, AAAA-MM-JJ.`;
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
