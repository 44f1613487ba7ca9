/** What client and server say to each other beyond LSP. Types only: the client bundle takes no code from the server. */

/** Server → client, after each analysis that changes it: what the status item shows. */
export const STATUS_NOTIFICATION = 'segur/status';

export interface StatusParams {
  readonly uri: string;
  /** `MDV-LGC/avance`; null while it isn't known. */
  readonly profile: string | null;
  /** In the editor's language. */
  readonly title: string | null;
  readonly by: 'user' | 'name' | 'content' | 'none';
  /** The model is our reconstruction. */
  readonly reconstructed: boolean;
  readonly lignes: number;
  /**
   * Total before tax, in cents; null where an amount can't be read, and over the number of lignes that may be
   * deposited.
   */
  readonly montantHT: number | null;
}

/** Client → server: profiles to choose from. */
export const PROFILES_REQUEST = 'segur/profiles';

export interface ProfileItem {
  readonly id: string;
  readonly title: string;
  readonly reconstructed: boolean;
}

/**
 * Client → server: the edit that « tout corriger » makes, and what it leaves. Null for a document that is not a
 * request.
 */
export const FIX_ALL_REQUEST = 'segur/fixAll';

export interface FixAllParams {
  readonly uri: string;
}

/** A sentence in the editor's language says why nothing is mended. */
export type FixAllResult = { readonly refused: string } | Mendings;

export interface Mendings {
  /** LSP TextEdits on the version below. */
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  readonly version: number;
  readonly applied: number;
  readonly left: { readonly errors: number; readonly warnings: number; readonly infos: number };
}

/** Client → server: what adopting the agency's model of a profile changes; with `write`, it is done. */
export const ADOPT_REQUEST = 'segur/adopt';

export interface AdoptParams {
  /** URI of the agency's file, or of several examples of one model. */
  readonly model: string | readonly string[];
  /** Any id of the form `HOP-DPI-VA2/avance`. */
  readonly profile: string;
  /** Id of the profile that it is like; by default the nearest. */
  readonly like?: string;
  /** AAAA-MM-JJ, where the agency changed the model on a day. */
  readonly from?: string;
  /** URI of the folder whose nearest `segur.config.json` is to name the model. */
  readonly near: string;
  /** URI of the folder where one is made if there is none. */
  readonly folder: string;
  /** Keys and codes of theirs → keys, roles and codes of ours, where the user knows better than the names tell. */
  readonly names: Readonly<Record<string, string>>;
  readonly write: boolean;
}

/** A sentence in the editor's language says why it can't be. */
export type AdoptResult = { readonly refused: string } | AdoptSummary;

/** Keys and codes, and a value only where it is asked what it is. */
export interface AdoptSummary {
  readonly profile: string;
  /** The profile that it was compared with, where it is another. */
  readonly like: string | null;
  /** Of the renamed, those that their names don't tell, with a value seen. */
  readonly unsure: readonly { readonly path: string; readonly was: string; readonly value: string | null }[];
  /** Codes of the agency's own; `is` null where nothing tells what they are. */
  readonly codes: readonly { readonly path: string; readonly code: string; readonly is: string | null }[];
  /** Our own model of the profile is a reconstruction, in whole or in part. */
  readonly reconstructed: boolean;
  readonly renamed: readonly { readonly path: string; readonly was: string }[];
  readonly unknown: readonly string[];
  readonly lost: readonly string[];
  /** The profile that the model's content tells, where it is another one. */
  readonly looksLike: string | null;
  /** The profile has an adopted model already, which gives way. */
  readonly replaces: boolean;
  /** Of the model that it had before, each in a line; null where it had none. */
  readonly changes: readonly string[] | null;
  /** Keys of the model, and how many of them rules look at. */
  readonly checked: { readonly keys: number; readonly ruled: number };
  /** What a key and a code of theirs can be matched with. */
  readonly ours: { readonly keys: readonly string[]; readonly codes: readonly string[] };
  /** URIs. */
  readonly model: string;
  readonly config: string;
  readonly written: boolean;
}

/**
 * Client → server: has a rule silent, by an entry in `segur.config.json`. Without `scope` and `reason`, where that
 * could be.
 */
export const SILENCE_REQUEST = 'segur/silence';

