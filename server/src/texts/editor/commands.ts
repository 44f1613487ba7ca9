import { pluriel, plural, words } from '../typeset.js';

/** What the server says where it runs a command itself, for an editor without our extension. */
const FRENCH = {
  split: {
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
  notApplied: "L'éditeur n'a pas appliqué la modification : un fichier de ce nom existe peut-être déjà.",
  sources: 'Sources',
};

type CommandWords = typeof FRENCH;

const ENGLISH = {
  split: { rate: 'Split by VAT rate', count: 'Split at 200 lignes', validity: 'Set the lignes with errors apart' },
  solde: 'Create the solde',
  done: files => `${plural(files.length, 'file')} created: ${files.join(', ')}.`,
  gaps: count => `${plural(count, 'value is', 'values are')} left to fill in.`,
  left: keys => `Not carried over: ${keys.join(', ')}.`,
  noRequest: 'This file is no Ségur request that is open in the editor.',
  noSolde: 'All demandes of this output have their solde.',
  noRule: 'This rule is unknown.',
  notApplied: 'The editor did not apply the edit: a file of that name may exist already.',
  sources: 'Sources',
} satisfies CommandWords;

export const commandWords = words(FRENCH, ENGLISH);
