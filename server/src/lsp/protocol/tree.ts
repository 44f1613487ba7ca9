import type { Position } from 'vscode-languageserver-protocol';

/** All demandes of the workspace, for a view of them. No parameters. */
export const TREE_REQUEST = 'segur/workspace/tree';
/** What `TREE_REQUEST` answered last is no longer so. Sent once until it is asked again. */
export const TREE_NOTIFICATION = 'segur/workspace/treeChanged';

/**
 * - `aCorriger`: the portal would refuse its file;
 * - `prete`: nothing is wrong, and it stands in no deposit;
 * - `deposee`: a deposit that was prepared holds it;
 * - `sortieRecue`: the portal gave it back; of an avance in an output: its solde is there, too;
 * - `soldeAFaire`: an avance in an output whose solde isn't there yet.
 */
export type DemandeState = 'aCorriger' | 'prete' | 'deposee' | 'sortieRecue' | 'soldeAFaire';

export interface WorkspaceTree {
  /** False while files are still being read or judged: a notification follows. */
  readonly complete: boolean;
  /** By name of the file within its folder. The view groups them by `profile`. */
  readonly files: readonly TreeFile[];
  readonly totals: TreeTotals;
  /** Files that are too many to be judged while they aren't open: their counts are null. */
  readonly unjudged: number;
}

export interface TreeTotals {
  readonly demandes: number;
  /** Sum of the amounts before tax that can be read, in cents; of outputs nothing, which would count twice. */
  readonly montant: number;
  readonly montantText: string;
  readonly errors: number;
  readonly warnings: number;
  readonly states: Readonly<Record<DemandeState, number>>;
}

export interface TreeFile {
  readonly uri: string;
  /** Path within its workspace folder. */
  readonly name: string;
  /** `MDV-LGC/avance`; null while nobody knows. */
  readonly profile: string | null;
  readonly profileTitle: string | null;
  readonly phase: 'avance' | 'solde' | null;
  /** The portal gave it back. */
  readonly portalOutput: boolean;
  /** It is in a deposit that was prepared. */
  readonly deposit: boolean;
  readonly open: boolean;
  readonly montant: number;
  readonly montantText: string;
  /** Of the whole file, its head included; null while it isn't judged. */
  readonly errors: number | null;
  readonly warnings: number | null;
  readonly demandes: readonly TreeDemande[];
}

export interface TreeDemande {
  /** Index in its file. */
  readonly index: number;
  readonly numeroEditeur: string | null;
  readonly numeroASP: string | null;
  /** The first, by name or by number; null where nothing tells one. */
  readonly beneficiary: string | null;
  readonly beneficiaries: number;
  /** Cents before tax; null where it can't be read. */
  readonly montant: number | null;
  readonly montantText: string;
  /** Null while its file isn't judged. */
  readonly state: DemandeState | null;
  readonly errors: number | null;
  readonly warnings: number | null;
  /** Where it begins, for a click. */
  readonly position: Position;
}
