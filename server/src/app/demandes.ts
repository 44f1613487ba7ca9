import { mayShareStem, type FileFacts, type LigneFacts, type Lookups } from '../index/facts.js';

/**
 * How far a request has come:
 *
 * - `aCorriger`: the portal would refuse its file;
 * - `prete`: nothing is wrong, and it stands in no deposit;
 * - `deposee`: a deposit that was prepared holds it;
 * - `sortieRecue`: the portal gave it back; of an avance in an output: its solde is there, too;
 * - `soldeAFaire`: an avance in an output whose solde isn't there yet.
 */
export type DemandeState = 'aCorriger' | 'prete' | 'deposee' | 'sortieRecue' | 'soldeAFaire';

export const DEMANDE_STATES: readonly DemandeState[] = ['aCorriger', 'prete', 'deposee', 'sortieRecue', 'soldeAFaire'];

export interface Known {
  readonly index: Pick<Lookups, 'occurrences'>;
  /** Whether a file is in a deposit that was prepared. */
  readonly isDeposit: (file: FileFacts) => boolean;
}

/** `errors`: those of the ligne; undefined while its file isn't judged. */
export function stateOf(
  file: FileFacts,
  ligne: LigneFacts,
  errors: number | undefined,
  { index, isDeposit }: Known,
): DemandeState | undefined {
  if (file.portalOutput) return hasSolde(file, ligne, index) ? 'sortieRecue' : 'soldeAFaire';
  const twins =
    ligne.numeroEditeur === undefined
      ? []
      : index
          .occurrences('numeroEditeur', ligne.numeroEditeur.value)
          .filter(other => other.file.phase === file.phase && mayShareStem(file, other.file));
  if (twins.some(other => other.file.portalOutput)) return 'sortieRecue';
  if (errors === undefined) return undefined;
  if (errors > 0) return 'aCorriger';
  return isDeposit(file) || twins.some(other => isDeposit(other.file)) ? 'deposee' : 'prete';
}

/** True where none is to be made: of a solde, and of a request that got no dossier. */
function hasSolde(file: FileFacts, { numeroASP }: LigneFacts, index: Known['index']): boolean {
  if (file.phase !== 'avance' || numeroASP === undefined) return true;
  return index
    .occurrences('numeroASP', numeroASP.value)
    .some(other => other.file.phase === 'solde' && mayShareStem(file, other.file));
}
