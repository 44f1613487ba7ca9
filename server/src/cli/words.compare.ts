import type { Lang } from '../core/rules/contract.js';
import { pluriel, plural } from '../core/text/typographie.js';

/** What `compare` says. */
export interface CompareWords {
  readonly help: {
    readonly compare: string;
    readonly avanceName: string;
    readonly avance: string;
    readonly soldeName: string;
    readonly solde: string;
    readonly all: string;
    readonly format: string;
  };
  readonly sameFile: string;
  readonly noProfile: (path: string) => string;
  readonly notPhase: (path: string, phase: 'avance' | 'solde') => string;
  readonly verdicts: Readonly<Record<'same' | 'differs' | 'added' | 'removed' | 'info', string>>;
  readonly nothing: string;
  readonly differences: (count: number) => string;
  readonly noAvance: (demande: string) => string;
  readonly noSolde: (demande: string) => string;
  readonly total: (compared: number, differing: number) => string;
}

const WORDS: Readonly<Record<Lang, CompareWords>> = {
  fr: {
    help: {
      compare: "met une avance (ou sa sortie du portail) et son solde côte à côte, demande par demande\u00a0; code de sortie 1 s'il y a des écarts",
      avanceName: 'avance', avance: "l'avance, ou la sortie du portail", soldeName: 'solde', solde: 'le solde',
      all: 'montrer aussi ce qui est identique', format: 'stylish (par défaut) ou json',
    },
    sameFile: 'Il faut deux fichiers\u00a0: une avance (ou sa sortie du portail) et un solde.',
    noProfile: (path) => `${path}\u00a0: profil inconnu\u00a0; nommez-le «\u00a0….mdv-lgc.avance.json\u00a0» ou donnez son profil dans segur.config.json.`,
    notPhase: (path, phase) => `${path}\u00a0: ce n'est pas ${phase === 'avance' ? 'une avance' : 'un solde'}.`,
    verdicts: { same: 'identique', differs: 'différent', added: 'ajouté', removed: 'retiré', info: '' },
    nothing: 'rien',
    differences: (count) => (count === 0 ? 'aucun écart' : pluriel(count, 'écart')),
    noAvance: (demande) => `${demande}\u00a0: pas d'avance dans ce fichier`,
    noSolde: (demande) => `${demande}\u00a0: pas encore de solde`,
    total: (compared, differing) => `${pluriel(compared, 'demande comparée', 'demandes comparées')}, ${differing === 0 ? 'aucune ne diffère' : `${String(differing)}\u00a0${differing < 2 ? 'diffère' : 'diffèrent'}`}.`,
  },
  en: {
    help: {
      compare: 'sets an avance (or its portal output) and its solde side by side, demande by demande; exit code 1 where they differ',
      avanceName: 'avance', avance: "the avance, or the portal's output", soldeName: 'solde', solde: 'the solde',
      all: 'also show what is the same', format: 'stylish (default) or json',
    },
    sameFile: "Two files are needed: an avance (or its portal output) and a solde.",
    noProfile: (path) => `${path}: unknown profile; name it “….mdv-lgc.avance.json” or give its profile in segur.config.json.`,
    notPhase: (path, phase) => `${path}: this is no ${phase}.`,
    verdicts: { same: 'same', differs: 'different', added: 'added', removed: 'removed', info: '' },
    nothing: 'nothing',
    differences: (count) => (count === 0 ? 'no difference' : plural(count, 'difference')),
    noAvance: (demande) => `${demande}: no avance in this file`,
    noSolde: (demande) => `${demande}: no solde yet`,
    total: (compared, differing) => `${plural(compared, 'demande')} compared, ${differing === 0 ? 'none differs' : `${String(differing)} ${differing === 1 ? 'differs' : 'differ'}`}.`,
  },
};

export const compareWordsOf = (lang: Lang): CompareWords => WORDS[lang];
