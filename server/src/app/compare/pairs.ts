import type { FileFacts, LigneFacts, Occurrence } from '../../index/facts.js';
import type { WorkspaceIndex } from '../../index/index.js';
import { avancesOf, soldesOf } from '../../features/navigate.js';

/** The two sides of one demande. */
export interface Pair {
  readonly avance: Occurrence;
  readonly solde: Occurrence;
}

/**
 * The other side of a ligne, where there is one. To a solde, what the portal knows of its avance: the output that bears
 * its dossier, else another output, else the avance as it was deposited. To an avance, the solde to deposit rather than
 * what the portal made of one.
 */
export function pairOf(index: WorkspaceIndex, of: Occurrence): Pair | undefined {
  if (of.file.phase === 'solde') {
    const dossier = of.ligne.numeroASP?.value;
    const avance = best(
      avancesOf(index, of),
      ({ file, ligne }) =>
        (file.portalOutput ? 1 : 0) + (dossier !== undefined && ligne.numeroASP?.value === dossier ? 2 : 0),
    );
    return avance && { avance, solde: of };
  }
  if (of.file.phase !== 'avance') return undefined;
  const solde = best(soldesOf(index, of), ({ file }) => (file.portalOutput ? 0 : 1));
  return solde && { avance: of, solde };
}

/** The first of those with the highest rank. */
function best(all: readonly Occurrence[], rank: (one: Occurrence) => number): Occurrence | undefined {
  let found: Occurrence | undefined;
  for (const one of all) if (found === undefined || rank(one) > rank(found)) found = one;
  return found;
}

/** All demandes of a file that stand on both sides. */
export const pairsIn = (
  index: WorkspaceIndex,
  file: FileFacts,
): readonly { readonly ligne: LigneFacts; readonly pair: Pair }[] =>
  file.lignes.flatMap(ligne => {
    const pair = pairOf(index, { file, ligne });
    return pair === undefined ? [] : [{ ligne, pair }];
  });

/** The ligne at an offset. */
export const ligneAt = (file: FileFacts, offset: number): LigneFacts | undefined =>
  file.lignes.find(({ span }, i) => {
    const origin = file.origins[i] ?? 0;
    return origin + span.start <= offset && offset <= origin + span.end;
  });
