import type { LigneFacts, Occurrence } from '../../index/facts.js';
import type { WorkspaceSubject } from '../contract.js';
import { isAvanceOf, isSamePublisher, placesOf, referenceOf, type Reference } from './reference.js';

/**
 * The avance of a solde that neither its dossier nor its number leads to, by its beneficiaries: a publisher has one
 * demande for them, so that its number is the one that the solde should bear. Only where nothing speaks for another
 * demande: the beneficiaries are the very same, all such avances have one number, none has a dossier yet (then the
 * dossier would tell), and no solde bears that number.
 */
export function avanceByBeneficiaries(subject: WorkspaceSubject): Reference | undefined {
  const { ligne, file, index } = subject;
  const [beneficiary] = ligne.beneficiaries;
  if (
    file.phase !== 'solde' ||
    file.portalOutput ||
    beneficiary === undefined ||
    ligne.numeroEditeur === undefined ||
    !ligne.complete
  )
    return undefined;
  if (referenceOf(subject) !== undefined) return undefined;
  const [first, ...others] = placesOf(index, beneficiary.role, beneficiary.value).filter(
    other => isAvanceOf(other, file) && isSamePublisher(other.file, file) && sharesBeneficiary(ligne, other.ligne),
  );
  const number = first?.ligne.numeroEditeur?.value;
  if (first === undefined || number === undefined) return undefined;
  const all: readonly Occurrence[] = [first, ...others];
  if (
    !all.every(
      ({ ligne: avance }) =>
        avance.numeroEditeur?.value === number && avance.numeroASP === undefined && isForSame(ligne, avance),
    )
  )
    return undefined;
  const isClaimed = placesOf(index, 'numeroEditeur', number).some(
    other => other.file.phase === 'solde' && other.file.stem === file.stem,
  );
  return isClaimed ? undefined : { by: 'beneficiaires', avances: [first, ...others] };
}

const sharesBeneficiary = (a: LigneFacts, b: LigneFacts): boolean =>
  a.beneficiaries.some(own => b.beneficiaries.some(({ role, value }) => role === own.role && value === own.value));

const isForSame = (a: LigneFacts, b: LigneFacts): boolean =>
  b.complete &&
  a.beneficiaries.length === b.beneficiaries.length &&
  a.beneficiaries.every(own => b.beneficiaries.some(({ role, value }) => role === own.role && value === own.value));
