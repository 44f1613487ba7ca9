/** What the command « comparer l'avance et le solde » and its panel say. */
export interface CompareMessages {
  readonly noRequest: string;
  readonly placeholder: string;
  readonly panelTitle: (demande: string) => string;
  readonly heading: string;
  readonly field: string;
  readonly avance: string;
  readonly avanceOutput: string;
  readonly solde: string;
  readonly soldeOutput: string;
  readonly difference: string;
  readonly verdicts: Readonly<Record<'same' | 'differs' | 'added' | 'removed', string>>;
  readonly absent: string;
  readonly grave: string;
  readonly summary: (differences: number) => string;
  readonly openFile: (name: string) => string;
  readonly gone: string;
}

export const COMPARE_MESSAGES: Readonly<Record<'fr' | 'en', CompareMessages>> = {
  fr: {
    noRequest: 'Ouvrez d’abord une avance, sa sortie du portail ou un solde.',
    placeholder: 'Demande à comparer, avance et solde',
    panelTitle: demande => `Avance et solde\u00a0: ${demande}`,
    heading: 'Avance et solde',
    field: 'Champ',
    avance: 'Avance',
    avanceOutput: 'Avance, sortie du portail',
    solde: 'Solde',
    soldeOutput: 'Solde, sortie du portail',
    difference: 'Écart',
    verdicts: { same: 'identique', differs: 'différent', added: 'ajouté', removed: 'retiré' },
    absent: 'rien',
    grave: 'Attention',
    summary: n => (n === 0 ? 'Aucun écart.' : `${String(n)}\u00a0${n < 2 ? 'écart' : 'écarts'}.`),
    openFile: name => `Ouvrir ${name} à cette demande`,
    gone: 'L’autre moitié de cette demande n’est plus là\u00a0: ce qui suit est ce qu’on en savait.',
  },
  en: {
    noRequest: 'First open an avance, its portal output or a solde.',
    placeholder: 'Demande to compare, avance and solde',
    panelTitle: demande => `Avance and solde: ${demande}`,
    heading: 'Avance and solde',
    field: 'Field',
    avance: 'Avance',
    avanceOutput: 'Avance, portal output',
    solde: 'Solde',
    soldeOutput: 'Solde, portal output',
    difference: 'Difference',
    verdicts: { same: 'same', differs: 'different', added: 'added', removed: 'removed' },
    absent: 'nothing',
    grave: 'Mind',
    summary: n => (n === 0 ? 'No difference.' : `${String(n)} ${n === 1 ? 'difference' : 'differences'}.`),
    openFile: name => `Open ${name} at this demande`,
    gone: 'The other half of this demande is no longer there: this is what was known of it.',
  },
};
