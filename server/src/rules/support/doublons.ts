import type { ClientFact, Fact, FileFacts, LigneFacts, Lookups, Occurrence } from '../../index/facts.js';
import type { WorkspaceSubject } from '../contract.js';
import { mayBeSamePublisher, placesOf } from './reference.js';
import { mayBeOneDemande } from './variety.js';

export const beneficiaryIn = (ligne: LigneFacts, { role, value }: Fact): ClientFact | undefined =>
  ligne.beneficiaries.find(other => other.role === role && other.value === value);

/** So many are told of. */
const MAX_RIVALS = 3;

/**
 * The other demandes of the workspace that are for a beneficiary of a ligne, a few of them; those that are to be
 * deposited first. Nothing is said of a demande that may be the same one, nor by the portal's output, which is
 * deposited no more. Where a demande stands in several files (a deposit and its correction, the parts of a file), each
 * of them must have the beneficiary.
 */
export function rivalsOf({ file, ligne, index }: WorkspaceSubject, fact: ClientFact): readonly Occurrence[] {
  if (file.portalOutput || file.profile === undefined || ligne.numeroEditeur === undefined) return [];
  const places = placesOf(index, fact.role, fact.value);
  if (
    places.length < 2 ||
    mayBeOneDemande(places, file.profile, { invoice: false }) ||
    !areAllFor(fact, ligne, file, index)
  )
    return [];
  const rivals: Occurrence[] = [];
  const outputs: Occurrence[] = [];
  for (const other of places) {
    const into = other.file.portalOutput ? outputs : rivals;
    if (into.length < MAX_RIVALS && isRival(fact, ligne, file, other, index)) into.push(other);
    if (rivals.length === MAX_RIVALS) break;
  }
  return [...rivals, ...outputs].slice(0, MAX_RIVALS);
}

const isRival = (fact: ClientFact, ligne: LigneFacts, file: FileFacts, other: Occurrence, index: Lookups): boolean =>
  other.file.id !== file.id &&
  other.file.profile === file.profile &&
  isOtherDemande(file, ligne, other) &&
  beneficiaryIn(other.ligne, fact) !== undefined &&
  areAllFor(fact, other.ligne, other.file, index) &&
  !isIn(file, other, index);

function isOtherDemande(
  file: FileFacts,
  { numeroEditeur, numeroASP }: LigneFacts,
  { file: otherFile, ligne: other }: Occurrence,
): boolean {
  if (numeroEditeur === undefined || other.numeroEditeur === undefined) return false;
  if (numeroASP !== undefined && numeroASP.value === other.numeroASP?.value) return false;
  return numeroEditeur.value !== other.numeroEditeur.value || !mayBeSamePublisher(file, otherFile);
}

/** Wherever a demande of that profile stands. */
const copiesOf = ({ numeroEditeur }: LigneFacts, file: FileFacts, index: Lookups): readonly Occurrence[] =>
  (numeroEditeur === undefined ? [] : placesOf(index, 'numeroEditeur', numeroEditeur.value)).filter(
    other => other.file.profile === file.profile && mayBeSamePublisher(other.file, file),
  );

const areAllFor = (fact: ClientFact, ligne: LigneFacts, file: FileFacts, index: Lookups): boolean =>
  copiesOf(ligne, file, index).every(copy => beneficiaryIn(copy.ligne, fact) !== undefined);

/** The file has that demande as well: the repetition within it is told there. */
const isIn = (file: FileFacts, other: Occurrence, index: Lookups): boolean =>
  copiesOf(other.ligne, other.file, index).some(copy => copy.file.id === file.id);
