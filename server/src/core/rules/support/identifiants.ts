import { repairFiness } from '../../domain/finess.js';
import { repairRpps } from '../../domain/rpps.js';
import type { Ligne } from '../../model/ligne.js';
import { textIn } from '../../model/located.js';

/** The identifiers of a ligne's beneficiaries, each once, in their right form. */
export interface Identifiants {
  readonly known: readonly string[];
  /** False where one of them is missing or unreadable: what is not among the others may be that one. */
  readonly complete: boolean;
}

export type FinessRole = 'finessJuridique' | 'finessGeo' | 'finessPMSI';

export function finessOf(ligne: Ligne, ...roles: readonly FinessRole[]): Identifiants {
  return gather(roles.flatMap((role) => ligne.texts(role).map(({ value }) => repairFiness(value))));
}

export function rppsOf(ligne: Ligne): Identifiants {
  const { known, complete } = gather(ligne.texts('rpps').map(({ value }) => repairRpps(value)));
  const nameless = ligne.entries('client').some((entry) => entry.within === 'liberal' && textIn(entry, 'rpps') === undefined);
  return { known, complete: complete && !nameless };
}

function gather(repaired: readonly (string | undefined)[]): Identifiants {
  const known = new Set(repaired.filter((text) => text !== undefined));
  return { known: [...known], complete: !repaired.includes(undefined) };
}