export interface SilenceParams {
  readonly uri: string;
  readonly rule: string;
  /** Of the finding. */
  readonly position: Position;
  readonly scope?: 'demande' | 'file' | 'everywhere';
  readonly reason?: string;
}

export type SilenceResult = Refused | SilencePlaces;

export interface SilencePlaces {
  /** Of the request that the finding stands in. */
  readonly numeroEditeur: string | null;
  /** As the settings name it. */
  readonly file: string;
  /** Path of the settings. */
  readonly config: string;
  readonly written: boolean;
}

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/**
 * Settings, section `segur`. The one typed source: the manifest is held to it by a test.
 */
export interface Settings {
  /** Glob (relative to the workspace folder) → profile id. The picker writes here. */
  readonly profiles: Readonly<Record<string, string>>;
  /** « Today » for the rules, AAAA-MM-JJ; null: the calendar rules are silent. */
  readonly referenceDate: string | null;
  /**
   * The user's calculation file (CSV, XLSX), relative to the workspace folder; null: the one of `segur.config.json`.
   */
  readonly plafonds: string | null;
  /** Our columns → the headings of that file. */
  readonly plafondsColumns: Readonly<Record<string, string>>;
  /**
   * Folder of the attachments, relative to the workspace folder; null: the one of `segur.config.json`, else `pieces`
   * beside the file.
   */
  readonly pieces: string | null;
  /** Names of the ZIPs of a deposit; as long as it is the default, the one in `segur.config.json` is used. */
  readonly nomZip: string;
  /** What a ZIP, and a single document, may weigh at most, in MB; null: as much as can be made. */
  readonly tailleMaxZip: number | null;
  readonly tailleMaxPiece: number | null;
  /** Requests that aren't open are judged, too. */
  readonly fichiersFermes: boolean;
  /** Amounts with tax, départements and right keys are shown behind the values. */
  readonly indications: boolean;
  /** Of the messages; for the client, which announces it. */
  readonly langue: 'auto' | 'fr' | 'en';
  readonly trace: { readonly server: 'off' | 'messages' | 'verbose' };
}

/** What a client may say at `initialize`; every part is optional, and a part of another form is ignored. */
export interface InitializationOptions {
  /** Takes precedence over the editor's locale. */
  readonly lang?: 'fr' | 'en';
  /** Commands that the client can run: a remedy that needs another is not offered. */
  readonly commands?: readonly string[];
  /** The settings, for a client without `workspace/configuration`. */
  readonly settings?: unknown;
  /** `false`: requests that aren't open are not judged. */
  readonly fichiersFermes?: boolean;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A sentence in the editor's language says why nothing can be done. */
export interface Refused {
  readonly refused: string;
}

/** Client → server: avance and solde of one request, side by side. Types only, as in `protocol.ts`. */
export const COMPARE_REQUEST = 'segur/compare';

/** Server → client, once the client has compared: files on disk changed. */
export const WORKSPACE_NOTIFICATION = 'segur/workspaceChanged';

export interface CompareParams {
  /** An avance, its output or a solde. */
  readonly uri: string;
  /** The request at the cursor. */
  readonly position?: Position;
  /** One that was picked or shown before: found again by its numbers, since it may have moved. */
  readonly demande?: DemandeKey;
  /** All requests of the file in one table. */
  readonly whole?: true;
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
  /** All of the file was asked for, or the cursor stands in no request that has both sides. */
  | { readonly kind: 'file'; readonly file: ComparedFile }
  /** A sentence in the editor's language says why there is nothing to compare. */
  | { readonly kind: 'none'; readonly reason: string };

/** A row for each request, those first that want a look. */
export interface ComparedFile {
  readonly uri: string;
  readonly name: string;
  readonly rows: readonly ComparedLigne[];
}

export interface ComparedLigne {
  readonly demande: DemandeKey;
  readonly title: string;
  readonly beneficiary: string;
  /** `alone`: one side is in no file; `unreadable`: a file can't be compared, `note` says why. */
  readonly state: 'grave' | 'differs' | 'unreadable' | 'alone' | 'same';
  readonly differences: number;
  /** What differs. */
  readonly changes: readonly ComparedRow[];
  readonly note: string;
  /** Null for a side that is in no file. */
  readonly avance: ComparedSide | null;
  readonly solde: ComparedSide | null;
}

export interface ComparedSide {
  readonly uri: string;
  /** Where the request stands in it. */
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
