import {
  type Fact,
  type FileFacts,
  type LigneFacts,
  type Lookups,
  type MontantFact,
  type Occurrence,
  mayShareStem,
  sirenOf,
} from '../../index/facts.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import type { Related, WorkspaceSubject } from '../contract.js';
import type { Cents } from '../../format/domain/montant.js';
import type { Profile } from '../../format/profiles/profile.js';
import type { Bilingual } from '../../texts/typeset.js';

/** What the ASP knows about the request of a solde ligne. */
export interface Reference {
  /** By the dossier number in the portal's output, by the publisher's number, or by the beneficiaries alone. */
  readonly by: 'dossier' | 'numero' | 'beneficiaires';
  /** All equally good ones: the output, its copy, the parts of the deposit. A finding must hold for all of them. */
  readonly avances: readonly [Occurrence, ...Occurrence[]];
}

/** A number in this many lignes is a placeholder, and links nothing. */
const MAX_LINKED = 1_000;

/** The other places of a number; none where it links nothing. */
export function placesOf(index: Lookups, role: FieldRole, value: string): readonly Occurrence[] {
  const all = index.occurrences(role, value);
  return all.length > MAX_LINKED ? [] : all;
}

const KNOWN = new WeakMap<WorkspaceSubject, { readonly reference: Reference | undefined }>();

/**
 * The avance of a solde ligne: the outputs with its dossier number, otherwise the outputs of the publisher with its
 * number, otherwise the files that were or will be deposited. Undefined if there is none, and for anything but a solde
 * to deposit.
 */
export function referenceOf(subject: WorkspaceSubject): Reference | undefined {
  if (subject.file.phase !== 'solde' || subject.file.portalOutput) return undefined;
  const known = KNOWN.get(subject) ?? { reference: find(subject) };
  KNOWN.set(subject, known);
  return known.reference;
}

function find({ file, ligne, index }: WorkspaceSubject): Reference | undefined {
  const dossier = ligne.numeroASP === undefined ? [] : placesOf(index, 'numeroASP', ligne.numeroASP.value);
  const [own, ...copies] = dossier.filter(other => isAvanceOf(other, file) && other.file.portalOutput);
  if (own !== undefined) return { by: 'dossier', avances: [own, ...copies] };
  const numbered = sameNumber(ligne, file, index);
  const outputs = numbered.filter(hasDossier);
  const [first, ...others] = outputs.length > 0 ? outputs : numbered;
  return first === undefined ? undefined : { by: 'numero', avances: [first, ...others] };
}

/**
 * The ASP accepted it: the portal gave it back with a dossier number. A ligne without one was refused, and may have
 * been corrected since.
 */
export const hasDossier = ({ file, ligne }: Occurrence): boolean =>
  file.phase === 'avance' && file.portalOutput && ligne.numeroASP !== undefined;

/** The lignes of avances with this one's publisher and number. */
export const sameNumber = (ligne: LigneFacts, file: FileFacts, index: Lookups): readonly Occurrence[] =>
  (ligne.numeroEditeur === undefined ? [] : placesOf(index, 'numeroEditeur', ligne.numeroEditeur.value)).filter(
    other => isAvanceOf(other, file) && isSamePublisher(other.file, file) && !isOtherSoftware(ligne, file, other),
  );

/** A publisher of two software products may number the orders of each from 1. */
const isOtherSoftware = (ligne: LigneFacts, solde: FileFacts, { file, ligne: avance }: Occurrence): boolean =>
  (!mayShareStem(file, solde) ||
    (solde.numeroAns !== undefined &&
      file.numeroAns !== undefined &&
      solde.numeroAns.value !== file.numeroAns.value)) &&
  ligne.identifiers.length > 0 &&
  avance.identifiers.length > 0 &&
  !shareClient(ligne, avance);

/**
 * The portal's output is recognised by its numbers, whatever its name and detected profile; a file to deposit must have
 * the same couloir and logiciel.
 */
const isAvanceOf = ({ file }: Occurrence, solde: FileFacts): boolean =>
  file.phase === 'avance' && (file.portalOutput || (file.stems.length > 0 && mayShareStem(file, solde)));

/** One company, whichever of its establishments. */
export const isSamePublisher = ({ siret: a }: FileFacts, { siret: b }: FileFacts): boolean =>
  a !== undefined && b !== undefined && sirenOf(a) === sirenOf(b);

/** Nothing says that they are two different ones. */
export const mayBeSamePublisher = (a: FileFacts, b: FileFacts): boolean =>
  a.siret === undefined || b.siret === undefined || isSamePublisher(a, b);

/**
 * The avance with its own number is not the dossier's: one of the two numbers belongs to another request, and nothing
 * else is compared.
 */
export function isAstray(subject: WorkspaceSubject): boolean {
  const reference = referenceOf(subject);
  const { ligne, file, index } = subject;
  if (reference?.by !== 'dossier' || !differs(ligne.numeroEditeur, reference, avance => avance.numeroEditeur))
    return false;
  return (
    sameNumber(ligne, file, index).length > 0 ||
    !reference.avances.some(({ ligne: avance }) => shareClient(ligne, avance))
  );
}

