import { plural, pluriel, words } from './typeset.js';

type Verdict = 'taken' | 'registered' | 'duplicate' | 'refused' | 'silent' | 'unclear';
type Destination = 'enregistrees' | 'a-corriger' | 'a-verifier';

/** What is left to do with a registered request. */
const AFTER = {
  fr: {
    avance: 'à redéposer. Gardez cette sortie : le solde se prépare avec elle et son numéro de dossier.',
    solde: 'à redéposer : suivez le dossier sur le portail.',
  },
  en: {
    avance: 'to deposit again. Keep this output: the solde is prepared from it and its dossier number.',
    solde: 'to deposit again: follow the dossier on the portal.',
  },
};

/** What is said about the portal's output, by `retour` and by « lire le retour du portail ». */
const FRENCH = {
  help: {
    retour:
      "Lit le JSON de sortie du portail : ce qu'il dit de chaque demande, et que faire ; sort avec le code 1 si une " +
      'demande est à reprendre.',
    file: "JSON de sortie du portail ; « - » lit l'entrée standard",
    output: 'dossier où écrire les demandes à part : enregistrées, à corriger, à vérifier',
    format: 'stylish (par défaut) ou json',
  },
  verdicts: {
    taken: 'prise en compte',
    registered: 'enregistrée',
    duplicate: 'doublon',
    refused: 'refusée',
    silent: 'sans réponse',
    unclear: 'réponse à lire',
  } satisfies Record<Verdict, string>,
  /** How a verdict is known. */
  because: {
    taken: "code « 0000 » : lu par analogie avec un autre échange de l'ASP",
    duplicate: "code « 3436 » : lu par analogie avec un autre échange de l'ASP",
    registered: 'le portail lui a donné un numéro de dossier',
    refused: "le portail ne lui a pas donné de numéro de dossier ; aucune liste publique n'explique son code",
    silent: "le portail n'en dit rien",
    unclear: "aucune liste publique n'explique ce code",
  } satisfies Record<Verdict, string>,
  next: (verdict: Verdict, phase: 'avance' | 'solde'): string => {
    switch (verdict) {
      case 'taken':
      case 'registered':
        return `Rien ${AFTER.fr[phase]}`;
      case 'duplicate':
        return (
          'Ne la redéposez pas telle quelle : cherchez sur le portail, ou dans vos autres sorties, la demande déjà ' +
          'déposée.'
        );
      case 'refused':
        return 'Corrigez ce que dit le libellé, puis déposez-la dans un nouveau fichier, avec son ZIP.';
      case 'silent':
        return phase === 'avance'
          ? "Elle n'est pas enregistrée : une seule ligne en anomalie fait rejeter tout le fichier. Redéposez-la, " +
              'sans attendre celle qui est refusée (ASP, FAQ vague 1, « Y-a-t-il une préconisation sur la taille des ' +
              'envois ? »).'
          : "Vérifiez l'état du dossier sur le portail avant de la redéposer.";
      case 'unclear':
        return "Lisez le libellé, et vérifiez l'état du dossier sur le portail avant de la redéposer.";
    }
  },
  errors: (count: number) => `Ségur JSON y voit ${pluriel(count, 'erreur')}`,
  ligne: (ligne: number) => `ligne ${String(ligne)}`,
  total: (again: number, check: number, all: number) => {
    if (again + check === 0) return `${pluriel(all, 'demande')} : rien à reprendre.`;
    const parts = [
      ...(again === 0 ? [] : [`${String(again)} à corriger et à redéposer`]),
      ...(check === 0 ? [] : [`${String(check)} à vérifier sur le portail`]),
    ];
    return `${pluriel(all, 'demande')} : ${parts.join(', ')}.`;
  },
  registered: (phase: 'avance' | 'solde') => `Demandes enregistrées : rien ${AFTER.fr[phase]}`,
  parts: {
    enregistrees: 'enregistrées, telles que le portail les a rendues',
    'a-corriger': 'à corriger, les clés du portail remises à null',
    'a-verifier': 'à vérifier sur le portail, ses clés remises à null',
  } satisfies Record<Destination, string>,
  toWrite: (file: string) => `Pour les séparer : « segur-json retour ${file} -o dossier ».`,
  note: {
    taken:
      "`0000` : demande prise en compte. Lu par analogie avec un autre échange de l'ASP, dont les clés sont " +
      'jumelles : aucune page publique ne donne les codes du portail Ségur.',
    duplicate:
      "`3436` : doublon d'une demande déjà déposée. Lu par analogie avec un autre échange de l'ASP, dont les clés " +
      'sont jumelles : aucune page publique ne donne les codes du portail Ségur.',
    other: (code: string) =>
      `\`${code}\` : aucune page publique ne donne les codes du portail Ségur ; le libellé dit ce qu'il en est.`,
  },
};

