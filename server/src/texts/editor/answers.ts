import { bilingual, type Bilingual, plural, pluriel, words } from '../typeset.js';

/** The server's answers to the editor's commands, besides refusals of use cases (`failures.ts`). */
export const ANSWERS = bilingual({
  at: (line: number, column: number, why: string): Bilingual => ({
    fr: `Ligne ${String(line)}, colonne ${String(column)} du texte : ${why}`,
    en: `Line ${String(line)}, column ${String(column)} of the text: ${why}`,
  }),
  andMore: (more: number): Bilingual => ({
    fr: `… et ${String(more)} de plus.`,
    en: `… and ${String(more)} more.`,
  }),
  rename: (from: string, to: string): Bilingual => ({
    fr: `Renommer « ${from} » en « ${to} » sur le disque`,
    en: `Rename “${from}” to “${to}” on disk`,
  }),
  explainRule: (rule: string): Bilingual => ({
    fr: `Expliquer la règle « ${rule} »`,
    en: `Explain the rule “${rule}”`,
  }),
  renameNumber: {
    empty: { fr: "Un « numeroEditeur » n'est pas vide.", en: 'A “numeroEditeur” is not empty.' },
    taken: {
      fr: 'Une autre demande de ces fichiers porte déjà ce « numeroEditeur » : on ne les distinguerait plus.',
      en: 'Another request of these files has this “numeroEditeur” already: they could no longer be told apart.',
    },
  },
  ligne: {
    add: { fr: 'Ajouter une ligne vierge après celle-ci', en: 'Add a blank ligne after this one' },
    duplicate: { fr: 'Dupliquer cette ligne', en: 'Duplicate this ligne' },
    up: { fr: 'Monter cette ligne', en: 'Move this ligne up' },
    down: { fr: 'Descendre cette ligne', en: 'Move this ligne down' },
    extract: { fr: 'Extraire cette ligne dans un nouveau fichier', en: 'Extract this ligne into a new file' },
  },
  writeKnown: (value: string, detail: string): Bilingual => ({
    fr: `Écrire « ${value} », le numéro de la sortie du portail (${detail})`,
    en: `Write “${value}”, the number of the portal's output (${detail})`,
  }),
  silenceRule: (rule: string): Bilingual => ({
    fr: `Ne plus signaler « ${rule} », avec une raison…`,
    en: `Stop reporting “${rule}”, with a reason…`,
  }),
  silence: {
    saveFirst: {
      fr: "Enregistrez d'abord la demande dans un dossier : les réglages se tiennent à côté d'elle.",
      en: 'Save the request in a folder first: the settings are kept beside it.',
    },
    'silence-no-rule': { fr: 'Cette règle est inconnue.', en: 'This rule is unknown.' },
    'silence-no-reason': {
      fr: "Dites pourquoi : une suppression sans raison n'est pas écrite.",
      en: 'Say why: a suppression without a reason is not written.',
    },
    'silence-settings': {
      fr: "Le fichier « segur.config.json » n'est pas lisible en entier : rien n'y a été changé. Corrigez-le d'abord.",
      en: "The file “segur.config.json” can't be read in full: nothing in it was changed. Fix it first.",
    },
    'silence-unwritable': {
      fr:
        "Le fichier « segur.config.json » n'a pas pu être écrit : le dossier est en lecture seule, ou le fichier a " +
        "changé entre-temps. Rien n'a été modifié.",
      en:
        'The file “segur.config.json” could not be written: the folder is read-only, or the file changed meanwhile. ' +
        'Nothing was changed.',
    },
  },
  fixRule: (rule: string, count: number): Bilingual => ({
    fr: `Corriger toutes les occurrences de « ${rule} » dans le fichier (${String(count)})`,
    en: `Fix all occurrences of “${rule}” in the file (${String(count)})`,
  }),
  fixAll: (count: number): Bilingual => ({
    fr: `Ségur : tout corriger (${String(count)})`,
    en: `Ségur: fix all (${String(count)})`,
  }),
  fix: {
    'fix-settings': {
      fr:
        "Rien n'a été corrigé : les réglages de ce fichier ne sont pas lisibles en entier. Corrigez-les d'abord " +
        "(voir les problèmes signalés dans « segur.config.json » et les fichiers qu'il nomme).",
      en:
        "Nothing was fixed: the settings of this file can't be read in full. Fix them first (see the problems shown " +
        'in “segur.config.json” and the files that it names).',
    },
  },
  pieces: {
    withoutFile: { fr: 'sans fichier', en: 'no file' },
    none: {
      fr: 'Aucune pièce dans cette demande : ajoutez-en une à « piecesJustificatives ».',
      en: 'No attachment in this request: add one to “piecesJustificatives”.',
    },
    saveFirst: {
      fr:
        "Enregistrez d'abord la demande dans un dossier de cet ordinateur : les pièces sont cherchées à côté " +
        "d'elle.",
      en: 'Save the request in a folder of this computer first: its attachments are looked for beside it.',
    },
    output: {
      fr: "Ce fichier est la sortie du portail : ses pièces ont déjà été déposées, il n'y en a pas à vérifier.",
      en: "This file is the portal's output: its attachments were deposited, there are none to check.",
    },
    where: { fr: 'Où sont les pièces justificatives ?', en: 'Where are the attachments?' },
    folderUnreadable: (path: string): Bilingual => ({
      fr: `Le dossier des pièces ne peut pas être lu : ${path}`,
      en: `The attachments folder can't be read: ${path}`,
    }),
    from: (nomFichier: string, path: string): Bilingual => ({
      fr: `${nomFichier} (d'après ${path})`,
      en: `${nomFichier} (from ${path})`,
    }),
  },
  concatenate: {
    single: {
      fr: "Aucun type de pièce ne figure plusieurs fois dans une même demande : il n'y a rien à concaténer.",
      en: 'No type of attachment appears several times in one request: there is nothing to concatenate.',
    },
    'no-name': {
      fr: "La première pièce de ce type n'a pas de nom en « .pdf » : donnez-lui d'abord celui du document concaténé.",
      en:
        'The first attachment of this type has no name ending in “.pdf”: first give it that of the concatenated ' +
        'document.',
    },
    clash: (named: string): Bilingual => ({
      fr: `« ${named} » existe déjà dans le dossier des pièces : renommez-le d'abord.`,
      en: `“${named}” already exists in the attachments folder: rename it first.`,
    }),
  },
  deposit: {
    notPrepared: {
      fr: "Le dépôt n'a pas été préparé ; rien n'a été écrit.",
      en: 'The deposit was not prepared; nothing was written.',
    },
    notWritten: {
      fr: "Le système n'a pas permis d'écrire le dépôt ; il n'en reste rien.",
      en: 'The system did not let the deposit be written; nothing of it is left.',
    },
    noRight: {
      fr:
        "Choisissez pour le dépôt un dossier où vous avez le droit d'écrire, et fermez les programmes qui y ont un " +
        'fichier ouvert.',
      en:
        'Choose a folder for the deposit where you have permission to write, and close the programs that have a file ' +
        'open there.',
    },
    elsewhere: {
      fr: 'Faites de la place, ou choisissez pour le dépôt un dossier sur un autre disque.',
      en: 'Make room, or choose a folder for the deposit on another disk.',
    },
    full: {
      fr: "Le disque est plein : le dépôt n'a pas été écrit, et il n'en reste rien.",
      en: 'The disk is full: the deposit was not written, and nothing of it is left.',
    },
    notHere: { fr: 'Choisissez un dossier de cet ordinateur.', en: 'Choose a folder of this computer.' },
    'not-a-folder': {
      fr: "Il y a là autre chose qu'un dossier : choisissez un autre emplacement.",
      en: 'Something other than a folder is already there: choose another place.',
    },
    holds: {
      fr: "Le dossier à remplacer contient ce qu'il faut garder : choisissez un autre emplacement.",
      en: 'The folder to replace contains files that must be kept: choose another place.',
    },
    foreign: {
      fr:
        "Le dossier à remplacer n'est pas un dépôt de Ségur JSON, il contient autre chose : choisissez un autre " +
        'emplacement.',
      en: 'The folder to replace is not a deposit made by Ségur JSON, it contains other files: choose another place.',
    },
    inside: {
      fr: "Les documents d'une pièce sont cherchés là : choisissez un autre emplacement.",
      en: 'Parts of an attachment are looked for there: choose another place.',
    },
    link: {
      fr: "Il y a là un lien, qui n'est pas remplacé : choisissez un autre emplacement.",
      en: 'There is a link, which is never replaced: choose another place.',
    },
    root: {
      fr: 'Le dépôt ne peut pas prendre la place de la racine : choisissez un autre emplacement.',
      en: "The deposit can't replace the root folder: choose another place.",
    },
  },
  others: (more: number): Bilingual => ({
    fr: `(et ${String(more)} ${more === 1 ? 'autre' : 'autres'})`,
    en: `(and ${String(more)} more)`,
  }),
  /** Part of a file's name. */
  merged: { fr: 'fusion', en: 'merged' },
  setting: {
    unusable: (name: string): Bilingual => ({
      fr: `Le réglage « ${name} » ne peut pas servir tel qu'il est : il n'en est pas tenu compte.`,
      en: `The setting “${name}” can't be used as it is: it is ignored.`,
    }),
    table: (typed: string, why: Bilingual): Bilingual => ({
      fr: `Le fichier de calcul du réglage « segur.plafonds » ne sert pas. « ${typed} » : ${why.fr}`,
      en: `The calculation file of the setting “segur.plafonds” is not used. “${typed}”: ${why.en}`,
    }),
    pieces: (typed: string): Bilingual => ({
      fr:
        `Le dossier des pièces du réglage « segur.pieces », « ${typed} », ne peut pas être lu : aucune pièce n'est ` +
        'vérifiée.',
      en: `The attachments folder of the setting “segur.pieces”, “${typed}”, can't be read: no attachment is checked.`,
    }),
    open: { fr: 'Ouvrir le réglage', en: 'Open the setting' },
  },
  compare: {
    phase: {
      fr:
        "Le profil de ce fichier n'est pas connu : on ne sait s'il est une avance ou un solde. Choisissez-le " +
        "d'abord.",
      en: 'The profile of this file is not known: it may be an avance or a solde. Choose it first.',
    },
    noSolde: {
      fr:
        'Aucun solde de ces demandes dans les dossiers ouverts : un solde se reconnaît à son numéro de dossier ASP ' +
        "ou au « numeroEditeur » de l'avance.",
      en:
        'No solde of these requests in the open folders: a solde is recognised by its dossier number or by the ' +
        "avance's “numeroEditeur”.",
    },
    noAvance: {
      fr:
        "Aucune avance de ces demandes dans les dossiers ouverts : ouvrez aussi le dossier qui contient l'avance ou " +
        'le JSON de sortie du portail.',
      en:
        'No avance of these requests in the open folders: also open the folder that contains the avance or the ' +
        'portal output.',
    },
  },
  table: {
    noRequest: (name: string): Bilingual => ({
      fr: `« ${name} » n'est pas une demande Ségur : seules des demandes s'exportent en tableau.`,
      en: `“${name}” is no Ségur request: only requests are listed as a table.`,
    }),
    local: {
      fr: "Ce tableau n'est pas un fichier de cette machine.",
      en: 'This table is not a file on this machine.',
    },
    settings: {
      fr: "Le fichier segur.config.json proche de ce tableau a une erreur : corrigez-la d'abord.",
      en: 'The segur.config.json near this table has an error: fix it first.',
    },
    many: (most: number): Bilingual => ({
      fr:
        `Ce tableau fait plus de ${String(most)} demandes : ` +
        'la ligne de commande les écrit (« segur-json generate »).',
      en:
        `This table makes more than ${String(most)} requests: ` +
        'the command line can write them (“segur-json generate”).',
    }),
    /** Where the list has no place for a value. */
    place: (file: string, ligne: number | undefined, key: string): Bilingual => {
      const at = ligne === undefined ? '' : `ligne ${String(ligne)}, `;
      return { fr: `${file}, ${at}${key}`, en: `${file}, ${at}${key}` };
    },
  },
  adopt: {
    unreadable: {
      fr: "Ce modèle n'a pas pu être lu : il faut un fichier local.",
      en: 'This model could not be read: it must be a local file.',
    },
  },
});

