import type { TauxTva } from '../../../format/domain/territoire.js';
import type { Phase } from '../../../format/profiles/profile.js';
import type { Severity } from '../../../rules/contract.js';
import type { ToldProblem } from '../planDocument.js';
import type { Lang } from '../../../texts/typeset.js';

/**
 * What `depot.json` says: documented in docs/packaging.md, read by other tools. Amounts are exact decimals in euros
 * with two digits after the point, as texts (`"30.00"`); `null` stands for what is not known. No clock went into it:
 * the same inputs give the same bytes.
 */
export interface DepositReport {
  readonly version: 1;
  readonly lang: Lang;
  readonly file: ReportedFile & {
    readonly profile: string | null;
    readonly phase: Phase | null;
    /** It is a solde that is taken once the pilots' records are validated. */
    readonly afterPilots: boolean;
    /** The keys were put in the model's order. */
    readonly reordered: boolean;
    /** A byte order mark was left out. */
    readonly withoutBom: boolean;
  };
  readonly publisher: { readonly siret: string | null; readonly numeroAns: string | null };
  readonly vat: ReportedVat;
  /** How the avance is reckoned; null in a solde, or while the profile isn't known. */
  readonly avance: { readonly percent: 30 } | { readonly forfaitHT: string } | null;
  /** When the portal takes requests of this kind. */
  readonly gates: readonly ReportedGate[];
  readonly totals: ReportedTotals;
  readonly demandes: readonly ReportedDemande[];
  /** Those about the file as a whole; each request has its own. */
  readonly findings: readonly ReportedFinding[];
  /** What should be known of the packaging itself: a folder left aside, a source that serves twice… */
  readonly notices: readonly ToldProblem[];
}

export interface ReportedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ReportedVat {
  /** `mixed`: both VAT schemes stand in the file, which the portal wants apart. */
  readonly regime: 'HT' | 'TTC' | 'mixed' | null;
  /** Rates in percent that the requests show, each once; empty where none shows one. */
  readonly rates: readonly TauxTva[];
  /** What to type on the portal, where one rate is known; only as sure as a FINESS tells its territory. */
  readonly rate: TauxTva | null;
}

export interface ReportedGate {
  readonly vague: string;
  /** ISO days; the hour is that of Paris. */
  readonly opens: string | null;
  readonly closes: string;
}

interface ReportedTotals {
  readonly demandes: number;
  readonly zips: number;
  readonly pieces: number;
  readonly pages: number;
  /** Of all ZIPs. */
  readonly size: number;
  /** Null where one of the amounts can't be read. */
  readonly montantSegurHT: string | null;
  readonly avanceHT: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface ReportedDemande {
  /** From 1. */
  readonly ligne: number;
  readonly numLigne: string | null;
  readonly numeroEditeur: string | null;
  readonly numeroASP: string | null;
  readonly beneficiaires: readonly ReportedBeneficiaire[];
  readonly mandataire: string | null;
  readonly regimeTVA: string | null;
  readonly tauxTVA: TauxTva | null;
  readonly montantSegurHT: string | null;
  readonly avanceHT: string | null;
  readonly zip: ReportedFile | null;
  readonly pieces: readonly ReportedPiece[];
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedBeneficiaire {
  readonly nom: string | null;
  /** `RPPS`, `FINESS géographique`… and the number. */
  readonly identifiants: readonly { readonly type: string; readonly valeur: string }[];
}

export interface ReportedPiece extends ReportedFile {
  readonly type: string | null;
  readonly pages: number;
  readonly how: 'file' | 'concatenated';
  readonly sources: readonly (ReportedFile & {
    readonly pages: number;
    /** First page in the attachment, from 1. */
    readonly start: number;
    /** It bears an electronic signature; concatenated, that one holds in the embedded original alone. */
    readonly signed: boolean;
  })[];
}

export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON Pointer. */
  readonly path: string;
  /** Of the deposited file, from 1. */
  readonly line: number;
}
