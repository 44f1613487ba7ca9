import type { ClientFact, Fact, FileFacts, LigneFacts } from './facts.js';

/** Whether other files find the same in the two heads, and at the same places. */
export const sameHead = (a: FileFacts, b: FileFacts): boolean =>
  a.profile === b.profile &&
  a.phase === b.phase &&
  a.stems.join() === b.stems.join() &&
  a.portalOutput === b.portalOutput &&
  samePlace(a.siret, b.siret) &&
  samePlace(a.numeroAns, b.numeroAns);

const samePlace = (a: Fact | undefined, b: Fact | undefined): boolean =>
  a?.value === b?.value && a?.span.start === b?.span.start && a?.span.end === b?.span.end;

/** Whether other files find the same in two lignes, wherever it stands: positions and names don't count. */
export const meansSame = (a: LigneFacts, b: LigneFacts): boolean =>
  a.chunk === b.chunk &&
  a.complete === b.complete &&
  a.numeroEditeur?.value === b.numeroEditeur?.value &&
  a.numeroASP?.value === b.numeroASP?.value &&
  a.numeroFacture?.value === b.numeroFacture?.value &&
  a.date?.value === b.date?.value &&
  a.montant?.cents === b.montant?.cents &&
  sameValues(a.identifiers, b.identifiers) &&
  sameValues(a.beneficiaries, b.beneficiaries) &&
  sameValues(a.mandataire, b.mandataire) &&
  sameValues(a.scenario, b.scenario);

const sameValues = (a: readonly (Fact | ClientFact)[], b: readonly (Fact | ClientFact)[]): boolean =>
  a.length === b.length &&
  a.every((fact, i) => fact.role === b[i]?.role && fact.value === b[i].value && clientOf(fact) === clientOf(b[i]));

const clientOf = (fact: Fact | ClientFact): number => ('client' in fact ? fact.client : -1);
