import type { Place } from '../model/place.js';
import type { Phase } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { Span } from '../text/span.js';

/** One value of a file that other files may have to do with. No tree is kept: a thousand files of these fit in memory. */
export interface Fact {
  readonly role: FieldRole;
  /** Normalised: two facts of one role are the same number exactly when these are equal, however they are typed. */
  readonly value: string;
  /** Relative to the ligne (chunk); absolute for the file's head. */
  readonly span: Span;
  readonly place: Place;
}

/** An amount in cents. */
export interface MontantFact extends Fact {
  readonly cents: number;
}

/** What of one ligne counts for other files. Immutable, and the same object as long as the ligne is. */
export interface LigneFacts {
  /** Index of the ligne in its file, which its spans are relative to. */
  readonly chunk: number;
  /** The ligne itself, relative to its own start. */
  readonly span: Span;
  readonly place: Place;
  readonly numeroEditeur: Fact | undefined;
  readonly numeroASP: Fact | undefined;
  readonly numeroFacture: Fact | undefined;
  readonly montant: MontantFact | undefined;
  /** Every sound identifier of its clients: FINESS of each kind, RPPS, n° AM, SIRET. */
  readonly identifiers: readonly Fact[];
  /** Those by which its profile tells one beneficiary from another, once each. */
  readonly beneficiaries: readonly Fact[];
  /** Names of the clients, for symbols and comparison. */
  readonly clients: readonly Fact[];
  /** Mandataire and scenario as they are said: one fact per filled field, booleans as `true` and `false`. */
  readonly mandataire: readonly Fact[];
  readonly scenario: readonly Fact[];
}

/** What of one file counts for other files. */
export interface FileFacts {
  /** What the face calls the file: a URI in the server, a path in the command line. */
  readonly id: string;
  /** `MDV-LGC/avance`; undefined while the profile isn't known: such a file is compared with none. */
  readonly profile: string | undefined;
  /** `MDV-LGC`: what an avance and its solde have in common. */
  readonly stem: string | undefined;
  readonly phase: Phase | undefined;
  /** The portal gave it back. */
  readonly portalOutput: boolean;
  readonly siret: Fact | undefined;
  readonly numeroAns: Fact | undefined;
  readonly lignes: readonly LigneFacts[];
  /** Offset of each ligne in the text, by chunk. */
  readonly origins: readonly number[];
}

/** A demande where it stands. */
export interface Occurrence {
  readonly file: FileFacts;
  readonly ligne: LigneFacts;
}