/** What the server says when it runs a command itself, for an editor without our extension. */
const FRENCH = {
  split: {
    profile: 'Découper par profil',
    rate: 'Découper par taux de TVA',
    count: 'Découper à 200 lignes',
    validity: 'Mettre à part les lignes en erreur',
  },
  solde: 'Créer le solde',
  done: (files: readonly string[]) =>
    `${pluriel(files.length, 'fichier créé', 'fichiers créés')} : ${files.join(', ')}.`,
  gaps: (count: number) => `${pluriel(count, 'valeur reste', 'valeurs restent')} à remplir.`,
  left: (keys: readonly string[]) => `Non repris : ${keys.join(', ')}.`,
  noRequest: "Ce fichier n'est pas une demande Ségur ouverte dans l'éditeur.",
  noSolde: 'Toutes les demandes de cette sortie ont leur solde.',
  noRule: 'Cette règle est inconnue.',
  noCommand: (command: string, known: readonly string[]) =>
    `La commande « ${command} » est inconnue. Celles du serveur : ${known.join(', ')}.`,
  silenced: (config: string) => `La raison est écrite dans ${config}.`,
  notApplied: "L'éditeur n'a pas appliqué la modification : un fichier de ce nom existe peut-être déjà.",
  sources: 'Sources',
};

type CommandWords = typeof FRENCH;

const ENGLISH = {
  split: {
    profile: 'Split by profile',
    rate: 'Split by VAT rate',
    count: 'Split at 200 lignes',
    validity: 'Set the lignes with errors apart',
  },
  solde: 'Create the solde',
  done: files => `${plural(files.length, 'file')} created: ${files.join(', ')}.`,
  gaps: count => `${plural(count, 'value is', 'values are')} left to fill in.`,
  left: keys => `Not carried over: ${keys.join(', ')}.`,
  noRequest: 'This file is no Ségur request that is open in the editor.',
  noSolde: 'All requests of this output have their solde.',
  noRule: 'This rule is unknown.',
  noCommand: (command, known) => `The command “${command}” is unknown. Those of the server: ${known.join(', ')}.`,
  silenced: config => `The reason is written in ${config}.`,
  notApplied: 'The editor did not apply the edit: a file of that name may exist already.',
  sources: 'Sources',
} satisfies CommandWords;

export const commandWords = words(FRENCH, ENGLISH);
