/** What the commands « découper », « réunir » and « créer le solde » say. */
export interface TransformMessages {
  readonly splitPlaceholder: string;
  readonly way: { readonly rate: string; readonly count: string; readonly validity: string };
  readonly wayDetail: (groups: readonly { readonly label: string; readonly lignes: number }[]) => string;
  readonly wayWhole: string;
  readonly write: (files: number) => string;
  readonly made: (label: string, demandes: number, errors: number) => string;
  readonly exists: string;
  readonly confirm: string;
  readonly replace: (files: number) => string;
  readonly elsewhere: string;
  readonly chooseFolder: string;
  readonly useFolder: string;
  readonly written: (files: number) => string;
  readonly notWritten: string;
  readonly moved: string;
  readonly mergePlaceholder: string;
  readonly mergeDetail: (profile: string | null, lignes: number, output: boolean) => string;
  readonly mergeTwo: string;
  readonly mergeSave: string;
  readonly merged: (demandes: number, name: string) => string;
  readonly soldeTitle: string;
  readonly soldePlaceholder: string;
  readonly withoutDossier: (count: number) => string;
  readonly amount: (euros: string) => string;
  readonly dossier: (numero: string) => string;
  readonly hasSolde: (file: string) => string;
  readonly repeated: string;
  readonly soldeNone: string;
  readonly soldeSave: string;
  readonly soldeMade: (demandes: number, gaps: number) => string;
  readonly soldeLeft: (keys: readonly string[]) => string;
}