export type RetourWords = typeof FRENCH;

const ENGLISH = {
  help: {
    retour:
      "Read the portal's output JSON: what it says of each request, and what to do next; exit with 1 if a request " +
      'has to be taken up again.',
    file: "the portal's output JSON; “-” reads the standard input",
    output: 'folder to write the requests to, apart: registered, to correct, to check',
    format: 'stylish (default) or json',
  },
  verdicts: {
    taken: 'taken',
    registered: 'registered',
    duplicate: 'duplicate',
    refused: 'refused',
    silent: 'no answer',
    unclear: 'answer to be read',
  },
  because: {
    taken: 'code “0000”: read by analogy with another exchange of the ASP',
    duplicate: 'code “3436”: read by analogy with another exchange of the ASP',
    registered: 'the portal gave it a dossier number',
    refused: 'the portal gave it no dossier number; no public list explains its code',
    silent: 'the portal says nothing of it',
    unclear: 'no public list explains this code',
  },
  next: (verdict, phase) => {
    switch (verdict) {
      case 'taken':
      case 'registered':
        return `Nothing ${AFTER.en[phase]}`;
      case 'duplicate':
        return (
          'Do not deposit it again as it is: look on the portal, or in your other outputs, for the request that was ' +
          'deposited before.'
        );
      case 'refused':
        return 'Correct what the label says, then deposit it in a new file, with its ZIP.';
      case 'silent':
        return phase === 'avance'
          ? 'It is not registered: one wrong ligne gets the whole file rejected. Deposit it again, without waiting ' +
              'for the one that was refused (ASP, FAQ vague 1, « Y-a-t-il une préconisation sur la taille des envois ' +
              '? »).'
          : "Check the dossier's state on the portal before you deposit it again.";
      case 'unclear':
        return "Read the label, and check the dossier's state on the portal before you deposit it again.";
    }
  },
  errors: count => `Ségur JSON finds ${plural(count, 'error')} in it`,
  ligne: ligne => `ligne ${String(ligne)}`,
  total: (again, check, all) => {
    if (again + check === 0) return `${plural(all, 'request')}: nothing to take up again.`;
    const parts = [
      ...(again === 0 ? [] : [`${String(again)} to correct and deposit again`]),
      ...(check === 0 ? [] : [`${String(check)} to check on the portal`]),
    ];
    return `${plural(all, 'request')}: ${parts.join(', ')}.`;
  },
  registered: phase => `Registered requests: nothing ${AFTER.en[phase]}`,
  parts: {
    enregistrees: 'registered, as the portal gave them back',
    'a-corriger': "to correct, the portal's keys set back to null",
    'a-verifier': 'to check on the portal, its keys set back to null',
  },
  toWrite: file => `To set them apart: “segur-json retour ${file} -o folder”.`,
  note: {
    taken:
      '`0000`: the request was taken. Read by analogy with another exchange of the ASP, whose keys are twins of ' +
      'these: no public page lists the codes of the Ségur portal.',
    duplicate:
      '`3436`: duplicate of a request deposited before. Read by analogy with another exchange of the ASP, whose keys ' +
      'are twins of these: no public page lists the codes of the Ségur portal.',
    other: code => `\`${code}\`: no public page lists the codes of the Ségur portal; the label says what it means.`,
  },
} satisfies RetourWords;

export const retourWordsOf = words(FRENCH, ENGLISH);
