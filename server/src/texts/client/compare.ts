import { plural, pluriel, words } from '../typeset.js';

/** What the command « comparer l'avance et le solde » and its panel say. */
const FRENCH = {
  noRequest: "Ouvrez d'abord une avance, sa sortie du portail ou un solde.",
  placeholder: 'Demande à comparer, avance et solde',
  panelTitle: (demande: string) => `Avance et solde : ${demande}`,
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
  summary: (differences: number) => (differences === 0 ? 'Aucun écart.' : `${pluriel(differences, 'écart')}.`),
  openFile: (name: string) => `Ouvrir ${name} à cette demande`,
  gone: "L'autre moitié de cette demande n'est plus là : ce qui suit est ce qu'on en savait.",
};

export type CompareMessages = typeof FRENCH;

const ENGLISH = {
  noRequest: 'First open an avance, its portal output or a solde.',
  placeholder: 'Request to compare, avance and solde',
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
  grave: 'Warning',
  summary: n => (n === 0 ? 'No difference.' : `${plural(n, 'difference')}.`),
  openFile: name => `Open ${name} at this request`,
  gone: 'The other half of this request is no longer there: this is what was known of it.',
} satisfies CompareMessages;

export const compareMessagesOf = words(FRENCH, ENGLISH);