export const shareClient = (a: LigneFacts, b: LigneFacts): boolean =>
  a.identifiers.some(own => b.identifiers.some(({ role, value }) => role === own.role && value === own.value));

/** Whether a value is in none of the avances; false where one of them doesn't say. */
export const differs = (
  own: Fact | undefined,
  { avances }: Reference,
  of: (avance: LigneFacts) => Fact | undefined,
): own is Fact =>
  own !== undefined &&
  avances.every(({ ligne }) => {
    const other = of(ligne);
    return other !== undefined && other.value !== own.value;
  });

/** What all avances say; undefined where they don't agree. */
export function agreed(
  { avances: [first, ...others] }: Reference,
  of: (avance: LigneFacts) => Fact | undefined,
): string | undefined {
  const value = of(first.ligne)?.value;
  return others.every(({ ligne }) => of(ligne)?.value === value) ? value : undefined;
}

/** How many places in other files one finding names. */
const MAX_RELATED = 3;

/** The places in other files, if they exist. */
export const seenIn = (
  occurrences: readonly Occurrence[],
  of: (ligne: LigneFacts) => Fact | undefined,
  message: Bilingual,
): readonly Related[] =>
  occurrences
    .flatMap(({ file, ligne }) => {
      const fact = of(ligne);
      return fact === undefined ? [] : [{ file: file.id, chunk: ligne.chunk, span: fact.span, message }];
    })
    .slice(0, MAX_RELATED);

/**
 * The avance of a solde that neither its dossier number nor its own number leads to, by its beneficiaries: a publisher
 * has one request for them, so the solde should have that number. Only if nothing points to another request: the
 * beneficiaries are the very same, all such avances have one number, none has a dossier number yet (which would
 * decide), and no solde has that number.
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
    other => other.file.phase === 'solde' && mayShareStem(other.file, file),
  );
  return isClaimed ? undefined : { by: 'beneficiaires', avances: [first, ...others] };
}

const sharesBeneficiary = (a: LigneFacts, b: LigneFacts): boolean =>
  a.beneficiaries.some(own => b.beneficiaries.some(({ role, value }) => role === own.role && value === own.value));

const isForSame = (a: LigneFacts, b: LigneFacts): boolean =>
  b.complete &&
  a.beneficiaries.length === b.beneficiaries.length &&
  a.beneficiaries.every(own => b.beneficiaries.some(({ role, value }) => role === own.role && value === own.value));

/** The amount of a solde and those that its avances declared. */
export interface Montants {
  readonly own: MontantFact;
  readonly avances: readonly Cents[];
  readonly reference: Reference;
}

/**
 * Undefined if one of them can't be read, and if the avance is a forfait: then its amount says nothing about the
 * solde's.
 */
export function montantsOf(subject: WorkspaceSubject, { traits }: Profile): Montants | undefined {
  const reference = traits.avanceHT === undefined ? referenceOf(subject) : undefined;
  const montant = reference && subject.ligne.montant;
  if (reference === undefined || montant === undefined || isAstray(subject)) return undefined;
  const avances = reference.avances.flatMap(({ ligne }) => ligne.montant?.cents ?? []);
  return avances.length < reference.avances.length ? undefined : { own: montant, avances, reference };
}

/** What distinguishes the requests of one profile among the places of one number. */
interface Variety {
  readonly numbers: Set<string | undefined>;
  readonly invoices: Set<string | undefined>;
  readonly publishers: Set<string>;
}

/** The places of a number are the same list as long as nothing in them changes. */
const VARIETIES = new WeakMap<readonly Occurrence[], ReadonlyMap<string, Variety>>();

/**
 * Whether all the places of a number within a profile may be one request, in whatever files: each of them asks, and one
 * answer serves all. A folder with a hundred copies of a file has a hundred places of each number.
 */
export function mayBeOneDemande(
  places: readonly Occurrence[],
  profile: string,
  { invoice }: { readonly invoice: boolean },
): boolean {
  const known = VARIETIES.get(places) ?? varietyOf(places);
  VARIETIES.set(places, known);
  const found = known.get(profile);
  return (
    found === undefined ||
    (found.numbers.size < 2 && found.publishers.size < 2 && (!invoice || found.invoices.size < 2))
  );
}

function varietyOf(places: readonly Occurrence[]): ReadonlyMap<string, Variety> {
  const all = new Map<string, Variety>();
  for (const { file, ligne } of places) {
    if (file.profile === undefined) continue;
    const known = all.get(file.profile);
    const own = known ?? { numbers: new Set(), invoices: new Set(), publishers: new Set() };
    if (known === undefined) all.set(file.profile, own);
    own.numbers.add(valueOf(ligne.numeroEditeur));
    own.invoices.add(valueOf(ligne.numeroFacture));
    if (file.siret !== undefined) own.publishers.add(sirenOf(file.siret));
  }
  return all;
}

const valueOf = (fact: Fact | undefined): string | undefined => fact?.value;
