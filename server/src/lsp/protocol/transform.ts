import type { Refused } from './document.js';

/**
 * Client → server: files made from requests. The server writes nothing: the client shows the result, then creates it,
 * so that it can be undone.
 */

/** The ways to split a request, with the result of each. */
export const SPLIT_WAYS_REQUEST = 'segur/splitWays';
export const SPLIT_REQUEST = 'segur/split';
/** The requests of the workspace, to merge some of them. */
export const MERGEABLE_REQUEST = 'segur/mergeable';
export const MERGE_REQUEST = 'segur/merge';
/** The requests of the portal's output; with `lignes`, the text of their soldes. */
export const SOLDE_REQUEST = 'segur/solde';

/** What the portal said about each request in its output, and the resulting files. */
export const RETOUR_REQUEST = 'segur/retour';

export type Way = 'profile' | 'rate' | 'count' | 'validity';

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

/** With their current texts in the editor. */
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
  /** Indices of lignes, from 0; null to list them. */
  readonly lignes: readonly number[] | null;
}

export interface SoldeChoices {
  readonly demandes: readonly SoldeChoice[];
  /** Lignes without a dossier number from the portal. */
  readonly withoutDossier: number;
}

export interface SoldeChoice {
  readonly index: number;
  /** As typed. */
  readonly numeroEditeur: string | null;
  readonly numeroASP: string;
  readonly clients: readonly string[];
  readonly montant: string | null;
  /** Name of the file that already contains its solde. */
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

/**
 * Client → server: what a publisher's table becomes. The server writes nothing: the client shows the result, then
 * creates it, so that it can be undone.
 */
export const GENERATE_REQUEST = 'segur/generate';

/** Client → server: the requests of files as a CSV. */
export const LIST_REQUEST = 'segur/listDemandes';

/** Client → server: the text of `segur.config.json` with a mapping added. */
export const KEEP_MAPPING_REQUEST = 'segur/keepMapping';

/** What the user says about a table, overriding its nearest configuration. */
export interface TableMapping {
  /** Field → heading. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field → value for all rows without one. */
  readonly values: Readonly<Record<string, string>>;
}

export interface GenerateParams extends TableMapping {
  /** URI of a file on the server's machine. */
  readonly table: string;
  readonly profile: string;
}

export type GenerateResult = Refused | GeneratedTable;

/** Sentences are in the editor's language. */
export interface GeneratedTable {
  readonly columns: readonly {
    readonly column: string;
    readonly heading: string;
    readonly field: string;
    readonly title: string | null;
  }[];
  /** Headings that were not understood. */
  readonly unknown: readonly string[];
  readonly notes: readonly {
    readonly severity: 'error' | 'warning' | 'info';
    readonly message: string;
    readonly fields: readonly string[];
    readonly heading: string | null;
  }[];
  readonly problems: readonly RowProblem[];
  /** Of all, listed or not. */
  readonly problemCount: number;
  readonly files: readonly TableFile[];
  readonly written: number;
  /** Requests that are in no file, and rows of none. */
  readonly leftOut: number;
  readonly leftRows: readonly number[];
  /** Fields for which the user may name a column, with what they are. */
  readonly fields: readonly { readonly id: string; readonly title: string | null }[];
}

export interface RowProblem {
  /** From 1; null for something not in a row. */
  readonly row: number | null;
  readonly column: string | null;
  readonly heading: string | null;
  readonly demande: string | null;
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
}

interface TableFile {
  readonly name: string;
  readonly text: string;
  readonly demandes: number;
  /** VAT scheme and rate, if there are files of several. */
  readonly label: string | null;
}

/** With their current texts in the editor. */
export interface ListParams {
  readonly files: readonly { readonly uri: string; readonly text: string }[];
}

export type ListResult =
  | Refused
  | {
      readonly csv: string;
      readonly demandes: number;
      /** Where the list has no place for a value, by file, ligne and key; never the value itself. */
      readonly lost: readonly string[];
      /** Files with syntax errors: they are listed as far as they can be read. */
      readonly broken: readonly string[];
    };

export interface KeepMappingParams extends TableMapping {
  readonly table: string;
  /** URI of the folder where a configuration is created if there is none near the table. */
  readonly folder: string;
}

export type KeepMappingResult = Refused | { readonly uri: string; readonly text: string; readonly isNew: boolean };
