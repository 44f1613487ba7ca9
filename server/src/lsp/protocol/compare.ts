import type { Position } from './document.js';

/** Client → server: avance and solde of one demande, side by side. Types only, as in `protocol.ts`. */
export const COMPARE_REQUEST = 'segur/compare';

/** Server → client, once the client has compared: files on disk changed. */
export const WORKSPACE_NOTIFICATION = 'segur/workspaceChanged';

export interface CompareParams {
  /** An avance, its output or a solde. */
  readonly uri: string;
  /** The demande at the cursor. */
  readonly position?: Position;
  /** One that was picked or shown before: found again by its numbers, since it may have moved. */
  readonly demande?: DemandeKey;
}

export interface DemandeKey {
  readonly numeroASP: string | null;
  readonly numeroEditeur: string | null;
  /** Index in the file, where there is no number. */
  readonly index: number;
}

/** Null for what is not a request. */
export type CompareResult =
  | {
      readonly kind: 'compared';
      readonly demande: DemandeKey;
      readonly comparison: ComparedDemande;
      readonly avance: ComparedSide;
      readonly solde: ComparedSide;
    }
  /** The cursor stands in none that has both: these of the file have. */
  | { readonly kind: 'choose'; readonly demandes: readonly DemandeChoice[] }
  /** A sentence in the editor's language says why there is nothing to compare. */
  | { readonly kind: 'none'; readonly reason: string };

export interface DemandeChoice {
  readonly demande: DemandeKey;
  readonly label: string;
  readonly detail: string;
}

export interface ComparedSide {
  readonly uri: string;
  /** Where the demande stands in it. */
  readonly range: { readonly start: Position; readonly end: Position };
  /** The portal gave the file back. */
  readonly portalOutput: boolean;
}

export interface ComparedDemande {
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly rows: readonly ComparedRow[] }[];
  readonly differences: number;
}

export interface ComparedRow {
  readonly label: string;
  readonly avance: string;
  readonly solde: string;
  readonly verdict: 'same' | 'differs' | 'added' | 'removed' | 'info';
  readonly note: string;
  readonly grave: boolean;
}
