import type { Cents } from '../../format/domain/montant.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { MontantFact } from '../../index/facts.js';
import type { WorkspaceSubject } from '../contract.js';
import { isAstray, referenceOf, type Reference } from './reference.js';

/** The amount of a solde and those that its avances declared. */
export interface Montants {
  readonly own: MontantFact;
  readonly avances: readonly Cents[];
  readonly reference: Reference;
}

/**
 * Undefined where one of them can't be read, and where the avance is a forfait: then its amount is no measure of the
 * solde's.
 */
export function montantsOf(subject: WorkspaceSubject, { traits }: Profile): Montants | undefined {
  const reference = traits.avanceHT === undefined ? referenceOf(subject) : undefined;
  const montant = reference && subject.ligne.montant;
  if (reference === undefined || montant === undefined || isAstray(subject)) return undefined;
  const avances = reference.avances.flatMap(({ ligne }) => ligne.montant?.cents ?? []);
  return avances.length < reference.avances.length ? undefined : { own: montant, avances, reference };
}
