import type { Cents } from '../format/domain/montant.js';
import { repairNumeroAsp } from '../format/domain/numeros.js';
import { IDENTIFIER_ROLES, numberIn } from '../format/model/clients.js';
import { type Ligne, perLigne } from '../format/model/ligne.js';
import type { Place } from '../format/model/located.js';
import type { Phase } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import { hashOf } from '../language/hash.js';
import type { Span } from '../language/span.js';

/** One value of a file that may matter to other files. Holds no tree: a thousand files of these fit in memory. */
export interface Fact {
  readonly role: FieldRole;
  /** Normalised: two facts of one role are the same number exactly if these are equal, however they are typed. */
  readonly value: string;
  /** Relative to the ligne (chunk); absolute for the file's head. */
  readonly span: Span;
  readonly place: Place;
}

export interface MontantFact extends Fact {
  readonly cents: Cents;
}

/** Something that identifies a client: a FINESS, an RPPS, its name. */
export interface ClientFact extends Fact {
  /** Ordinal of the client in its ligne, from 0: the facts of one client have the same. */
  readonly client: number;
}

/** The place of something that is not a value: the key of a container. */
export interface Anchor {
  readonly span: Span;
  readonly place: Place;
}

/** What matters to other files in one ligne. Immutable. */
export interface LigneFacts {
  /** Index of the ligne in its file, to which its spans are relative. */
  readonly chunk: number;
  /** The ligne itself, relative to its own start. */
  readonly span: Span;
  readonly place: Place;
  /** As text: 12 and "12" are one number. */
  readonly numeroEditeur: Fact | undefined;
  /** In capitals, without spaces, if it has the form of a dossier number. */
  readonly numeroASP: Fact | undefined;
  readonly numeroFacture: Fact | undefined;
  /** Day (yyyymmdd) of the order, for a solde that of the invoice: its role says which. */
  readonly date: Fact | undefined;
  /** Only for a well-written amount. */
  readonly montant: MontantFact | undefined;
  /** Key of the block of beneficiaries. */
  readonly beneficiaires: Anchor | undefined;
  /** Every valid identifier of its clients: FINESS of each kind, RPPS, n° AM, SIRET. */
  readonly identifiers: readonly ClientFact[];
  /** False if an identifier may be missing: one is malformed, or a part of the block can't be read. */
  readonly complete: boolean;
  /** Those by which its profile distinguishes beneficiaries, once each. */
  readonly beneficiaries: readonly ClientFact[];
  /** Names of the clients, as meant. For people to read; no rule compares them. */
  readonly clients: readonly ClientFact[];
  /** Mandataire and scenario: one fact per filled field, booleans as `true` and `false`. */
  readonly mandataire: readonly Fact[];
  readonly scenario: readonly Fact[];
}

/** What matters to other files in one file. */
export interface FileFacts {
  /** The file's name for the face: a URI in the server, a path on the command line. */
  readonly id: string;
  /** `MDV-LGC/avance`; undefined while the profile is unknown: such a file is compared with none. */
  readonly profile: string | undefined;
  /** `MDV-LGC`: what an avance and its solde have in common; several while the profile is unknown. */
  readonly stems: readonly string[];
  readonly phase: Phase | undefined;
  /** The portal gave it back. */
  readonly portalOutput: boolean;
  /** The publisher's, when it is a SIRET. */
  readonly siret: Fact | undefined;
  readonly numeroAns: Fact | undefined;
  /** All of them, by chunk; in a run that compares once, only those that share a number with another ligne. */
  readonly lignes: readonly LigneFacts[];
  /** Offset of each ligne in the text, by chunk. */
  readonly origins: readonly number[];
}

const SIREN_LENGTH = 9;

/** The company whose establishment a SIRET is. */
export const sirenOf = ({ value }: Fact): string => value.slice(0, SIREN_LENGTH);

/** Whether two files may be of one couloir and logiciel. */
export const mayShareStem = (a: FileFacts, b: FileFacts): boolean =>
  a.stems.length === 0 || b.stems.length === 0 || a.stems.some(stem => b.stems.includes(stem));

/** A request and its place. `file` is the current version of the file, whenever it is read. */
export interface Occurrence {
  readonly file: FileFacts;
  readonly ligne: LigneFacts;
}

/** Roles of the numbers by which requests are found; `occurrences` is empty for any other role. */
export const KEY_ROLES: readonly FieldRole[] = ['numeroEditeur', 'numeroASP', ...IDENTIFIER_ROLES];

/** The look-ups that rules make in the index. */
export interface Lookups {
  /**
   * Where a number occurs in all files, by file id and ligne. The same array as before exactly if nothing in it has
   * changed: neither one of its lignes nor the head of a file.
   */
  occurrences(role: FieldRole, value: string): readonly Occurrence[];
  /**
   * Whether the portal gave back an avance of that couloir and logiciel to that company; to any company, if its SIREN
   * is unknown.
   */
  hasOutput(stem: string, siren: string | undefined): boolean;
}

/** Whether other files see the same in two heads, at the same places. */
export const sameHead = (a: FileFacts, b: FileFacts): boolean =>
  a.profile === b.profile &&
  a.phase === b.phase &&
  a.stems.join() === b.stems.join() &&
  a.portalOutput === b.portalOutput &&
  samePlace(a.siret, b.siret) &&
  samePlace(a.numeroAns, b.numeroAns);

const samePlace = (a: Fact | undefined, b: Fact | undefined): boolean =>
  a?.value === b?.value && a?.span.start === b?.span.start && a?.span.end === b?.span.end;

/** Whether other files see the same in two lignes, wherever they are: positions and names don't count. */
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

/** The ranks of its texts that may be such numbers. */
const keySlotsOf = perLigne(({ slots }: Ligne): readonly number[] =>
  slots.flatMap(({ role }, rank) => (KEY_ROLES.includes(role) ? [rank] : [])),
);

/**
 * The numbers by which other files may know a ligne, each as a hash of 30 bits, which V8 keeps without an object: equal
 * for equal numbers. A collision costs a comparison, and shows nothing.
 */
export function linksOf(ligne: Ligne): readonly number[] {
  const links: number[] = [];
  for (const rank of keySlotsOf(ligne)) {
    const role = ligne.slots[rank]?.role;
    const value = ligne.textAt(rank);
    if (role === undefined || value === '') continue;
    const number = role === 'numeroASP' ? (repairNumeroAsp(value) ?? value) : (numberIn(role, value) ?? value);
    links.push(hashOf(number, KEY_ROLES.indexOf(role)));
  }
  return links;
}

/** Finds which of many files share a number, for a run that compares only those. */
export class Links {
  /** The only file with a number; `SEVERAL` if there are more. */
  private readonly files = new Map<number, number>();
  /** Numbers of several lignes, of one file or of more. */
  private readonly shared = new Set<number>();
  private readonly linked = new Set<number>();

  add(file: number, links: Iterable<number>): void {
    for (const link of links) {
      const other = this.files.get(link);
      if (other === undefined) {
        this.files.set(link, file);
        continue;
      }
      this.shared.add(link);
      if (other === file) continue;
      this.linked.add(file);
      if (other === SEVERAL) continue;
      this.linked.add(other);
      this.files.set(link, SEVERAL);
    }
  }

  /** Whether a file has a number that another file has as well. */
  has(file: number): boolean {
    return this.linked.has(file);
  }

  /** Whether a ligne has a number that another ligne has as well. */
  isShared(ligne: Ligne): boolean {
    return linksOf(ligne).some(link => this.shared.has(link));
  }
}

const SEVERAL = -1;
