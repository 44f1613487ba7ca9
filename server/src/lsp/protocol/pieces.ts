import type { Position, Range, Refused } from './document.js';

/**
 * What client and server say to each other about attachments and deposits. Types only: the client bundle takes no code
 * from the server.
 */

export type { Progress } from '../../app/pieces.js';
/** Confirmed by the user: number of the request (or its place) → `nomFichier` → paths of its sources in the folder. */
export type Confirmed = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The attachments folder is unknown or can't be read: the user has to name one. */
export interface NoFolder {
  readonly noFolder: string;
}

/** Client → server: what a deposit would contain. Null for a document that is not a request. */
export const PLAN_REQUEST = 'segur/deposit/plan';

export interface PlanParams {
  readonly uri: string;
  /** URI of the attachments folder, if the user named it. */
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
  /** What stands in the way besides missing attachments, and what is good to know. */
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
  /** The likeliest first, then the rest of the folder. */
  readonly choices: readonly FileChoice[];
}

export interface FileChoice {
  /** As for `nomFichier`. */
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
  /** Types that its name suggests, if the attachment's own is not among them. */
  readonly otherTypes: readonly string[];
}

/**
 * Client → server: makes the deposit. Progress is reported under `progress`, a token of `$/progress`; ends early if the
 * request is cancelled.
 */
export const WRITE_REQUEST = 'segur/deposit/write';

export interface WriteParams extends PlanParams {
  readonly version: number;
  /** URI of the folder to create. */
  readonly out: string;
  readonly allowErrors: boolean;
  readonly replace: boolean;
  readonly progress: string;
}

export type WriteResult =
  | (Refused & { readonly reasons: readonly string[] })
  /** OUT already exists, and replacing it wasn't requested. */
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

/** Client → server: extracts the texts of the PDFs and checks them; findings come as diagnostics. */
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

/** The attachment, by its place or by the place of its name. */
export interface ChoicesParams {
  readonly uri: string;
  readonly folder?: string | undefined;
  readonly at: { readonly ligne: number; readonly piece: number } | { readonly pointer: string } | Position;
}

/** Nothing is at that place: the user says which one, the likeliest first. */
export interface WhichPiece {
  readonly which: readonly {
    readonly at: { readonly ligne: number; readonly piece: number };
    readonly name: string;
    readonly detail: string;
  }[];
}

export type ChoicesResult =
  | Refused
  | NoFolder
  | WhichPiece
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

/** Client → server: turns the several attachments of one type into one. */
export const CONCATENATE_REQUEST = 'segur/pieces/concatenate';

export interface ConcatenateParams {
  readonly uri: string;
  readonly at: ChoicesParams['at'];
}

export type ConcatenateResult =
  | Refused
  | WhichPiece
  | {
      readonly version: number;
      readonly typeFichier: string;
      /** The name that stays in the request. */
      readonly keep: string;
      /** Name of the folder that gets the documents. */
      readonly parts: string;
      /** The attachments folder; empty if unknown: then nothing moves. */
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
/** The last answer to `TREE_REQUEST` is out of date. Sent once until the next request. */
export const TREE_NOTIFICATION = 'segur/workspace/treeChanged';

/**
 * - `aCorriger`: the portal would refuse its file; - `prete`: nothing is wrong, and no deposit contains it; -
 * `deposee`: a prepared deposit contains it; - `sortieRecue`: the portal gave it back; for an avance in an output: its
 * solde exists too; - `soldeAFaire`: an avance in an output without a solde yet.
 */
export type DemandeState = 'aCorriger' | 'prete' | 'deposee' | 'sortieRecue' | 'soldeAFaire';

export interface WorkspaceTree {
  /** False while files are still being read or checked: a notification follows. */
  readonly complete: boolean;
  /** By name of the file within its folder. The view groups them by `profile`. */
  readonly files: readonly TreeFile[];
  readonly totals: TreeTotals;
  /** There are too many files to check while they aren't open: their counts are null. */
  readonly unjudged: number;
}

export interface TreeTotals {
  readonly demandes: number;
  /** Sum of the readable amounts before tax, in cents; without outputs, which would count twice. */
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
  /** `MDV-LGC/avance`; null while unknown. */
  readonly profile: string | null;
  readonly profileTitle: string | null;
  readonly phase: 'avance' | 'solde' | null;
  /** The portal gave it back. */
  readonly portalOutput: boolean;
  /** A prepared deposit contains it. */
  readonly deposit: boolean;
  readonly open: boolean;
  readonly montant: number;
  readonly montantText: string;
  /** For the whole file, its head included; null while it isn't checked. */
  readonly errors: number | null;
  readonly warnings: number | null;
  readonly demandes: readonly TreeDemande[];
}

export interface TreeDemande {
  /** Index in its file. */
  readonly index: number;
  readonly numeroEditeur: string | null;
  readonly numeroASP: string | null;
  /** The first client, by name or by number; null if nothing identifies one. */
  readonly beneficiary: string | null;
  readonly beneficiaries: number;
  /** Cents before tax; null if it can't be read. */
  readonly montant: number | null;
  readonly montantText: string;
  /** Null while its file isn't checked. */
  readonly state: DemandeState | null;
  readonly errors: number | null;
  readonly warnings: number | null;
  /** Where it begins, for a click. */
  readonly position: Position;
}
