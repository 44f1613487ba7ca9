import type { Position, Range, Refused } from './document.js';

/**
 * What client and server say to each other about attachments and deposits. Types only: the client bundle takes no code
 * from the server.
 */

export type { Progress } from '../../app/pieces.js';
/**
 * Confirmed by the user: number of the request (its place, where it has none) → `nomFichier` → paths of its sources in
 * the folder.
 */
export type Confirmed = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The folder of attachments isn't known, or can't be read: the user is to name one. */
export interface NoFolder {
  readonly noFolder: string;
}

/** Client → server: what a deposit would be made of. Null for a document that is not a request. */
export const PLAN_REQUEST = 'segur/deposit/plan';

export interface PlanParams {
  readonly uri: string;
  /** URI of the folder of attachments, where the user named it. */
  readonly folder?: string | undefined;
  readonly confirmed: Confirmed;
}

export type PlanResult = Refused | NoFolder | ProposedDeposit;

export interface ProposedDeposit {
  /** Of the document. */
  readonly version: number;
  /** URI. */
  readonly folder: string;
  /** Errors of the document. */
  readonly errors: number;
  /** The ZIPs, in the order of the file. */
  readonly demandes: readonly { readonly title: string; readonly zip: string; readonly detail: string }[];
  readonly missing: readonly MissingPiece[];
  /** What stands in the way beside missing attachments, and what is good to know. */
  readonly problems: readonly { readonly message: string; readonly blocking: boolean }[];
  readonly pieces: number;
  /** Size of all sources, ready to be shown. */
  readonly size: string;
}

export interface MissingPiece {
  /** Of the request, in `Confirmed`. */
  readonly key: string;
  readonly title: string;
  readonly nomFichier: string;
  readonly typeFichier: string;
  /** The likeliest first; the others of the folder behind. */
  readonly choices: readonly FileChoice[];
}

export interface FileChoice {
  /** As `nomFichier` would have it. */
  readonly name: string;
  /** Path in the folder: a file, or a folder of parts. */
  readonly path: string;
  /** Paths of the files that would be taken. */
  readonly sources: readonly string[];
  readonly detail: string;
  /** It resembles what is looked for. */
  readonly likely: boolean;
  /** Another attachment of the request names it. */
  readonly taken: boolean;
  /** Types that its name suggests, where the attachment's own is not among them. */
  readonly otherTypes: readonly string[];
}

/**
 * Client → server: makes the deposit. Progress under `progress`, a token of `$/progress`; ends early when the request
 * is cancelled.
 */
export const WRITE_REQUEST = 'segur/deposit/write';

export interface WriteParams extends PlanParams {
  readonly version: number;
  /** URI of the folder to make. */
  readonly out: string;
  readonly allowErrors: boolean;
  readonly replace: boolean;
  readonly progress: string;
}

export type WriteResult =
  | (Refused & { readonly reasons: readonly string[] })
  /** OUT stands already, and was not to be replaced. */
  | { readonly exists: true }
  | { readonly moved: true }
  /** URIs. */
  | {
      readonly out: string;
      readonly report: string;
      readonly demandes: number;
      readonly pieces: number;
      readonly warnings: number;
    };

/** Client → server: takes the texts out of the PDFs and checks them; what is found is told as diagnostics. */
export const CHECK_REQUEST = 'segur/pieces/check';

export interface CheckParams {
  readonly uri: string;
  readonly folder?: string | undefined;
  readonly progress: string;
}

export type CheckResult =
  | Refused
  | NoFolder
  | { readonly pieces: number; readonly missing: number; readonly unreadable: number; readonly found: number };

/** Client → server: the files that can be an attachment. */
export const CHOICES_REQUEST = 'segur/pieces/choices';

/** The attachment by its place, or by where its name stands. */
export interface ChoicesParams {
  readonly uri: string;
  readonly folder?: string | undefined;
  readonly at: { readonly ligne: number; readonly piece: number } | { readonly pointer: string } | Position;
}

export type ChoicesResult =
  | Refused
  | NoFolder
  | {
      readonly version: number;
      /** URI. */
      readonly folder: string;
      readonly nomFichier: string;
      readonly typeFichier: string;
      readonly title: string;
      /** Of the value, with its quotes. */
      readonly range: Range;
      readonly files: readonly FileChoice[];
    };

/** Client → server: what makes one attachment of the several of one type. */
export const CONCATENATE_REQUEST = 'segur/pieces/concatenate';

export interface ConcatenateParams {
  readonly uri: string;
  readonly at: ChoicesParams['at'];
}

export type ConcatenateResult =
  | Refused
  | {
      readonly version: number;
      readonly typeFichier: string;
      /** The name that stays in the request. */
      readonly keep: string;
      /** Name of the folder that gets the documents. */
      readonly parts: string;
      /** The folder of attachments; empty where it isn't known: then nothing moves. */
      readonly inFolder: string;
      readonly names: readonly string[];
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
      /** URIs. */
      readonly moves: readonly { readonly from: string; readonly to: string }[];
      /** Names without a file. */
      readonly missing: readonly string[];
    };

/** All requests of the workspace, for a view of them. No parameters. */
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