export const TRANSFORM_MESSAGES: Readonly<Record<'fr' | 'en', TransformMessages>> = {
  fr: {
    splitPlaceholder: 'Découper ce fichier, sans perdre une demande',
    way: {
      rate: 'Un fichier par taux de TVA',
      count: '200 lignes au plus par fichier',
      validity: 'Les lignes sans erreur à part',
    },
    wayDetail: groups =>
      groups.map(({ label, lignes }) => `${label}\u00a0: ${many(lignes, 'demande', 'demandes')}`).join(' · '),
    wayWhole: 'rien à découper',
    write: files => (files === 1 ? 'Écrire ce fichier\u00a0?' : `Écrire ces ${String(files)} fichiers\u00a0?`),
    made: (label, demandes, errors) =>
      `${label}\u00a0: ${many(demandes, 'demande', 'demandes')}, ` +
      (errors === 0 ? 'aucune erreur' : many(errors, 'erreur', 'erreurs')),
    confirm: 'Écrire',
    exists: 'existe déjà',
    replace: files => `Écrire, et remplacer ${many(files, 'fichier', 'fichiers')}`,
    elsewhere: 'Autre dossier…',
    chooseFolder: 'Dossier où écrire les fichiers',
    useFolder: 'Écrire ici',
    written: files => `${many(files, 'fichier écrit', 'fichiers écrits')}.`,
    notWritten: 'Rien n’a été écrit\u00a0: l’éditeur n’a pas pu créer les fichiers.',
    moved: 'Le document a changé entre-temps\u00a0; rien n’a été écrit. Relancez la commande.',
    mergePlaceholder: 'Demandes à réunir en un fichier, l’en-tête du premier',
    mergeDetail: (profile, lignes, output) =>
      [
        profile ?? 'profil inconnu',
        many(lignes, 'demande', 'demandes'),
        ...(output ? ['JSON de sortie du portail'] : []),
      ].join(' · '),
    mergeTwo: 'Choisissez au moins deux demandes à réunir.',
    mergeSave: 'Écrire les demandes réunies',
    merged: (demandes, name) => `${many(demandes, 'demande réunie', 'demandes réunies')} dans ${name}.`,
    soldeTitle: 'De quelles demandes préparer le solde\u00a0?',
    soldePlaceholder: 'Celles qui n’ont pas encore de solde sont cochées',
    withoutDossier: count =>
      `${many(count, 'ligne', 'lignes')} sans numéro de dossier, laissée${count > 1 ? 's' : ''} de côté`,
    amount: euros => `${euros.replace('.', ',')}\u00a0€ HT`,
    dossier: numero => `Dossier ${numero}`,
    hasSolde: file => `son solde est déjà dans ${file}`,
    repeated: 'même dossier qu’une ligne précédente',
    soldeNone:
      'Aucune ligne de ce fichier n’a de numéro de dossier\u00a0: le portail n’en a enregistré aucune, il n’y a ' +
      'pas de solde à demander.',
    soldeSave: 'Écrire les demandes de solde',
    soldeMade: (demandes, gaps) =>
      `${many(demandes, 'demande de solde préparée', 'demandes de solde préparées')}\u00a0; ` +
      (gaps === 0
        ? 'rien à compléter'
        : `${many(gaps, 'valeur', 'valeurs')} à compléter, soulignée${gaps > 1 ? 's' : ''} dans le fichier`) +
      '.',
    soldeLeft: keys => `Non repris dans le solde, car inconnu du modèle\u00a0: ${keys.join(', ')}.`,
  },
  en: {
    splitPlaceholder: 'Split this file, without losing a request',
    way: {
      rate: 'One file per VAT rate',
      count: 'At most 200 lignes a file',
      validity: 'Error-free lignes separately',
    },
    wayDetail: groups =>
      groups.map(({ label, lignes }) => `${label}: ${many(lignes, 'request', 'requests', 'en')}`).join(' · '),
    wayWhole: 'nothing to split',
    write: files => (files === 1 ? 'Write this file?' : `Write these ${String(files)} files?`),
    made: (label, demandes, errors) =>
      `${label}: ${many(demandes, 'request', 'requests', 'en')}, ` +
      (errors === 0 ? 'no error' : many(errors, 'error', 'errors', 'en')),
    confirm: 'Write',
    exists: 'already exists',
    replace: files => `Write, and replace ${many(files, 'file', 'files', 'en')}`,
    elsewhere: 'Another folder…',
    chooseFolder: 'Folder to write the files to',
    useFolder: 'Write here',
    written: files => `${many(files, 'file', 'files', 'en')} written.`,
    notWritten: 'Nothing was written: the editor could not create the files.',
    moved: 'The document changed meanwhile; nothing was written. Run the command again.',
    mergePlaceholder: 'Requests to merge into one file, with the head of the first',
    mergeDetail: (profile, lignes, output) =>
      [
        profile ?? 'unknown profile',
        many(lignes, 'request', 'requests', 'en'),
        ...(output ? ['output of the portal'] : []),
      ].join(' · '),
    mergeTwo: 'Choose at least two requests to merge.',
    mergeSave: 'Write the merged requests',
    merged: (demandes, name) => `${many(demandes, 'request', 'requests', 'en')} merged in ${name}.`,
    soldeTitle: 'Of which requests to prepare the solde?',
    soldePlaceholder: 'Those that have no solde yet are checked',
    withoutDossier: count => `${many(count, 'ligne', 'lignes', 'en')} without a dossier number left out`,
    amount: euros => `€${euros} before tax`,
    dossier: numero => `Dossier number ${numero}`,
    hasSolde: file => `its solde is in ${file} already`,
    repeated: 'same dossier as an earlier ligne',
    soldeNone:
      'No ligne of this file has a dossier number: the portal registered none of them, there is no solde to ask for.',
    soldeSave: 'Write the solde requests',
    soldeMade: (demandes, gaps) =>
      `${many(demandes, 'solde request', 'solde requests', 'en')} prepared; ` +
      (gaps === 0
        ? 'nothing to complete'
        : `${many(gaps, 'value', 'values', 'en')} to complete, underlined in the file`) +
      '.',
    soldeLeft: keys => `Not carried over into the solde, since the model does not know it: ${keys.join(', ')}.`,
  },
};

function many(count: number, one: string, several: string, lang: 'fr' | 'en' = 'fr'): string {
  const single = lang === 'fr' ? count < 2 : count === 1;
  return `${String(count)} ${single ? one : several}`;
}
