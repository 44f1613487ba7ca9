import type { PlafondRole } from '../domain/plafonds-lecture.js';
import type { FieldRole } from './roles.js';
import type { Evidence, Shape } from './shape.js';
import type { Bilingual } from '../../texts/typeset.js';

export type Phase = 'avance' | 'solde';

/** What a couloir asks beyond the shape of its keys: data of the schema, so that no rule names a couloir. */
export interface Traits {
  /** Types of pièce that every ligne has; `VA|MOM` means one of the two. */
  readonly pieces: readonly string[];
  /** Type of the pièce that proves that there is no VAT, when the régime is HT. */
  readonly attestationTVA: string;
  /** VA always, or MOM when all is sent directly by the software. */
  readonly attestation: 'VA' | 'VA-or-MOM';
  readonly identDMP: 'rpps-list' | 'pmsi' | 'ris' | 'geographique' | 'null' | 'none';
  /** The two MSSanté addresses: may be null, or due where that sending is direct. */
  readonly adresseMSS: 'optional' | 'when-direct' | 'none';
  /** What makes two demandes concern the same beneficiary. */
  readonly beneficiaryKeys: readonly FieldRole[];
  /**
   * Under which of its identifiers a beneficiary's ceiling is looked up; the next only where the one before gives none.
   */
  readonly plafondKeys: readonly PlafondRole[];
  readonly beneficiaryRequired: 'error' | 'warning';
  /** Entry of the calendar. */
  readonly calendar: string;
  /** Gravity of a missing pièce. */
  readonly pieceSeverity: 'error' | 'warning';
  /** One order is for one beneficiary. */
  readonly singleBeneficiary: boolean;
  /** The solde must be for all the beneficiaries of the avance. */
  readonly soldeComplet: boolean;
  /**
   * The State buys for the client, whom the invoice names, with the words that say it; false where it aids the
   * publisher itself.
   */
  readonly factureAuClient: boolean;
  /** The invoice names the software and its version. */
  readonly factureLogiciel: boolean;
  /**
   * Ceiling of the couloir's forfait, in euros before tax as typed in the funding call; undefined where it is the
   * beneficiary's.
   */
  readonly plafondHT: string | undefined;
  /**
   * What is paid as avance where that is a forfait, in euros before tax; undefined where it is 30 % of the retained
   * amount.
   */
  readonly avanceHT: string | undefined;
}

export interface Profile {
  /** `MDV-LGC/avance`. */
  readonly id: string;
  readonly couloir: string;
  readonly logiciel: string;
  readonly phase: Phase;
  readonly title: Bilingual;
  readonly evidence: Evidence;
  readonly file: Shape;
  readonly ligne: Shape;
  /** Key of the list of lignes at the root. */
  readonly lignesKey: string;
  readonly traits: Traits;
}

/** What is common to all profiles, for a file whose profile isn't known. */
export interface CommonModel {
  readonly file: Shape;
  readonly ligne: Shape;
  readonly lignesKey: string;
}
