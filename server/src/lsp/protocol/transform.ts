/**
 * Client → server: files that are made out of requests. Nothing is written by the server: the client shows it, then
 * makes it, so that it can be undone.
 */

/** The ways in which a request can be split, with what each gives. */
export const SPLIT_WAYS_REQUEST = 'segur/splitWays';
export const SPLIT_REQUEST = 'segur/split';
/** The requests of the workspace, to merge some of them. */
export const MERGEABLE_REQUEST = 'segur/mergeable';
export const MERGE_REQUEST = 'segur/merge';
/** The demandes of the portal's output; with `lignes`, the text of their soldes. */
export const SOLDE_REQUEST = 'segur/solde';

/** What the portal said of each demande of its output, and the files that follow from it. */
export const RETOUR_REQUEST = 'segur/retour';

export type Way = 'rate' | 'count' | 'validity';

export interface SplitParams {
  readonly uri: string;
  readonly by: Way;
}

export interface SplitWays {
  readonly ways: readonly {
    readonly by: Way;
    readonly groups: readonly { readonly label: string; readonly lignes: number }[];
  }[];
}

export interface MadeFile {
  readonly name: string;
  readonly text: string;
  readonly label: string;
  readonly lignes: number;
  readonly errors: number;
}

export interface SplitFiles {
  readonly files: readonly MadeFile[];
}

export interface MergeableFile {
  readonly uri: string;
  readonly profile: string | null;
  readonly lignes: number;
  readonly portalOutput: boolean;
}

/** With their texts as they stand in the editor. */
export interface MergeParams {
  readonly files: readonly { readonly uri: string; readonly text: string }[];
}

/** `name` is proposed. */
export interface Merged {
  readonly name: string;
  readonly text: string;
  readonly lignes: number;
}

export interface SoldeParams {
  readonly uri: string;
  /** Indices of lignes, from 0; null to be told of them. */
  readonly lignes: readonly number[] | null;
}

export interface SoldeChoices {
  readonly demandes: readonly SoldeChoice[];
  /** Lignes that the portal gave no dossier number. */
  readonly withoutDossier: number;
}

export interface SoldeChoice {
  readonly index: number;
  /** As typed. */
  readonly numeroEditeur: string | null;
  readonly numeroASP: string;
  readonly clients: readonly string[];
  readonly montant: string | null;
  /** Name of the file that holds its solde already. */
  readonly solde: string | null;
}

export interface SoldeFile {
  readonly name: string;
  readonly text: string;
  readonly lignes: number;
  readonly gaps: number;
  /** Keys of the source that no model knows, whose values are not carried over. */
  readonly left: readonly string[];
}

export interface RetourParams {
  readonly uri: string;
}

export interface ReturnedDemande {
  /** Of the ligne in the file. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly label: string;
  readonly verdict: string;
  /** The portal's words, as typed. */
  readonly said: string;
  readonly next: string;
  readonly to: 'enregistrees' | 'a-corriger' | 'a-verifier';
}

/** Sentences in the editor's language. */
export interface RetourResult {
  readonly title: string;
  readonly demandes: readonly ReturnedDemande[];
  readonly files: readonly MadeFile[];
}
