import { words } from '../typeset.js';

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
  next: (requests: string) => `Ensuite : segur-json check ${requests}`,
};

export type SetupWords = typeof FRENCH;

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
  next: requests => `Next: segur-json check ${requests}`,
} satisfies SetupWords;

export const setupWordsOf = words(FRENCH, ENGLISH);
