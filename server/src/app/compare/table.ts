/** How the solde stands to the avance in one respect. `info`: nothing is compared. */
export type Verdict = 'same' | 'differs' | 'added' | 'removed' | 'info';

/** One line of a comparison, ready to be read in one language. */
export interface CompareRow {
  readonly label: string;
  /** Empty where the file says nothing. */
  readonly avance: string;
  readonly solde: string;
  readonly verdict: Verdict;
  /** What follows for the demande; empty where nothing does. */
  readonly note: string;
  /** The note is about money or the demande itself: it would be refused, or paid less. */
  readonly grave: boolean;
}

export interface CompareSection {
  readonly title: string;
  readonly rows: readonly CompareRow[];
}

/** Avance and solde of one demande, side by side. */
export interface Comparison {
  /** What the demande is called: its dossier, its number of the publisher's. */
  readonly title: string;
  readonly sections: readonly CompareSection[];
  /** How many lines differ, are added or removed. */
  readonly differences: number;
}

/** A line of two texts. */
export function row(
  label: string,
  avance: string,
  solde: string,
  told: { readonly note?: string; readonly grave?: boolean } = {},
): CompareRow {
  const verdict = verdictOf(avance, solde);
  const differs = verdict !== 'same' && verdict !== 'info';
  return {
    label,
    avance,
    solde,
    verdict,
    note: differs ? (told.note ?? '') : '',
    grave: differs && (told.grave ?? false),
  };
}

function verdictOf(avance: string, solde: string): Verdict {
  if (avance === solde) return avance === '' ? 'info' : 'same';
  if (avance === '') return 'added';
  return solde === '' ? 'removed' : 'differs';
}

/** A line that compares nothing. */
export const info = (label: string, avance: string, solde: string): CompareRow => ({
  label,
  avance,
  solde,
  verdict: 'info',
  note: '',
  grave: false,
});
