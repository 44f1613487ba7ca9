import { plural, pluriel, words } from '../typeset.js';

export interface CompareCounts {
  readonly compared: number;
  readonly differing: number;
  /** Lignes of one file that the other has not. */
  readonly noAvance: number;
  readonly noSolde: number;
}

/** That nothing differs is only said where nothing stands alone. */
function total(
  { compared, differing, noAvance, noSolde }: CompareCounts,
  told: Readonly<Record<'compared' | 'differs' | 'none' | 'noAvance' | 'noSolde', string>>,
  separator: string,
): string {
  const alone = [...(noAvance > 0 ? [told.noAvance] : []), ...(noSolde > 0 ? [told.noSolde] : [])];
  const verdict = differing > 0 ? [told.differs] : alone.length === 0 && compared > 0 ? [told.none] : [];
  return `${[[told.compared, ...verdict].join(', '), ...alone].join(separator)}.`;
}

/** What `compare` says. */
const FRENCH = {
  help: {
    compare:
      'Met une avance (ou sa sortie du portail) et son solde côte à côte, demande par demande ; sort avec le ' +
      "code 1 s'il y a des écarts.",
    avanceName: 'avance',
    avance: "l'avance, ou la sortie du portail",
    soldeName: 'solde',
    solde: 'le solde',
    all: 'montre aussi ce qui est identique',
  },
  sameFile: 'Il faut deux fichiers : une avance (ou sa sortie du portail) et un solde.',
  verdicts: { same: 'identique', differs: 'différent', added: 'ajouté', removed: 'retiré', info: '' },
  nothing: 'rien',
  differences: (count: number) => (count === 0 ? 'aucun écart' : pluriel(count, 'écart')),
  noAvance: (demande: string) => `${demande} : pas d'avance dans ce fichier`,
  noSolde: (demande: string) => `${demande} : pas encore de solde`,
  repeated: (demande: string) =>
    `${demande} : plusieurs lignes de ce solde pour cette même demande. Il n'y a qu'un solde par dossier.`,
  total: (counts: CompareCounts) =>
    total(
      counts,
      {
        compared:
          counts.compared === 0
            ? 'Aucune demande comparée'
            : pluriel(counts.compared, 'demande comparée', 'demandes comparées'),
        differs: `${String(counts.differing)} ${counts.differing < 2 ? 'diffère' : 'diffèrent'}`,
        none: 'aucune ne diffère',
        noAvance: `${pluriel(counts.noAvance, 'ligne')} du solde sans avance`,
        noSolde: `${pluriel(counts.noSolde, 'ligne')} de l'avance sans solde`,
      },
      ' ; ',
    ),
};

export type CompareWords = typeof FRENCH;

const ENGLISH = {
  help: {
    compare:
      'Set an avance (or its portal output) and its solde side by side, request by request; exit with 1 where ' +
      'they differ.',
    avanceName: 'avance',
    avance: "the avance, or the portal's output",
    soldeName: 'solde',
    solde: 'the solde',
    all: 'also show what is the same',
  },
  sameFile: 'Two files are needed: an avance (or its portal output) and a solde.',
  verdicts: { same: 'same', differs: 'different', added: 'added', removed: 'removed', info: '' },
  nothing: 'nothing',
  differences: count => (count === 0 ? 'no difference' : plural(count, 'difference')),
  noAvance: demande => `${demande}: no avance in this file`,
  noSolde: demande => `${demande}: no solde yet`,
  repeated: demande =>
    `${demande}: several lignes of this solde are of this one demande. A dossier has one solde only.`,
  total: counts =>
    total(
      counts,
      {
        compared: counts.compared === 0 ? 'No demande compared' : `${plural(counts.compared, 'demande')} compared`,
        differs: `${String(counts.differing)} ${counts.differing === 1 ? 'differs' : 'differ'}`,
        none: 'none differs',
        noAvance: `${plural(counts.noAvance, 'ligne')} of the solde without an avance`,
        noSolde: `${plural(counts.noSolde, 'ligne')} of the avance without a solde`,
      },
      '; ',
    ),
} satisfies CompareWords;

export const compareWordsOf = words(FRENCH, ENGLISH);
