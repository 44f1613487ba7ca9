import type { Position, Range, Refused } from './document.js';

/**
 * What client and server say to each other about attachments and deposits. Types only: the client bundle takes no code
 * from the server.
 */

export type { Progress } from '../../app/pieces.js';
/**
 * Confirmed by the user: number of the demande (its place, where it has none) → `nomFichier` → paths of its sources in
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
  /** What stands in the way beside missing pièces, and what is good to know. */
  readonly problems: readonly { readonly message: string; readonly blocking: boolean }[];
  readonly pieces: number;
  /** Size of all sources, ready to be shown. */
  readonly size: string;
}

export interface MissingPiece {
  /** Of the demande, in `Confirmed`. */
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
  /** Another pièce of the request names it. */
  readonly taken: boolean;
  /** Types that its name suggests, where the pièce's own is not among them. */
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

/** Client → server: the files that can be a pièce. */
export const CHOICES_REQUEST = 'segur/pieces/choices';

/** The pièce by its place, or by where its name stands. */
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

/** Client → server: what makes one pièce of the several of one type. */
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
